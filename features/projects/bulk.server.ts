import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { type BulkChange, type BulkRefusal, refuseInBulk } from './bulk-changes.ts'
import type { BodyOfProject } from './members.server.ts'
import { factsOf, type Project, readProjects } from './record.server.ts'
import { updateProject } from './sheet.server.ts'
import { changeState } from './state.server.ts'
import { setConfidential, setWantsPublic } from './visibility.server.ts'

const mostAtOnce = 200

/** What came of it: how many changed, or, where one cannot, why each of these cannot and nothing changed. */
export type BulkOutcome = { changed: number } | { refused: BulkRefusal[] }

/** Changes several projects in one way, all or none. */
export async function changeProjects(
  ctx: Ctx,
  organisationId: string,
  ids: readonly string[],
  change: BulkChange | null,
): Promise<BulkOutcome> {
  await requireRole(ctx, organisationId, 'contributor')
  if (!change) throw new AppError('invalid', 'project_choice_unknown')
  const chosen = [...new Set(ids)].filter(isId)
  if (chosen.length === 0) throw new AppError('invalid', 'project_none_ticked')
  if (chosen.length > mostAtOnce) throw new AppError('invalid', 'project_too_many_ticked', { most: mostAtOnce })
  return inTransaction(ctx, async (inner) => {
    const projects = await readProjects(inner, chosen)
    if (projects.length < chosen.length) throw new AppError('not_found', 'record_not_found')
    const refused = projects.flatMap((project) => {
      const { id, title, state, lead } = project
      return refuseInBulk({ id, title, state, isLead: lead.id === organisationId, lead: lead.name }, change) ?? []
    })
    if (refused.length > 0) return { refused }
    const changing = projects.filter((project) => !isSo(project, change))
    for (const project of changing) await apply(inner, { projectId: project.id, organisationId }, project, change)
    return { changed: changing.length }
  })
}

// What is so already is not changed, nor written down as if it were.
function isSo(project: Project, change: BulkChange): boolean {
  switch (change.change) {
    case 'addTheme':
      return project.themes.includes(change.theme)
    case 'removeTheme':
      return !project.themes.includes(change.theme)
    case 'state':
      return project.state === change.state
    case 'type':
      return project.type === change.type
    case 'mode':
      return project.operatingMode === change.mode
    case 'publish':
    case 'unpublish':
      return project.wantsPublic === (change.change === 'publish')
    case 'confide':
    case 'share':
      return project.confidential === (change.change === 'confide')
  }
}

// Through the command of each deed: what it asks and writes down is the same for one and for many.
function apply(ctx: Ctx, of: BodyOfProject, project: Project, change: BulkChange): Promise<void> {
  const facts = factsOf(project)
  switch (change.change) {
    case 'addTheme':
      return updateProject(ctx, of, { ...facts, themes: [...facts.themes, change.theme] })
    case 'removeTheme':
      return updateProject(ctx, of, { ...facts, themes: facts.themes.filter((one) => one !== change.theme) })
    case 'state':
      return changeState(ctx, of, {
        ...{ to: change.state, since: null, reason: change.reason },
        ...{ learned: '', disturbed: '' },
      })
    case 'type':
      return updateProject(ctx, of, { ...facts, type: change.type })
    case 'mode':
      return updateProject(ctx, of, { ...facts, operatingMode: change.mode })
    case 'publish':
    case 'unpublish':
      return setWantsPublic(ctx, of, change.change === 'publish')
    case 'confide':
    case 'share':
      return setConfidential(ctx, of, change.change === 'confide')
  }
}
