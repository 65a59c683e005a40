import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { isId } from '../../platform/ids.ts'
import { all, toPrefixQuery } from '../atlas/organisation-conditions.server.ts'
import type { Box, Period } from '../opendata/ogc-parameters.ts'
import type { ProjectFilters } from './project-filters.ts'
import type { PublicContent, PublicProject } from './public-words.ts'
import type { PlacePrecision, ProjectState } from './schema.ts'

const places = sql`coalesce((select json_agg(json_build_object('name', l.name, 'territoryKey', l.territory_key, 'country', l.country,
  'lon', l.lon, 'lat', l.lat, 'precision', l.precision) order by l.position) from public_project_place l where l.project_id = p.id), '[]')`

const columns = sql<PublicProject>`p.id, p.tie_id as "tieId", p.title, p.locale, p.texts, p.type, p.operating_mode as "operatingMode",
  p.state, p.themes, p.sdgs, p.rights, p.dac_sectors as "dacSectors", p.starts_on as "startsOn", p.ends_on as "endsOn",
  p.lead_key as "leadKey", p.participants, p.countries, ${places} as places, p.created_at as "createdAt", p.updated_at as "updatedAt"`

/** Which projects are asked for. */
export type ProjectSelection = {
  filters: ProjectFilters
  /** A place lies in one of the boxes. */
  boxes?: readonly Box[] | null
  /** Under way within the period, open where a day is not known. */
  period?: Period | null
  /** Those an authority takes part in or whose territory they touch. */
  organisationKey?: string
  tieId?: string
}

type Name = 'q' | 'theme' | 'country' | 'state' | 'sdg'

function conditionsOf({ filters, boxes, period, organisationKey, tieId }: ProjectSelection, without?: Name) {
  const found: RawBuilder<boolean>[] = []
  const on = (name: Name) => name !== without && filters[name].length > 0
  if (on('q')) {
    const query = toPrefixQuery(filters.q)
    found.push(query === null ? sql<boolean>`false` : sql<boolean>`p.search @@ ${query}::tsquery`)
  }
  if (on('theme')) found.push(sql<boolean>`p.themes && ${[...filters.theme]}::text[]`)
  if (on('country')) found.push(sql<boolean>`p.countries && ${[...filters.country]}::text[]`)
  if (on('state')) found.push(sql<boolean>`p.state = any(${[...filters.state]}::text[])`)
  if (on('sdg')) found.push(sql<boolean>`p.sdgs && ${filters.sdg.map(Number)}::smallint[]`)
  if (boxes)
    found.push(
      sql<boolean>`exists (select from public_project_place l where l.project_id = p.id and (${sql.join(
        boxes.map(
          ({ west, south, east, north }) =>
            sql`(l.lon between ${west} and ${east} and l.lat between ${south} and ${north})`,
        ),
        sql` or `,
      )}))`,
    )
  if (period)
    found.push(sql<boolean>`(${period.to}::timestamptz is null or p.starts_on is null or p.starts_on <= ${period.to}::timestamptz)
      and (${period.from}::timestamptz is null or p.ends_on is null or p.ends_on >= ${period.from}::timestamptz)`)
  if (organisationKey)
    // One after the other, each by its index: asked for at once, every project would be looked at.
    found.push(sql<boolean>`p.id in (
      select x.id from public_project x where x.participant_keys @> array[${organisationKey}]
      union select l.project_id from public_project_place l where l.territory_key = ${organisationKey})`)
  if (tieId) found.push(sql<boolean>`p.tie_id = ${tieId}`)
  return all(found)
}

export type ProjectListOptions = { limit: number; offset?: number; after?: string | null; newestFirst?: boolean }

/** Public projects that answer, the newest first, or in the order of their ids after one of them. */
export async function listPublicProjects(
  ctx: Ctx,
  selection: ProjectSelection,
  { limit, offset = 0, after, newestFirst }: ProjectListOptions,
): Promise<PublicProject[]> {
  const later = after ? sql`and p.id > ${after}` : sql``
  const { rows } = await sql<PublicProject>`select ${columns} from public_project p
    where ${conditionsOf(selection)} ${later}
    order by ${newestFirst ? sql`p.created_at desc, p.id` : sql`p.id`} limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

/** How many public projects answer. */
export async function countPublicProjects(ctx: Ctx, selection: ProjectSelection): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from public_project p where ${conditionsOf(selection)}`.execute(ctx.db)
  return rows[0]?.total ?? 0
}

/** Counts beside each choice, each with all other filters on but its own. */
export type ProjectFacets = Record<Exclude<Name, 'q'>, { value: string; count: number }[]>

/** The choices of the list of projects with their counts. */
export async function countProjectChoices(ctx: Ctx, filters: ProjectFilters): Promise<ProjectFacets> {
  const count = async (name: Exclude<Name, 'q'>, value: RawBuilder<unknown>) => {
    const { rows } = await sql<{ value: string; count: number }>`
      select x.value::text as value, count(*)::int as count from public_project p cross join lateral unnest(${value}) as x (value)
      where ${conditionsOf({ filters }, name)} group by 1 order by 2 desc, 1`.execute(ctx.db)
    return rows
  }
  const [theme, country, state, sdg] = await Promise.all([
    count('theme', sql`p.themes`),
    count('country', sql`p.countries`),
    count('state', sql`array[p.state]`),
    count('sdg', sql`p.sdgs`),
  ])
  return { theme, country, state, sdg }
}

/** One public project with what its page says; null when there is none. */
export async function findPublicProject(
  ctx: Ctx,
  id: string,
): Promise<(PublicProject & { content: PublicContent }) | null> {
  if (!isId(id)) return null
  const { rows } = await sql<PublicProject & { content: PublicContent }>`
    select ${columns}, p.content from public_project p where p.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

/** A dot of the map: a public place and the project it belongs to. */
export type ProjectDot = {
  projectId: string
  title: string
  name: string
  country: string
  state: ProjectState
  lon: number
  lat: number
  /** How near the point may be read. */
  precision: Exclude<PlacePrecision, 'country'>
}

/** Every place with a point of the projects that answer, at most as many as a map can show. */
export async function listProjectDots(ctx: Ctx, selection: ProjectSelection, most = 5000): Promise<ProjectDot[]> {
  const { rows } = await sql<ProjectDot>`
    select p.id as "projectId", p.title, l.name, l.country, p.state, l.lon, l.lat, l.precision
    from public_project p join public_project_place l on l.project_id = p.id and l.lon is not null
    where ${conditionsOf(selection)} order by p.created_at desc, p.id, l.position limit ${most}`.execute(ctx.db)
  return rows
}
