import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { isPublicOrganisation } from './public-condition.server.ts'

// What each authority's public ties add up to; ties in discreet mode are not in the public tables.
function tieFigures(chosen: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`select e.organisation_id as id, count(*) as ties,
      count(*) filter (where t.state = 'active') as active, count(*) filter (where t.state = 'suspended') as suspended,
      count(*) filter (where t.state = 'ended') as ended, count(*) filter (where t.state = 'unknown') as unknown,
      array_agg(distinct t.type) as types, array_agg(distinct t.state) as states,
      array_agg(distinct t.evidence) as evidences, max(t.updated_at) as updated_at
    from public_tie_end e join public_tie t on t.id = e.tie_id
    where ${chosen} group by e.organisation_id`
}

function partnerCountries(chosen: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`select e.organisation_id as id, array_agg(distinct other.country) as countries
    from public_tie_end e join public_tie_end other on other.tie_id = e.tie_id and other.position <> e.position
    where ${chosen} group by e.organisation_id`
}

function otherNames(chosen: RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`select organisation_id as id, string_agg(alias_key, ' | ' order by alias_key) as keys,
      string_agg(distinct lower(code), ' ') as codes
    from organisation_alias where ${chosen} group by organisation_id`
}

const columns = [
  'id',
  'key',
  'kind',
  'tier',
  'legal_form',
  'name',
  'name_key',
  'country',
  'region_key',
  'departement_key',
  'epci_key',
  'insee_code',
  'siren',
  'departement_code',
  'postal_codes',
  'population',
  'population_year',
  'lon',
  'lat',
  'point_precision',
  'status',
  'tie_count',
  'active_count',
  'suspended_count',
  'ended_count',
  'unknown_count',
  'types',
  'states',
  'evidences',
  'partner_countries',
  'updated_at',
  'search',
  'names_key',
  'confirmed_on',
  'owned',
  'register_on',
]

const refs = (prefix?: string) => sql.join(columns.map((column) => sql.ref(prefix ? `${prefix}.${column}` : column)))

/** Rows of the public table in the order of `columns`; `of` narrows a column of ids to the authorities wanted. */
function publicRows(of: (column: RawBuilder<unknown>) => RawBuilder<boolean>): RawBuilder<unknown> {
  return sql`with figure as (${tieFigures(of(sql`e.organisation_id`))}),
      partner as (${partnerCountries(of(sql`e.organisation_id`))}),
      other as (${otherNames(of(sql`organisation_id`))})
    select o.id, o.key, o.kind, o.tier, o.legal_form, o.name, o.name_key, o.country, r.key, d.key, e.key,
      o.insee_code, o.siren, o.departement_code, o.postal_codes, o.population, o.population_year,
      o.lon, o.lat, o.point_precision, o.status,
      coalesce(f.ties, 0), coalesce(f.active, 0), coalesce(f.suspended, 0), coalesce(f.ended, 0), coalesce(f.unknown, 0),
      coalesce(f.types, '{}'), coalesce(f.states, '{}'), coalesce(f.evidences, '{}'), coalesce(p.countries, '{}'),
      greatest(o.updated_at, f.updated_at),
      array_to_tsvector(array_remove(string_to_array(concat_ws(' ', o.name_key, replace(a.keys, ' | ', ' '), a.codes,
        lower(o.insee_code), o.siren, array_to_string(o.postal_codes, ' '), c.name_key_fr, c.name_key_en), ' '), '')),
      concat_ws(' | ', o.name_key, a.keys),
      (o.confirmed_at at time zone 'Europe/Paris')::date,
      exists (select from membership m where m.organisation_id = o.id and m.ended_at is null and m.partnership_id is null
        and role_rank(m.role) >= role_rank('contributor')),
      s.retrieved_on
    from organisation o
    join country c on c.iso2 = o.country
    join source s on s.id = o.source_id
    left join organisation r on r.id = o.region_id and r.discreet_since is null
    left join organisation d on d.id = o.departement_id and d.discreet_since is null
    left join organisation e on e.id = o.epci_id and e.discreet_since is null
    left join figure f on f.id = o.id
    left join partner p on p.id = o.id
    left join other a on a.id = o.id
    where ${isPublicOrganisation('o')} and ${of(sql`o.id`)}`
}

/**
 * Brings what everybody may read of authorities up to date, from the register and from the public ties, so the ties are
 * published first. Rows that are already so are not touched; with `ids` only those authorities are looked at. The caller
 * raises the data version.
 */
export async function publishOrganisations(ctx: Ctx, options: { ids?: readonly string[] } = {}): Promise<void> {
  const { ids } = options
  if (ids?.length === 0) return
  const of = (column: RawBuilder<unknown>) =>
    ids ? sql<boolean>`${column} = any(${[...ids]}::uuid[])` : sql<boolean>`true`
  const changing = columns.filter((column) => column !== 'id')
  const list = (prefix: string) => sql.join(changing.map((column) => sql.ref(`${prefix}.${column}`)))
  await inTransaction(ctx, async (inner) => {
    await sql`delete from public_organisation p where ${of(sql`p.id`)} and not exists
      (select 1 from organisation o where o.id = p.id and ${isPublicOrganisation('o')})`.execute(inner.db)
    await sql`insert into public_organisation as p (${refs()}) ${publicRows(of)}
      on conflict (id) do update set ${sql.join(changing.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))}
      where (${list('p')}) is distinct from (${list('excluded')})`.execute(inner.db)
    if (!ids) await sql`analyze public_organisation`.execute(inner.db)
  })
}
