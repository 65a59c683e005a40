import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { getPublicSettings } from '../../platform/settings.server.ts'
import { electionMonthsOf } from '../../platform/settings.ts'
import { dayOf } from '../freshness/rules.ts'
import { type ElectionFact, isNear } from '../partnerships/reminders.ts'

/** What is voted, or whose mandate ends: named in each language, a day as surely as it is known. */
export type PartnerElection = { name: Record<Locale, string>; onDate: string; precision: ElectionFact['precision'] }

/** An action under a tie that is planned so near an election at a partner's that it is thought over again. */
export type ActionNearElection = {
  /** The party whose partner votes. */
  organisationId: string
  tieId: string
  kind: 'project' | 'mission'
  id: string
  title: string
  startsOn: string
  /** The other parties of the tie, by name. */
  partners: string[]
  election: PartnerElection
  /** How many months before it count as near. */
  months: number
}

type Row = Omit<ActionNearElection, 'election' | 'months'> & { endsOn: string } & PartnerElection

/**
 * The planned actions of ties that fall in the months before a partner's election, or before the end of its mandate, each with
 * the first of them: for one party, or for all. What the reader may not see brings none.
 */
export async function listNearElections(ctx: Ctx, organisationId: string | null = null): Promise<ActionNearElection[]> {
  const today = dayOf(ctx.now)
  // What one body keeps to itself is told to nobody else.
  const { rows } = await sql<Row>`
    with action as (
      select 'project' as kind, p.id, p.partnership_id as tie_id, p.title, p.starts_on, p.starts_on as ends_on,
        case when p.confidential then p.organisation_id end as only_id
      from project p where p.state in ('idea', 'prepared') and p.starts_on >= ${today}::date
      union all
      select 'mission', m.id, m.partnership_id, m.title, m.starts_on, m.ends_on, m.organisation_id
      from mission m where m.state = 'prepared' and m.starts_on >= ${today}::date),
    side as (
      select y.organisation_id as party_id, z.partnership_id as tie_id, b.id, b.name, b.country, b.tier
      from partnership_party y join partnership_party z using (partnership_id) join organisation b on b.id = z.organisation_id
      where z.organisation_id <> y.organisation_id and (${organisationId}::uuid is null or y.organisation_id = ${organisationId})),
    vote as (
      select s.party_id, s.tie_id, jsonb_build_object('fr', e.name_fr, 'en', e.name_en) as name, e.on_date, e.date_precision as precision
      from side s join election e on e.country = s.country and (cardinality(e.tiers) = 0 or s.tier = any(e.tiers))
      union
      select s.party_id, s.tie_id, jsonb_build_object('fr', s.name, 'en', s.name), f.mandate_end, 'month'
      from side s join public_profile f on f.organisation_id = s.id where f.mandate_end is not null)
    select v.party_id as "organisationId", a.tie_id as "tieId", a.kind, a.id, a.title, a.starts_on as "startsOn", a.ends_on as "endsOn",
      (select array_agg(p.name order by z.position) from partnership_party z join organisation p on p.id = z.organisation_id
        where z.partnership_id = a.tie_id and z.organisation_id <> v.party_id) as partners,
      v.name, v.on_date as "onDate", v.precision
    from action a join partnership t on t.id = a.tie_id and t.state <> 'ended'
    join vote v on v.tie_id = a.tie_id and (a.only_id is null or a.only_id = v.party_id)
    where v.on_date >= ${today}::date - 366
    order by a.starts_on, a.id, v.party_id, v.on_date`.execute(ctx.db)
  const months = electionMonthsOf(await getPublicSettings(ctx))
  const found = new Map<string, ActionNearElection>()
  for (const { endsOn, name, onDate, precision, ...action } of rows) {
    const election = { name, onDate, precision }
    const key = `${action.organisationId} ${action.id}`
    if (
      !found.has(key) &&
      isNear({ ...election, here: false, name: '' }, { from: action.startsOn, to: endsOn }, months)
    )
      found.set(key, { ...action, election, months })
  }
  return [...found.values()]
}
