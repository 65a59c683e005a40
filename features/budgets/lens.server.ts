import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { changeInPercent, fromCents, toCents } from './exact.ts'
import { dimensionOf, listOpenedYears, listYears, measuredLines, readWholes } from './lens/measured.server.ts'
import {
  comparePeriods,
  type LensCell,
  type LensComparison,
  type LensDimension,
  type LensMeasure,
  type LensReading,
  lensDimensions,
  type ReadLens,
  readLens,
  reasonYears,
  splitYears,
} from './lens-rules.ts'
import { refreshPublicBudget } from './publish-budgets.server.ts'

/** The lens as it is read: the comparison, what it rests on, and what it cannot say. */
export type Lens = {
  reading: LensReading
  comparison: LensComparison
  /** Staff, gifts in kind and volunteers' time; only where means are compared. */
  aside: LensComparison['rows']
  years: { first: number[]; second: number[]; firstMissing: number[]; secondMissing: number[] }
  /** Years counted in which credits opened stand for what was voted. */
  opened: number[]
  /** The authority's whole budget in both periods, on average by year; null where an account is missing. */
  whole: { first: string; second: string; percent: string | null } | null
  /** Names of the partnerships among the values. */
  partnerships: Record<string, string>
  /** Countries whose income group is not the same in both periods. */
  moved: { country: string; from: string; to: string }[]
  /** The reason given for a value. */
  reasons: Record<string, string>
  /** Lines of the periods without a value in this dimension. */
  unclassified: { lines: number; years: number[] }
}

/** The lens of an organisation, or why there is none. */
export type LensPage = ReadLens & {
  lens: Lens | null
  measure: LensMeasure
  /** Years with figures, by measure. */
  known: Record<LensMeasure, number[]>
}

const money = ['running', 'investment']

async function readCells(ctx: Ctx, organisationId: string, reading: LensReading, years: number[]): Promise<LensCell[]> {
  const { measure, dimension } = reading
  const { rows } = await sql<LensCell>`
    select coalesce(${dimensionOf[dimension]}, '') as value, m.year,
      coalesce(sum(m.amount) filter (where m.direction = 'expenditure'), 0)::numeric(18, 2)::text as expenditure,
      coalesce(sum(m.amount) filter (where m.direction = 'receipt'), 0)::numeric(18, 2)::text as receipts,
      (count(*) filter (where m.direction = 'expenditure'))::int as "expenditureLines",
      (count(*) filter (where m.direction = 'receipt'))::int as "receiptLines"
    from ${measuredLines(organisationId, measure)} m
    where m.amount is not null and m.year = any(${years}::int[]) and (m.valuation = 'money' or ${dimension === 'means'})
    group by 1, 2 order by 1, 2`.execute(ctx.db)
  return rows
}

/** The other parties of ties, by the tie, as one line. */
export async function namePartnerships(ctx: Ctx, organisationId: string, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.partnership_id as id, string_agg(o.name, ', ' order by p.position) as name
    from partnership_party p join organisation o on o.id = p.organisation_id
    where p.partnership_id = any(${[...ids]}::uuid[]) and o.id <> ${organisationId} group by 1`.execute(ctx.db)
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

// A country that changed groups moves money between them without anybody having decided it.
async function listMoved(ctx: Ctx, organisationId: string, { measure }: LensReading, years: Lens['years']) {
  const { rows } = await sql<Lens['moved'][number]>`
    select a.country, a.income_group as "from", b.income_group as "to"
    from country_income_group a join country_income_group b on b.country = a.country and b.income_group <> a.income_group
    where a.year = ${years.first.at(-1) ?? 0} and b.year = ${years.second.at(-1) ?? 0}
      and a.country in (select m.country from ${measuredLines(organisationId, measure)} m
        where m.amount is not null and m.valuation = 'money' and m.year = any(${[...years.first, ...years.second]}::int[]))
    order by a.country`.execute(ctx.db)
  return rows
}

const averageOf = (amounts: readonly string[]) =>
  amounts.reduce((sum, amount) => sum + toCents(amount), 0n) / BigInt(Math.max(1, amounts.length))

async function readWhole(ctx: Ctx, organisationId: string, { measure, flow }: LensReading, years: Lens['years']) {
  if (flow === 'net') return null
  const amounts = await readWholes(ctx, organisationId, measure, flow)
  const of = (wanted: readonly number[]) => wanted.flatMap((year) => amounts.get(year) ?? [])
  const [firsts, seconds] = [of(years.first), of(years.second)]
  if (firsts.length < years.first.length || seconds.length < years.second.length) return null
  const [first, second] = [fromCents(averageOf(firsts)), fromCents(averageOf(seconds))]
  return { first, second, percent: changeInPercent(first, second) }
}

async function listReasons(ctx: Ctx, organisationId: string, reading: LensReading): Promise<Record<string, string>> {
  const { fromYear, toYear } = reasonYears(reading)
  const rows = await ctx.db
    .selectFrom('budget_change_reason')
    .select(['value', 'reason'])
    .where('organisation_id', '=', organisationId)
    .where('from_year', '=', fromYear)
    .where('to_year', '=', toYear)
    .where('dimension', '=', reading.dimension)
    .execute()
  return Object.fromEntries(rows.map(({ value, reason }) => [value, reason]))
}

/** Sets two periods side by side; who may read tells `compareFor`, which asks nobody. */
export async function compareFor(
  ctx: Ctx,
  organisationId: string,
  reading: LensReading,
  known: readonly number[],
): Promise<Lens> {
  const [first, second] = [splitYears(reading.first, known), splitYears(reading.second, known)]
  const years = { first: first.with, second: second.with, firstMissing: first.without, secondMissing: second.without }
  const counted = [...first.with, ...second.with]
  const cells = await readCells(ctx, organisationId, reading, counted)
  const isMoney = ({ value }: LensCell) => reading.dimension !== 'means' || money.includes(value)
  const comparison = comparePeriods(cells.filter(isMoney), years, reading.flow)
  const aside = cells.filter((cell) => !isMoney(cell))
  const linesOf = ({ expenditureLines, receiptLines }: LensCell) =>
    (reading.flow === 'receipts' ? 0 : expenditureLines) + (reading.flow === 'expenditure' ? 0 : receiptLines)
  const blank = cells.filter((cell) => cell.value === '' && linesOf(cell) > 0)
  const ties = reading.dimension === 'partnership' ? comparison.rows.map(({ value }) => value).filter(Boolean) : []
  const opened = reading.measure === 'voted' ? await listOpenedYears(ctx, organisationId) : []
  return {
    reading,
    comparison,
    aside: comparePeriods(aside, years, reading.flow).rows,
    years,
    opened: opened.filter((year) => counted.includes(year)),
    whole: await readWhole(ctx, organisationId, reading, years),
    partnerships: await namePartnerships(ctx, organisationId, ties),
    moved: reading.dimension === 'incomeGroup' ? await listMoved(ctx, organisationId, reading, years) : [],
    reasons: await listReasons(ctx, organisationId, reading),
    unclassified: {
      lines: blank.reduce((sum, cell) => sum + linesOf(cell), 0),
      years: [...new Set(blank.map(({ year }) => year))],
    },
  }
}

/** Two periods of the budget of an organisation side by side, as its address asks, for its members. */
export async function getLens(ctx: Ctx, organisationId: string, params: URLSearchParams): Promise<LensPage> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const known = {
      executed: await listYears(inner, organisationId, 'executed'),
      voted: await listYears(inner, organisationId, 'voted'),
    }
    const read = readLens(params, known)
    const { reading } = read
    // A period without a single figure is not compared with anything.
    const hasBoth =
      reading &&
      splitYears(reading.first, known[reading.measure]).with.length > 0 &&
      splitYears(reading.second, known[reading.measure]).with.length > 0
    return {
      ...read,
      known,
      lens: hasBoth ? await compareFor(inner, organisationId, reading, known[reading.measure]) : null,
    }
  })
}

/** Which change a reason is about, as its form sends it. */
export type ReasonInput = { fromYear: string; toYear: string; dimension: string; value: string; reason: string }

function toKey(typed: ReasonInput): { from_year: number; to_year: number; dimension: LensDimension; value: string } {
  const dimension = lensDimensions.find((one) => one === typed.dimension)
  const [from_year, to_year] = [Number(typed.fromYear), Number(typed.toYear)]
  const isYear = (year: number) => Number.isInteger(year) && year >= 1990 && year <= 2100
  if (!dimension || typed.value === '' || typed.value.length > 120) throw new AppError('invalid', 'lens_choice_unknown')
  if (!isYear(from_year) || !isYear(to_year) || from_year >= to_year) throw new AppError('invalid', 'lens_year_wrong')
  return { from_year, to_year, dimension, value: typed.value }
}

/** Says why something rose or fell between two periods; an empty reason takes back what was said. */
export async function giveReason(ctx: Ctx, organisationId: string, typed: ReasonInput): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  const key = { organisation_id: organisationId, ...toKey(typed) }
  const reason = typed.reason.trim()
  if (reason.length > 1000) throw new AppError('invalid', 'lens_reason_long')
  await inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ reason: string }>`select reason from budget_change_reason
      where organisation_id = ${organisationId} and from_year = ${key.from_year} and to_year = ${key.to_year}
        and dimension = ${key.dimension} and value = ${key.value} for update`.execute(inner.db)
    const before = rows[0]?.reason ?? null
    if (reason === '') {
      if (before === null) throw new AppError('invalid', 'lens_reason_missing')
      await sql`delete from budget_change_reason where organisation_id = ${organisationId} and from_year = ${key.from_year}
        and to_year = ${key.to_year} and dimension = ${key.dimension} and value = ${key.value}`.execute(inner.db)
    } else {
      const said = {
        reason,
        written_by: inner.actor.kind === 'person' ? inner.actor.personId : null,
        written_at: inner.now,
      }
      await inner.db
        .insertInto('budget_change_reason')
        .values({ ...key, ...said })
        .onConflict((conflict) =>
          conflict.columns(['organisation_id', 'from_year', 'to_year', 'dimension', 'value']).doUpdateSet(said),
        )
        .execute()
    }
    const told = { changeYears: `${key.from_year}–${key.to_year}` }
    await recordChange(inner, {
      recordKind: 'budget',
      recordId: organisationId,
      organisationId,
      action: reason === '' ? 'changeReasonRemoved' : 'changeReasonGiven',
      before: before === null ? null : { changeReason: before },
      after: reason === '' ? told : { ...told, changeReason: reason },
    })
    await refreshPublicBudget(inner, organisationId)
  })
}
