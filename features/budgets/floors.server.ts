import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { isDay } from '../../platform/days.ts'
import { readDecimal } from '../../platform/decimals.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireJob, requireRole } from '../accounts/permissions.server.ts'
import { actionTypes } from '../projects/schema.ts'
import {
  type Floor,
  type FloorFigures,
  type FloorScope,
  type FloorYear,
  floorMeasures,
  floorScopes,
  floorYears,
  watchFloor,
} from './floor-rules.ts'
import { incomeGroup, measuredLines } from './lens/measured.server.ts'
import type { LensMeasure } from './lens-rules.ts'

/** A floor, and what became of it year by year. */
export type WatchedFloor = Floor & { years: FloorYear[] }

const columns = sql<Floor>`id, label, scope, scope_value as "scopeValue", measure, value::text, from_year as "fromYear",
  to_year as "toYear", voted_on::text as "votedOn", reference`

/** What a line must be to count under a floor, and what leaves it open; lines are `m`. */
export const floorLines: Record<
  FloorScope,
  (value: string) => { inside: RawBuilder<boolean>; open: RawBuilder<boolean> }
> = {
  solidarity: () => ({ inside: sql`m.purpose_frame = 'solidarity'`, open: sql`m.purpose_frame is null` }),
  leastDeveloped: () => ({
    inside: sql`${incomeGroup} = 'ldc'`,
    open: sql`(m.country is null or ${incomeGroup} = 'unknown')`,
  }),
  // Whoever takes money from the 1 % says so: a line that says nothing is not of it.
  onePercent: () => ({ inside: sql`m.one_percent is not null`, open: sql`false` }),
  country: (value) => ({ inside: sql`m.country = ${value}`, open: sql`m.country is null` }),
  type: (value) => ({ inside: sql`m.action_type = ${value}`, open: sql`m.action_type is null` }),
}

/**
 * What the lines of some years say of a floor, in one measure, all or only those `chosen` (lines are `m`); a year without an
 * amount is not among them.
 */
export async function readFloorFigures(
  ctx: Ctx,
  organisationId: string,
  floor: Pick<Floor, 'scope' | 'scopeValue'>,
  years: readonly number[],
  measure: LensMeasure,
  chosen: RawBuilder<boolean> = sql`true`,
): Promise<FloorFigures[]> {
  const { inside, open } = floorLines[floor.scope](floor.scopeValue)
  const sum = (which: RawBuilder<boolean>) =>
    sql`coalesce(sum(m.amount) filter (where ${which}), 0)::numeric(18, 2)::text`
  const { rows } = await sql<FloorFigures>`
    select m.year, ${measure}::text as measure, ${sum(sql`coalesce(${inside}, false)`)} as inside,
      ${sum(sql`coalesce(${open}, false)`)} as unknown, ${sum(sql`true`)} as "all"
    from ${measuredLines(organisationId, measure)} m
    where m.amount is not null and m.valuation = 'money' and m.direction = 'expenditure' and m.year = any(${[...years]}::int[])
      and ${chosen}
    group by m.year`.execute(ctx.db)
  return rows
}

async function watch(ctx: Ctx, organisationId: string, floor: Floor): Promise<WatchedFloor> {
  const years = floorYears(floor, ctx.now.getUTCFullYear())
  const executed = await readFloorFigures(ctx, organisationId, floor, years, 'executed')
  const voted = await readFloorFigures(ctx, organisationId, floor, years, 'voted')
  // What is executed of a year under way is not all of it: until it is over, what was voted is looked at first.
  const inOrder = (year: number) =>
    year === ctx.now.getUTCFullYear() ? [...voted, ...executed] : [...executed, ...voted]
  const of = (year: number) => inOrder(year).find((one) => one.year === year) ?? null
  return { ...floor, years: years.map((year) => watchFloor(floor, year, of(year))) }
}

/** The floors an organisation entered, without what became of them; who may read was asked before. */
export async function readFloors(ctx: Ctx, organisationId: string): Promise<Floor[]> {
  const { rows } = await sql<Floor>`select ${columns} from budget_floor where organisation_id = ${organisationId}
    order by from_year desc, label, id`.execute(ctx.db)
  return rows
}

/** The floors of an organisation, each watched year by year, for its members. */
export async function listFloors(ctx: Ctx, organisationId: string): Promise<WatchedFloor[]> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, (inner) => watchAll(inner, organisationId))
}

async function watchAll(ctx: Ctx, organisationId: string): Promise<WatchedFloor[]> {
  const watched = []
  for (const floor of await readFloors(ctx, organisationId)) watched.push(await watch(ctx, organisationId, floor))
  return watched
}

/** A floor that is not met in the latest year that can be told. */
export type FloorBelow = Pick<Floor, 'id' | 'label' | 'measure' | 'value'> & { latest: FloorYear }

/** The floors that are not met now, for the board of what is due and its alerts; a reminder, not a verdict. */
export async function floorsBelow(ctx: Ctx, organisationId: string): Promise<FloorBelow[]> {
  if (ctx.actor.kind === 'job') requireJob(ctx, 'alert')
  else await requireRole(ctx, organisationId, 'reader')
  const watched = await inTransaction(ctx, (inner) => watchAll(inner, organisationId))
  const thisYear = ctx.now.getUTCFullYear()
  // A year under way of which nothing was voted may still reach it.
  const isOpen = ({ year, state, measure: of }: FloorYear) =>
    state === 'unknown' || (state === 'notMet' && year === thisYear && of === 'executed')
  return watched.flatMap(({ id, label, measure, value, years }) => {
    const latest = years.findLast((one) => !isOpen(one))
    return latest?.state === 'notMet' ? [{ id, label, measure, value, latest }] : []
  })
}

/** What is typed of a floor. */
export type FloorInput = {
  label: string
  scope: string
  country: string
  type: string
  measure: string
  value: string
  fromYear: string
  toYear: string
  votedOn: string
  reference: string
}

function readYear(text: string): number {
  const year = Number(text)
  if (!/^\d{4}$/.test(text) || year < 1990 || year > 2100) throw new AppError('invalid', 'floor_year_wrong')
  return year
}

async function readScope(ctx: Ctx, typed: FloorInput): Promise<{ scope: FloorScope; scope_value: string }> {
  const scope = floorScopes.find((one) => one === typed.scope)
  if (!scope) throw new AppError('invalid', 'floor_scope_missing')
  if (scope === 'type') {
    const type = actionTypes.find((one) => one === typed.type)
    if (!type) throw new AppError('invalid', 'floor_type_missing')
    return { scope, scope_value: type }
  }
  if (scope !== 'country') return { scope, scope_value: '' }
  const country = await ctx.db.selectFrom('country').select('iso2').where('iso2', '=', typed.country).executeTakeFirst()
  if (!country) throw new AppError('invalid', 'floor_country_missing')
  return { scope, scope_value: country.iso2 }
}

async function toRow(ctx: Ctx, typed: FloorInput) {
  const label = typed.label.trim()
  if (label === '' || label.length > 200) throw new AppError('invalid', 'floor_label_missing')
  const scope = await readScope(ctx, typed)
  const measure = floorMeasures.find((one) => one === typed.measure)
  if (!measure) throw new AppError('invalid', 'floor_measure_missing')
  const value = readDecimal(typed.value.replace('%', ''))
  if (value === null || value === '0.00') throw new AppError('invalid', 'floor_value_wrong')
  if (measure === 'share' && Number(value) > 100) throw new AppError('invalid', 'floor_share_wrong')
  const from_year = readYear(typed.fromYear.trim())
  const to_year = typed.toYear.trim() === '' ? null : readYear(typed.toYear.trim())
  if (to_year !== null && to_year < from_year) throw new AppError('invalid', 'floor_years_order')
  if (typed.votedOn !== '' && !isDay(typed.votedOn)) throw new AppError('invalid', 'floor_day_wrong')
  const reference = typed.reference.trim().slice(0, 200)
  return { label, ...scope, measure, value, from_year, to_year, voted_on: typed.votedOn || null, reference }
}

type Row = Awaited<ReturnType<typeof toRow>>
const told = ({ label, measure, value, from_year, to_year, reference }: Row) => ({
  floorLabel: label,
  floorValue: measure === 'share' ? `${value} %` : `${value} €`,
  floorYears: `${from_year}–${to_year ?? ''}`,
  mandateReference: reference,
})

async function findFloor(ctx: Ctx, organisationId: string, id: string): Promise<Row> {
  const row = isId(id)
    ? await ctx.db
        .selectFrom('budget_floor')
        .select(['label', 'scope', 'scope_value', 'measure', 'value', 'from_year', 'to_year', 'voted_on', 'reference'])
        .where('id', '=', id)
        .where('organisation_id', '=', organisationId)
        .executeTakeFirst()
    : undefined
  if (!row) throw new AppError('not_found', 'floor_not_found')
  return row as Row
}

/** Enters a floor the assembly voted, or changes one. */
export async function saveFloor(ctx: Ctx, organisationId: string, id: string, typed: FloorInput): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = id === '' ? null : await findFloor(inner, organisationId, id)
    const row = await toRow(inner, typed)
    if (before)
      await inner.db
        .updateTable('budget_floor')
        .set(row)
        .where('id', '=', id)
        .where('organisation_id', '=', organisationId)
        .execute()
    else
      await inner.db
        .insertInto('budget_floor')
        .values({ id: newId(), organisation_id: organisationId, ...row })
        .execute()
    await recordChange(inner, {
      ...{ recordKind: 'budget', recordId: organisationId, organisationId },
      action: before ? 'floorChanged' : 'floorAdded',
      before: before && told(before),
      after: told(row),
    })
  })
}

/** Takes a floor out; the trail of changes keeps it. */
export async function removeFloor(ctx: Ctx, organisationId: string, id: string): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await findFloor(inner, organisationId, id)
    await sql`delete from budget_floor where id = ${id} and organisation_id = ${organisationId}`.execute(inner.db)
    await recordChange(inner, {
      ...{ recordKind: 'budget', recordId: organisationId, organisationId },
      action: 'floorRemoved',
      before: told(before),
      after: null,
    })
  })
}
