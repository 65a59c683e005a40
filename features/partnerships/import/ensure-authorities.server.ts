import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { copyRows } from '../../../platform/db/copy.ts'
import { newId } from '../../../platform/ids.ts'
import { freeKey, placeKeys } from '../../organisations/keys.ts'
import { nameKey } from '../../organisations/names.ts'
import type { Tier } from '../../organisations/schema.ts'
import type { EndTarget } from '../matching/found.ts'
import { type DisputedPlace, findDisputed } from '../matching/set-aside.ts'
import { areaKey } from './authority-keys.ts'

/** An authority that is a party. */
export type Party = { id: string; key: string }

type NewAuthority = {
  key: string
  tier: Tier
  name: string
  country: string
  lat: number
  lon: number
  precision: 'place' | 'members' | 'seat'
  placeId: number | null
  area: { name: string; code: string } | null
}

// A union of municipalities is another authority than the department whose territory it shares.
function areaCode(target: AreaTarget): string {
  return target.tier === 'intercommunality' ? `${target.area.code}/union` : target.area.code
}

/** Names a target, so that the same place or area is one authority however often it is met. */
export function targetName(target: EndTarget): string {
  if (target.kind === 'authority') return target.id
  return target.kind === 'place' ? `place:${target.placeId}` : `area:${areaCode(target)}`
}

type PlaceTarget = Extract<EndTarget, { kind: 'place' }>
type AreaTarget = Extract<EndTarget, { kind: 'area' }>

async function takenKeys(ctx: Ctx, wanted: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ key: string }>`
    select key from organisation where key = any(${[...wanted]})
    union select old_key from organisation_key_redirect where old_key = any(${[...wanted]})`.execute(ctx.db)
  return new Set(found.rows.map((row) => row.key))
}

async function findKnownPlaces(ctx: Ctx, targets: readonly PlaceTarget[]): Promise<Map<string, Party>> {
  const found = await sql<Party & { place_id: number }>`
    select distinct on (place_id) id, key, place_id from organisation
    where place_id = any(${targets.map((target) => target.placeId)}) and status <> 'dissolved'
    order by place_id, key`.execute(ctx.db)
  return new Map(found.rows.map((row) => [`place:${row.place_id}`, { id: row.id, key: row.key }]))
}

// The code of an area is kept with its name: two counties of one name stay apart.
async function findKnownAreas(ctx: Ctx, targets: readonly AreaTarget[]): Promise<Map<string, Party>> {
  const found = await sql<Party & { code: string }>`
    select o.id, o.key, a.code from organisation_alias a join organisation o on o.id = a.organisation_id
    where a.code = any(${targets.map(areaCode)}) and o.place_id is null and o.status <> 'dissolved'`.execute(ctx.db)
  return new Map(found.rows.map((row) => [`area:${row.code}`, { id: row.id, key: row.key }]))
}

async function newPlaces(ctx: Ctx, targets: readonly PlaceTarget[]): Promise<NewAuthority[]> {
  if (targets.length === 0) return []
  const ids = targets.map((target) => target.placeId)
  const found = await sql<{ id: number; name: string; country: string; lat: number; lon: number }>`
    select id, name, country, lat, lon from place
    where (country, name_key) in (select country, name_key from place where id = any(${ids}))`.execute(ctx.db)
  const keys = placeKeys(found.rows)
  const places = new Map(found.rows.map((row) => [row.id, row]))
  return targets.flatMap(({ placeId, tier }) => {
    const place = places.get(placeId)
    const key = keys.get(placeId)
    return place && key ? [{ ...place, key, tier, precision: 'place' as const, placeId, area: null }] : []
  })
}

// A list that says what an area is also names it as its people do ("Sachsen", "Région du Maule"); the gazetteer's own
// name stays beside it.
function newArea(target: AreaTarget): NewAuthority {
  const { area, tier, given } = target
  const { country, lat, lon, precision } = area
  const name = tier === 'unknown' ? area.name : given
  return {
    key: areaKey(area, tier),
    tier,
    name,
    country,
    lat,
    lon,
    precision,
    placeId: null,
    area: { name: area.name, code: areaCode(target) },
  }
}

async function insertAuthorities(
  ctx: Ctx,
  authorities: readonly NewAuthority[],
  disputed: readonly DisputedPlace[],
): Promise<Map<string, Party>> {
  const source = await ctx.db.selectFrom('source').select('id').where('code', '=', 'geonames').executeTakeFirstOrThrow()
  const taken = await takenKeys(
    ctx,
    authorities.map((authority) => authority.key),
  )
  const added = new Map<string, Party>()
  const rows = authorities.map((authority) => {
    const key = freeKey(authority.key, taken)
    taken.add(key)
    const id = newId()
    added.set(authority.area ? `area:${authority.area.code}` : `place:${authority.placeId}`, { id, key })
    const { tier, name, country, lat, lon, precision, placeId } = authority
    const dispute = findDisputed({ keys: [nameKey(name)], country, lat, lon }, disputed)
    return [
      id,
      key,
      tier,
      name,
      nameKey(name),
      country,
      lon,
      lat,
      precision,
      'toBeConfirmed',
      placeId,
      dispute,
      source.id,
      ctx.now,
      ctx.now,
    ]
  })
  const columns = [
    'id',
    'key',
    'tier',
    'name',
    'name_key',
    'country',
    'lon',
    'lat',
    'point_precision',
    'status',
    'place_id',
  ]
  await copyRows(ctx.db, 'organisation', [...columns, 'disputed_code', 'source_id', 'created_at', 'updated_at'], rows)
  const areas = authorities.flatMap(({ area }) => {
    const party = area && added.get(`area:${area.code}`)
    return area && party ? [[party.id, area.name, nameKey(area.name), 'usualName', area.code]] : []
  })
  await copyRows(ctx.db, 'organisation_alias', ['organisation_id', 'alias', 'alias_key', 'reason', 'code'], areas)
  return added
}

/**
 * Gives every target its authority: those of the register and those known are taken, a place or area met for the first
 * time becomes an authority to be confirmed (domain §3.10). Answers the parties by target name, and how many are new.
 */
export async function ensureAuthorities(
  ctx: Ctx,
  targets: readonly EndTarget[],
  disputed: readonly DisputedPlace[],
): Promise<{ parties: Map<string, Party>; added: number }> {
  const distinct = new Map(targets.map((target) => [targetName(target), target]))
  const all = [...distinct.values()]
  const parties = new Map(
    all.flatMap((target) =>
      target.kind === 'authority' ? [[target.id, { id: target.id, key: target.key }] as const] : [],
    ),
  )
  const places = all.filter((target): target is PlaceTarget => target.kind === 'place')
  const areas = all.filter((target): target is AreaTarget => target.kind === 'area')
  for (const [name, party] of await findKnownPlaces(ctx, places)) parties.set(name, party)
  for (const [name, party] of await findKnownAreas(ctx, areas)) parties.set(name, party)
  const missing = [
    ...(await newPlaces(
      ctx,
      places.filter((target) => !parties.has(targetName(target))),
    )),
    ...areas.filter((target) => !parties.has(targetName(target))).map(newArea),
  ]
  const added = missing.length > 0 ? await insertAuthorities(ctx, missing, disputed) : new Map<string, Party>()
  for (const [name, party] of added) parties.set(name, party)
  return { parties, added: added.size }
}

/** Keeps the names under which authorities to be confirmed were met, and the tier once a list says it. */
export async function recordNames(
  ctx: Ctx,
  met: readonly { id: string; name: string; tier: Tier | null }[],
): Promise<string[]> {
  await sql`drop table if exists tie_met_name`.execute(ctx.db)
  await sql`create temp table tie_met_name (id uuid, name text, key text, tier text) on commit drop`.execute(ctx.db)
  await copyRows(
    ctx.db,
    'tie_met_name',
    ['id', 'name', 'key', 'tier'],
    new Map(met.map((item) => [`${item.id} ${item.name} ${item.tier}`, item]))
      .values()
      .map(({ id, name, tier }) => [id, name, nameKey(name), tier]),
  )
  const named = await sql<{ id: string }>`
    insert into organisation_alias (organisation_id, alias, alias_key, reason)
    select distinct on (m.id, m.key) m.id, m.name, m.key, 'exonym'
    from tie_met_name m join organisation o on o.id = m.id and o.status = 'toBeConfirmed' and o.name_key <> m.key
    where m.key <> '' and not exists (select 1 from organisation_alias a where a.organisation_id = m.id and a.alias_key = m.key)
    order by m.id, m.key, m.name
    on conflict do nothing
    returning organisation_id as id`.execute(ctx.db)
  const tiered = await sql<{ id: string }>`
    update organisation o set tier = m.tier, updated_at = ${ctx.now}
    from (select id, min(tier) as tier from tie_met_name where tier <> 'unknown' group by id) m
    where o.id = m.id and o.tier = 'unknown' and o.status = 'toBeConfirmed'
    returning o.id`.execute(ctx.db)
  await sql`drop table tie_met_name`.execute(ctx.db)
  return [...new Set([...named.rows, ...tiered.rows].map((row) => row.id))]
}
