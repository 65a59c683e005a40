import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { all, type Condition } from './organisation-conditions.server.ts'
import { type TieRow, tieColumns } from './ties.server.ts'

/** Another authority of the same country that has a tie with one of the same partners. */
export type Peer = {
  key: string
  name: string
  departementCode: string | null
  partners: { key: string; name: string; country: string }[]
}

/** Who else works with the same partners, those who share most first. */
export async function listPeers(ctx: Ctx, organisationId: string, limit = 12): Promise<Peer[]> {
  const found = await sql<Peer>`
    with partner as (
      select distinct theirs.organisation_id as id
      from public_tie_end mine join public_tie_end theirs using (tie_id)
      where mine.organisation_id = ${organisationId} and theirs.organisation_id <> mine.organisation_id
    ), shared as (
      select o.id, p.id as partner_id
      from partner p
      join public_tie_end there on there.organisation_id = p.id
      join public_tie_end here using (tie_id)
      join public_organisation o on o.id = here.organisation_id
      where here.organisation_id not in (select id from partner) and o.id <> ${organisationId}
        and o.country = (select country from public_organisation where id = ${organisationId})
      group by o.id, p.id
    )
    select o.key, o.name, o.departement_code as "departementCode",
      json_agg(json_build_object('key', q.key, 'name', q.name, 'country', q.country) order by q.name_key) as partners
    from shared s join public_organisation o on o.id = s.id join public_organisation q on q.id = s.partner_id
    group by o.id order by count(*) desc, o.population desc nulls last, o.key limit ${limit}`.execute(ctx.db)
  return found.rows
}

/** A territory whose authorities' ties are read together: a région, a département, or an intercommunality, by its key. */
export type Territory = { level: 'region' | 'departement' | 'epci'; key: string }

function within(territory: Territory): Condition {
  if (territory.level === 'region') return sql<boolean>`o.region_key = ${territory.key}`
  if (territory.level === 'departement') return sql<boolean>`o.departement_key = ${territory.key}`
  return sql<boolean>`o.epci_key = ${territory.key}`
}

/** Ties of the authorities of a territory, the territory's own authority left out: how many, of how many, the newest first. */
export async function getTerritoryTies(
  ctx: Ctx,
  territory: Territory,
  limit = 20,
): Promise<{ authorities: number; withTies: number; ties: number; rows: TieRow[] }> {
  const condition = all([within(territory), sql<boolean>`o.key <> ${territory.key}`])
  const members = sql`select o.id from public_organisation o where ${condition} and o.tie_count > 0`
  const [figures, rows] = await Promise.all([
    sql<{ authorities: number; withTies: number; ties: number }>`
      select count(*) as authorities, count(*) filter (where o.tie_count > 0) as "withTies",
        (select count(distinct e.tie_id) from public_tie_end e where e.organisation_id in (${members})) as ties
      from public_organisation o where ${condition}`.execute(ctx.db),
    sql<TieRow>`select ${tieColumns} from public_tie t
      where t.id in (select e.tie_id from public_tie_end e where e.organisation_id in (${members}))
      order by t.since_year nulls last, t.id limit ${limit}`.execute(ctx.db),
  ])
  return { ...(figures.rows[0] ?? { authorities: 0, withTies: 0, ties: 0 }), rows: rows.rows }
}
