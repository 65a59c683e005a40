import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requirePerson, requireRole } from '../accounts/permissions.server.ts'
import { dayOf, judgeTie } from '../freshness/rules.ts'
import { formatReading, type ListReading, type OwnListTie, parseReading } from './own-list.ts'
import { listTieParties } from './tie-head.server.ts'

type Row = Omit<OwnListTie, 'partners' | 'freshness'> & { confirmedOn: string | null; attestedYear: number | null }
type Point = { id: string; lon: number | null; lat: number | null }

/** All ties of an organisation with what its list shows of each. */
export async function listOwnTies(ctx: Ctx, organisationId: string): Promise<OwnListTie[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const { rows } = await sql<Row>`
      select t.id, t.type, t.state, t.since_year as "sinceYear", t.discreet_since is not null as discreet,
        t.taken_up_at is not null as "takenUp", (t.confirmed_at at time zone 'Europe/Paris')::date as "confirmedOn",
        said.year as "attestedYear", said.themes, a.n as agreements, a.ends as "agreementEndsOn", j.n as projects,
        case when h.ours then 'ours' when h.theirs then 'theirs' else 'nobody' end as hands
      from partnership_party mine
      join partnership t on t.id = mine.partnership_id
      cross join lateral (select max(s.attested_year) as year,
        array(select distinct h from partnership_statement x, unnest(x.themes) h where x.partnership_id = t.id order by h) as themes
        from partnership_statement s where s.partnership_id = t.id) said
      cross join lateral (select count(*)::int as n,
        min(g.ends_on) filter (where g.state in ('inForce', 'suspended', 'noticeGiven')) as ends
        from agreement g where g.partnership_id = t.id) a
      cross join lateral (select count(*)::int as n from project p where p.partnership_id = t.id) j
      cross join lateral (select
        coalesce(bool_or(p.organisation_id <> mine.organisation_id and not exists (select from proposal_answer w
          where w.proposal_id = p.id and w.organisation_id = mine.organisation_id)), false) as ours,
        count(*) > 0 as theirs
        from proposal p where p.partnership_id = t.id and p.state = 'open') h
      where mine.organisation_id = ${organisationId} order by t.id`.execute(inner.db)
    const parties = await listTieParties(
      inner,
      rows.map(({ id }) => id),
      organisationId,
    )
    const points = await listPoints(inner, [...new Set(parties.map(({ id }) => id))])
    const byTie = Map.groupBy(
      parties.filter((party) => !party.isOurs),
      (party) => party.tieId,
    )
    const today = dayOf(inner.now)
    return rows.map(({ confirmedOn, attestedYear, ...tie }) => ({
      ...tie,
      freshness: judgeTie({ confirmedOn, attestedYear }, today).level,
      partners: (byTie.get(tie.id) ?? []).map(({ id, key, name, country, lookedAfter }) => ({
        key,
        name,
        country,
        lookedAfter,
        lon: points.get(id)?.lon ?? null,
        lat: points.get(id)?.lat ?? null,
      })),
    }))
  })
}

async function listPoints(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Point>> {
  const { rows } = await sql<Point>`select id, lon, lat from organisation where id = any(${[...ids]}::uuid[])`.execute(
    ctx.db,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

const preference = (organisationId: string) => `ties ${organisationId}`

/** How this person last chose to read the ties of an organisation. */
export async function findReading(ctx: Ctx, organisationId: string): Promise<ListReading> {
  return inTransaction(ctx, async (inner) => {
    const { personId } = requirePerson(ctx)
    const { rows } = await sql<{ value: unknown }>`select value from person_preference
      where person_id = ${personId} and name = ${preference(organisationId)}`.execute(inner.db)
    const kept = rows[0]?.value
    return parseReading(new URLSearchParams(typeof kept === 'string' ? kept : ''))
  })
}

/** Keeps it for the next time. */
export async function keepReading(ctx: Ctx, organisationId: string, reading: ListReading): Promise<void> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const { personId } = requirePerson(ctx)
    const value = JSON.stringify(formatReading(reading).toString())
    await sql`insert into person_preference (person_id, name, value) values (${personId}, ${preference(organisationId)}, ${value}::jsonb)
      on conflict (person_id, name) do update set value = excluded.value`.execute(inner.db)
  })
}
