import {
  answerPublication,
  type BodyWord,
  listWords,
  setConfidential,
  setParticipantDiscreet,
  setProjectDiscreet,
  setShowsMoney,
  setWantsPublic,
} from '../../../features/projects/visibility.server.ts'
import { usePageData } from '../../request.ts'
import { Deed } from '../../ui/form/deed.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { loadProjectTop, type ProjectTop, projectIn, toProject } from '../../workspace/project-page.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

/** What each body said of publication. */
export const loader = workspaceLoader('party', async (page) => ({
  top: await loadProjectTop(page),
  words: await listWords(page.ctx, projectIn(page)),
}))

type Command = (ctx: OrganisationPage['ctx'], of: ReturnType<typeof projectIn>, on: boolean) => Promise<void>

const turn = (command: Command, on: boolean, done: string) => async (page: OrganisationPage) => {
  await command(page.ctx, projectIn(page), on)
  return toProject(page, 'projectPublication', done)
}
const answer: Command = (ctx, of, yes) => answerPublication(ctx, of, yes ? 'yes' : 'no')

/** The switches of the lead, the word of each body, and discretion, at once. */
export const action = workspaceAction('party', {
  publish: turn(setWantsPublic, true, 'wanted'),
  unpublish: turn(setWantsPublic, false, 'unwanted'),
  sayYes: turn(answer, true, 'saidYes'),
  sayNo: turn(answer, false, 'saidNo'),
  hide: turn(setProjectDiscreet, true, 'hidden'),
  lift: turn(setProjectDiscreet, false, 'lifted'),
  keepOut: turn(setParticipantDiscreet, true, 'keptOut'),
  comeBack: turn(setParticipantDiscreet, false, 'cameBack'),
  showMoney: turn(setShowsMoney, true, 'moneyShown'),
  hideMoney: turn(setShowsMoney, false, 'moneyHidden'),
  confide: turn(setConfidential, true, 'confided'),
  share: turn(setConfidential, false, 'shared'),
})

function Stand({ top, words }: { top: ProjectTop; words: readonly BodyWord[] }) {
  const { t, locale, list, pathTo } = useSite()
  const { project } = top
  if (project.isPublic)
    return (
      <p className="notice">
        {t('project.publication.isPublic')}{' '}
        <a href={pathTo('project', { id: project.id, title: project.title })}>{t('project.publication.see')}</a>
      </p>
    )
  const waits = words.filter(({ word }) => word === 'waits').map(({ name }) => name)
  const against = words.filter(({ word }) => word === 'no').map(({ name }) => name)
  const because = project.example
    ? 'example'
    : project.discreetSince
      ? 'discreet'
      : project.confidential
        ? 'confidential'
        : !project.wantsPublic
          ? 'lead'
          : against.length > 0
            ? 'against'
            : waits.length > 0
              ? 'waits'
              : 'around'
  return (
    <p className="notice" lang={locale}>
      {t(`project.publication.because.${because}`, { names: list(because === 'against' ? against : waits) })}
    </p>
  )
}

function Words({ words }: { words: readonly BodyWord[] }) {
  const { t } = useSite()
  return (
    <table className="scan stack mt-4">
      <caption className="sr-only">{t('project.publication.words')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('project.publication.body')}</th>
          <th scope="col">{t('project.publication.word')}</th>
        </tr>
      </thead>
      <tbody>
        {words.map((one) => (
          <tr key={one.organisationId}>
            <th scope="row">{one.name}</th>
            <td>
              {one.isLead
                ? t('project.publication.isLead')
                : t(`project.publication.said.${one.isAuthority ? one.word : 'notAsked'}`)}
              {one.tieAnswer ? (
                <span className="source block">{t(`project.publication.tie.${one.tieAnswer}`)}</span>
              ) : null}
              {one.keepsOut ? <span className="source block">{t('project.actors.keepsOut')}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Switches({ top }: { top: ProjectTop }) {
  const { t } = useSite()
  const { project } = top
  return (
    <section aria-labelledby="lead" className="mt-10">
      <h2 id="lead">{t('project.publication.leadTitle')}</h2>
      <p className="measure mt-2">{t('project.publication.leadText')}</p>
      <div className="row-actions mt-3">
        <Deed
          intent={project.wantsPublic ? 'unpublish' : 'publish'}
          label={t(project.wantsPublic ? 'project.publication.unpublish' : 'project.publication.publish')}
        />
        <Deed
          intent={project.confidential ? 'share' : 'confide'}
          label={t(project.confidential ? 'project.publication.share' : 'project.publication.confide')}
        />
        {project.partnershipId ? null : (
          <Deed
            intent={project.showsMoney ? 'hideMoney' : 'showMoney'}
            label={t(project.showsMoney ? 'project.publication.hideMoney' : 'project.publication.showMoney')}
          />
        )}
      </div>
      <p className="source measure mt-2">
        {t(project.partnershipId ? 'project.publication.moneyOfTie' : 'project.publication.moneyAlone')}
      </p>
    </section>
  )
}

function OwnWord({ top, own }: { top: ProjectTop; own: BodyWord | undefined }) {
  const { t } = useSite()
  if (!own?.takesPart)
    return (
      <section aria-labelledby="own" className="mt-10">
        <h2 id="own">{t('project.publication.ownTitle')}</h2>
        <p className="measure mt-2">{t('project.publication.notAmong')}</p>
      </section>
    )
  return (
    <section aria-labelledby="own" className="mt-10">
      <h2 id="own">{t('project.publication.ownTitle')}</h2>
      {top.isLead ? null : (
        <>
          <p className="measure mt-2">{t('project.publication.ownText')}</p>
          <div className="row-actions mt-3">
            {own.consent === 'yes' ? null : <Deed intent="sayYes" label={t('project.publication.sayYes')} />}
            {own.consent === 'no' ? null : <Deed intent="sayNo" label={t('project.publication.sayNo')} />}
          </div>
        </>
      )}
      <p className="measure mt-4">{t('project.publication.keepOutText')}</p>
      <div className="mt-2">
        <Deed
          intent={own.keepsOut ? 'comeBack' : 'keepOut'}
          label={t(own.keepsOut ? 'project.publication.comeBack' : 'project.publication.keepOut')}
        />
      </div>
    </section>
  )
}

/** Who sees the project, who has said yes, and the buttons that hide it at once. */
export default function ProjectPublication() {
  const { t } = useSite()
  const { top, words } = usePageData<typeof loader>()
  const { project, organisationId, mayWrite, isLead } = top
  const asked = project.discreetBy.includes(organisationId)
  return (
    <div className="py-10">
      <ProjectHead top={top} current="publication" />
      <Stand top={top} words={words} />
      <p className="measure">{t('project.publication.lead')}</p>
      <Words words={words} />
      {mayWrite ? (
        <>
          {isLead ? <Switches top={top} /> : null}
          <OwnWord top={top} own={words.find((one) => one.organisationId === organisationId)} />
          <section aria-labelledby="discreet" className="mt-10">
            <h2 id="discreet">{t('project.publication.discreetTitle')}</h2>
            <p className="measure mt-2">{t('project.publication.discreetText')}</p>
            <div className="mt-3">
              <Deed
                intent={asked ? 'lift' : 'hide'}
                label={t(asked ? 'project.publication.lift' : 'project.publication.hide')}
              />
            </div>
          </section>
        </>
      ) : null}
    </div>
  )
}
