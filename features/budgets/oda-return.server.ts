import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { isDay } from '../../platform/days.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { dayOf } from '../freshness/rules.ts'
import { readOdaLines } from './oda/read-lines.server.ts'
import { findOdaReturn, requireYear } from './oda.server.ts'
import { proposalName, proposalsOf } from './oda-proposals.ts'
import { buildRows } from './oda-rules.ts'

/** Which return: whose, and of which year’s amounts. */
export type ReturnOf = { organisationId: string; year: number }

/** Who answers for it, who signs, and what to remember. */
export type ReturnWords = { contact: string; signatory: string; note: string }

async function keep(ctx: Ctx, { organisationId, year }: ReturnOf, words: Partial<ReturnWords>): Promise<void> {
  const facts = {
    ...words,
    updated_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
    updated_at: ctx.now,
  }
  await ctx.db
    .insertInto('oda_return')
    .values({ organisation_id: organisationId, year, ...facts })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'year']).doUpdateSet(facts))
    .execute()
}

const change = ({ organisationId, year }: ReturnOf) =>
  ({ recordKind: 'odaReturn', recordId: organisationId, organisationId, note: String(year) }) as const

/** Keeps the contact, the signatory and the note of a return. */
export async function saveOdaWords(ctx: Ctx, of: ReturnOf, words: ReturnWords): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  requireYear(of.year)
  if (words.contact.length > 200 || words.signatory.length > 200) throw new AppError('invalid', 'oda_name_long')
  if (words.note.length > 2000) throw new AppError('invalid', 'oda_note_long')
  await inTransaction(ctx, async (inner) => {
    const before = await findOdaReturn(inner, of.organisationId, of.year)
    await keep(inner, of, words)
    const was = before && { contact: before.contact, signatory: before.signatory, note: before.note }
    await recordChange(inner, { ...change(of), action: 'changed', before: was, after: words })
  })
}

/** Takes over last year’s contact and signatory where this year’s are empty. */
export async function carryOdaOver(ctx: Ctx, of: ReturnOf): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  requireYear(of.year)
  await inTransaction(ctx, async (inner) => {
    const last = await findOdaReturn(inner, of.organisationId, of.year - 1)
    if (!last?.contact && !last?.signatory) throw new AppError('conflict', 'oda_nothing_to_carry')
    const now = await findOdaReturn(inner, of.organisationId, of.year)
    const after = { contact: now?.contact || last.contact, signatory: now?.signatory || last.signatory }
    await keep(inner, of, after)
    await recordChange(inner, { ...change(of), action: 'changed', before: null, after })
  })
}

/** Fills in the proposals that were chosen, as they stand now; what was filled in meanwhile stays. Answers how many. */
export async function acceptOdaProposals(ctx: Ctx, of: ReturnOf, chosen: readonly string[]): Promise<number> {
  await requireRole(ctx, of.organisationId, 'contributor')
  requireYear(of.year)
  if (chosen.length === 0) throw new AppError('invalid', 'oda_nothing_chosen')
  return inTransaction(ctx, async (inner) => {
    const wanted = new Set(chosen)
    const lines = await readOdaLines(inner, of.organisationId, of.year)
    const accepted = lines
      .flatMap((line) => proposalsOf(line, line.around))
      .filter((proposal) => wanted.has(proposalName(proposal)))
    if (accepted.length === 0) throw new AppError('conflict', 'oda_proposals_gone')
    const byLine = [...Map.groupBy(accepted, ({ lineId }) => lineId)].map(([id, some]) => ({
      id,
      ...Object.fromEntries(some.map(({ attribute, value }) => [attribute, value])),
    }))
    await sql`
      update budget_line b set oda_kind = coalesce(b.oda_kind, a.kind), country = coalesce(b.country, a.country),
        oda_channel = coalesce(b.oda_channel, a.channel), dac_sector = coalesce(b.dac_sector, a.sector),
        oda_markers = coalesce(a.markers, '{}') || b.oda_markers, updated_at = ${inner.now}
      from jsonb_to_recordset(${JSON.stringify(byLine)}::jsonb)
        as a (id uuid, kind text, country text, channel text, sector text, markers jsonb)
      where b.id = a.id and b.organisation_id = ${of.organisationId} and b.year = ${of.year}`.execute(inner.db)
    const after = { proposals: accepted.length, lines: byLine.length }
    await recordChange(inner, { ...change(of), action: 'odaClassified', after })
    return accepted.length
  })
}

/** Writes down that the return was filed, on which day and under which number; its rows stay as they were that day. */
export async function fileOdaReturn(
  ctx: Ctx,
  of: ReturnOf,
  filed: { filedOn: string; reference: string },
): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  requireYear(of.year)
  const { filedOn, reference } = filed
  if (!isDay(filedOn)) throw new AppError('invalid', 'oda_filed_day_wrong')
  if (filedOn > dayOf(ctx.now)) throw new AppError('invalid', 'oda_filed_later')
  if (filedOn <= `${of.year}-12-31`) throw new AppError('invalid', 'oda_filed_too_soon', { year: String(of.year) })
  if (reference.length > 200) throw new AppError('invalid', 'oda_reference_long')
  await inTransaction(ctx, async (inner) => {
    const before = await findOdaReturn(inner, of.organisationId, of.year)
    if (before?.state === 'filed') throw new AppError('conflict', 'oda_filed_already')
    const rows = buildRows(await readOdaLines(inner, of.organisationId, of.year), of.year)
    await keep(inner, of, {})
    await inner.db
      .updateTable('oda_return')
      .set({ state: 'filed', filed_on: filedOn, reference, filed_rows: JSON.stringify(rows) })
      .where('organisation_id', '=', of.organisationId)
      .where('year', '=', of.year)
      .execute()
    await recordChange(inner, { ...change(of), action: 'odaFiled', after: { filedOn, reference, rows: rows.length } })
  })
}

/** Takes the return up again, for it was not filed or is filed anew; the rows that were frozen are let go. */
export async function reopenOdaReturn(ctx: Ctx, of: ReturnOf): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  requireYear(of.year)
  await inTransaction(ctx, async (inner) => {
    const before = await findOdaReturn(inner, of.organisationId, of.year)
    if (before?.state !== 'filed') throw new AppError('conflict', 'oda_not_filed')
    await inner.db
      .updateTable('oda_return')
      .set({ state: 'draft', filed_on: null, filed_rows: null, updated_at: inner.now })
      .where('organisation_id', '=', of.organisationId)
      .where('year', '=', of.year)
      .execute()
    const { filedOn, reference, filedRows } = before
    await recordChange(inner, { ...change(of), action: 'odaReopened', before: { filedOn, reference, filedRows } })
  })
}
