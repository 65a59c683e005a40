import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Stage } from './schema.ts'

/** A year of the international budget of an authority, as everybody may read it. */
export type PublicBudgetYear = {
  organisationKey: string
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

const columns = sql<PublicBudgetYear>`organisation_key as "organisationKey", year, stage, expenditure::text, receipts::text,
  (expenditure - receipts)::text as net, investment::text, staff::text, in_kind::text as "inKind",
  volunteer_time::text as "volunteerTime", total_expenditure::text as "totalExpenditure", total_receipts::text as "totalReceipts",
  population, population_year as "populationYear", tier, line_count as lines, source::jsonb as source, as_of as "asOf"`

/** The years an authority publishes; executed and voted each on its own, the earliest first. */
export async function listPublicBudgetYears(ctx: Ctx, organisationKey: string): Promise<PublicBudgetYear[]> {
  const { rows } = await sql<PublicBudgetYear>`select ${columns} from public_budget_year
    where organisation_key = ${organisationKey} order by year, stage`.execute(ctx.db)
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

/** Every published year of every authority, in the order of keys and years, after one of them. */
export async function listAllPublicBudgets(
  ctx: Ctx,
  {
    limit,
    after,
    organisationKey,
    year,
  }: { limit: number; after?: string | null; organisationKey?: string; year?: number },
): Promise<PublicBudgetYear[]> {
  const id = sql`(organisation_key || ' ' || year || ' ' || stage) collate "C"`
  const { rows } = await sql<PublicBudgetYear>`select ${columns} from public_budget_year
    where (${after ?? null}::text is null or ${id} > ${after ?? ''})
      and (${organisationKey ?? null}::text is null or organisation_key = ${organisationKey ?? ''})
      and (${year ?? null}::int is null or year = ${year ?? 0})
    order by ${id} limit ${limit}`.execute(ctx.db)
  return rows
}

/** How many published years answer. */
export async function countPublicBudgets(
  ctx: Ctx,
  { organisationKey, year }: { organisationKey?: string; year?: number },
) {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from public_budget_year
    where (${organisationKey ?? null}::text is null or organisation_key = ${organisationKey ?? ''})
      and (${year ?? null}::int is null or year = ${year ?? 0})`.execute(ctx.db)
  return rows[0]?.total ?? 0
}
