import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { changedFields, contentOf, contentProblems } from './agreement-content.ts'
import { dayOf, readAgreement } from './agreement-read.server.ts'
import { isOpen, isSettled, whyNotRenewed } from './agreement-rules.ts'
import { type Agreement, type AgreementContent, type AmountKind, amountKinds } from './agreement-schema.ts'
import {
  contentColumns,
  type PartyOfAgreement,
  recordAgreement,
  touchAgreement,
  withAgreement,
  withDraft,
} from './agreement-write.server.ts'
import { makeSteps } from './approval-steps.server.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'

const personOf = ({ actor }: Ctx) => (actor.kind === 'person' ? actor.personId : null)

function checkContent(content: AgreementContent): void {
  if (content.title.trim() === '') throw new AppError('invalid', 'agreement_title_missing')
  const problem = contentProblems(content)[0]
  if (problem) throw new AppError('invalid', problem.reason)
}

/** Opens a draft between all parties of a tie, with the steps each one's own law asks; answers its id. */
export async function createAgreement(
  ctx: Ctx,
  of: PartyOfTie,
  content: AgreementContent,
  renewsId: string | null = null,
): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    checkContent(content)
    const id = newId()
    await inner.db
      .insertInto('agreement')
      .values({
        id,
        partnership_id: of.partnershipId,
        organisation_id: of.organisationId,
        ...contentColumns(content),
        state_since: dayOf(inner.now),
        renews_id: renewsId,
        created_by: personOf(inner),
        created_at: inner.now,
        updated_at: inner.now,
      })
      .execute()
    const parties = await inner.db
      .selectFrom('partnership_party')
      .select(['organisation_id', 'position'])
      .where('partnership_id', '=', of.partnershipId)
      .execute()
    await inner.db
      .insertInto('agreement_party')
      .values(parties.map((party) => ({ agreement_id: id, ...party })))
      .execute()
    await makeSteps(inner, { agreementId: id, kind: content.kind })
    await recordAgreement(inner, { ...of, agreementId: id }, 'created', null, contentChange(content))
    return id
  })
}

// The trail is read by the administrator of the instance too: it tells what was done, never what a draft says.
const contentChange = ({ kind }: AgreementContent) => ({ agreementKind: kind })

/** Told when somebody else has changed a draft meanwhile: what now reads otherwise than when it was opened. */
export class DraftMoved extends AppError {
  readonly fields: (keyof AgreementContent)[]
  constructor(fields: (keyof AgreementContent)[]) {
    super('conflict', 'agreement_changed_since')
    this.fields = fields
  }
}

/**
 * Writes what a draft says, while nothing of it has been decided. `read` is the state the writer had before their eyes:
 * a draft changed since is not written over.
 */
export async function updateDraft(
  ctx: Ctx,
  of: PartyOfAgreement,
  content: AgreementContent,
  read: { version: number; content: AgreementContent },
): Promise<void> {
  await withDraft(ctx, of, async (inner, agreement) => {
    checkContent(content)
    const before = contentOf(agreement)
    if (agreement.version !== read.version) {
      const fields = changedFields(read.content, before)
      if (fields.length > 0) throw new DraftMoved(fields)
    }
    if (changedFields(before, content).length === 0) return
    await inner.db
      .updateTable('agreement')
      .set({ ...contentColumns(content), version: agreement.version + 1, updated_at: inner.now })
      .where('id', '=', of.agreementId)
      .where('partnership_id', '=', of.partnershipId)
      .execute()
    if (content.kind !== before.kind) await makeStepsAnew(inner, agreement, content.kind)
    await recordAgreement(inner, of, 'changed', contentChange(before), contentChange(content))
  })
}

// Another kind of text asks for other steps; those a side added itself stay.
async function makeStepsAnew(ctx: Ctx, agreement: Agreement, kind: Agreement['kind']): Promise<void> {
  await ctx.db
    .deleteFrom('agreement_step')
    .where('agreement_id', '=', agreement.id)
    .where('amendment_id', 'is', null)
    .where('rule_code', 'is not', null)
    .execute()
  await makeSteps(ctx, { agreementId: agreement.id, kind })
}

/** Who signs for one's own side, and in which function. */
export async function setSignatory(
  ctx: Ctx,
  of: PartyOfAgreement,
  signatory: { name: string; functionTitle: string },
): Promise<void> {
  await withAgreement(ctx, of, async (inner, agreement) => {
    const signed = agreement.steps.some(
      (step) =>
        step.kind === 'signature' &&
        step.amendmentId === null &&
        step.organisationId === of.organisationId &&
        isSettled(step),
    )
    if (!isOpen(agreement.state) || signed) throw new AppError('conflict', 'agreement_already_signed')
    if (signatory.name.length > 120 || signatory.functionTitle.length > 120)
      throw new AppError('invalid', 'agreement_signatory_long')
    await inner.db
      .updateTable('agreement_party')
      .set({ signatory_name: signatory.name.trim(), signatory_function: signatory.functionTitle.trim() })
      .where('agreement_id', '=', of.agreementId)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    await touchAgreement(inner, agreement)
    await recordAgreement(inner, of, 'signatory', null, null)
  })
}

/** A forecast amount as it is typed: an exact decimal in a string. */
export type NewAmount = {
  partyId: string
  year: number
  kind: AmountKind
  amount: string
  currency: string
  note: string
}

/** Adds a forecast amount of a party for a year; the same kind, year and currency once only. */
export async function addAmount(ctx: Ctx, of: PartyOfAgreement, amount: NewAmount): Promise<void> {
  await withDraft(ctx, of, async (inner, agreement) => {
    if (!agreement.parties.some((party) => party.organisationId === amount.partyId))
      throw new AppError('invalid', 'agreement_party_unknown')
    const wrong =
      !Number.isInteger(amount.year) ||
      amount.year < 1950 ||
      amount.year > 2100 ||
      !amountKinds.includes(amount.kind) ||
      !/^\d{1,12}\.\d{2}$/.test(amount.amount) ||
      !/^[A-Z]{3}$/.test(amount.currency)
    if (wrong) throw new AppError('invalid', 'agreement_amount_wrong')
    const isThere = agreement.amounts.some(
      (one) =>
        one.organisationId === amount.partyId &&
        one.year === amount.year &&
        one.kind === amount.kind &&
        one.currency === amount.currency,
    )
    if (isThere) throw new AppError('conflict', 'agreement_amount_there')
    const { partyId, ...facts } = amount
    await inner.db
      .insertInto('agreement_amount')
      .values({ id: newId(), agreement_id: of.agreementId, organisation_id: partyId, ...facts })
      .execute()
    await touchAgreement(inner, agreement)
    await recordAgreement(inner, of, 'amountAdded', null, null)
  })
}

/** Takes a forecast amount off a draft. */
export async function removeAmount(ctx: Ctx, of: PartyOfAgreement, amountId: string): Promise<void> {
  await withDraft(ctx, of, async (inner, agreement) => {
    if (!agreement.amounts.some(({ id }) => id === amountId))
      throw new AppError('not_found', 'agreement_amount_not_found')
    await inner.db
      .deleteFrom('agreement_amount')
      .where('id', '=', amountId)
      .where('agreement_id', '=', of.agreementId)
      .execute()
    await touchAgreement(inner, agreement)
    await recordAgreement(inner, of, 'amountRemoved', null, null)
  })
}

/** Gives a draft up before it was in force; it stays readable. */
export async function abandonDraft(ctx: Ctx, of: PartyOfAgreement): Promise<void> {
  await withAgreement(ctx, of, async (inner, agreement) => {
    if (!isOpen(agreement.state)) throw new AppError('conflict', 'agreement_not_open')
    await inner.db
      .updateTable('agreement')
      .set({ state: 'abandoned', state_since: dayOf(inner.now), updated_at: inner.now })
      .where('id', '=', of.agreementId)
      .where('partnership_id', '=', of.partnershipId)
      .execute()
    const before = { agreementState: agreement.state }
    await recordAgreement(inner, of, 'abandoned', before, { agreementState: 'abandoned' })
  })
}

/**
 * Opens the agreement that follows another one: a draft that says the same for as long again, from the day after its end,
 * with its present commitments and amounts still to be said. The one before is renewed once this one is in force.
 */
export async function renewAgreement(ctx: Ctx, of: PartyOfAgreement, content: AgreementContent): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    const old = await readAgreement(inner, of, true)
    const refused = whyNotRenewed(old)
    if (refused) throw new AppError('conflict', refused)
    const id = await createAgreement(inner, of, content, old.id)
    const commitments = old.commitments.filter((one) => !one.supersededAt && one.state !== 'waived')
    if (commitments.length > 0)
      await inner.db
        .insertInto('commitment')
        .values(
          commitments.map(({ organisationId, kind, body, amount, currency, quantity, unit }) => ({
            ...{ id: newId(), agreement_id: id, organisation_id: organisationId, created_at: inner.now },
            ...{ kind, body, amount, currency, quantity, unit },
          })),
        )
        .execute()
    for (const party of old.parties)
      await inner.db
        .updateTable('agreement_party')
        .set({
          signatory_name: party.signatoryName,
          signatory_function: party.signatoryFunction,
          no_commitment: party.noCommitment,
        })
        .where('agreement_id', '=', id)
        .where('organisation_id', '=', party.organisationId)
        .execute()
    return id
  })
}
