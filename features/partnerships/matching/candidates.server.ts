import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { copyRows } from '../../../platform/db/copy.ts'
import { frenchTiers } from '../../organisations/schema.ts'
import { type Candidate, distanceLimits, leastSimilarity } from './choose.ts'
import { kmSql } from './match-tables.server.ts'

/** An authority of the French register that an end may be. */
export type RegisterCandidate = Candidate & { no: number; key: string; tier: string; departement: string | null }

/** A place of the gazetteer that a foreign end may be. */
export type PlaceCandidate = Candidate & { no: number; placeId: number }

/** A place near an end whose name is like the end's. */
export type SimilarPlace = PlaceCandidate & { nameKey: string; endKey: string; similarity: number }

/** Authorities in force that bear a name of a French end, now or formerly, each once with its likeliest reading. */
export async function findRegisterCandidates(ctx: Ctx): Promise<RegisterCandidate[]> {
  const found = await sql<RegisterCandidate>`
    with named as (
      select n.no, n.part, o.id, case when o.tier = 'commune' then 0 else 1 end as rank
      from tie_end_name n join tie_end e on e.no = n.no and e.french
      join organisation o on o.country = 'FR' and o.name_key = n.key
      union all
      select n.no, n.part, a.organisation_id, 2
      from tie_end_name n join tie_end e on e.no = n.no and e.french
      join organisation_alias a on a.alias_key = n.key
    ), likeliest as (
      select distinct on (no, id) * from named order by no, id, part = 'enclosing', rank
    )
    select l.no, l.id, l.part, l.rank, p.key, p.tier, p.departement_code as departement, p.lat, p.lon, ${kmSql} as km
    from likeliest l join tie_end e on e.no = l.no join organisation p on p.id = l.id
    where p.tier = any(${[...frenchTiers]}) and p.status = 'inForce'
    order by l.no, p.key`.execute(ctx.db)
  return found.rows
}

/** Authorities a code of the list names, with how like the written name theirs is (1 where it is one of their names). */
export async function findCodedAuthorities(ctx: Ctx): Promise<(RegisterCandidate & { likeness: number })[]> {
  const found = await sql<RegisterCandidate & { likeness: number }>`
    with coded as (
      select c.no, o.id from tie_end_code c join organisation o on o.key = c.key
      union
      select c.no, o.id from tie_end_code c join organisation o on 'siren:' || o.siren = c.key
      union
      select c.no, r.organisation_id from tie_end_code c join organisation_key_redirect r on r.old_key = c.key
      union
      select c.no, a.organisation_id from tie_end_code c join organisation_alias a on a.code is not null and 'c' || a.code = c.key
    ), named as (
      select id, name_key as key from organisation where id in (select id from coded)
      union
      select organisation_id, alias_key from organisation_alias where organisation_id in (select id from coded)
    )
    select c.no, p.id, 'own' as part, 0 as rank, p.key, p.tier, p.departement_code as departement, p.lat, p.lon, ${kmSql} as km,
      (select max(similarity(n.key, named.key)) from tie_end_name n, named where n.no = c.no and named.id = c.id) as likeness
    from coded c join tie_end e on e.no = c.no join organisation p on p.id = c.id
    where p.status = 'inForce'
    order by c.no, p.key`.execute(ctx.db)
  return found.rows
}

/** Places of the gazetteer that bear a name of a foreign end, in its country. */
export async function findPlaceCandidates(ctx: Ctx): Promise<PlaceCandidate[]> {
  const found = await sql<PlaceCandidate>`
    with named as (
      select n.no, n.part, p.id, 0 as rank
      from tie_end_name n join tie_end e on e.no = n.no and not e.french
      join place p on p.country = n.country and p.name_key = n.key
      where n.part <> 'enclosing'
      union all
      select n.no, n.part, p.id, 1
      from tie_end_name n join tie_end e on e.no = n.no and not e.french
      join place_alias a on a.country = n.country and a.alias_key = n.key
      join place p on p.country = a.country and p.name_key = a.name_key
      where n.part = 'own'
    ), likeliest as (
      select distinct on (no, id) * from named order by no, id, rank
    )
    select l.no, l.id::text as id, l.id as "placeId", l.part, l.rank, p.lat, p.lon, ${kmSql} as km
    from likeliest l join tie_end e on e.no = l.no join place p on p.id = l.id
    order by l.no, l.id`.execute(ctx.db)
  return found.rows
}

/** Authorities near French ends whose names are like theirs: with a continuation, a slip, or as the word of a group's name. */
export async function findSimilarAuthorities(ctx: Ctx, numbers: readonly number[]): Promise<RegisterCandidate[]> {
  const found = await sql<RegisterCandidate>`
    with near as materialized (
      select e.no, p.id, p.key, p.name_key, p.tier, p.departement_code, p.lat, p.lon, ${kmSql} as km
      from tie_end e join organisation p on p.country = 'FR' and p.status = 'inForce'
        and p.lat between e.lat - 0.3 and e.lat + 0.3 and p.lon between e.lon - 0.5 and e.lon + 0.5
      where e.no in (select unnest(${[...numbers]}::int[]))
    )
    select distinct on (near.no, near.key) near.no, id, 'own' as part, case when near.name_key like n.key || ' %' then 0 else 1 end as rank,
      near.key, tier, departement_code as departement, lat, lon, km
    from near join tie_end_name n on n.no = near.no and n.part <> 'enclosing' and length(n.key) >= 4
    where km <= ${distanceLimits.similar} and (
      (tier = 'commune' and near.name_key like n.key || ' %')
      or similarity(near.name_key, n.key) >= 0.6
      or (tier in ('epci', 'ept') and near.name_key ~ ('(^| )' || n.key)))
    order by near.no, near.key, rank`.execute(ctx.db)
  return found.rows
}

/** Places whose names go on from those of ends without a point, in their countries. */
export async function findContinuedPlaces(ctx: Ctx, numbers: readonly number[]): Promise<SimilarPlace[]> {
  const found = await sql<SimilarPlace>`
    select n.no, p.id::text as id, p.id as "placeId", 'own' as part, 2 as rank, p.lat, p.lon, null::double precision as km,
      p.name_key as "nameKey", n.key as "endKey", similarity(n.key, p.name_key) as similarity
    from tie_end_name n join place p on p.country = n.country and p.name_key like n.key || ' %'
    where n.no in (select unnest(${[...numbers]}::int[])) and n.part = 'own' and length(n.key) > 3
    order by n.no, p.id`.execute(ctx.db)
  return found.rows
}

/** An end whose country and point are known. */
export type LocatedEnd = { no: number; country: string; lat: number; lon: number }

// A quarter of a degree: the widest search (25 km) stays within a cell and its neighbours, more of them near the poles.
const cellsPerDegree = 4
const searchDegrees = distanceLimits.similar / 111

function* cellsAround({ lat, lon }: LocatedEnd): Generator<[y: number, x: number]> {
  const wide = searchDegrees / Math.max(Math.cos((lat * Math.PI) / 180), 0.1)
  const cell = (degrees: number) => Math.floor(degrees * cellsPerDegree)
  for (let y = cell(lat - searchDegrees); y <= cell(lat + searchDegrees); y++)
    for (let x = cell(lon - wide); x <= cell(lon + wide); x++) yield [y, x]
}

/** Places near the given ends whose names may be theirs written otherwise: looked for cell by cell, in one reading of the gazetteer. */
export async function findSimilarPlaces(ctx: Ctx, ends: readonly LocatedEnd[]): Promise<SimilarPlace[]> {
  await sql`drop table if exists tie_end_cell`.execute(ctx.db)
  await sql`create temp table tie_end_cell (
    no integer, country text, lat double precision, lon double precision, y integer, x integer) on commit drop`.execute(
    ctx.db,
  )
  await copyRows(
    ctx.db,
    'tie_end_cell',
    ['no', 'country', 'lat', 'lon', 'y', 'x'],
    ends.flatMap((end) => [...cellsAround(end)].map(([y, x]) => [end.no, end.country, end.lat, end.lon, y, x])),
  )
  await sql`analyze tie_end_cell`.execute(ctx.db)
  const found = await sql<SimilarPlace>`
    with near as (
      select e.no, n.key as "endKey", p.id, p.name_key as "nameKey", p.lat, p.lon,
        similarity(n.key, p.name_key) as similarity, ${kmSql} as km
      from tie_end_cell e
      join place p on p.country = e.country
        and floor(p.lat * ${sql.lit(cellsPerDegree)})::int = e.y and floor(p.lon * ${sql.lit(cellsPerDegree)})::int = e.x
      join tie_end_name n on n.no = e.no and n.country = e.country and n.part = 'own'
    )
    select no, id::text as id, id as "placeId", 'own' as part, 2 as rank, lat, lon, km, "nameKey", "endKey", similarity
    from near where km <= ${distanceLimits.similar} and (similarity >= ${leastSimilarity}
      or "nameKey" like "endKey" || ' %' or "endKey" like "nameKey" || ' %' or "nameKey" like '% ' || "endKey"
      or (km <= 2 and left("nameKey", 1) = left("endKey", 1)))
    order by no, similarity desc, km, id`.execute(ctx.db)
  await sql`drop table tie_end_cell`.execute(ctx.db)
  return found.rows
}

/** Of the given ends, those whose point has no place of their country in its own square degree nor in those around it. */
export async function findOutsideCountry(ctx: Ctx, ends: readonly LocatedEnd[]): Promise<Set<number>> {
  const countries = [...new Set(ends.map((end) => end.country))]
  const found = await sql<{ square: string }>`
    select distinct country || ' ' || floor(lat) || ' ' || floor(lon) as square from place where country = any(${countries})`.execute(
    ctx.db,
  )
  const known = new Set(found.rows.map((row) => row.square))
  const isNear = ({ country, lat, lon }: LocatedEnd) => {
    const wide = Math.ceil(1 / Math.max(Math.cos((lat * Math.PI) / 180), 0.1))
    for (let y = Math.floor(lat) - 1; y <= Math.floor(lat) + 1; y++)
      for (let x = Math.floor(lon) - wide; x <= Math.floor(lon) + wide; x++)
        if (known.has(`${country} ${y} ${x}`)) return true
    return false
  }
  return new Set(ends.filter((end) => !isNear(end)).map((end) => end.no))
}
