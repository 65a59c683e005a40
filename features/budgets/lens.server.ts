import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { changeInPercent, fromCents, toCents } from './exact.ts'
import { readMeanings } from './figures/meanings.server.ts'
import {
  dimensionOf,
  explainedLines,
  incomeGroup,
  listOpenedYears,
  listYears,
  measuredLines,
  readWholes,
} from './lens/measured.server.ts'
import { giveReasonTo, listReasons, type OtherReason, type ReasonInput } from './lens/reasons.server.ts'
import {
  comparePeriods,
  type LensCell,
  type LensComparison,
  type LensDimension,
  type LensMeasure,
  type LensReading,
  type ReadLens,
  readLens,
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
  /** Names of the partnerships or functions among the values. */
  names: Record<string, string>
  /** Countries whose income group is not the same in both periods. */
  moved: { country: string; from: string; to: string }[]
  /** Countries whose income group the list of that year does not say. */
  unknownGroups: { country: string; years: number[] }[]
  /** The reason given for a value, for these two periods and this way of the money. */
  reasons: Record<string, string>
  /** Reasons given for values of the same kind between other periods, or of the other way: never taken for one of these. */
  otherReasons: OtherReason[]
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

type Cells = { cells: LensCell[]; aside: LensCell[]; fonctions: Record<string, string> }

async function readCells(ctx: Ctx, organisationId: string, reading: LensReading, years: number[]): Promise<Cells> {
  const { measure, dimension } = reading
  const meanings = await readMeanings(ctx, [organisationId])
  const { rows } = await sql<LensCell & { isMoney: boolean }>`
    select case when m.valuation = 'money' then coalesce(${dimensionOf[dimension]}, '') else m.valuation end as value, m.year,
      m.valuation = 'money' as "isMoney",
      coalesce(sum(m.amount) filter (where m.direction = 'expenditure'), 0)::numeric(18, 2)::text as expenditure,
      coalesce(sum(m.amount) filter (where m.direction = 'receipt'), 0)::numeric(18, 2)::text as receipts,
      (count(*) filter (where m.direction = 'expenditure'))::int as "expenditureLines",
      (count(*) filter (where m.direction = 'receipt'))::int as "receiptLines"
    from ${explainedLines(organisationId, measure, meanings)} m
    where m.amount is not null and m.year = any(${years}::int[]) and (m.valuation = 'money' or ${dimension === 'means'})
    group by 1, 2, 3 order by 1, 2`.execute(ctx.db)
  return {
    cells: rows.filter(({ isMoney }) => isMoney),
    aside: rows.filter(({ isMoney }) => !isMoney),
    fonctions: meanings.fonctions,
  }
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

// What the list of that year does not say is not made up from the list of another one.
async function listUnknownGroups(ctx: Ctx, organisationId: string, { measure }: LensReading, years: Lens['years']) {
  const { rows } = await sql<Lens['unknownGroups'][number]>`
    select m.country, array_agg(distinct m.year order by m.year) as years from ${measuredLines(organisationId, measure)} m
    where m.amount is not null and m.valuation = 'money' and m.year = any(${[...years.first, ...years.second]}::int[])
      and ${incomeGroup} = 'unknown' group by 1 order by 1`.execute(ctx.db)
  return rows
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
  const { cells, aside, fonctions } = await readCells(ctx, organisationId, reading, counted)
  const comparison = comparePeriods(cells, years, reading.flow)
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
    names: reading.dimension === 'fonction' ? fonctions : await namePartnerships(ctx, organisationId, ties),
    moved: reading.dimension === 'incomeGroup' ? await listMoved(ctx, organisationId, reading, years) : [],
    unknownGroups:
      reading.dimension === 'incomeGroup' ? await listUnknownGroups(ctx, organisationId, reading, years) : [],
    ...(await listReasons(ctx, organisationId, reading)),
    unclassified: {
      lines: blank.reduce((sum, cell) => sum + linesOf(cell), 0),
      years: [...new Set(blank.map(({ year }) => year))],
    },
  }
}

// Until most lines are classified, what they are for says nothing: what the accounts say of their means does.
async function usualDimension(ctx: Ctx, organisationId: string): Promise<LensDimension> {
  const { rows } = await sql<{ told: boolean }>`
    select count(*) filter (where m.action_type is not null) * 2 >= count(*) as told
    from ${measuredLines(organisationId, 'executed')} m where m.valuation = 'money'`.execute(ctx.db)
  return rows[0]?.told === false ? 'means' : 'type'
}

/** Two periods of the budget of an organisation side by side, as its address asks, for its members. */
export async function getLens(ctx: Ctx, organisationId: string, params: URLSearchParams): Promise<LensPage> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const known = {
      executed: await listYears(inner, organisationId, 'executed'),
      voted: await listYears(inner, organisationId, 'voted'),
    }
    const read = readLens(params, known, await usualDimension(inner, organisationId))
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

/** Says why something rose or fell between two periods; an empty reason takes back what was said. */
export async function giveReason(ctx: Ctx, organisationId: string, typed: ReasonInput): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    await giveReasonTo(inner, organisationId, typed)
    await refreshPublicBudget(inner, organisationId)
  })
}
