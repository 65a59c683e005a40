import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** Where and when a collection reaches: `[west, south, east, north]`, and its first and last instant, null where open. */
export type Extent = { bbox: [number, number, number, number]; interval: [string | null, string | null] }

/** The extent of what is nowhere in particular. */
export const world: Extent['bbox'] = [-180, -90, 180, 90]

type Edges = { w: number | null; s: number | null; e: number | null; n: number | null }

function toBbox({ w, s, e, n }: Edges): Extent['bbox'] {
  return w === null || s === null || e === null || n === null ? world : [w, s, e, n]
}

/** The extents of the collections, measured on what is public now. */
export async function getExtents(ctx: Ctx): Promise<Record<'organisations' | 'partnerships' | 'projects', Extent>> {
  const [organisations, ties, projects] = await Promise.all([
    sql<Edges & { first: Date | null; last: Date | null }>`
      select min(lon) as w, min(lat) as s, max(lon) as e, max(lat) as n, min(updated_at) as first, max(updated_at) as last
      from public_organisation`.execute(ctx.db),
    sql<Edges & { first: number | null }>`
      select min(min_lon) as w, min(min_lat) as s, max(max_lon) as e, max(max_lat) as n, min(since_year) as first
      from public_tie`.execute(ctx.db),
    sql<Edges & { first: string | null }>`
      select min(min_lon) as w, min(min_lat) as s, max(max_lon) as e, max(max_lat) as n, min(starts_on) as first
      from public_project`.execute(ctx.db),
  ])
  const authority = organisations.rows[0]
  const tie = ties.rows[0]
  const project = projects.rows[0]
  const firstYear = tie?.first == null ? null : `${String(tie.first).padStart(4, '0')}-01-01T00:00:00Z`
  return {
    organisations: {
      bbox: authority ? toBbox(authority) : world,
      interval: [authority?.first?.toISOString() ?? null, authority?.last?.toISOString() ?? null],
    },
    projects: {
      bbox: project ? toBbox(project) : world,
      interval: [project?.first ? `${project.first}T00:00:00Z` : null, null],
    },
    partnerships: { bbox: tie ? toBbox(tie) : world, interval: [firstYear, null] },
  }
}
