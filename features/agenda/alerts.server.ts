import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { requireJob } from '../accounts/permissions.server.ts'
import { dayOf } from '../freshness/rules.ts'
import { alertLetter } from './alert-letter.ts'
import { type AlertStage, hasLeft, reachedStage } from './alert-rules.ts'
import type { AgendaLinks } from './links.ts'
import { listNearDays, type NearDay } from './near-days.server.ts'

type Alert = NearDay & { stage: AlertStage }
type Reader = { personId: string; email: string; locale: Locale; organisationId: string; tieId: string | null }

// Whose it is to see to: a party of a tie, or an organisation for what is its own.
const sideOf = ({ organisationId, tieId }: Pick<Reader, 'organisationId' | 'tieId'>) =>
  `${organisationId} ${tieId ?? ''}`

// Contributors and up, and guests of the tie; nobody who has not come here of their own accord.
async function listReaders({ db }: Ctx, alerts: readonly Alert[]): Promise<Reader[]> {
  const ties = [...new Set(alerts.flatMap(({ tieId }) => tieId ?? []))]
  const owners = [...new Set(alerts.flatMap(({ tieId, organisationId }) => (tieId ? [] : organisationId)))]
  const { rows } = await sql<Reader>`
    with side as (
      select y.organisation_id, y.partnership_id from partnership_party y where y.partnership_id = any(${ties}::uuid[])
      union all select o, null from unnest(${owners}::uuid[]) as o)
    select distinct p.id as "personId", p.email, p.locale, s.organisation_id as "organisationId", s.partnership_id as "tieId"
    from side s join membership m on m.organisation_id = s.organisation_id and m.ended_at is null
      and (m.partnership_id is null or m.partnership_id = s.partnership_id) and role_rank(m.role) >= role_rank('contributor')
    join person p on p.id = m.person_id and p.email is not null and not p.example`.execute(db)
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

// A floor that is met again is forgotten: if it is crossed once more, that is told of once more.
async function forgetFloors({ db }: Ctx, near: readonly NearDay[]): Promise<void> {
  const below = near.flatMap(({ subject, id }) => (subject === 'floor' ? id : []))
  await sql`delete from due_alert where subject_kind = 'floor' and subject_id <> all(${below}::uuid[])`.execute(db)
}

/**
 * Tells those who keep a tie or a budget which of its days are near, each in one mail in their language; answers how many
 * were written. Done again the same day it tells nobody anything; days it was not done are caught up.
 */
export async function sendAlerts(ctx: Ctx, links: Pick<AgendaLinks, 'due'>): Promise<number> {
  requireJob(ctx, 'alert')
  return inTransaction(ctx, async (inner) => {
    const today = dayOf(inner.now)
    const all = await listNearDays(inner)
    await forgetFloors(inner, all)
    const due = all.flatMap((near): Alert[] => {
      const stage = reachedStage(near.subject, near.on, today, near)
      return stage && !hasLeft(stage, near.sent?.[stage.months] ?? null) ? [{ ...near, stage }] : []
    })
    const bySide = Map.groupBy(await listReaders(inner, due), sideOf)
    const told = due.filter((alert) => bySide.has(sideOf(alert)))
    if (told.length === 0) return 0
    await keepSent(inner, told)
    const letters = new Map<string, { reader: Reader; alerts: Alert[] }>()
    for (const alert of told)
      for (const reader of bySide.get(sideOf(alert)) ?? []) {
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
