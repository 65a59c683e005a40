import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import type { Consent } from './consents.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import { publishTieContent } from './publish-content.server.ts'
import { publicationParts } from './schema.ts'
import { takeUpTie } from './take-up.server.ts'

/** What every party has answered about publishing the parts of a tie, for whoever keeps it. */
export async function listConsents(ctx: Ctx, of: PartyOfTie): Promise<Consent[]> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    const { rows } = await sql<Consent>`
      select organisation_id as "organisationId", part, answer, answered_name as "answeredName", answered_at as "answeredAt"
      from publication_consent where partnership_id = ${of.partnershipId}`.execute(inner.db)
    return rows
  })
}

/**
 * Writes this party's yes or no to publishing parts of a tie, in place of what it had answered; what the public sees
 * follows at once.
 */
export async function answerPublication(
  ctx: Ctx,
  of: PartyOfTie,
  answers: readonly { part: string; answer: string }[],
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    for (const { part, answer } of answers)
      if (!publicationParts.some((one) => one === part) || !['yes', 'no'].includes(answer))
        throw new AppError('invalid', 'consent_answer_wrong')
    const before = new Map(
      (await listConsents(inner, of))
        .filter((one) => one.organisationId === of.organisationId)
        .map((one) => [one.part as string, one.answer as string]),
    )
    const news = answers.filter(({ part, answer }) => before.get(part) !== answer)
    if (news.length === 0) return
    await sql`insert into publication_consent (partnership_id, organisation_id, part, answer, person_id, answered_name, answered_at)
      select ${of.partnershipId}::uuid, ${of.organisationId}::uuid, n.part, n.answer, p.id, p.name, ${inner.now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(news)}::jsonb) as n (part text, answer text)
      join person p on p.id = ${inner.actor.kind === 'person' ? inner.actor.personId : null}
      on conflict (partnership_id, organisation_id, part) do update set answer = excluded.answer, person_id = excluded.person_id,
        answered_name = excluded.answered_name, answered_at = excluded.answered_at`.execute(inner.db)
    await takeUpTie(inner, of)
    await recordChange(inner, {
      recordKind: 'partnership',
      recordId: of.partnershipId,
      organisationId: of.organisationId,
      action: 'publicationAnswered',
      before: Object.fromEntries(news.map(({ part }) => [`publish_${part}`, before.get(part) ?? null])),
      after: Object.fromEntries(news.map(({ part, answer }) => [`publish_${part}`, answer])),
    })
    await asJob(inner, 'publish', async (job) => {
      await publishTieContent(job, [of.partnershipId])
      await raiseDataVersion(job)
    })
  })
}
