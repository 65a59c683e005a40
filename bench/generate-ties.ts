import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { publishTies } from '../features/partnerships/publish.server.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { raiseDataVersion } from '../platform/db/data-version.ts'
import { newId } from '../platform/ids.ts'

// Everything follows from the number of the tie, so that two runs generate the same.
const chance = (salt: string) => sql`(('x' || substr(md5(n::text || ${salt}), 1, 8))::bit(32)::bigint / 4294967296.0)`

// Ids in the order of time, as the program makes them: random ones would be another load for the indexes.
const madeId = sql`(lpad(to_hex(1700000000000 + n), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid`

const pick = (salt: string, values: readonly string[]) =>
  sql`(array[${sql.join(values.map((value) => sql`${value}::text`))}])[1 + floor(${chance(salt)} * ${values.length})::int]`

async function addForeignAuthorities(ctx: Ctx, sourceId: string): Promise<void> {
  await sql`insert into organisation (id, key, tier, name, name_key, country, lon, lat, point_precision, status, place_id, source_id)
    select gen_random_uuid(), lower(p.country) || '-generated-' || p.id, 'locality', p.name || ' (generated)',
      p.name_key || ' generated', p.country, p.lon, p.lat, 'place', 'toBeConfirmed', p.id, ${sourceId}
    from place p join country c on c.iso2 = p.country where p.country <> 'FR'`.execute(ctx.db)
}

/** Draws pairs until there are enough different ones: big towns and some countries have more ties than others. */
async function drawPairs(ctx: Ctx, count: number): Promise<void> {
  await sql`create temp table drawn on commit drop as
    with here as (select id, key, row_number() over (order by population desc nulls last, key) as at
        from organisation where country = 'FR' and tier in ('commune', 'epci', 'departement', 'region') and lon is not null),
      there as (select id, key, row_number() over (order by md5(country), md5(key)) as at
        from organisation where key like '%-generated-%'),
      draw as (select n, 1 + floor(${chance('here')} ^ 1.6 * (select count(*) from here))::int as h,
          1 + floor(${chance('there')} ^ 1.6 * (select count(*) from there))::int as t
        from generate_series(1, ${Math.ceil(count * 1.25)}::int) n),
      pair as (select min(n) as n, h, t from draw group by h, t order by 1 limit ${count})
    select n, ${madeId} as id, here.id as here, there.id as there,
      least(here.key, there.key) || ' ' || greatest(here.key, there.key) as parties_key
    from pair join here on here.at = pair.h join there on there.at = pair.t`.execute(ctx.db)
}

async function addTies(ctx: Ctx, sourceId: string): Promise<void> {
  const type = pick('type', ['twinning', 'twinning', 'decentralisedCooperation', 'agreement', 'unknown'])
  const state = pick('state', ['unknown', 'unknown', 'unknown', 'active', 'ended', 'suspended'])
  const evidence = pick('evidence', ['thirdParty', 'thirdParty', 'officialSource', 'oneParty', 'bothParties'])
  const since = sql`case when ${chance('dated')} < 0.6 then 1950 + floor(${chance('since')} * 75)::int end`
  await sql`insert into partnership (id, type, state, evidence, since_year, parties_key)
    select id, ${type}, ${state}, ${evidence}, ${since}, parties_key from drawn order by n`.execute(ctx.db)
  await sql`insert into partnership_party (partnership_id, organisation_id, position)
    select id, here, 1 from drawn union all select id, there, 2 from drawn`.execute(ctx.db)
  const theme = pick('theme', ['waterSanitation', 'health', 'education', 'culture', 'sport', 'environment', 'youth'])
  await sql`insert into partnership_statement (id, partnership_id, source_id, statement_key, licence, evidence, type_said, state_said, themes)
    select gen_random_uuid(), d.id, ${sourceId}, d.n::text, 'CC0-1.0', p.evidence, p.type, p.state,
      case when ${chance('themed')} < 0.5 then array[${theme}] else '{}' end
    from drawn d join partnership p on p.id = d.id`.execute(ctx.db)
}

/** Adds so many ties that never were, under a source that says so, and publishes them; answers how long publishing took, in seconds. */
export function generateTies(ctx: Ctx, count: number): Promise<number> {
  return inTransaction(ctx, async (inner) => {
    const id = newId()
    const source = {
      id,
      code: 'generated',
      name: 'Generated for measurement',
      licence: 'CC0-1.0',
      attribution: 'Generated',
    }
    await inner.db.insertInto('source').values(source).execute()
    // What is drawn from the tables themselves need not be looked up in them again, row by row.
    await sql`set local session_replication_role = replica`.execute(inner.db)
    await addForeignAuthorities(inner, id)
    await drawPairs(inner, count)
    await addTies(inner, id)
    await sql`set local session_replication_role = origin`.execute(inner.db)
    await sql`analyze organisation, partnership, partnership_party, partnership_statement`.execute(inner.db)
    const begin = performance.now()
    await publishTies(inner)
    await raiseDataVersion(inner)
    return (performance.now() - begin) / 1000
  })
}
