import { requireRole } from '../../../features/accounts/permissions.server.ts'
import {
  listLinkChoices,
  type OwnRecord,
  setOwnDiscreet,
  setOwnPublic,
} from '../../../features/missions/own-record.server.ts'
import { positionProblems, readPosition } from '../../../features/missions/position-rules.ts'
import { getPosition, type PositionOf, updatePosition } from '../../../features/missions/positions.server.ts'
import { listDocuments } from '../../../features/partnerships/documents.server.ts'
import { listReminders } from '../../../features/partnerships/reminders.server.ts'
import { pathTo } from '../../paths.ts'
import { usePageData } from '../../request.ts'
import { LinkForm } from '../../ui/field/link-form.tsx'
import { PositionFields } from '../../ui/field/position-fields.tsx'
import { Deed, WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { DocumentForm, VersionForm } from '../../ui/paper/document-form.tsx'
import { DocumentList, ownLiving } from '../../ui/paper/document-list.tsx'
import { Reminders } from '../../ui/paper/reminders.tsx'
import { Paragraphs } from '../../ui/partnership/side-texts.tsx'
import { useSite } from '../../ui/site.ts'
import { countriesOf } from '../../workspace/countries-of.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { linking } from '../../workspace/link-deed.ts'
import { documentDeeds } from '../../workspace/paper-deeds.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

const positionIn = ({ params, atWork }: OrganisationPage): PositionOf => ({
  positionId: params.position ?? '',
  organisationId: atWork.organisation.organisationId,
})

const ownIn = (page: OrganisationPage): OwnRecord => {
  const { positionId: id, organisationId } = positionIn(page)
  return { kind: 'position', id, organisationId }
}

/** One position, and what is due beside it. */
export const loader = workspaceLoader('member', async (page) => {
  const of = positionIn(page)
  const position = await getPosition(page.ctx, of)
  const { partnershipId, countries } = position
  return {
    organisation: page.atWork.organisation,
    position,
    countries: countriesOf(page),
    choices: await listLinkChoices(page.ctx, of.organisationId),
    reminders: await listReminders(page.ctx, {
      ...{ subject: 'position' as const, organisationId: of.organisationId, partnershipId },
      country: countries.find((code) => code !== 'FR') ?? null,
    }),
    documents: await listDocuments(page.ctx, { positionId: of.positionId }),
  }
})

const back = ({ ctx, atWork, params }: OrganisationPage, done: string) =>
  workspacePath('position', ctx.locale, { key: atWork.organisation.key, position: params.position ?? '' }, { done })

const doing = (done: string, deed: (page: OrganisationPage) => Promise<void>) => async (page: OrganisationPage) => {
  await deed(page)
  return { to: back(page, done) }
}

/** Writes it anew; says that it is public, discreet; keeps its papers. */
export const action = workspaceAction('member', {
  async save(page, form) {
    await requireRole(page.ctx, page.atWork.organisation.organisationId, 'contributor')
    const facts = readPosition(form)
    const problems = positionProblems(facts, page.ctx.now.toISOString().slice(0, 10))
    if (problems.length > 0) return { problems }
    await updatePosition(page.ctx, positionIn(page), facts)
    return { to: back(page, 'saved') }
  },
  publish: doing('published', (page) => setOwnPublic(page.ctx, ownIn(page), true)),
  unpublish: doing('unpublished', (page) => setOwnPublic(page.ctx, ownIn(page), false)),
  hide: doing('hidden', (page) => setOwnDiscreet(page.ctx, ownIn(page), true)),
  lift: doing('lifted', (page) => setOwnDiscreet(page.ctx, ownIn(page), false)),
  link: linking(ownIn, back),
  ...documentDeeds({ home: ({ params }) => ({ positionId: params.position ?? '' }), back }),
})

/** A position: who reads it first, then all that is said of it. */
export default function PositionPage() {
  const { t, locale, day } = useSite()
  const { organisation, position, countries, choices, reminders, documents, kept } = usePageData<typeof loader>()
  const mayWrite = organisation.role !== 'reader'
  const seen = position.discreetSince
    ? 'discreet'
    : position.isPublic
      ? 'public'
      : position.wantsPublic
        ? 'wanted'
        : 'inside'
  return (
    <div className="py-10">
      <p className="source">
        <a href={workspacePath('positions', locale, { key: organisation.key })} className="tap">
          {t('mission.positions.all')}
        </a>
      </p>
      <WorkTitle>{position.title}</WorkTitle>
      <p className="source">
        {[
          t(`mission.positions.kind.${position.kind}`),
          position.votedOn
            ? t('mission.positions.votedDay', { day: day(position.votedOn) })
            : t('mission.positions.notVoted'),
          t(`mission.positions.seen.${seen}`),
        ].join(' · ')}
      </p>
      {position.isPublic ? (
        <p>
          <a href={pathTo('position', locale, { id: position.id, title: position.title })} className="tap">
            {t('mission.positions.publicPage')}
          </a>
        </p>
      ) : null}
      <Done area="mission.positions.done" />
      <Done area="paper.done" />
      <Reminders reminders={reminders} />
      {mayWrite ? (
        <>
          <div className="row-actions mt-6">
            <Deed
              intent={position.wantsPublic ? 'unpublish' : 'publish'}
              label={t(position.wantsPublic ? 'mission.unpublish' : 'mission.positions.publish')}
            />
            <Deed
              intent={position.discreetSince ? 'lift' : 'hide'}
              label={t(position.discreetSince ? 'field.news.lift' : 'field.news.hide')}
            />
          </div>
          <section aria-labelledby="sheet" className="mt-10">
            <h2 id="sheet">{t('mission.positions.sheet')}</h2>
            <Form intent="save" kept={kept}>
              <PositionFields facts={position} countries={countries} />
              <Submit>{t('field.news.save')}</Submit>
            </Form>
          </section>
          <LinkForm links={{ ...position, projectId: null }} choices={choices} />
        </>
      ) : (
        <Paragraphs body={position.body} locale={position.locale} />
      )}
      <section aria-labelledby="papers" className="mt-10">
        <h2 id="papers">{t('mission.papers')}</h2>
        <DocumentList
          organisationId={organisation.organisationId}
          organisationKey={organisation.key}
          mayWrite={mayWrite}
          documents={documents}
          empty={t('mission.noPapers')}
        />
        {mayWrite ? <DocumentForm kept={kept} mayBeConfidential={false} /> : null}
        {mayWrite ? <VersionForm documents={ownLiving(documents, organisation.organisationId)} /> : null}
      </section>
    </div>
  )
}
