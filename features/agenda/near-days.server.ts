import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { listAllFloorsBelow, listAllReturnsToFile } from '../budgets/budget-due.server.ts'
import { type AlertSubject, type AlertTiming, firstReturnAlert } from './alert-rules.ts'
import { listNearElections, type PartnerElection } from './near-elections.server.ts'

/** A day that may be near, as one organisation has it, and when it was last told of at each stage. */
export type NearDay = AlertTiming & {
  organisationId: string
  key: string
  organisation: string
  /** Null for what is the organisation's own. */
  tieId: string | null
  subject: AlertSubject
  id: string
  on: string
  who: string
  isOurs: boolean
  partners: string[]
  sent: Record<string, string> | null
  /** The election that is near. */
  election?: PartnerElection
  /** Of a return and a floor: the year it is about, and from which figures a floor was looked at. */
  year?: number
  measure?: 'executed' | 'voted' | null
}

// Only where somebody looks after the tie: whoever takes it up later is told of what is near then. A tie that sleeps or
// has ended is silent, and so is an agreement that is suspended, over, or renewed already.
async function listOfTies({ db, now }: Ctx): Promise<NearDay[]> {
  const { rows } = await sql<NearDay>`
    with subject as (
      select 'agreement' as kind, a.id, a.partnership_id as tie_id, a.ends_on as day, null::uuid as by_id
        from agreement a where a.state in ('inForce', 'noticeGiven') and a.ends_on is not null
          and not exists (select from agreement r where r.renews_id = a.id and r.state <> 'abandoned')
      union all
      select 'commitment', c.id, a.partnership_id, c.due_on, c.organisation_id
        from commitment c join agreement a on a.id = c.agreement_id
        where a.state in ('inForce', 'noticeGiven') and c.state = 'due' and c.superseded_at is null and c.due_on is not null
      union all
      select 'suspension', t.id, t.partnership_id, t.review_on, null
        from tie_act t where t.kind = 'suspension' and t.withdrawn_at is null and t.review_on is not null
          and not exists (select from tie_act e where e.partnership_id = t.partnership_id and e.withdrawn_at is null
            and e.agreement_id is not distinct from t.agreement_id and e.recorded_at > t.recorded_at
            and e.kind in ('suspension', 'resumption', 'ending')))
    select y.organisation_id as "organisationId", o.key, o.name as organisation, s.tie_id as "tieId", s.kind as subject, s.id, s.day as "on",
      coalesce(w.name, '') as who, coalesce(s.by_id = y.organisation_id, false) as "isOurs",
      (select array_agg(p.name order by z.position) from partnership_party z join organisation p on p.id = z.organisation_id
        where z.partnership_id = s.tie_id and z.organisation_id <> y.organisation_id) as partners,
      (select jsonb_object_agg(l.months, (l.sent_at at time zone 'Europe/Paris')::date) from due_alert l
        where l.organisation_id = y.organisation_id and l.subject_kind = s.kind and l.subject_id = s.id) as sent
    from subject s join partnership t on t.id = s.tie_id
    join partnership_party y on y.partnership_id = s.tie_id join organisation o on o.id = y.organisation_id
    left join organisation w on w.id = s.by_id
    where s.day between ${now}::timestamptz - interval '1 month' and ${now}::timestamptz + interval '13 months'
      and t.state <> 'ended' and (t.state <> 'suspended' or s.kind = 'suspension')
    order by s.day, s.kind, s.id, y.position`.execute(db)
  return rows
}

// An action planned near an election at a partner's; told of to those it is planned for, as long as the tie does not sleep.
async function listActions(ctx: Ctx): Promise<NearDay[]> {
  const actions = await listNearElections(ctx)
  const { rows } = await sql<Pick<NearDay, 'organisationId' | 'key' | 'organisation' | 'tieId' | 'sent' | 'id'>>`
    select o.id as "organisationId", o.key, o.name as organisation, w.tie as "tieId", w.id,
      (select jsonb_object_agg(l.months, (l.sent_at at time zone 'Europe/Paris')::date) from due_alert l
        where l.organisation_id = o.id and l.subject_kind = 'election' and l.subject_id = w.id) as sent
    from unnest(${actions.map(({ organisationId }) => organisationId)}::uuid[], ${actions.map(({ tieId }) => tieId)}::uuid[],
      ${actions.map(({ id }) => id)}::uuid[]) as w (body, tie, id)
    join organisation o on o.id = w.body join partnership t on t.id = w.tie and t.state <> 'suspended'`.execute(ctx.db)
  const told = new Map(rows.map((row) => [`${row.organisationId} ${row.id}`, row]))
  return actions.flatMap(({ organisationId, id, partners, election, months }) => {
    const row = told.get(`${organisationId} ${id}`)
    if (!row) return []
    return [
      { ...row, subject: 'election', on: election.onDate, who: '', isOurs: true, partners, election, near: months },
    ]
  })
}

async function listSent(
  { db }: Ctx,
  subjects: readonly AlertSubject[],
): Promise<(of: string, id: string) => NearDay['sent']> {
  const { rows } = await sql<{ organisationId: string; id: string; sent: Record<string, string> }>`
    select organisation_id as "organisationId", subject_id as id,
      jsonb_object_agg(months, (sent_at at time zone 'Europe/Paris')::date) as sent
    from due_alert where subject_kind = any(${[...subjects]}::text[]) group by 1, 2`.execute(db)
  const told = new Map(rows.map(({ organisationId, id, sent }) => [`${organisationId} ${id}`, sent]))
  return (of, id) => told.get(`${of} ${id}`) ?? null
}

// What the budget of an organisation has near: a return to file, a floor that is not met. Its own, of no tie.
async function listOfBudgets(ctx: Ctx): Promise<NearDay[]> {
  const sentOf = await listSent(ctx, ['odaReturn', 'floor'])
  const own = { tieId: null, who: '', isOurs: true, partners: [] }
  const returns = (await listAllReturnsToFile(ctx, firstReturnAlert)).map(
    ({ closesOn, ...one }): NearDay => ({
      ...one,
      ...own,
      subject: 'odaReturn',
      on: closesOn,
      sent: sentOf(one.organisationId, one.id),
    }),
  )
  const floors = (await listAllFloorsBelow(ctx)).map(
    ({ organisationId, key, organisation, id, latest: { year, measure } }): NearDay => ({
      ...{ organisationId, key, organisation, id, year, measure, ...own },
      ...{ subject: 'floor', on: `${year}-12-31`, sent: sentOf(organisationId, id) },
    }),
  )
  return [...returns, ...floors]
}

/** Every day that may be near, of all organisations: of their ties, their planned actions, their budgets. */
export async function listNearDays(ctx: Ctx): Promise<NearDay[]> {
  return [...(await listOfTies(ctx)), ...(await listActions(ctx)), ...(await listOfBudgets(ctx))]
}
