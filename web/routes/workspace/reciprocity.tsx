import { dayOf } from '../../../features/freshness/rules.ts'
import {
  addLedgerEntry,
  addTransfer,
  getLedger,
  removeLedgerEntry,
  removeTransfer,
} from '../../../features/partnerships/ledger.server.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { readLedgerEntry, readTransfer } from '../../../features/partnerships/reciprocity.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { EntryForm, TransferForm } from '../../ui/reciprocity/ledger-forms.tsx'
import { EntryTable, TransferTable } from '../../ui/reciprocity/ledger-tables.tsx'
import { ReciprocityDrawing } from '../../ui/reciprocity/reciprocity-drawing.tsx'
import { useSite } from '../../ui/site.ts'
import { type Outcome, workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import type { OrganisationPage } from '../../workspace/request.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'

/** What both sides gave and learned. */
export const loader = workspaceLoader('party', async (page) => {
  const of = tieInAddress(page)
  return {
    organisation: page.atWork.organisation,
    tie: await getTieHead(page.ctx, of),
    ledger: await getLedger(page.ctx, of),
    today: dayOf(page.ctx.now),
  }
})

const yearOf = ({ ctx }: OrganisationPage) => Number(dayOf(ctx.now).slice(0, 4))
const typedIn = (form: FormData) =>
  Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))

/** Each side writes what it gave and what it learned, and takes its own lines off. */
export const action = workspaceAction('party', {
  async addEntry(page, form): Promise<Outcome> {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    const read = readLedgerEntry(typedIn(form), yearOf(page))
    if ('problems' in read) return read
    await addLedgerEntry(page.ctx, of, read.value)
    return toTiePage(page, 'reciprocity', 'added')
  },
  async removeEntry(page, form) {
    await removeLedgerEntry(page.ctx, tieInAddress(page), String(form.get('entry') ?? ''))
    return toTiePage(page, 'reciprocity', 'removed')
  },
  async addTransfer(page, form): Promise<Outcome> {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    const { parties } = await getTieHead(page.ctx, of)
    const others = parties.filter((party) => !party.isOurs).map(({ id }) => id)
    const read = readTransfer(typedIn(form), others, yearOf(page))
    if ('problems' in read) return read
    await addTransfer(page.ctx, of, read.value)
    return toTiePage(page, 'reciprocity', 'transferAdded')
  },
  async removeTransfer(page, form) {
    await removeTransfer(page.ctx, tieInAddress(page), String(form.get('transfer') ?? ''))
    return toTiePage(page, 'reciprocity', 'transferRemoved')
  },
})

/** The ledger of a tie: one drawing with equal sides, its twin in figures, and the lines it is made of. */
export default function Reciprocity() {
  const { t } = useSite()
  const { organisation, tie, ledger, today, kept } = usePageData<typeof loader>()
  const { entries, transfers } = ledger
  const own = organisation.role === 'reader' ? null : tie.organisationId
  const ours = tie.parties.find((party) => party.isOurs)?.name ?? organisation.name
  const others = tie.parties.filter((party) => !party.isOurs)
  return (
    <div className="py-10">
      <TieHead tie={tie} current="reciprocity" />
      <WorkTitle>{t('reciprocity.page.title')}</WorkTitle>
      <Done area="reciprocity.done" />
      <p className="measure mt-4">{t('reciprocity.page.lead')}</p>
      {entries.length + transfers.length === 0 ? (
        <p className="notice measure">{t('reciprocity.page.empty')}</p>
      ) : (
        <ReciprocityDrawing parties={tie.parties} ledger={ledger} today={today} />
      )}
      <section aria-labelledby="entries" className="mt-12">
        <h2 id="entries">{t('reciprocity.page.entries')}</h2>
        {entries.length === 0 ? (
          <p className="mt-2">{t('reciprocity.page.entriesNone')}</p>
        ) : (
          <EntryTable entries={entries} parties={tie.parties} removableOf={own} />
        )}
        {own ? (
          <>
            <h3 className="mt-8 no-print">{t('reciprocity.page.add', { name: ours })}</h3>
            <EntryForm kept={kept} year={today.slice(0, 4)} />
          </>
        ) : null}
      </section>
      <section aria-labelledby="transfers" className="mt-12">
        <h2 id="transfers">{t('reciprocity.page.transfers')}</h2>
        {transfers.length === 0 ? (
          <p className="measure mt-2">{t('reciprocity.page.transfersNone')}</p>
        ) : (
          <TransferTable transfers={transfers} parties={tie.parties} removableOf={own} />
        )}
        {own ? (
          <>
            <h3 className="mt-8 no-print">{t('reciprocity.page.addTransfer', { name: ours })}</h3>
            <TransferForm kept={kept} others={others} />
          </>
        ) : null}
      </section>
    </div>
  )
}
