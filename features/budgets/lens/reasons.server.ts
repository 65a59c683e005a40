import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { recordChange } from '../../accounts/audit.server.ts'
import {
  isSameScope,
  type LensDimension,
  type LensFlow,
  type LensReading,
  lensDimensions,
  lensFlows,
  type ReasonScope,
} from '../lens-rules.ts'

/** A reason that was given for another pair of periods, or of the other way of the money. */
export type OtherReason = ReasonScope & { value: string; reason: string }

type Row = { value: string; reason: string; a: number; b: number; c: number; d: number; flow: LensFlow }

/** The reasons given for values of a dimension: of this very change, and of others, which speak of other periods. */
export async function listReasons(
  ctx: Ctx,
  organisationId: string,
  reading: LensReading,
): Promise<{ reasons: Record<string, string>; otherReasons: OtherReason[] }> {
  const { rows } =
    await sql<Row>`select value, reason, from_year as a, first_to as b, second_from as c, to_year as d, flow
    from budget_change_reason where organisation_id = ${organisationId} and dimension = ${reading.dimension}
    order by to_year, from_year, second_from, first_to, flow, value`.execute(ctx.db)
  const all = rows.map(({ a, b, c, d, ...row }) => ({ ...row, first: { from: a, to: b }, second: { from: c, to: d } }))
  const ofThis = all.filter((one) => isSameScope(one, reading))
  return {
    reasons: Object.fromEntries(ofThis.map(({ value, reason }) => [value, reason])),
    otherReasons: all.filter((one) => !ofThis.includes(one)),
  }
}

/** Which change a reason is about, as its form sends it: each end of both periods, the way of the money, the value. */
export type ReasonInput = {
  fromYear: string
  firstTo: string
  secondFrom: string
  toYear: string
  flow: string
  dimension: string
  value: string
  reason: string
}

type Key = {
  from_year: number
  first_to: number
  second_from: number
  to_year: number
  flow: LensFlow
  dimension: LensDimension
  value: string
}

function toKey(typed: ReasonInput): Key {
  const dimension = lensDimensions.find((one) => one === typed.dimension)
  const flow = lensFlows.find((one) => one === typed.flow)
  if (!dimension || !flow || typed.value === '' || typed.value.length > 120)
    throw new AppError('invalid', 'lens_choice_unknown')
  const ends = [typed.fromYear, typed.firstTo, typed.secondFrom, typed.toYear].map(Number)
  const [from_year = 0, first_to = 0, second_from = 0, to_year = 0] = ends
  const areYears = ends.every((year) => Number.isInteger(year) && year >= 1990 && year <= 2100)
  if (!areYears || from_year > first_to || first_to >= second_from || second_from > to_year)
    throw new AppError('invalid', 'lens_year_wrong')
  return { from_year, first_to, second_from, to_year, flow, dimension, value: typed.value }
}

const spanOf = (from: number, to: number) => (from === to ? String(from) : `${from}–${to}`)

/** Writes the reason of a change, changes it, or takes it back where it is empty; who may tells the caller. */
export async function giveReasonTo(ctx: Ctx, organisationId: string, typed: ReasonInput): Promise<void> {
  const key = { organisation_id: organisationId, ...toKey(typed) }
  const reason = typed.reason.trim()
  if (reason.length > 1000) throw new AppError('invalid', 'lens_reason_long')
  const isIt = sql`organisation_id = ${organisationId} and from_year = ${key.from_year} and first_to = ${key.first_to}
    and second_from = ${key.second_from} and to_year = ${key.to_year} and flow = ${key.flow}
    and dimension = ${key.dimension} and value = ${key.value}`
  const { rows } = await sql<{
    reason: string
  }>`select reason from budget_change_reason where ${isIt} for update`.execute(ctx.db)
  const before = rows[0]?.reason ?? null
  if (reason === '') {
    if (before === null) throw new AppError('invalid', 'lens_reason_missing')
    await sql`delete from budget_change_reason where ${isIt}`.execute(ctx.db)
  } else {
    const said = { reason, written_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null, written_at: ctx.now }
    await ctx.db
      .insertInto('budget_change_reason')
      .values({ ...key, ...said })
      .onConflict((conflict) =>
        conflict
          .columns(['organisation_id', 'from_year', 'first_to', 'second_from', 'to_year', 'flow', 'dimension', 'value'])
          .doUpdateSet(said),
      )
      .execute()
  }
  const told = {
    changeYears: `${spanOf(key.from_year, key.first_to)} → ${spanOf(key.second_from, key.to_year)}`,
  }
  await recordChange(ctx, {
    recordKind: 'budget',
    recordId: organisationId,
    organisationId,
    action: reason === '' ? 'changeReasonRemoved' : 'changeReasonGiven',
    before: before === null ? null : { changeReason: before },
    after: reason === '' ? told : { ...told, changeReason: reason },
  })
}
