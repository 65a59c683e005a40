import { listDueOfTie } from '../../../features/agenda/due.server.ts'
import { groupOf } from '../../../features/agenda/due-rules.ts'
import { confirmRecords } from '../../../features/freshness/confirm.server.ts'
import { dayOf } from '../../../features/freshness/rules.ts'
import { suspensionOf } from '../../../features/partnerships/act-list.server.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { listProposals } from '../../../features/partnerships/proposal-list.server.ts'
import { listReminders } from '../../../features/partnerships/reminders.server.ts'
import { takeUpTie } from '../../../features/partnerships/take-up.server.ts'
import { findSharedFacts } from '../../../features/partnerships/tie-facts.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { getTieRecord, listKeepers } from '../../../features/partnerships/tie-record.server.ts'
import { listTieSteps, listTieTexts } from '../../../features/partnerships/tie-texts.server.ts'
import { AppError } from '../../../platform/errors.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { FormProblems } from '../../ui/history/form-problems.tsx'
import { Reminders } from '../../ui/paper/reminders.tsx'
import { MissingOfTie } from '../../ui/partnership/missing-of-tie.tsx'
import { SharedFactsList } from '../../ui/partnership/shared-facts.tsx'
import { ShortLists } from '../../ui/partnership/short-lists.tsx'
import { SideTexts } from '../../ui/partnership/side-texts.tsx'
import { Steps } from '../../ui/partnership/steps.tsx'
import { SuspensionNotice } from '../../ui/partnership/suspension-notice.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { WaitingForUs } from '../../ui/partnership/waiting-for-us.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'

/** Everything the first page of a tie shows. */
export const loader = workspaceLoader('party', async (page) => {
  const { ctx } = page
  const of = tieInAddress(page)
  const tie = await getTieHead(ctx, of)
  const facts = await findSharedFacts(ctx, tie.id)
  if (!facts) throw new AppError('not_found', 'record_not_found')
  const proposals = await listProposals(ctx, of)
  return {
    organisation: page.atWork.organisation,
    tie,
    facts,
    texts: await listTieTexts(ctx, of),
    steps: await listTieSteps(ctx, of),
    record: await getTieRecord(ctx, of),
    keepers: await listKeepers(ctx, of),
    suspension: await suspensionOf(ctx, tie.id),
    due: await listDueOfTie(ctx, of),
    today: dayOf(ctx.now),
    reminders: await listReminders(ctx, { subject: 'partnership', ...of }),
    waiting: proposals.filter((proposal) => proposal.state === 'open' && proposal.notAnswer === null),
  }
})

/** Says of a tie nobody has spoken of yet that it is alive; a guest leaves that to the members. */
export const action = workspaceAction('party', {
  async confirm(page) {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    await takeUpTie(page.ctx, of)
    await confirmRecords(page.ctx, of.organisationId, [{ kind: 'partnership', id: of.partnershipId, state: 'active' }])
    return toTiePage(page, 'tie', 'confirmed')
  },
})

/** A tie for those who keep it: what waits, both sides' words, its history, what hangs on it. */
export default function Tie() {
  const { t, locale, list } = useSite()
  const { organisation, tie, facts, texts, steps, record, keepers, suspension, waiting, due, today, reminders } =
    usePageData<typeof loader>()
  const params = { key: organisation.key, tie: tie.id }
  const mayWrite = organisation.role !== 'reader'
  const isGuest = organisation.partnershipId !== null
  const late = due.filter((item) => groupOf(item, today) === 'late').length
  const names = tie.parties.map(({ name }) => name)
  return (
    <div className="py-10">
      <TieHead tie={tie} current="overview" />
      <WorkTitle>{t('tie.overview.title', { names: list(names) })}</WorkTitle>
      <Done area="tie.done" />
      <FormProblems />
      <WaitingForUs waiting={waiting} params={params} />
      {due.length > 0 ? (
        <p className="mt-4">
          <a href={workspacePath('tieDue', locale, params)} className={late > 0 ? 'tap font-[650]' : 'tap'}>
            {t('agenda.tie.title', { n: due.length, late })}
          </a>
        </p>
      ) : null}
      {suspension ? <SuspensionNotice suspension={suspension} /> : null}
      {mayWrite ? <MissingOfTie tie={tie} missing={record.missing} params={params} mayConfirm={!isGuest} /> : null}
      <div className="page-grid mt-8">
        <div className="page-main">
          <section aria-labelledby="words">
            <h2 id="words">{t('tie.overview.words')}</h2>
            <SideTexts texts={texts} parties={tie.parties} />
            <p className="mt-4">
              <a href={workspacePath('tieTexts', locale, params)} className="tap">
                {t(mayWrite ? 'tie.overview.write' : 'tie.overview.allTexts')}
              </a>
            </p>
          </section>
          <section aria-labelledby="steps">
            <h2 id="steps">{t('tie.overview.steps')}</h2>
            {steps.length === 0 ? <p className="measure mt-2">{t('tie.steps.example')}</p> : <Steps steps={steps} />}
            <p className="mt-4">
              <a href={workspacePath('tieHistory', locale, params)} className="tap">
                {t(mayWrite ? 'tie.overview.addStep' : 'tie.overview.allSteps')}
              </a>
            </p>
          </section>
          <ShortLists record={record} params={params} />
          <Reminders reminders={reminders} />
        </div>
        <aside className="page-aside" aria-label={t('tie.overview.facts')}>
          <SharedFactsList tie={tie} facts={facts} keepers={keepers} />
          <ul className="mt-6">
            {mayWrite ? (
              <li>
                <a href={workspacePath('tieFacts', locale, params)} className="tap">
                  {t('tie.overview.change')}
                </a>
              </li>
            ) : null}
            <li>
              <a href={workspacePath('tiePublication', locale, params)} className="tap">
                {t('tie.overview.publication')}
              </a>
            </li>
            <li>
              <a href={workspacePath('tieAtlasSheet', locale, params)} className="tap">
                {t('paper.sheet.link')}
              </a>
            </li>
            {isGuest ? null : (
              <li>
                <a
                  href={workspacePath(
                    'history',
                    locale,
                    { key: organisation.key },
                    { record: `partnership ${tie.id}` },
                  )}
                  className="tap"
                >
                  {t('tie.overview.history')}
                </a>
              </li>
            )}
          </ul>
        </aside>
      </div>
    </div>
  )
}
