import { sql } from 'kysely'
import { asActor, asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { digestOf, newToken } from '../../platform/tokens.ts'
import { takeTurn } from '../../platform/turns.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requirePerson } from '../accounts/permissions.server.ts'
import { dayOf } from '../freshness/rules.ts'
import type { CalendarItem } from './calendar-file.ts'
import { listDue } from './due.server.ts'

/** Since when a person has had an address for their diary; null where they have none. */
export async function findFeed(ctx: Ctx): Promise<{ createdAt: Date } | null> {
  const { personId } = requirePerson(ctx)
  const found = await inTransaction(ctx, ({ db }) =>
    db.selectFrom('calendar_feed').select('created_at').where('person_id', '=', personId).executeTakeFirst(),
  )
  return found ? { createdAt: found.created_at } : null
}

/** Whether a secret is that of the person's own calendar: it is shown to them once more, while it is new. */
export async function isOwnFeed(ctx: Ctx, token: string): Promise<boolean> {
  const { personId } = requirePerson(ctx)
  return inTransaction(ctx, async ({ db }) => {
    const { rows } = await sql<{ yes: boolean }>`select exists (select from calendar_feed
      where person_id = ${personId} and token_digest = ${digestOf(token)}) as yes`.execute(db)
    return rows[0]?.yes ?? false
  })
}

/** Makes the secret of a person's calendar anew, and answers it, once: only its digest is kept. */
export async function makeFeed(ctx: Ctx): Promise<string> {
  const { personId } = requirePerson(ctx)
  return inTransaction(ctx, async (inner) => {
    const token = newToken()
    const kept = { token_digest: digestOf(token), created_at: inner.now }
    await inner.db
      .insertInto('calendar_feed')
      .values({ person_id: personId, ...kept })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(kept))
      .execute()
    await record(inner, personId, 'calendarMade')
    return token
  })
}

/** Takes the address of a person's calendar away: it answers nobody any more. */
export async function revokeFeed(ctx: Ctx): Promise<void> {
  const { personId } = requirePerson(ctx)
  await inTransaction(ctx, async (inner) => {
    const { numDeletedRows } = await inner.db
      .deleteFrom('calendar_feed')
      .where('person_id', '=', personId)
      .executeTakeFirst()
    if (numDeletedRows > 0n) await record(inner, personId, 'calendarRevoked')
  })
}

const record = (ctx: Ctx, personId: string, action: string) =>
  recordChange(ctx, { recordKind: 'person', recordId: personId, organisationId: null, action })

/** What a calendar shows: the days of all organisations its person is a member of, in their language. */
export type Feed = { items: CalendarItem[]; locale: Locale; today: string }

// A diary asks a few times an hour at most.
const feedTurns = { most: 60, seconds: 3600 }

type Seat = { organisationId: string; key: string }

function findOwner(ctx: Ctx, token: string): Promise<{ personId: string; locale: Locale } | null> {
  return asJob(ctx, 'calendar', async ({ db }) => {
    const { rows } = await sql<{ personId: string; locale: Locale }>`
      select p.id as "personId", p.locale from calendar_feed f join person p on p.id = f.person_id
      where f.token_digest = ${digestOf(token)}`.execute(db)
    return rows[0] ?? null
  })
}

/**
 * Opens a calendar by its secret: what its person would see as a member on that day, no more. An unknown secret is not
 * there (`record_not_found`); asked too often, it says so (`too_many_turns`).
 */
export async function openFeed(ctx: Ctx, token: string): Promise<Feed> {
  return inTransaction(ctx, async (outer) => {
    const owner = await findOwner(outer, token)
    if (!owner) throw new AppError('not_found', 'record_not_found')
    await takeTurn(outer, `calendar ${digestOf(token)}`, feedTurns)
    const { personId, locale } = owner
    const said = { ...outer, locale }
    const person = { kind: 'person', personId } as const
    const seats = await asActor(said, { ...person, organisationId: null }, listSeats)
    const found = new Map<string, CalendarItem>()
    for (const { organisationId, key } of seats) {
      const items = await asActor(said, { ...person, organisationId }, (inner) => listDue(inner, organisationId))
      // What two of one's organisations share stands once.
      for (const item of items)
        if (item.on !== null && !found.has(`${item.kind} ${item.id}`))
          found.set(`${item.kind} ${item.id}`, { organisationKey: key, item })
    }
    return { items: [...found.values()], locale, today: dayOf(outer.now) }
  })
}

async function listSeats(ctx: Ctx): Promise<Seat[]> {
  const { personId } = requirePerson(ctx)
  const { rows } = await sql<Seat>`
    select o.id as "organisationId", o.key from membership m join organisation o on o.id = m.organisation_id
    where m.person_id = ${personId} and m.partnership_id is null and m.ended_at is null order by m.created_at, o.key`.execute(
    ctx.db,
  )
  return rows
}
