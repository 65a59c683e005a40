import { requireRole } from '../../../features/accounts/permissions.server.ts'
import {
  addMissionCost,
  addMissionParticipant,
  closeMission,
  getMission,
  type MissionOf,
  removeFromMission,
  updateMission,
} from '../../../features/missions/missions.server.ts'
import {
  listLinkChoices,
  type OwnRecord,
  setOwnDiscreet,
  setOwnPublic,
} from '../../../features/missions/own-record.server.ts'
import {
  costProblems,
  missingBefore,
  missionProblems,
  participantProblems,
  readCost,
  readMission,
  readParticipant,
} from '../../../features/missions/rules.ts'
import { listDocuments } from '../../../features/partnerships/documents.server.ts'
import { listPhotos } from '../../../features/partnerships/photos.server.ts'
import { listReminders } from '../../../features/partnerships/reminders.server.ts'
import { fromCents, sumMoney } from '../../../features/projects/rules.ts'
import { usePageData } from '../../request.ts'
import { LinkForm } from '../../ui/field/link-form.tsx'
import { MissionBasics, MissionDetails } from '../../ui/field/mission-fields.tsx'
import { MissionCosts, MissionPeople } from '../../ui/field/mission-parts.tsx'
import { Deed, WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { DocumentForm, VersionForm } from '../../ui/paper/document-form.tsx'
import { DocumentList, ownLiving } from '../../ui/paper/document-list.tsx'
import { PhotoForm } from '../../ui/paper/photo-form.tsx'
import { PhotoList } from '../../ui/paper/photo-list.tsx'
import { Reminders } from '../../ui/paper/reminders.tsx'
import { useSite } from '../../ui/site.ts'
import { countriesOf } from '../../workspace/countries-of.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { linking } from '../../workspace/link-deed.ts'
import { documentDeeds, type PapersOfPage, photoDeeds } from '../../workspace/paper-deeds.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

const missionIn = ({ params, atWork }: OrganisationPage): MissionOf => ({
  missionId: params.mission ?? '',
  organisationId: atWork.organisation.organisationId,
})

const ownIn = (page: OrganisationPage): OwnRecord => {
  const { missionId: id, organisationId } = missionIn(page)
  return { kind: 'mission', id, organisationId }
}

/** One mission, what is due beside it, what it still lacks. */
export const loader = workspaceLoader('member', async (page) => {
  const of = missionIn(page)
  const mission = await getMission(page.ctx, of)
  const { startsOn: from, endsOn: to, country, partnershipId } = mission
  const elected = mission.participants.filter(({ kind }) => kind === 'elected').length
  return {
    organisation: page.atWork.organisation,
    mission,
    countries: countriesOf(page),
    choices: await listLinkChoices(page.ctx, of.organisationId),
    missing: missingBefore({
      ...mission,
      elected,
      participants: mission.participants.length,
      costs: mission.costs.length,
    }),
    sums: sumMoney(mission.costs.map((one) => ({ ...one, nature: '' }))).map(({ currency, planned, spent }) => ({
      currency,
      planned: fromCents(planned),
      spent: fromCents(spent),
    })),
    reminders: await listReminders(page.ctx, {
      ...{
        subject: 'mission' as const,
        organisationId: of.organisationId,
        partnershipId,
        from,
        to,
        country,
        travel: true,
      },
    }),
    documents: await listDocuments(page.ctx, { missionId: of.missionId }),
    photos: await listPhotos(page.ctx, { missionId: of.missionId }),
  }
})

const back = ({ ctx, atWork, params }: OrganisationPage, done: string) =>
  workspacePath('mission', ctx.locale, { key: atWork.organisation.key, mission: params.mission ?? '' }, { done })
const papers: PapersOfPage = { home: ({ params }) => ({ missionId: params.mission ?? '' }), back }

type Problems = { field: string; reason: string }[]
const writing =
  <Facts,>(
    read: (form: FormData) => Facts,
    problemsOf: (facts: Facts) => Problems,
    write: (ctx: OrganisationPage['ctx'], of: MissionOf, facts: Facts) => Promise<void>,
    done: string,
  ) =>
  async (page: OrganisationPage, form: FormData) => {
    await requireRole(page.ctx, page.atWork.organisation.organisationId, 'contributor')
    const facts = read(form)
    const problems = problemsOf(facts)
    if (problems.length > 0) return { problems }
    await write(page.ctx, missionIn(page), facts)
    return { to: back(page, done) }
  }
const doing =
  (done: string, deed: (page: OrganisationPage, form: FormData) => Promise<void>) =>
  async (page: OrganisationPage, form: FormData) => {
    await deed(page, form)
    return { to: back(page, done) }
  }
const idIn = (form: FormData) => String(form.get('id') ?? '')

/** Writes the sheet, who goes, what it costs; says that it is done, public, discreet; keeps its papers. */
export const action = workspaceAction('member', {
  save: writing(readMission, missionProblems, updateMission, 'saved'),
  addParticipant: writing(readParticipant, participantProblems, addMissionParticipant, 'saved'),
  addCost: writing(readCost, costProblems, addMissionCost, 'saved'),
  removeParticipant: doing('saved', (page, form) =>
    removeFromMission(page.ctx, missionIn(page), 'participant', idIn(form)),
  ),
  removeCost: doing('saved', (page, form) => removeFromMission(page.ctx, missionIn(page), 'cost', idIn(form))),
  done: doing('closed', (page) => closeMission(page.ctx, missionIn(page), 'done')),
  cancel: doing('closed', (page) => closeMission(page.ctx, missionIn(page), 'cancelled')),
  publish: doing('published', (page) => setOwnPublic(page.ctx, ownIn(page), true)),
  unpublish: doing('unpublished', (page) => setOwnPublic(page.ctx, ownIn(page), false)),
  hide: doing('hidden', (page) => setOwnDiscreet(page.ctx, ownIn(page), true)),
  lift: doing('lifted', (page) => setOwnDiscreet(page.ctx, ownIn(page), false)),
  link: linking(ownIn, back),
  ...documentDeeds(papers),
  ...photoDeeds(papers),
})

/** A mission: what it still lacks first, then all that is said of it. */
export default function MissionPage() {
  const { t, locale } = useSite()
  const { organisation, mission, countries, choices, missing, sums, reminders, documents, photos, kept } =
    usePageData<typeof loader>()
  const mayWrite = organisation.role !== 'reader'
  const list = { organisationId: organisation.organisationId, organisationKey: organisation.key, mayWrite }
  const seen = mission.discreetSince
    ? 'discreet'
    : mission.isPublic
      ? 'public'
      : mission.wantsPublic
        ? 'wanted'
        : 'inside'
  return (
    <div className="py-10">
      <p className="source">
        <a href={workspacePath('missions', locale, { key: organisation.key })} className="tap">
          {t('mission.all')}
        </a>
      </p>
      <WorkTitle>{mission.title}</WorkTitle>
      <p className="source">
        {t(`mission.state.${mission.state}`)} · {t(`mission.seen.${seen}`)}
      </p>
      <Done area="mission.done" />
      <Done area="paper.done" />
      {missing.length > 0 ? (
        <section aria-labelledby="missing" className="notice mt-4">
          <h2 id="missing">{t('mission.missingTitle')}</h2>
          <ul>
            {missing.map((thing) => (
              <li key={thing}>{t(`mission.missing.${thing}`)}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <Reminders reminders={reminders} />
      {mayWrite ? (
        <>
          <div className="row-actions mt-6">
            {mission.state === 'prepared' ? (
              <>
                <Deed intent="done" label={t('mission.doneDeed')} />
                <Deed intent="cancel" label={t('mission.cancelDeed')} />
              </>
            ) : null}
            <Deed
              intent={mission.wantsPublic ? 'unpublish' : 'publish'}
              label={t(mission.wantsPublic ? 'mission.unpublish' : 'mission.publish')}
            />
            <Deed
              intent={mission.discreetSince ? 'lift' : 'hide'}
              label={t(mission.discreetSince ? 'field.news.lift' : 'field.news.hide')}
            />
          </div>
          <section aria-labelledby="sheet" className="mt-10">
            <h2 id="sheet">{t('mission.sheet')}</h2>
            <Form intent="save" kept={kept} draft>
              <MissionBasics facts={mission} countries={countries} />
              <MissionDetails facts={mission} />
              <Submit>{t('field.news.save')}</Submit>
            </Form>
          </section>
          <LinkForm links={mission} choices={choices} withProject />
        </>
      ) : (
        <p className="measure mt-4 whitespace-pre-line">{mission.report || mission.purpose}</p>
      )}
      <MissionPeople mission={mission} mayWrite={mayWrite} />
      <MissionCosts mission={mission} sums={sums} mayWrite={mayWrite} />
      <section aria-labelledby="papers" className="mt-10">
        <h2 id="papers">{t('mission.papers')}</h2>
        <DocumentList {...list} documents={documents} empty={t('mission.noPapers')} />
        {mayWrite ? <DocumentForm kept={kept} mayBeConfidential /> : null}
        {mayWrite ? <VersionForm documents={ownLiving(documents, organisation.organisationId)} /> : null}
      </section>
      <section aria-labelledby="photos" className="mt-10">
        <h2 id="photos">{t('field.news.photos')}</h2>
        <PhotoList {...list} photos={photos} empty={t('mission.noPhotos')} />
        {mayWrite ? <PhotoForm /> : null}
      </section>
    </div>
  )
}
