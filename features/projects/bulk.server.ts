import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { type Theme, themes } from '../partnerships/schema.ts'
import { bulkChanges } from './bulk-changes.ts'
import { factsOf, readProjects } from './record.server.ts'
import { updateProject } from './sheet.server.ts'

const mostAtOnce = 200

/** Adds a theme to several projects, or takes one off, all or none; answers how many changed. */
export async function changeProjects(
  ctx: Ctx,
  organisationId: string,
  ids: readonly string[],
  { change, theme }: { change: string; theme: string },
): Promise<number> {
  await requireRole(ctx, organisationId, 'contributor')
  const known = themes.find((one): one is Theme => one === theme)
  if (!known || !bulkChanges.some((one) => one === change)) throw new AppError('invalid', 'project_choice_unknown')
  const chosen = [...new Set(ids)].filter(isId)
  if (chosen.length === 0) throw new AppError('invalid', 'project_none_ticked')
  if (chosen.length > mostAtOnce) throw new AppError('invalid', 'project_too_many_ticked', { most: mostAtOnce })
  return inTransaction(ctx, async (inner) => {
    const projects = await readProjects(inner, chosen)
    if (projects.length < chosen.length) throw new AppError('not_found', 'record_not_found')
    const changing = projects.filter((project) => project.themes.includes(known) !== (change === 'addTheme'))
    for (const project of changing) {
      const facts = factsOf(project)
      const after = change === 'addTheme' ? [...facts.themes, known] : facts.themes.filter((one) => one !== known)
      await updateProject(inner, { projectId: project.id, organisationId }, { ...facts, themes: after })
    }
    return changing.length
  })
}
