import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { isPublicOrganisation } from '../organisations/public-condition.server.ts'
import { publishOrganisations } from '../organisations/publish.server.ts'
import { countingTies, recountTies } from './count-ties.server.ts'
import { rewriteTieContent } from './publish-content.server.ts'
import { publishMentions } from './publish-mentions.server.ts'
import { publishPhotosOf } from './publish-photos.server.ts'
import { publishProjectsAround } from './publish-projects.server.ts'

// The parties that confirmed a tie, the last one first.
const confirmedBy = sql`(select coalesce(array_agg(c.name order by c.last desc, c.name), '{}') from (
  select o.name, max(c.confirmed_at) as last from confirmation c
  join partnership_party cp on cp.partnership_id = c.record_id and cp.organisation_id = c.organisation_id
  join organisation o on o.id = c.organisation_id
  where c.record_kind = 'partnership' and c.record_id = p.id group by o.id, o.name) c)`

/** What all parties of ties agreed their ties are about: it goes before what lists say. */
export const agreedThemes = (chosen: RawBuilder<boolean>): RawBuilder<unknown> => sql`
  select distinct on (pp.partnership_id) pp.partnership_id as id, pp.themes
  from partnership_statement pp join source s on s.id = pp.source_id and s.code = 'proposal'
  where cardinality(pp.themes) > 0 and ${chosen} order by pp.partnership_id, pp.recorded_at desc`

// A tie is public when it is neither in discreet mode nor an example, and each of its parties is public.
function publicTies(chosen: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`
    select p.id, p.type, p.state, p.evidence, p.since_year, p.until_year, s.attested_year, coalesce(agreed.themes, s.themes),
      e.keys, e.names, e.countries, e.french, s.licences, s.sources, p.created_at, p.updated_at,
      e.min_lon, e.min_lat, e.max_lon, e.max_lat, (p.confirmed_at at time zone 'Europe/Paris')::date,
      case when p.confirmed_at is null then '{}' else ${confirmedBy} end
    from partnership p
    join (
      select pp.partnership_id as id,
        array_agg(o.key order by pp.position) as keys,
        array_agg(o.name order by pp.position) as names,
        array_agg(o.country order by pp.position) as countries,
        bool_or(o.country = 'FR') as french,
        bool_or(not ${isPublicOrganisation('o')}) as hidden,
        min(o.lon) as min_lon, min(o.lat) as min_lat, max(o.lon) as max_lon, max(o.lat) as max_lat
      from partnership_party pp join organisation o on o.id = pp.organisation_id
      where ${chosen} group by pp.partnership_id
    ) e on e.id = p.id and not e.hidden
    join (
      select pp.partnership_id as id, max(pp.attested_year) as attested_year,
        array_agg(distinct pp.licence) as licences, array_agg(distinct s.code) as sources,
        coalesce(array_agg(distinct t.theme) filter (where t.theme is not null), '{}') as themes
      from partnership_statement pp join source s on s.id = pp.source_id
      left join lateral unnest(pp.themes) as t (theme) on true
      where ${chosen} group by pp.partnership_id
    ) s on s.id = p.id
    left join (${agreedThemes(chosen)}) agreed on agreed.id = p.id
    where p.discreet_since is null and not p.example`
}

const publicEnds = (chosen: RawBuilder<boolean>) => sql`
  select pp.partnership_id, pp.position, o.id, o.key, o.country, o.tier, r.key, d.key, o.lon, o.lat
  from public_tie t
  join partnership_party pp on pp.partnership_id = t.id
  join organisation o on o.id = pp.organisation_id
  left join organisation r on r.id = o.region_id and r.discreet_since is null
  left join organisation d on d.id = o.departement_id and d.discreet_since is null
  where ${chosen}`

const tieColumns = sql.raw(`id, type, state, evidence, since_year, until_year, attested_year, themes,
  party_keys, party_names, countries, french, licences, sources, created_at, updated_at, min_lon, min_lat, max_lon, max_lat, confirmed_on,
  confirmed_by`)

/** The authorities whose figures the chosen ties enter, before or after this publication. */
async function listTouched(ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select organisation_id as id from partnership_party where partnership_id = any(${[...ids]}::uuid[])
    union select organisation_id from public_tie_end where tie_id = any(${[...ids]}::uuid[])`.execute(ctx.db)
  return found.rows.map((row) => row.id)
}

async function rewriteTies(ctx: Ctx, ids: readonly string[] | undefined): Promise<void> {
  const of = (column: string) =>
    ids ? sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])` : sql<boolean>`true`
  await sql`delete from public_tie_end where ${of('tie_id')}`.execute(ctx.db)
  await sql`delete from public_tie where ${of('id')}`.execute(ctx.db)
  await sql`insert into public_tie (${tieColumns}) ${publicTies(of('pp.partnership_id'))} order by p.id`.execute(ctx.db)
  await sql`insert into public_tie_end
    (tie_id, position, organisation_id, key, country, tier, region_key, departement_key, lon, lat)
    ${publicEnds(of('t.id'))} order by t.id, pp.position`.execute(ctx.db)
}

// Sorts and hashes of all ties fit in memory, and words are put into their index in large lots.
async function giveRoom(ctx: Ctx): Promise<void> {
  await sql`select set_config('work_mem', '128MB', true), set_config('gin_pending_list_limit', '64MB', true)`.execute(
    ctx.db,
  )
}

/** So many new rows that the planner must hear of them. */
export const manyTies = 1000

/**
 * Brings the public tables of ties and mentions up to date, then those of the authorities they touch; a tie in discreet
 * mode, or with a party in discreet mode, leaves them. With `ids` only those ties are looked at, and `organisationIds`
 * names authorities that changed otherwise. The caller raises the data version.
 */
export async function publishTies(
  ctx: Ctx,
  options: { ids?: readonly string[]; organisationIds?: readonly string[] } = {},
): Promise<void> {
  const { ids, organisationIds = [] } = options
  await inTransaction(ctx, async (inner) => {
    await giveRoom(inner)
    const touched = ids ? await listTouched(inner, ids) : null
    if (ids) await countingTies(inner, ids, () => rewriteTies(inner, ids))
    else {
      await rewriteTies(inner, ids)
      await recountTies(inner)
    }
    if (!ids || ids.length >= manyTies) await sql`analyze public_tie, public_tie_end`.execute(inner.db)
    await publishMentions(inner)
    await publishOrganisations(inner, touched ? { ids: [...new Set([...touched, ...organisationIds])] } : {})
    // What hangs on a tie leaves with it.
    await rewriteTieContent(inner, ids ?? null)
    await publishProjectsAround(inner, ids ? { tieIds: ids, organisationIds } : null)
    if (ids) await publishPhotosOf(inner, { tieIds: ids })
  })
}
