import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { isId } from '../../platform/ids.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireTrusted } from '../accounts/permissions.server.ts'
import { bodyReviewedLetter } from './body-letters.ts'
import { type LookAlike, listLookAlikes } from './look-alikes.server.ts'
import { publishOrganisations } from './publish.server.ts'

/** A body somebody created and nobody has looked at yet. */
export type BodyToReview = {
  id: string
  key: string
  name: string
  country: string
  tier: string
  website: string | null
  place: string | null
  /** Whether its point lies in one of the disputed places. */
  disputed: boolean
  createdAt: Date
  creator: string
}

// Waiting: nobody has looked yet, and somebody still sits there.
const waiting = sql<boolean>`o.created_by is not null and o.reviewed_at is null and o.merged_into is null and not o.example
  and exists (select from membership m where m.organisation_id = o.id and m.ended_at is null)`

async function readWaiting(ctx: Ctx, id: string | null): Promise<BodyToReview[]> {
  const one = id ? sql`o.id = ${id}` : sql`true`
  const { rows } = await asJob(ctx, 'creation', ({ db }) =>
    sql<BodyToReview>`
      select o.id, o.key, o.name, o.country, o.tier, f.website, l.name as place, o.created_at as "createdAt",
        coalesce(p.name, '') as creator, exists (select from disputed_place d
          where o.lon between d.min_lon and d.max_lon and o.lat between d.min_lat and d.max_lat) as disputed
      from organisation o left join organisation_profile f on f.organisation_id = o.id
      left join place l on l.id = o.place_id left join person p on p.id = o.created_by
      where ${waiting} and ${one} order by o.created_at, o.id limit 100`.execute(db),
  )
  return rows
}

/** The bodies that wait to be looked at, the oldest first. */
export async function listBodiesToReview(ctx: Ctx): Promise<BodyToReview[]> {
  await requireTrusted(ctx)
  return readWaiting(ctx, null)
}

/** One body that waits to be looked at, with the records it may be a double of. */
export async function getBodyToReview(ctx: Ctx, id: string): Promise<BodyToReview & { lookAlikes: LookAlike[] }> {
  await requireTrusted(ctx)
  const [body] = isId(id) ? await readWaiting(ctx, id) : []
  if (!body) throw new AppError('not_found', 'body_unknown')
  const alike = await listLookAlikes(ctx, body)
  return { ...body, lookAlikes: alike.filter((other) => other.key !== body.key) }
}

/** A decision on a new body: it is one, or it is none; its members are told, with a word. */
export type BodyReview = { organisationId: string; accept: boolean; word: string; linkTo: (locale: Locale) => string }

/** Makes a new body public, or ends the seats of one that is none; the record is kept. */
export async function reviewBody(ctx: Ctx, review: BodyReview): Promise<void> {
  await requireTrusted(ctx)
  const { organisationId, accept } = review
  const word = review.word.trim().slice(0, 2000)
  if (!accept && !word) throw new AppError('invalid', 'refusal_needs_word')
  await inTransaction(ctx, async (inner) => {
    const { rows } = isId(organisationId)
      ? await asJob(inner, 'creation', ({ db }) =>
          sql<{
            name: string
          }>`select o.name from organisation o where o.id = ${organisationId} and ${waiting} for update`.execute(db),
        )
      : { rows: [] }
    const [body] = rows
    if (!body) throw new AppError('not_found', 'body_unknown')
    const members = await listMembersToTell(inner, organisationId)
    if (accept) await makePublic(inner, organisationId)
    else await endSeats(inner, organisationId)
    await recordChange(inner, {
      recordKind: 'organisation',
      recordId: organisationId,
      organisationId,
      action: accept ? 'reviewed' : 'turnedDown',
      note: word,
    })
    for (const { email, locale } of members)
      await queueMail(inner, {
        recipient: email,
        locale,
        kind: 'claimDecided',
        organisationId,
        letter: (t, language) =>
          bodyReviewedLetter(t, { name: body.name, accepted: accept, word, url: review.linkTo(language) }),
      })
  })
}

async function listMembersToTell(ctx: Ctx, organisationId: string): Promise<{ email: string; locale: Locale }[]> {
  const { rows } = await asJob(ctx, 'creation', ({ db }) =>
    sql<{ email: string; locale: Locale }>`
      select p.email, p.locale from membership m join person p on p.id = m.person_id
      where m.organisation_id = ${organisationId} and m.ended_at is null and m.role = 'owner' and p.email is not null
      order by m.created_at limit 20`.execute(db),
  )
  return rows
}

async function makePublic(ctx: Ctx, organisationId: string): Promise<void> {
  await asJob(ctx, 'creation', ({ db, now }) =>
    db
      .updateTable('organisation')
      .set({ reviewed_at: now, updated_at: now })
      .where('id', '=', organisationId)
      .execute(),
  )
  await asJob(ctx, 'publish', async (job) => {
    await publishOrganisations(job, { ids: [organisationId] })
    await raiseDataVersion(job)
  })
}

async function endSeats(ctx: Ctx, organisationId: string): Promise<void> {
  await asJob(ctx, 'creation', async ({ db, now }) => {
    await db
      .updateTable('membership')
      .set({ ended_at: now })
      .where('organisation_id', '=', organisationId)
      .where('ended_at', 'is', null)
      .execute()
  })
}
