import { type RawBuilder, sql } from 'kysely'
import type { AtlasFilters } from '../atlas/filters.ts'
import type { Box, Period } from './ogc-parameters.ts'

/** What a file or a list for machines holds: the site's filters, and where and when. */
export type Selection = {
  filters: AtlasFilters
  boxes?: Box[] | null
  period?: Period | null
}

type Condition = RawBuilder<boolean>

const anyOf = (conditions: Condition[]): Condition =>
  conditions.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(conditions, sql` or `)})`

/** An authority lies in one of the boxes. */
export function organisationBoxCondition(boxes: readonly Box[]): Condition {
  return anyOf(
    boxes.map(
      (box) =>
        sql<boolean>`(o.lat >= ${box.south} and o.lat <= ${box.north} and o.lon >= ${box.west} and o.lon <= ${box.east})`,
    ),
  )
}

/** What is recorded of an authority last changed within the period. */
export function organisationPeriodCondition({ from, to }: Period): Condition {
  return sql<boolean>`(${from}::timestamptz is null or o.updated_at >= ${from})
    and (${to}::timestamptz is null or o.updated_at <= ${to})`
}

/**
 * The line of a tie meets one of the boxes. Each pair of parties is a segment, taken the short way round; it meets a box when
 * their extents overlap and the corners of the box do not all lie on one side of it. The box is tried one turn of the globe
 * to the west and to the east too, for a segment over the antimeridian reaches beyond 180°.
 */
export function tieBoxCondition(boxes: readonly Box[]): Condition {
  return sql<boolean>`(t.min_lon is not null and ${anyOf(boxes.map(tieMeetsBox))}
    and not exists (select 1 from public_tie_end m where m.tie_id = t.id and m.lon is null))`
}

function tieMeetsBox({ west, south, east, north }: Box): Condition {
  const side = (x: RawBuilder<number>, y: number) =>
    sql`sign((s.y2 - s.y1) * (${x} - s.x1) - (s.x2 - s.x1) * (${y}::float8 - s.y1))`
  const w = sql<number>`(${west}::float8 + turn)`
  const e = sql<number>`(${east}::float8 + turn)`
  const sides = [side(w, south), side(w, north), side(e, south), side(e, north)]
  return sql<boolean>`(t.min_lat <= ${north} and t.max_lat >= ${south}
    and (t.max_lon - t.min_lon > 180 or (t.min_lon <= ${east} and t.max_lon >= ${west}))
    and exists (
      select 1 from (
        select a.lon as x1, a.lat as y1, b.lat as y2,
          case when b.lon - a.lon > 180 then b.lon - 360 when b.lon - a.lon < -180 then b.lon + 360 else b.lon end as x2
        from public_tie_end a join public_tie_end b on b.tie_id = a.tie_id and b.position > a.position
        where a.tie_id = t.id
      ) s, (values (0), (-360), (360)) g (turn)
      where greatest(s.x1, s.x2) >= ${w} and least(s.x1, s.x2) <= ${e}
        and greatest(s.y1, s.y2) >= ${south} and least(s.y1, s.y2) <= ${north}
        and abs(${sql.join(sides, sql` + `)}) < 4))`
}

/** The tie lasted within the period: from its first year to its last, open where one is unknown; ties without any year are left out. */
export function tiePeriodCondition({ from, to }: Period): Condition {
  const conditions = [sql<boolean>`(t.since_year is not null or t.until_year is not null)`]
  if (to) conditions.push(sql<boolean>`(t.since_year is null or t.since_year <= ${to.getUTCFullYear()})`)
  if (from) conditions.push(sql<boolean>`(t.until_year is null or t.until_year >= ${from.getUTCFullYear()})`)
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}
