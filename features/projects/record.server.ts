import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'
import type { ProjectFacts, ProjectText } from './project-input.ts'
import type { ProjectState } from './schema.ts'

/** A project as the bodies in it see it. */
export type Project = Omit<ProjectFacts, 'second'> & {
  id: string
  partnershipId: string | null
  lead: { id: string; key: string; name: string }
  state: ProjectState
  stateSince: string | null
  stateReason: string
  learned: string
  disturbed: string
  second: ProjectText | null
  wantsPublic: boolean
  confidential: boolean
  showsMoney: boolean
  discreetSince: Date | null
  /** The bodies that ask for discretion. */
  discreetBy: string[]
  example: boolean
  /** Whether everybody may read it now. */
  isPublic: boolean
  updatedAt: Date
}

const columns = sql<Project>`
  p.id, p.partnership_id as "partnershipId", json_build_object('id', o.id, 'key', o.key, 'name', o.name) as lead,
  p.title, p.summary, p.locale, p.objectives, p.type, p.operating_mode as "operatingMode", p.themes, p.sdgs, p.rights,
  p.dac_sectors as "dacSectors", p.starts_on as "startsOn", p.ends_on as "endsOn", p.state, p.state_since as "stateSince",
  p.state_reason as "stateReason", p.learned, p.disturbed, p.wants_public as "wantsPublic", p.confidential,
  p.shows_money as "showsMoney", p.discreet_since as "discreetSince", p.discreet_by as "discreetBy", p.example,
  p.updated_at as "updatedAt",
  coalesce((select json_object_agg(f.frame, f.weight) from project_frame f where f.project_id = p.id), '{}') as frames,
  coalesce((select json_object_agg(m.marker, m.value) from project_marker m where m.project_id = p.id), '{}') as markers,
  (select json_build_object('locale', x.locale, 'title', x.title, 'summary', x.summary) from project_text x
    where x.project_id = p.id order by x.locale limit 1) as second,
  exists (select from public_project x where x.id = p.id) as "isPublic"`

/** Reads a project for a body in it; to everybody else it is not there. */
export async function getProject(ctx: Ctx, of: BodyOfProject): Promise<Project> {
  await requireInProject(ctx, of, 'reader')
  return inTransaction(ctx, (inner) => readProject(inner, of.projectId))
}

/** The same for a command that has asked already. */
export async function readProject(ctx: Ctx, id: string): Promise<Project> {
  const { rows } = await sql<Project>`select ${columns} from project p
    left join organisation o on o.id = p.organisation_id where p.id = ${id}`.execute(ctx.db)
  const found = rows[0]
  if (!found) throw new AppError('not_found', 'record_not_found')
  return found
}

/** Several projects at once, for a command that has asked already. */
export async function readProjects(ctx: Ctx, ids: readonly string[]): Promise<Project[]> {
  const { rows } = await sql<Project>`select ${columns} from project p
    left join organisation o on o.id = p.organisation_id where p.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return rows
}

/** The sheet of a project alone, as it is typed. */
export function factsOf(project: Project): ProjectFacts {
  const { title, summary, locale, objectives, type, operatingMode, themes, sdgs, rights, dacSectors } = project
  const { startsOn, endsOn, frames, markers, second } = project
  return {
    ...{ title, summary, locale, objectives, type, operatingMode, themes, sdgs, rights, dacSectors },
    ...{ startsOn, endsOn, frames, markers, second },
  }
}
