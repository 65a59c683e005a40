import {
  addAssignment,
  addEvent,
  addMobility,
  getProjectLife,
  type LifeKind,
  removeFromLife,
} from '../../../features/projects/life.server.ts'
import {
  assignmentProblems,
  eventProblems,
  mobilityProblems,
  readAssignment,
  readEvent,
  readMobility,
} from '../../../features/projects/life.ts'
import { requireInProject } from '../../../features/projects/members.server.ts'
import { usePageData } from '../../request.ts'
import { AssignmentForm, EventForm, MobilityForm } from '../../ui/field/life-forms.tsx'
import { LifeLists } from '../../ui/field/life-lists.tsx'
import { Done } from '../../ui/form/done.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { loadProjectTop, projectIn, toProject, typedText } from '../../workspace/project-page.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

/** What happens around the project. */
export const loader = workspaceLoader('party', async (page) => ({
  top: await loadProjectTop(page),
  life: await getProjectLife(page.ctx, projectIn(page)),
}))

const adding =
  <Facts,>(
    read: (form: FormData) => Facts,
    problemsOf: (facts: Facts) => { field: string; reason: string }[],
    add: (ctx: OrganisationPage['ctx'], of: ReturnType<typeof projectIn>, facts: Facts) => Promise<string>,
    done: string,
  ) =>
  async (page: OrganisationPage, form: FormData) => {
    await requireInProject(page.ctx, projectIn(page), 'contributor')
    const facts = read(form)
    const problems = problemsOf(facts)
    if (problems.length > 0) return { problems }
    await add(page.ctx, projectIn(page), facts)
    return toProject(page, 'projectLife', done)
  }

const removing = (kind: LifeKind) => async (page: OrganisationPage, form: FormData) => {
  await removeFromLife(page.ctx, projectIn(page), kind, typedText(form, 'id'))
  return toProject(page, 'projectLife', 'lifeRemoved')
}

/** Counts events, says who gives their time and how many young people travel; takes each out again. */
export const action = workspaceAction('party', {
  addEvent: adding(readEvent, eventProblems, addEvent, 'eventAdded'),
  addAssignment: adding(readAssignment, assignmentProblems, addAssignment, 'assignmentAdded'),
  addMobility: adding(readMobility, mobilityProblems, addMobility, 'mobilityAdded'),
  removeEvent: removing('event'),
  removeAssignment: removing('assignment'),
  removeMobility: removing('mobility'),
})

/** Events, volunteers and young people of a project. */
export default function ProjectLife() {
  const { t } = useSite()
  const { top, life, kept } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <ProjectHead top={top} current="life" />
      <Done area="field.done" />
      <p className="measure">{t('field.life.lead')}</p>
      <LifeLists life={life} organisationId={top.organisationId} mayWrite={top.mayWrite} />
      {top.mayWrite ? (
        <section aria-labelledby="add" className="mt-12">
          <h2 id="add">{t('field.life.add')}</h2>
          <EventForm kept={kept} />
          <AssignmentForm kept={kept} />
          <MobilityForm kept={kept} />
        </section>
      ) : null}
    </div>
  )
}
