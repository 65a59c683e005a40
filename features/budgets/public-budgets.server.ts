import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Stage } from './schema.ts'

/** A year of the international budget of an authority, as everybody may read it. */
export type PublicBudgetYear = {
  organisationKey: string
  organisationName: string
  year: number
  stage: 'voted' | 'executed'
  expenditure: string
  receipts: string
  net: string
  investment: string
  staff: string | null
  inKind: string | null
  volunteerTime: string | null
  totalExpenditure: string | null
  totalReceipts: string | null
  population: number | null
  populationYear: number | null
  tier: string
  lines: number
  /** The accounts it comes from. */
  source: { label: string; stage: Stage; decidedOn: string | null }[]
  asOf: Date
}

/** What a year is made of, by one dimension. */
export type PublicBudgetPart = {
  year: number
  stage: 'voted' | 'executed'
  dimension: 'country' | 'type' | 'theme' | 'mode' | 'frame' | 'partnership' | 'funder' | 'change'
  value: string
  label: string
  expenditure: string
  receipts: string
  reason: string
}

const columns = sql<PublicBudgetYear>`b.organisation_key as "organisationKey", o.name as "organisationName", b.year, b.stage,
  b.expenditure::text, b.receipts::text, (b.expenditure - b.receipts)::text as net, b.investment::text, b.staff::text,
  b.in_kind::text as "inKind", b.volunteer_time::text as "volunteerTime", b.total_expenditure::text as "totalExpenditure",
  b.total_receipts::text as "totalReceipts", b.population, b.population_year as "populationYear", b.tier, b.line_count as lines,
  b.source::jsonb as source, b.as_of as "asOf"`

// A body that is not public has no budget anywhere, even before what it published is taken away.
const published = sql`public_budget_year b join public_organisation o on o.key = b.organisation_key`

/** The years an authority publishes; executed and voted each on its own, the earliest first. */
export async function listPublicBudgetYears(ctx: Ctx, organisationKey: string): Promise<PublicBudgetYear[]> {
  const { rows } = await sql<PublicBudgetYear>`select ${columns} from ${published}
    where b.organisation_key = ${organisationKey} order by b.year, b.stage`.execute(ctx.db)
  return rows
}

/** What these years are made of. */
export async function listPublicBudgetParts(ctx: Ctx, organisationKey: string): Promise<PublicBudgetPart[]> {
  const { rows } = await sql<PublicBudgetPart>`
    select p.year, p.stage, p.dimension, p.value, p.label, p.expenditure::text, p.receipts::text, p.reason from public_budget_part p
    where p.organisation_key = ${organisationKey}
    order by p.year, p.stage, p.dimension, p.value = 'undetailed', p.expenditure desc, p.receipts desc, p.value`.execute(
    ctx.db,
  )
  return rows
}

/** What narrows the published years: one authority, one year. */
export type PublicBudgetSelection = { organisationKey?: string; year?: number }

const selected = ({ organisationKey, year }: PublicBudgetSelection) =>
  sql`(${organisationKey ?? null}::text is null or b.organisation_key = ${organisationKey ?? ''})
    and (${year ?? null}::int is null or b.year = ${year ?? 0})`

/** Every published year of every authority, in the order of keys and years, after one of them. */
export async function listAllPublicBudgets(
  ctx: Ctx,
  { limit, after, ...selection }: PublicBudgetSelection & { limit: number; after?: string | null },
): Promise<PublicBudgetYear[]> {
  const id = sql`(b.organisation_key || ' ' || b.year || ' ' || b.stage) collate "C"`
  const { rows } = await sql<PublicBudgetYear>`select ${columns} from ${published}
    where (${after ?? null}::text is null or ${id} > ${after ?? ''}) and ${selected(selection)}
    order by ${id} limit ${limit}`.execute(ctx.db)
  return rows
}

/** How many published years answer. */
export async function countPublicBudgets(ctx: Ctx, selection: PublicBudgetSelection): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from ${published}
    where ${selected(selection)}`.execute(ctx.db)
  return rows[0]?.total ?? 0
}

/** A part of a year with whose it is. */
export type PublicBudgetPartRow = PublicBudgetPart & { organisationKey: string; organisationName: string; asOf: Date }

const parts = sql`public_budget_part p join public_budget_year b
  on b.organisation_key = p.organisation_key and b.year = p.year and b.stage = p.stage
  join public_organisation o on o.key = p.organisation_key`

/** The mark of where a list of parts goes on. */
export const markOfPart = ({ organisationKey, year, stage, dimension, value }: PublicBudgetPartRow): string =>
  [organisationKey, year, stage, dimension, value].join(' ')

/** What every published year of every authority is made of, in one order, after one of them. */
export async function listAllPublicBudgetParts(
  ctx: Ctx,
  { limit, after }: { limit: number; after: string | null },
): Promise<PublicBudgetPartRow[]> {
  const id = sql`concat_ws(' ', p.organisation_key, p.year, p.stage, p.dimension, p.value) collate "C"`
  const { rows } = await sql<PublicBudgetPartRow>`
    select p.organisation_key as "organisationKey", o.name as "organisationName", p.year, p.stage, p.dimension, p.value, p.label,
      p.expenditure::text, p.receipts::text, p.reason, b.as_of as "asOf"
    from ${parts} where ${after}::text is null or ${id} > ${after ?? ''} order by ${id} limit ${limit}`.execute(ctx.db)
  return rows
}

/** How many parts there are. */
export async function countPublicBudgetParts(ctx: Ctx): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from ${parts}`.execute(ctx.db)
  return rows[0]?.total ?? 0
}

/** What is said of all published budgets together: how many, of how many authorities, of which years, and since when. */
export type PublicBudgetFacts = {
  years: number
  authorities: number
  firstYear: number | null
  lastYear: number | null
  changedAt: Date | null
  /** Where those authorities are: `[west, south, east, north]`; null where it is not known. */
  bbox: [number, number, number, number] | null
}

/** Measures what is published. */
export async function getPublicBudgetFacts(ctx: Ctx): Promise<PublicBudgetFacts> {
  type Row = Omit<PublicBudgetFacts, 'bbox'> & Record<'w' | 's' | 'e' | 'n', number | null>
  const { rows } = await sql<Row>`
    select count(distinct (b.organisation_key, b.year))::int as years, count(distinct b.organisation_key)::int as authorities, min(b.year) as "firstYear",
      max(b.year) as "lastYear", max(b.as_of) as "changedAt", min(o.lon) as w, min(o.lat) as s, max(o.lon) as e, max(o.lat) as n
    from ${published}`.execute(ctx.db)
  const [row] = rows
  if (!row) return { years: 0, authorities: 0, firstYear: null, lastYear: null, changedAt: null, bbox: null }
  const { w, s, e, n, ...facts } = row
  return { ...facts, bbox: w === null || s === null || e === null || n === null ? null : [w, s, e, n] }
}

/** An authority that publishes, and when it last did. */
export type BudgetPublisher = { key: string; name: string; changedAt: Date }

/** The authorities that publish a budget, in the order of their keys. */
export async function listBudgetPublishers(
  ctx: Ctx,
  { limit, offset }: { limit: number; offset: number },
): Promise<BudgetPublisher[]> {
  const { rows } = await sql<BudgetPublisher>`
    select o.key, o.name, max(b.as_of) as "changedAt" from ${published} group by 1, 2 order by o.key collate "C"
    limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}
