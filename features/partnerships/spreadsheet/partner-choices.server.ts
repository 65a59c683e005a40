import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { targetName } from '../import/ensure-authorities.server.ts'
import type { EndTarget } from '../matching/found.ts'
import type { FoundPartner, PartnerChoice } from './plan.ts'

/** What is known of a target: how it is called, where it is, and which authority it is already. */
export type TargetFacts = Omit<PartnerChoice, 'value' | 'target'> & {
  country: string
  organisationId: string | null
}

/** Looks up what targets are, by their names. */
export async function describeTargets(ctx: Ctx, targets: readonly EndTarget[]): Promise<Map<string, TargetFacts>> {
  const distinct = new Map(targets.map((target) => [targetName(target), target]))
  const all = [...distinct.values()]
  const ids = all.flatMap((target) => (target.kind === 'authority' ? [target.id] : []))
  const places = all.flatMap((target) => (target.kind === 'place' ? [target.placeId] : []))
  const areas = [...distinct.keys()].filter((name) => name.startsWith('area:')).map((name) => name.slice(5))
  const { rows } = await sql<TargetFacts & { key: string }>`
    select o.id::text as key, o.id as "organisationId", o.name, o.tier, o.country, o.departement_code as part, o.lat, o.lon
      from organisation o where o.id = any(${ids}::uuid[])
    union all
    select 'place:' || p.id, known.id, p.name, known.tier, p.country, p.admin1, p.lat, p.lon
      from place p left join lateral (select o.id, o.tier from organisation o
        where o.place_id = p.id and o.status <> 'dissolved' order by o.key limit 1) known on true
      where p.id = any(${places}::int[])
    union all
    select 'area:' || a.code, o.id, o.name, o.tier, o.country, null, o.lat, o.lon
      from organisation_alias a join organisation o on o.id = a.organisation_id
      where a.code = any(${areas}) and o.place_id is null and o.status <> 'dissolved'`.execute(ctx.db)
  const found = new Map(rows.map(({ key, ...facts }) => [key, facts]))
  for (const [name, target] of distinct)
    if (!found.has(name) && target.kind === 'area') found.set(name, areaFacts(target))
  return found
}

function areaFacts({ area, tier, given }: Extract<EndTarget, { kind: 'area' }>): TargetFacts {
  const { country, lat, lon } = area
  return { organisationId: null, name: given, tier, country, part: null, lat, lon }
}

/** A target as one of several to choose from. */
export function toChoice(target: EndTarget, facts: TargetFacts | undefined): PartnerChoice {
  const { name = '', tier = null, part = null, lat = null, lon = null } = facts ?? {}
  return { value: targetName(target), name, tier, part, lat, lon, target }
}

/** A target as the partner a line means. */
export function toPartner(target: EndTarget, facts: TargetFacts | undefined): FoundPartner {
  return {
    name: facts?.name ?? '',
    country: facts?.country ?? null,
    target,
    organisationId: facts?.organisationId ?? null,
  }
}

/** Authorities that bear exactly these names in these countries: those the gazetteer does not know. */
export async function findByName(
  ctx: Ctx,
  wanted: readonly { country: string; key: string }[],
): Promise<Map<string, EndTarget[]>> {
  const { rows } = await sql<{ country: string; key: string; id: string; publicKey: string }>`
    with wanted as (
      select * from unnest(${wanted.map((one) => one.country)}::text[], ${wanted.map((one) => one.key)}::text[]) as w (country, key)
    ), named as (
      select w.country, w.key, o.id from wanted w join organisation o on o.country = w.country and o.name_key = w.key
      union
      select w.country, w.key, a.organisation_id from wanted w join organisation_alias a on a.alias_key = w.key
    )
    select w.country, w.key, o.id, o.key as "publicKey" from named w
    join organisation o on o.id = w.id and o.country = w.country
    where o.status <> 'dissolved' and o.merged_into is null and o.kind = 'localAuthority'
    order by w.country, w.key, o.key`.execute(ctx.db)
  const grouped = Map.groupBy(rows, (row) => `${row.country} ${row.key}`)
  return new Map(
    [...grouped].map(([name, list]) => [
      name,
      list.map((row): EndTarget => ({ kind: 'authority', id: row.id, key: row.publicKey })),
    ]),
  )
}
