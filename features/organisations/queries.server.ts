import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { nameKey } from './names.ts'
import type { LegalForm, PointPrecision, Tier } from './schema.ts'

/** An authority named beside another: enough for a link. */
export type OrganisationLink = { key: string; name: string; tier: Tier; country: string }

// Another name an authority is found under, and why.
type OrganisationAlias = { name: string; reason: string; code: string | null }

// Where the facts about an authority come from.
type OrganisationSource = {
  code: string
  name: string
  publisher: string | null
  url: string | null
  licence: string
  attribution: string
  retrievedOn: string | null
}

/** Everything the page of one authority says of it, ties apart. */
export type OrganisationDetail = OrganisationLink & {
  id: string
  kind: 'localAuthority' | 'organisation'
  legalForm: LegalForm | null
  status: 'inForce' | 'toBeConfirmed' | 'dissolved'
  inseeCode: string | null
  siren: string | null
  departementCode: string | null
  postalCodes: string[]
  population: number | null
  populationYear: number | null
  lon: number | null
  lat: number | null
  pointPrecision: PointPrecision | null
  disputedCode: string | null
  ties: { all: number; active: number; suspended: number; ended: number; unknown: number }
  partnerCountries: string[]
  updatedAt: Date
  /** The authorities it stands under, from the nearest to the largest. */
  parents: OrganisationLink[]
  seat: OrganisationLink | null
  /** How many authorities of each tier stand under it. */
  members: { tier: Tier; count: number }[]
  aliases: OrganisationAlias[]
  source: OrganisationSource
}

/** An authority found by its key, the one its key now leads to, or nothing. */
export type FoundOrganisation = { organisation: OrganisationDetail } | { movedTo: OrganisationLink } | null

const link = (
  alias: string,
) => sql`json_build_object('key', ${sql.ref(`${alias}.key`)}, 'name', ${sql.ref(`${alias}.name`)},
  'tier', ${sql.ref(`${alias}.tier`)}, 'country', ${sql.ref(`${alias}.country`)})`

type Parent = Pick<OrganisationDetail, 'id' | 'key' | 'tier'>

/** What makes `m` stand under an authority, itself left out; null for tiers nothing stands under. */
function isUnder(parent: Parent): RawBuilder<boolean> | null {
  const others = sql<boolean>`m.id <> ${parent.id}`
  if (parent.tier === 'region' || parent.tier === 'overseasAuthority')
    return sql`m.region_key = ${parent.key} and ${others}`
  if (parent.tier === 'departement') return sql`m.departement_key = ${parent.key} and ${others}`
  if (parent.tier === 'epci') return sql`m.epci_key = ${parent.key} and ${others}`
  if (parent.tier !== 'ept') return null
  return sql`m.id in (select o.id from public_organisation_detail o where o.ept_id = ${parent.id}) and ${others}`
}

async function countMembers(ctx: Ctx, parent: Parent): Promise<OrganisationDetail['members']> {
  const condition = isUnder(parent)
  if (!condition) return []
  const found = await sql<{ tier: Tier; count: number }>`
    select m.tier, count(*) as count from public_organisation m where ${condition}
    group by m.tier order by count(*) desc, m.tier`.execute(ctx.db)
  return found.rows
}

async function findMove(ctx: Ctx, key: string): Promise<OrganisationLink | null> {
  const found = await sql<OrganisationLink>`
    select p.key, p.name, p.tier, p.country from public_key_redirect r
    join public_organisation p on p.id = r.organisation_id
    where r.old_key = ${key}`.execute(ctx.db)
  return found.rows[0] ?? null
}

async function findDetail(ctx: Ctx, key: string): Promise<Omit<OrganisationDetail, 'parents' | 'members'> | null> {
  const found = await sql<Omit<OrganisationDetail, 'parents' | 'members'>>`
    select p.id, p.key, p.kind, p.tier, p.legal_form as "legalForm", p.name, p.country, p.status,
      p.insee_code as "inseeCode", p.siren, p.departement_code as "departementCode", p.postal_codes as "postalCodes",
      p.population, p.population_year as "populationYear", p.lon, p.lat, p.point_precision as "pointPrecision",
      o.disputed_code as "disputedCode", p.partner_countries as "partnerCountries", p.updated_at as "updatedAt",
      json_build_object('all', p.tie_count, 'active', p.active_count, 'suspended', p.suspended_count,
        'ended', p.ended_count, 'unknown', p.unknown_count) as ties,
      (select ${link('s')} from public_organisation s where s.id = o.seat_id) as seat,
      (select coalesce(json_agg(json_build_object('name', a.alias, 'reason', a.reason, 'code', a.code) order by a.alias_key), '[]')
        from public_organisation_alias a where a.organisation_id = o.id) as aliases,
      json_build_object('code', s.code, 'name', s.name, 'publisher', s.publisher, 'url', s.url, 'licence', s.licence,
        'attribution', s.attribution, 'retrievedOn', s.retrieved_on) as source
    from public_organisation p join public_organisation_detail o on o.id = p.id join source s on s.id = o.source_id
    where p.key = ${key}`.execute(ctx.db)
  return found.rows[0] ?? null
}

async function listParents(ctx: Ctx, id: string): Promise<OrganisationLink[]> {
  const found = await sql<OrganisationLink>`
    select p.key, p.name, p.tier, p.country
    from public_organisation_detail o
    cross join lateral (values (o.ept_id, 1), (o.epci_id, 2), (o.departement_id, 3), (o.region_id, 4)) above (id, level)
    join public_organisation p on p.id = above.id
    where o.id = ${id} and p.id <> o.id
    group by p.id order by min(above.level)`.execute(ctx.db)
  return found.rows
}

/** Finds an authority by its public key; keys of merged or absorbed territories lead to the authority of today. */
export async function findOrganisationByKey(ctx: Ctx, key: string): Promise<FoundOrganisation> {
  const detail = await findDetail(ctx, key)
  if (!detail || detail.status === 'dissolved') {
    const movedTo = await findMove(ctx, key)
    if (movedTo) return { movedTo }
  }
  if (!detail) return null
  const [parents, members] = await Promise.all([listParents(ctx, detail.id), countMembers(ctx, detail)])
  return { organisation: { ...detail, parents, members } }
}

/** One line of a list of authorities: link, size and ties. */
export type OrganisationListItem = OrganisationLink & {
  departementCode: string | null
  population: number | null
  tieCount: number
  /** What its freshness hangs on. */
  status: string
  confirmedOn: string | null
  registerOn: string | null
}

const listItem: RawBuilder<OrganisationListItem> = sql`m.key, m.name, m.tier, m.country,
  m.departement_code as "departementCode", m.population, m.tie_count as "tieCount", m.status,
  m.confirmed_on as "confirmedOn", m.register_on as "registerOn"`

/** The authorities standing under one, those with most ties first, then by size. */
export async function listChildren(
  ctx: Ctx,
  key: string,
  options: { tier?: Tier; limit?: number; offset?: number } = {},
): Promise<OrganisationListItem[]> {
  const parent = await sql<Parent>`select id, key, tier from public_organisation where key = ${key}`.execute(ctx.db)
  const condition = parent.rows[0] ? isUnder(parent.rows[0]) : null
  if (!condition) return []
  const tier = options.tier ? sql<boolean>`m.tier = ${options.tier}` : sql<boolean>`true`
  const found = await sql<OrganisationListItem>`
    select ${listItem} from public_organisation m where ${condition} and ${tier}
    order by m.tie_count desc, m.population desc nulls last, m.name_key, m.key
    limit ${options.limit ?? 50} offset ${options.offset ?? 0}`.execute(ctx.db)
  return found.rows
}

/** An authority nearby: how far its point is; `approximate` where one of the two points is that of its grouping. */
export type Neighbour = OrganisationListItem & { km: number; approximate: boolean }

/**
 * The nearest authorities of the same tier and country that have ties. A point that stands for a whole département says
 * nothing of who is near.
 */
export async function listNeighbours(ctx: Ctx, key: string, limit = 6): Promise<Neighbour[]> {
  const found = await sql<Neighbour>`
    with own as (select * from public_organisation where key = ${key} and point_precision is distinct from 'departement'),
    -- a flat distance is enough to find the nearest among thousands
    near as (
      select m.* from own p join public_organisation m
        on m.tier = p.tier and m.country = p.country and m.tie_count > 0 and m.id <> p.id
        and m.point_precision is distinct from 'departement'
        and m.lat between p.lat - 3 and p.lat + 3 and m.lon between p.lon - 4 and p.lon + 4
      order by (m.lat - p.lat) ^ 2 + ((m.lon - p.lon) * cos(radians(p.lat))) ^ 2, m.key limit ${limit * 10})
    select ${listItem}, round(12742 * asin(sqrt(least(1, sin(radians(m.lat - p.lat) / 2) ^ 2
        + cos(radians(p.lat)) * cos(radians(m.lat)) * sin(radians(m.lon - p.lon) / 2) ^ 2))))::int as km,
      'epci' in (coalesce(p.point_precision, ''), coalesce(m.point_precision, '')) as approximate
    from own p cross join near m
    order by km, m.tie_count desc, m.key limit ${limit}`.execute(ctx.db)
  return found.rows
}

/** Authorities with exactly this name or other name, the most populous first: who else is called so. */
export async function listOrganisationsNamed(ctx: Ctx, name: string, limit = 20): Promise<OrganisationListItem[]> {
  const key = nameKey(name)
  const found = await sql<OrganisationListItem>`
    select ${listItem} from public_organisation m
    where m.id in (select id from public_organisation_detail where name_key = ${key}
      union select organisation_id from public_organisation_alias where alias_key = ${key})
    order by m.population desc nulls last, m.key limit ${limit}`.execute(ctx.db)
  return found.rows
}
