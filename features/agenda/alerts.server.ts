import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { requireJob } from '../accounts/permissions.server.ts'
import { dayOf } from '../freshness/rules.ts'
import { alertLetter } from './alert-letter.ts'
import { type AlertStage, type AlertSubject, hasLeft, reachedStage } from './alert-rules.ts'
import type { AgendaLinks } from './links.ts'
import { listNearElections, type PartnerElection } from './near-elections.server.ts'

// A day that may be near, as one organisation has it, and when it was last told of at each stage.
type Near = {
  organisationId: string
  key: string
  organisation: string
  tieId: string
  subject: AlertSubject
  id: string
  on: string
  who: string
  isOurs: boolean
  partners: string[]
  sent: Record<string, string> | null
  /** The election that is near, and how many months before it count. */
  election?: PartnerElection
  near?: number
}
type Alert = Near & { stage: AlertStage }
type Reader = { personId: string; email: string; locale: Locale; organisationId: string; tieId: string }

// Only where somebody looks after the tie: whoever takes it up later is told of what is near then. A tie that sleeps or
// has ended is silent, and so is an agreement that is suspended, over, or renewed already.
async function listNear({ db, now }: Ctx): Promise<Near[]> {
  const { rows } = await sql<Near>`
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
async function listActions(ctx: Ctx): Promise<Near[]> {
  const actions = await listNearElections(ctx)
  const { rows } = await sql<Pick<Near, 'organisationId' | 'key' | 'organisation' | 'tieId' | 'sent'> & { id: string }>`
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

// Contributors and up, and guests of the tie; nobody who has not come here of their own accord.
async function listReaders({ db }: Ctx, ties: readonly string[]): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select distinct p.id as "personId", p.email, p.locale, y.organisation_id as "organisationId", y.partnership_id as "tieId"
    from partnership_party y join membership m on m.organisation_id = y.organisation_id and m.ended_at is null
      and (m.partnership_id is null or m.partnership_id = y.partnership_id) and role_rank(m.role) >= role_rank('contributor')
    join person p on p.id = m.person_id and p.email is not null and not p.example
    where y.partnership_id = any(${[...ties]}::uuid[])`.execute(db)
  return rows
}

async function keepSent({ db, now }: Ctx, alerts: readonly Alert[]): Promise<void> {
  await db
    .insertInto('due_alert')
    .values(
      alerts.map(({ organisationId, subject, id, stage }) => ({
        organisation_id: organisationId,
        subject_kind: subject,
        subject_id: id,
        months: stage.months,
        sent_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'subject_kind', 'subject_id', 'months']).doUpdateSet({ sent_at: now }),
    )
    .execute()
}

/**
 * Tells those who keep a tie which of its days are near, each in one mail in their language; answers how many were written.
 * Done again the same day it tells nobody anything; days it was not done are caught up.
 */
export async function sendAlerts(ctx: Ctx, links: Pick<AgendaLinks, 'due'>): Promise<number> {
  requireJob(ctx, 'alert')
  return inTransaction(ctx, async (inner) => {
    const today = dayOf(inner.now)
    const all = [...(await listNear(inner)), ...(await listActions(inner))]
    const due = all.flatMap((near): Alert[] => {
      const stage = reachedStage(near.subject, near.on, today, near.near)
      return stage && !hasLeft(stage, near.sent?.[stage.months] ?? null) ? [{ ...near, stage }] : []
    })
    const readers = await listReaders(inner, [...new Set(due.map(({ tieId }) => tieId))])
    const byParty = Map.groupBy(readers, ({ organisationId, tieId }) => `${organisationId} ${tieId}`)
    const told = due.filter(({ organisationId, tieId }) => byParty.has(`${organisationId} ${tieId}`))
    if (told.length === 0) return 0
    await keepSent(inner, told)
    const letters = new Map<string, { reader: Reader; alerts: Alert[] }>()
    for (const alert of told)
      for (const reader of byParty.get(`${alert.organisationId} ${alert.tieId}`) ?? []) {
        const letter = letters.get(reader.personId) ?? { reader, alerts: [] }
        letter.alerts.push(alert)
        letters.set(reader.personId, letter)
      }
    for (const { reader, alerts } of letters.values()) {
      const keys = new Set(alerts.map(({ key }) => key))
      const [only = null] = keys
      await queueMail(inner, {
        recipient: reader.email,
        locale: reader.locale,
        kind: 'dueAlert',
        personId: reader.personId,
        letter: alertLetter(alerts, today, (locale) => links.due(locale, keys.size === 1 ? only : null)),
      })
    }
    return letters.size
  })
}
