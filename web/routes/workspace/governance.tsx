import { dayOf } from '../../../features/partnerships/agreement-read.server.ts'
import { listAgreements } from '../../../features/partnerships/agreements.server.ts'
import { listDocuments } from '../../../features/partnerships/documents.server.ts'
import {
  addCommittee,
  addMeeting,
  changeMeeting,
  getGovernance,
  seatMember,
  unseatMember,
} from '../../../features/partnerships/governance.server.ts'
import { readCommittee, readMeeting, readMember } from '../../../features/partnerships/governance.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { useDay } from '../../ui/agreement/words.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { CommitteeForm, Committees, SeatForm } from '../../ui/governance/committees.tsx'
import { MeetingForm, Meetings } from '../../ui/governance/meetings.tsx'
import { FormProblems } from '../../ui/history/form-problems.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { paperTyped, wordOf } from '../../workspace/agreement-page.ts'
import { typedValues, workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'

/** Who steers the tie and when they meet; `?meeting=` names the one to write on. */
export const loader = workspaceLoader('party', async (page) => {
  const of = tieInAddress(page)
  const tie = await getTieHead(page.ctx, of)
  const governance = await getGovernance(page.ctx, of)
  const own = [...governance.toCome, ...governance.past].filter((one) => one.organisationId === of.organisationId)
  return {
    organisation: page.atWork.organisation,
    tie,
    ...governance,
    chosen: own.find(({ id }) => id === page.url.searchParams.get('meeting')) ?? null,
    agreements: (await listAgreements(page.ctx, of)).map(({ id, title }) => ({ id, title })),
    documents: (await listDocuments(page.ctx, { partnershipId: of.partnershipId })).filter(
      ({ withdrawnAt }) => !withdrawnAt,
    ),
    today: dayOf(page.ctx.now),
  }
})

/** Sets up committees, seats people in them, and keeps their meetings. */
export const action = workspaceAction('party', {
  async committee(page, form) {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    const read = readCommittee(typedValues(form))
    if ('problems' in read) return read
    await addCommittee(page.ctx, of, read.facts)
    return toTiePage(page, 'governance', 'committee')
  },
  async seat(page, form) {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    const read = readMember(typedValues(form))
    if ('problems' in read) return read
    await seatMember(page.ctx, of, wordOf(form, 'body'), read.facts)
    return toTiePage(page, 'governance', 'seated')
  },
  async unseat(page, form) {
    await unseatMember(page.ctx, tieInAddress(page), wordOf(form, 'body'), wordOf(form, 'id'))
    return toTiePage(page, 'governance', 'unseated')
  },
  async meeting(page, form) {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    const read = readMeeting(typedValues(form), dayOf(page.ctx.now))
    if ('problems' in read) return read
    const id = wordOf(form, 'id')
    const paper = await paperTyped(page, form, of, 'minutes')
    if (id) await changeMeeting(page.ctx, of, id, read.facts, paper)
    else await addMeeting(page.ctx, of, read.facts, paper)
    return toTiePage(page, 'governance', 'meeting')
  },
})

/** The committees of a tie by name and body, the next meeting first, and what was decided. */
export default function Governance() {
  const { t } = useSite()
  const day = useDay()
  const data = usePageData<typeof loader>()
  const { organisation, tie, committees, toCome, past, chosen, agreements, documents, today, kept } = data
  const mayWrite = organisation.role !== 'reader'
  const names = tie.parties.map(({ name }) => name).join(' – ')
  const next = toCome[0]
  return (
    <div className="py-10">
      <TieHead tie={tie} current="agreements" />
      <WorkTitle>
        {next
          ? t('agreement.governance.titleNext', { names, day: day(next.onDate) })
          : t('agreement.governance.title', { names })}
      </WorkTitle>
      <Done area="agreement.governance.done" />
      <FormProblems intents={['unseat']} />
      <p className="measure mt-4">{t('agreement.governance.lead')}</p>
      <section aria-labelledby="committees" className="mt-8">
        <h2 id="committees">{t('agreement.governance.committees')}</h2>
        <Committees committees={committees} parties={tie.parties} today={today} mayWrite={mayWrite} />
        {mayWrite ? (
          <>
            <SeatForm committees={committees} parties={tie.parties} />
            <CommitteeForm agreements={agreements} first={committees.length === 0} />
          </>
        ) : null}
      </section>
      <section aria-labelledby="meetings" className="mt-12">
        <h2 id="meetings">{t('agreement.governance.meetings')}</h2>
        <Meetings
          toCome={toCome}
          past={past}
          params={{ key: organisation.key, tie: tie.id }}
          ours={organisation.organisationId}
          mayWrite={mayWrite}
        />
        {mayWrite ? <MeetingForm meeting={chosen} committees={committees} documents={documents} kept={kept} /> : null}
      </section>
    </div>
  )
}
