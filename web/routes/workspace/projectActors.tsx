import {
  addParticipant,
  changeParticipant,
  listParticipants,
  type Participant,
  removeParticipant,
  searchBodies,
} from '../../../features/projects/participants.server.ts'
import { circles, participantRoles } from '../../../features/projects/schema.ts'
import { usePageData } from '../../request.ts'
import { Deed } from '../../ui/form/deed.tsx'
import { SelectField, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { atField, loadProjectTop, projectIn, toProject, typedText } from '../../workspace/project-page.ts'

/** Who takes part, and the bodies of the register a name may mean. */
export const loader = workspaceLoader('party', async (page) => {
  const q = (page.url.searchParams.get('q') ?? '').trim().slice(0, 100)
  return {
    top: await loadProjectTop(page),
    participants: await listParticipants(page.ctx, projectIn(page)),
    q,
    found: q ? await searchBodies(page.ctx, q) : [],
  }
})

const fieldOf = {
  project_body_unknown: 'key',
  project_body_missing: 'name',
  project_body_twice: 'key',
  project_order_wrong: 'creditOrder',
}

/** Adds a participant, changes what one does and its place in the order of credit, takes one out. */
export const action = workspaceAction('party', {
  add: (page, form) =>
    atField(fieldOf, async () => {
      const text = (name: string) => typedText(form, name)
      const typed = { key: text('key'), name: text('name'), role: text('role'), circle: text('circle') }
      await addParticipant(page.ctx, projectIn(page), typed)
      return toProject(page, 'projectActors', 'actorAdded')
    }),
  change: (page, form) =>
    atField(fieldOf, async () => {
      const typed = { role: typedText(form, 'role'), circle: typedText(form, 'circle') }
      const creditOrder = Number(typedText(form, 'creditOrder'))
      await changeParticipant(page.ctx, projectIn(page), typedText(form, 'id'), { ...typed, creditOrder })
      return toProject(page, 'projectActors', 'actorChanged')
    }),
  async remove(page, form) {
    await removeParticipant(page.ctx, projectIn(page), typedText(form, 'id'))
    return toProject(page, 'projectActors', 'actorRemoved')
  },
})

function useChoices() {
  const { t } = useSite()
  return {
    roles: participantRoles.map((value) => ({ value, label: t(`project.role.${value}`) })),
    circles: circles.map((value) => ({ value, label: t(`project.circle.${value}`) })),
  }
}

function Change({ participant }: { participant: Participant }) {
  const { t } = useSite()
  const choices = useChoices()
  const { id, name, role, circle, creditOrder } = participant
  const isLead = role === 'lead'
  return (
    <details>
      <summary className="tap">{t('project.change')}</summary>
      <Form intent="change">
        <input type="hidden" name="id" value={id} />
        <SelectField
          name="role"
          label={t('project.actors.role')}
          options={choices.roles.filter(({ value }) => (value === 'lead') === isLead)}
          value={role}
        />
        <SelectField name="circle" label={t('project.actors.circle')} options={choices.circles} value={circle} />
        <TextField
          name="creditOrder"
          label={t('project.actors.order')}
          help={t('project.actors.orderHelp')}
          value={String(creditOrder)}
          inputMode="numeric"
          maxLength={3}
        />
        <Submit quiet>{t('project.save')}</Submit>
      </Form>
      {isLead ? null : (
        <Deed intent="remove" of={{ id }} label={t('project.remove')} spoken={t('project.actors.remove', { name })} />
      )}
    </details>
  )
}

function Actors({ participants, mayWrite }: { participants: readonly Participant[]; mayWrite: boolean }) {
  const { t } = useSite()
  const labels = useLabels()
  return (
    <ol className="threads mt-4">
      {participants.map((participant) => (
        <li key={participant.id}>
          <b>{participant.name}</b>
          {participant.country ? ` (${labels.country(participant.country)})` : null}
          <span className="source block">
            {t(`project.role.${participant.role}`)} · {t(`project.circle.${participant.circle}`)}
            {participant.isAuthority && participant.role !== 'lead'
              ? ` · ${t(`project.consent.${participant.consent}`)}`
              : null}
            {participant.discreetSince ? ` · ${t('project.actors.keepsOut')}` : null}
          </span>
          {mayWrite ? <Change participant={participant} /> : null}
        </li>
      ))}
    </ol>
  )
}

/** Who carries it, with whom, and who pays, in the order of credit. */
export default function ProjectActors() {
  const { t } = useSite()
  const labels = useLabels()
  const choices = useChoices()
  const { top, participants, q, found, kept } = usePageData<typeof loader>()
  const roles = choices.roles.filter(({ value }) => value !== 'lead')
  return (
    <div className="py-10">
      <ProjectHead top={top} current="actors" />
      <p className="measure">{t('project.actors.lead')}</p>
      <Actors participants={participants} mayWrite={top.mayWrite} />
      {top.mayWrite ? (
        <section aria-labelledby="add" className="mt-10">
          <h2 id="add">{t('project.actors.add')}</h2>
          <form method="get" className="project-filters">
            <div className="form-field">
              <label htmlFor="q">{t('project.actors.search')}</label>
              <input id="q" name="q" type="search" className="field" defaultValue={q} maxLength={100} />
            </div>
            <button type="submit" className="button quiet">
              {t('project.actors.find')}
            </button>
          </form>
          {q && found.length === 0 ? <p role="status">{t('project.actors.notFound', { q })}</p> : null}
          <Form intent="add" kept={kept}>
            {found.length > 0 ? (
              <SelectField
                name="key"
                label={t('project.actors.body')}
                empty={t('project.actors.none')}
                options={found.map(({ key, name, country }) => ({
                  value: key,
                  label: `${name} (${labels.country(country)})`,
                }))}
                value={found[0]?.key ?? ''}
                optional
              />
            ) : null}
            <TextField
              name="name"
              label={t('project.actors.name')}
              help={t('project.actors.nameHelp')}
              value={found.length === 0 ? q : ''}
              maxLength={200}
              optional
            />
            <SelectField name="role" label={t('project.actors.role')} options={roles} value="partner" />
            <SelectField
              name="circle"
              label={t('project.actors.circle')}
              options={choices.circles}
              value="civilSociety"
            />
            <Submit>{t('project.actors.submit')}</Submit>
          </Form>
        </section>
      ) : null}
    </div>
  )
}
