import { listMembers } from '../../../features/projects/colleagues.server.ts'
import { listParticipants } from '../../../features/projects/participants.server.ts'
import {
  addTask,
  changeTask,
  listTasks,
  removeTask,
  setTaskDone,
  type TaskInput,
} from '../../../features/projects/tasks.server.ts'
import { usePageData } from '../../request.ts'
import { Deed } from '../../ui/form/deed.tsx'
import { EditLink, EditOrAdd } from '../../ui/project/edit-or-add.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { TaskForm } from '../../ui/project/task-form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { atField, loadProjectTop, projectIn, toProject, typedText } from '../../workspace/project-page.ts'

/** What is to do and by when, and who may see to it. */
export const loader = workspaceLoader('party', async (page) => ({
  top: await loadProjectTop(page),
  edit: page.url.searchParams.get('edit'),
  tasks: await listTasks(page.ctx, projectIn(page)),
  bodies: (await listParticipants(page.ctx, projectIn(page))).flatMap(({ key, name }) => (key ? [{ key, name }] : [])),
  colleagues: await listMembers(page.ctx, page.atWork.organisation.organisationId),
  today: page.ctx.now.toISOString().slice(0, 10),
}))

const fieldOf = {
  project_title_missing: 'title',
  project_day_wrong: 'dueOn',
  project_body_unknown: 'organisation',
  project_person_unknown: 'personId',
}

function typedIn(form: FormData): TaskInput {
  const text = (name: string) => typedText(form, name)
  const what = { kind: text('kind'), title: text('title'), dueOn: text('dueOn') }
  return { ...what, organisation: text('organisation'), personId: text('personId') }
}

/** Adds a step, changes one, says that one is done or not, takes one out. */
export const action = workspaceAction('party', {
  add: (page, form) =>
    atField(fieldOf, async () => {
      await addTask(page.ctx, projectIn(page), typedIn(form))
      return toProject(page, 'projectTasks', 'taskAdded')
    }),
  change: (page, form) =>
    atField(fieldOf, async () => {
      await changeTask(page.ctx, projectIn(page), typedText(form, 'id'), typedIn(form))
      return toProject(page, 'projectTasks', 'taskChanged')
    }),
  async done(page, form) {
    const today = page.ctx.now.toISOString().slice(0, 10)
    await setTaskDone(page.ctx, projectIn(page), typedText(form, 'id'), today)
    return toProject(page, 'projectTasks', 'taskDone')
  },
  async undone(page, form) {
    await setTaskDone(page.ctx, projectIn(page), typedText(form, 'id'), null)
    return toProject(page, 'projectTasks', 'taskUndone')
  },
  async remove(page, form) {
    await removeTask(page.ctx, projectIn(page), typedText(form, 'id'))
    return toProject(page, 'projectTasks', 'taskRemoved')
  },
})

/** The milestones and tasks of a project. */
export default function ProjectTasks() {
  const { t, day } = useSite()
  const { top, edit, tasks, bodies, colleagues, today, kept } = usePageData<typeof loader>()
  const edited = tasks.find(({ id }) => id === edit)
  return (
    <div className="py-10">
      <ProjectHead top={top} current="tasks" />
      <p className="measure">{t('project.tasks.lead')}</p>
      {tasks.length === 0 ? <p className="measure mt-4">{t('project.tasks.none')}</p> : null}
      <ul className="threads mt-4">
        {tasks.map(({ id, kind, title, dueOn, doneOn, organisation, personName }) => (
          <li key={id}>
            <b>{title}</b>
            <span className="source block">
              {[
                t(`project.tasks.kind.${kind}`),
                doneOn
                  ? t('project.tasks.doneOn', { day: day(doneOn) })
                  : dueOn
                    ? t(dueOn < today ? 'project.tasks.late' : 'project.tasks.due', { day: day(dueOn) })
                    : null,
                personName ?? organisation?.name,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {top.mayWrite ? (
              <span className="row-actions">
                <Deed
                  intent={doneOn ? 'undone' : 'done'}
                  of={{ id }}
                  label={t(doneOn ? 'project.tasks.undone' : 'project.tasks.done')}
                  spoken={t(doneOn ? 'project.tasks.undoneOf' : 'project.tasks.doneOf', { title })}
                />
                <EditLink top={top} page="projectTasks" id={id} spoken={t('project.tasks.change', { title })} />
                <Deed
                  intent="remove"
                  of={{ id }}
                  label={t('project.remove')}
                  spoken={t('project.tasks.remove', { title })}
                />
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {top.mayWrite ? (
        <EditOrAdd
          top={top}
          page="projectTasks"
          isEdit={edited !== undefined}
          title={edited ? t('project.tasks.edit', { title: edited.title }) : t('project.tasks.add')}
        >
          <TaskForm bodies={bodies} colleagues={colleagues} kept={kept} {...(edited ? { task: edited } : {})} />
        </EditOrAdd>
      ) : null}
    </div>
  )
}
