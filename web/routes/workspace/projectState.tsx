import { requireInProject } from '../../../features/projects/members.server.ts'
import { getWhoElse } from '../../../features/projects/overlaps.server.ts'
import { getProject } from '../../../features/projects/record.server.ts'
import { asksWhoElse, findStateProblems, nextStates } from '../../../features/projects/rules.ts'
import { projectStates, type ProjectState as State } from '../../../features/projects/schema.ts'
import { changeState } from '../../../features/projects/state.server.ts'
import { usePageData } from '../../request.ts'
import { Choices, TextArea, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { Reminders, WhoElseList } from '../../ui/project/who-else.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { atField, loadProjectTop, projectIn, toProject, typedText } from '../../workspace/project-page.ts'

/** Where the project stands, and who else acts there where it is about to begin. */
export const loader = workspaceLoader('party', async (page) => {
  const top = await loadProjectTop(page)
  const begins = nextStates(top.project.state).some(asksWhoElse)
  return { top, whoElse: begins ? await getWhoElse(page.ctx, projectIn(page)) : null }
})

/** Moves the project on. */
export const action = workspaceAction('party', {
  async change(page, form) {
    const of = projectIn(page)
    await requireInProject(page.ctx, of, 'contributor')
    const to = projectStates.find((state) => state === typedText(form, 'to'))
    if (!to) return { problems: [{ reason: 'project_state_missing', field: 'to' }] }
    const text = (name: string) => typedText(form, name)
    const said = { reason: text('reason'), learned: text('learned'), disturbed: text('disturbed') }
    const change = { to, since: text('since') || null, ...said }
    const problems = findStateProblems((await getProject(page.ctx, of)).state, change)
    if (problems.length > 0) return { problems }
    return atField({ project_day_wrong: 'since' }, async () => {
      await changeState(page.ctx, of, change)
      return toProject(page, 'project', 'stateChanged')
    })
  },
})

function Present({ top }: { top: Awaited<ReturnType<typeof loadProjectTop>> }) {
  const { t, day } = useSite()
  const { state, stateSince, stateReason } = top.project
  return (
    <p className="measure">
      {t('project.states.present', { state: t(`project.state.${state}`) })}
      {stateSince ? ` ${t('project.states.since', { day: day(stateSince) })}` : null}
      {stateReason ? ` ${t('project.states.reason', { reason: stateReason })}` : null}
    </p>
  )
}

/** Where the project stands and where it goes next. */
export default function ProjectState() {
  const { t } = useSite()
  const { top, whoElse, kept } = usePageData<typeof loader>()
  const { project, mayWrite } = top
  const next: readonly State[] = nextStates(project.state)
  const finishes = next.includes('finished')
  return (
    <div className="py-10">
      <ProjectHead top={top} current="state" />
      <Present top={top} />
      {whoElse ? (
        <section aria-labelledby="around" className="mt-8">
          <h2 id="around">{t('project.states.before')}</h2>
          <Reminders whoElse={whoElse} />
          <WhoElseList whoElse={whoElse} />
        </section>
      ) : null}
      {mayWrite ? (
        <section aria-labelledby="change" className="mt-10">
          <h2 id="change">{t('project.states.change')}</h2>
          <Form intent="change" kept={kept}>
            <Choices
              name="to"
              label={t('project.states.to')}
              options={next.map((value) => ({
                value,
                label: t(`project.state.${value}`),
                help: t(`project.stateHelp.${value}`),
              }))}
            />
            <TextField name="since" type="date" label={t('project.states.sinceLabel')} optional />
            <TextArea
              name="reason"
              label={t('project.states.reasonLabel')}
              help={t('project.states.reasonHelp')}
              optional
            />
            {finishes ? (
              <>
                <TextArea
                  name="learned"
                  label={t('project.field.learned')}
                  help={t('project.help.learned')}
                  value={project.learned}
                  maxLength={4000}
                  optional
                />
                <TextArea
                  name="disturbed"
                  label={t('project.field.disturbed')}
                  help={t('project.help.disturbed')}
                  value={project.disturbed}
                  maxLength={4000}
                  optional
                />
              </>
            ) : null}
            <Submit>{t('project.save')}</Submit>
          </Form>
        </section>
      ) : null}
    </div>
  )
}
