import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { type AgreementOfTie, dayOf, readAgreement } from './agreement-read.server.ts'
import { inForceDay, isOpen, isWritable, stageOf } from './agreement-rules.ts'
import type { Agreement, AgreementContent } from './agreement-schema.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'

/** A party of a tie that acts on one of its agreements. */
export type PartyOfAgreement = PartyOfTie & AgreementOfTie

/** Lets pass who writes for a party, and holds the agreement until the deed is done. */
export function withAgreement<T>(
  ctx: Ctx,
  of: PartyOfAgreement,
  deed: (inner: Ctx, agreement: Agreement) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    return deed(inner, await readAgreement(inner, of, true))
  })
}

/** The same, for what may be done only while nothing of the text has been decided. */
export function withDraft<T>(
  ctx: Ctx,
  of: PartyOfAgreement,
  deed: (inner: Ctx, agreement: Agreement) => Promise<T>,
): Promise<T> {
  return withAgreement(ctx, of, (inner, agreement) => {
    if (!isWritable(agreement)) throw new AppError('conflict', 'agreement_not_draft')
    return deed(inner, agreement)
  })
}

/** Writes down a change of an agreement for the side that made it. */
export function recordAgreement(
  ctx: Ctx,
  of: { agreementId: string; organisationId: string },
  action: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Promise<void> {
  return recordChange(ctx, {
    recordKind: 'agreement',
    recordId: of.agreementId,
    organisationId: of.organisationId,
    action,
    before,
    after,
  })
}

/** The columns that hold what an agreement says. */
export const contentColumns = (content: AgreementContent) => ({
  kind: content.kind,
  title: content.title,
  object: content.object,
  legal_basis: content.legalBasis,
  starts_on: content.startsOn,
  ends_on: content.endsOn,
  open_ended: content.openEnded,
  renewal: content.renewal,
  notice_months: content.noticeMonths,
  notice_clause: content.noticeClause,
  languages: content.languages,
  one_percent: content.onePercent,
})

/** Counts one more state of what both sides read: whoever had read the one before is told when they write. */
export async function touchAgreement(ctx: Ctx, agreement: Pick<Agreement, 'id' | 'version'>): Promise<void> {
  await ctx.db
    .updateTable('agreement')
    .set({ version: agreement.version + 1, updated_at: ctx.now })
    .where('id', '=', agreement.id)
    .execute()
}

/** Brings the kept state of an agreement up to what its steps say; in force, its first version is kept. */
export async function advance(ctx: Ctx, of: PartyOfAgreement): Promise<Agreement['state']> {
  const agreement = await readAgreement(ctx, of)
  if (!isOpen(agreement.state)) return agreement.state
  const steps = agreement.steps.filter((step) => step.amendmentId === null)
  const state = stageOf(steps)
  if (state === agreement.state) return state
  const today = dayOf(ctx.now)
  const inForceOn = state === 'inForce' ? inForceDay(steps, today) : null
  await ctx.db
    .updateTable('agreement')
    .set({ state, state_since: inForceOn ?? today, in_force_on: inForceOn, updated_at: ctx.now })
    .where('id', '=', of.agreementId)
    .where('partnership_id', '=', of.partnershipId)
    .execute()
  await recordAgreement(ctx, of, 'stateChanged', { agreementState: agreement.state }, { agreementState: state })
  if (inForceOn === null) return state
  await keepVersion(ctx, of, inForceOn, null)
  await closeRenewed(ctx, of, agreement.renewsId, inForceOn)
  return state
}

/** Keeps the agreement as it reads from a day on. */
export async function keepVersion(
  ctx: Ctx,
  of: AgreementOfTie,
  fromOn: string,
  amendmentId: string | null,
): Promise<void> {
  const { amounts, commitments, versions, ...agreement } = await readAgreement(ctx, of)
  const { kind, title, object, legalBasis, startsOn, endsOn, openEnded, renewal } = agreement
  const { noticeMonths, noticeClause, languages, onePercent } = agreement
  const text = { kind, title, object, legalBasis, startsOn, endsOn, openEnded, renewal }
  const content = {
    ...{ ...text, noticeMonths, noticeClause, languages, onePercent, amounts },
    commitments: commitments.filter((one) => !one.supersededAt),
  }
  await ctx.db
    .insertInto('agreement_version')
    .values({
      agreement_id: of.agreementId,
      number: (versions.at(-1)?.number ?? 0) + 1,
      content: JSON.stringify(content),
      from_on: fromOn,
      amendment_id: amendmentId,
      created_at: ctx.now,
    })
    .execute()
}

// The agreement this one takes the place of binds no more: it was renewed.
async function closeRenewed(ctx: Ctx, of: PartyOfAgreement, renewsId: string | null, day: string): Promise<void> {
  if (!renewsId) return
  const closed = await ctx.db
    .updateTable('agreement')
    .set({ state: 'renewed', state_since: day, ended_on: day, updated_at: ctx.now })
    .where('id', '=', renewsId)
    .where('partnership_id', '=', of.partnershipId)
    .where('state', 'in', ['inForce', 'suspended', 'noticeGiven', 'ended'])
    .executeTakeFirst()
  if (closed.numUpdatedRows > 0n)
    await recordAgreement(ctx, { ...of, agreementId: renewsId }, 'renewed', null, { agreementState: 'renewed' })
}
