import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { copyRows } from '../../../platform/db/copy.ts'
import { withTerritories } from './country-labels.ts'
import type { NamePart } from './end-names.ts'

/** An end ready to be looked for: its country is known, its names are read. */
export type SearchedEnd = {
  no: number
  french: boolean
  country: string
  lat: number | null
  lon: number | null
  /** Keys under which a code of the list may be known: `c73065`, `e200069110`, `d73`, `r84`. */
  codeKeys: string[]
  names: ReadonlyMap<string, NamePart>
}

/** Puts the ends where set-based SQL can join them: `tie_end`, one row per end, and `tie_end_name`, one per name of it. */
export async function fillMatchTables(ctx: Ctx, ends: readonly SearchedEnd[]): Promise<void> {
  await dropMatchTables(ctx)
  await sql`create temp table tie_end (
    no integer, french boolean, country text, lat double precision, lon double precision) on commit drop`.execute(
    ctx.db,
  )
  await sql`create temp table tie_end_name (no integer, country text, key text, part text) on commit drop`.execute(
    ctx.db,
  )
  await sql`create temp table tie_end_code (no integer, key text) on commit drop`.execute(ctx.db)
  await copyRows(
    ctx.db,
    'tie_end',
    ['no', 'french', 'country', 'lat', 'lon'],
    ends.map((end) => [end.no, end.french, end.country, end.lat, end.lon]),
  )
  await copyRows(
    ctx.db,
    'tie_end_name',
    ['no', 'country', 'key', 'part'],
    ends.flatMap((end) =>
      withTerritories(end.country).flatMap((country) =>
        [...end.names].map(([key, part]) => [end.no, country, key, part]),
      ),
    ),
  )
  await copyRows(
    ctx.db,
    'tie_end_code',
    ['no', 'key'],
    ends.flatMap((end) => end.codeKeys.map((key) => [end.no, key])),
  )
  await sql`analyze tie_end, tie_end_name, tie_end_code`.execute(ctx.db)
}

/** Removes what `fillMatchTables` made. */
export async function dropMatchTables(ctx: Ctx): Promise<void> {
  await sql`drop table if exists tie_end, tie_end_name, tie_end_code`.execute(ctx.db)
}

/** Great-circle kilometres between an end `e` and a row `p` with `lat` and `lon`; null where either has no point. */
export const kmSql = sql<number | null>`12742 * asin(sqrt(
  sin(radians(p.lat - e.lat) / 2) ^ 2
  + cos(radians(e.lat)) * cos(radians(p.lat)) * sin(radians(p.lon - e.lon) / 2) ^ 2))`
