import type { BodyOfProject } from '../../features/projects/members.server.ts'
import { getProject, type Project } from '../../features/projects/record.server.ts'
import { isAppError } from '../../platform/errors.ts'
import { type WorkspacePageId, workspacePath } from './paths.ts'
import type { FormProblem, OrganisationPage } from './request.ts'

/** The project in the address, and the body that acts. */
export const projectIn = ({ params, atWork }: OrganisationPage): BodyOfProject => ({
  projectId: params.project ?? '',
  organisationId: atWork.organisation.organisationId,
})

/** What every page of a project begins with. */
export type ProjectTop = {
  project: Project
  organisationKey: string
  organisationId: string
  mayWrite: boolean
  isLead: boolean
}

/** Reads it; to whoever is not in the project it is not there. */
export async function loadProjectTop(page: OrganisationPage): Promise<ProjectTop> {
  const { organisation } = page.atWork
  const project = await getProject(page.ctx, projectIn(page))
  return {
    project,
    organisationKey: organisation.key,
    organisationId: organisation.organisationId,
    mayWrite: organisation.role !== 'reader',
    isLead: project.lead.id === organisation.organisationId,
  }
}

/** Back to a page of the project, which says what was done. */
export function toProject(
  { ctx, atWork, params }: OrganisationPage,
  id: WorkspacePageId,
  done: string,
): { to: string } {
  const address = { key: atWork.organisation.key, project: params.project ?? '' }
  return { to: workspacePath(id, ctx.locale, address, { done }) }
}

/** Does a deed; what there is to mend is told at the field its reason is about. */
export async function atField<Answer>(
  fieldOf: Readonly<Record<string, string>>,
  work: () => Promise<Answer>,
): Promise<Answer | { problems: FormProblem[] }> {
  try {
    return await work()
  } catch (error) {
    const field = isAppError(error) ? fieldOf[error.reason] : undefined
    if (!field || !isAppError(error)) throw error
    return { problems: [{ reason: error.reason, field, values: error.values }] }
  }
}

/** A value of a form as text. */
export const typedText = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
