import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { nameKey } from '../organisations/names.ts'
import type { ProjectFilters } from './project-filters.ts'
import type { ActionType, ProjectState } from './schema.ts'

/** A project in the list of a body: what its columns show. */
export type ProjectLine = {
  id: string
  title: string
  state: ProjectState
  type: ActionType
  themes: string[]
  sdgs: number[]
  startsOn: string | null
  endsOn: string | null
  lead: string
  isLead: boolean
  partnershipId: string | null
  /** The others who take part, in the order of credit. */
  partners: string[]
  countries: string[]
  /** Planned money of the year and of all years, by currency: `12000.00 EUR`. */
  planned: string[]
  spent: string[]
  nextTask: { title: string; dueOn: string } | null
  isPublic: boolean
  confidential: boolean
  discreet: boolean
  updatedAt: Date
}

const sumOf = (
  column: 'planned' | 'spent',
) => sql`array(select sum(${sql.ref(`m.${column}`)})::text || ' ' || m.currency
  from project_money m where m.project_id = p.id and m.nature = 'money' group by m.currency
  having sum(${sql.ref(`m.${column}`)}) is not null order by m.currency)`

const columns = (organisationId: string) => sql<ProjectLine>`
  p.id, p.title, p.state, p.type, p.themes, p.sdgs, p.starts_on as "startsOn", p.ends_on as "endsOn", coalesce(o.name, '') as lead,
  p.organisation_id = ${organisationId} as "isLead", p.partnership_id as "partnershipId",
  array(select coalesce(x.name, i.name) from project_participant i left join organisation x on x.id = i.organisation_id
    where i.project_id = p.id and i.organisation_id is distinct from ${organisationId} and coalesce(x.name, i.name) <> ''
    order by i.role = 'funder', i.credit_order, i.id) as partners,
  array(select distinct x.country from project_place l join organisation x on x.id = l.territory_id
    where l.project_id = p.id order by 1) as countries,
  ${sumOf('planned')} as planned, ${sumOf('spent')} as spent,
  (select json_build_object('title', k.title, 'dueOn', k.due_on) from project_task k
    where k.project_id = p.id and k.done_on is null and k.due_on is not null order by k.due_on limit 1) as "nextTask",
  exists (select from public_project x where x.id = p.id) as "isPublic", p.confidential, p.discreet_since is not null as discreet,
  p.updated_at as "updatedAt"`

function conditions(filters: ProjectFilters): RawBuilder<boolean> {
  const found: RawBuilder<boolean>[] = [sql<boolean>`true`]
  if (filters.q) {
    const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean)
    for (const word of words)
      found.push(sql<boolean>`(lower(p.title) like ${`%${word.replace(/[%_\\]/g, '\\$&')}%`} or exists (
        select from project_participant i join organisation x on x.id = i.organisation_id
        where i.project_id = p.id and x.name_key like ${`%${nameKey(word)}%`}))`)
  }
  if (filters.theme.length) found.push(sql<boolean>`p.themes && ${[...filters.theme]}::text[]`)
  if (filters.state.length) found.push(sql<boolean>`p.state = any(${[...filters.state]}::text[])`)
  if (filters.sdg.length) found.push(sql<boolean>`p.sdgs && ${filters.sdg.map(Number)}::smallint[]`)
  if (filters.country.length)
    found.push(sql<boolean>`exists (select from project_place l join organisation x on x.id = l.territory_id
      where l.project_id = p.id and x.country = any(${[...filters.country]}::text[]))`)
  return sql<boolean>`${sql.join(found, sql` and `)}`
}

/** The projects a body leads or takes part in and those of its ties, the ones under way first. */
export async function listProjects(
  ctx: Ctx,
  organisationId: string,
  filters: ProjectFilters,
  { partnershipId }: { partnershipId?: string } = {},
): Promise<ProjectLine[]> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const { rows } = await sql<ProjectLine>`
      select ${columns(organisationId)} from project p left join organisation o on o.id = p.organisation_id
      where is_in_project(p.id, ${organisationId}) and (not p.confidential or p.organisation_id = ${organisationId})
        and ${partnershipId ? sql<boolean>`p.partnership_id = ${partnershipId}` : sql<boolean>`true`} and ${conditions(filters)}
      order by array_position(array['running', 'prepared', 'idea', 'suspended', 'finished', 'abandoned'], p.state),
        p.starts_on nulls last, p.title, p.id`.execute(inner.db)
    return rows
  })
}
