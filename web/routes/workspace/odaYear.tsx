import '../../styles/budget-oda.css'
import { useLocation } from 'react-router'
import { getOdaYear, type OdaYear, requireYear } from '../../../features/budgets/oda.server.ts'
import { readNames } from '../../../features/budgets/oda-file.server.ts'
import { readYear } from '../../../features/budgets/oda-form.ts'
import {
  acceptOdaProposals,
  carryOdaOver,
  fileOdaReturn,
  reopenOdaReturn,
  saveOdaWords,
} from '../../../features/budgets/oda-return.server.ts'
import { rowsOfReturn } from '../../../features/budgets/oda-rules.ts'
import { findIsland } from '../../island-files.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { OdaChecklist } from '../../ui/budget/oda-checklist.tsx'
import { OdaComparison, OdaSinceFiled } from '../../ui/budget/oda-comparison.tsx'
import { OdaCopy } from '../../ui/budget/oda-copy.tsx'
import { OdaFiles, OdaFiling, OdaWords } from '../../ui/budget/oda-forms.tsx'
import { OdaCampaignSentences, useOdaTitle } from '../../ui/budget/oda-head.tsx'
import { OdaProposals } from '../../ui/budget/oda-proposals.tsx'
import { OdaRows } from '../../ui/budget/oda-rows.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { useSite } from '../../ui/site.ts'
import { wordOf } from '../../workspace/agreement-page.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { returnIn, toReturn } from '../../workspace/oda-page.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The return of one year: what is missing, its rows, and what was filed. */
export const loader = workspaceLoader('member', async ({ ctx, atWork, params }) => {
  const { organisationId, key, role } = atWork.organisation
  const oda: OdaYear = await getOdaYear(ctx, organisationId, requireYear(readYear(params.year)))
  const { t: _, ...names } = await readNames(ctx, organisationId, oda)
  const script = findIsland('copy')?.script ?? null
  return { key, mayWrite: role !== 'reader', oda, names, script }
})

/** Fills in what was proposed, keeps who answers and signs, notes that the return was filed. */
export const action = workspaceAction('member', {
  async accept(page, form) {
    await acceptOdaProposals(page.ctx, returnIn(page), form.getAll('proposal').map(String))
    return toReturn(page, 'accepted')
  },
  async save(page, form) {
    const words = { contact: wordOf(form, 'contact'), signatory: wordOf(form, 'signatory'), note: wordOf(form, 'note') }
    await saveOdaWords(page.ctx, returnIn(page), words)
    return toReturn(page, 'saved')
  },
  async carryOver(page) {
    await carryOdaOver(page.ctx, returnIn(page))
    return toReturn(page, 'carried')
  },
  async file(page, form) {
    const filed = { filedOn: wordOf(form, 'filedOn'), reference: wordOf(form, 'reference') }
    await fileOdaReturn(page.ctx, returnIn(page), filed)
    return toReturn(page, 'filed')
  },
  async reopen(page) {
    await reopenOdaReturn(page.ctx, returnIn(page))
    return toReturn(page, 'reopened')
  },
})

/** The yearly return, from what is missing to what was filed. */
export default function OdaYearPage() {
  const { t, locale } = useSite()
  const { key, mayWrite, oda, names, script, kept } = usePageData<typeof loader>()
  const wanted = Number(new URLSearchParams(useLocation().search).get('row'))
  const rows = rowsOfReturn(oda)
  const said = { ...names, t }
  const row = rows[wanted - 1]
  return (
    <div className="py-10">
      <WorkTitle>{useOdaTitle(oda)}</WorkTitle>
      <BudgetNav organisationKey={key} current="oda" />
      <Done area="oda.done" />
      <p className="mt-2">
        <a href={workspacePath('oda', locale, { key })} className="tap">
          {t('oda.year.back')}
        </a>
      </p>
      <OdaCampaignSentences oda={oda} />
      <OdaChecklist organisationKey={key} oda={oda} countries={names.countries} />
      {mayWrite ? <OdaProposals oda={oda} names={said} /> : null}
      <OdaRows organisationKey={key} oda={oda} rows={rows} names={said} />
      {row ? (
        <OdaCopy
          organisationKey={key}
          row={row}
          number={wanted}
          last={rows.length}
          columns={oda.columns}
          names={said}
          script={script}
        />
      ) : null}
      <OdaFiles organisationKey={key} year={oda.year} isFiled={oda.kept?.state === 'filed'} />
      <OdaSinceFiled oda={oda} names={said} />
      <OdaComparison oda={oda} countries={names.countries} />
      <OdaWords oda={oda} mayWrite={mayWrite} kept={kept} />
      <OdaFiling oda={oda} mayWrite={mayWrite} kept={kept} />
    </div>
  )
}
