import { sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { digestOf } from '../../platform/tokens.ts'
import { recordChange } from './audit.server.ts'
import { claimToDecideLetter } from './claim-letters.ts'

/** A claim as the general address of the organisation is told of it. */
export type ClaimToObject = {
  organisation: string
  name: string
  functionTitle: string
  createdAt: Date
  state: 'waiting' | 'accepted' | 'refused' | 'withdrawn'
  objectedAt: Date | null
}

type Found = ClaimToObject & { id: string; organisationId: string }

async function findByToken(ctx: Ctx, token: string): Promise<Found> {
  const { rows } = await sql<Found>`
    select c.id, c.organisation_id as "organisationId", o.name as organisation, coalesce(p.name, '') as name,
      c.function_title as "functionTitle", c.created_at as "createdAt", c.state, c.objected_at as "objectedAt"
    from claim c join organisation o on o.id = c.organisation_id join person p on p.id = c.person_id
    where c.objection_digest = ${digestOf(token)}`.execute(ctx.db)
  const [found] = rows
  if (!found) throw new AppError('not_found', 'objection_unknown')
  return found
}

/** Reads the claim an objection is about, by the link the general address was sent. */
export async function readObjection(ctx: Ctx, token: string): Promise<ClaimToObject> {
  return asJob(ctx, 'claim', async (job) => {
    const { id, organisationId, ...claim } = await findByToken(job, token)
    return claim
  })
}

/** Objects to a claim, once, for the organisation itself: from then on only the administrator decides on it. */
export async function objectToClaim(
  ctx: Ctx,
  token: string,
  word: string,
  linkTo: (locale: Locale) => string,
): Promise<void> {
  await asJob(ctx, 'claim', async (job) => {
    const found = await findByToken(job, token)
    if (found.objectedAt) throw new AppError('conflict', 'objection_made')
    const objection = word.trim().slice(0, 2000)
    await job.db
      .updateTable('claim')
      .set({ objected_at: job.now, objection })
      .where('id', '=', found.id)
      .where('objected_at', 'is', null)
      .execute()
    await recordChange(job, {
      recordKind: 'claim',
      recordId: found.id,
      organisationId: found.organisationId,
      action: 'objected',
      note: objection,
      door: 'publicForm',
    })
    const administrators = await sql<{ email: string; locale: Locale }>`
      select email, locale from person where administrator and email is not null limit 20`.execute(job.db)
    for (const { email, locale } of administrators.rows)
      await queueMail(job, {
        recipient: email,
        locale,
        kind: 'claimToDecide',
        organisationId: found.organisationId,
        letter: (t, language) => claimToDecideLetter(t, { ...found, word: objection, url: linkTo(language) }),
      })
  })
}
