import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { bandOf, fewestPeers, type Range, rangeOf, ratiosOf } from './figure-rules.ts'
import type { Stage } from './schema.ts'

/** Real operations of the whole budget of a year, as its live accounts state them; annexed budgets stand beside. */
export type WholeBudgetYear = {
  year: number
  executed: { expenditure: string | null; receipts: string | null }
  voted: { expenditure: string | null; receipts: string | null }
  /** Whether credits opened stand for what was voted. */
  isOpened: boolean
  annexed: { count: number; expenditure: string } | null
  population: number | null
  populationYear: number | null
  documents: { id: string; label: string; stage: Stage; decidedOn: string | null; budgetType: string }[]
}

const done = sql`d.stage in ('administrativeAccount', 'singleAccount')`
const sum = (what: string, direction: string, where: unknown) =>
  sql`sum(t.${sql.ref(what)}) filter (where t.direction = ${sql.lit(direction)} and d.budget_type = 'principal' and ${where})`
const decided = sql`d.stage in ('primitive', 'amending', 'supplementary')`
const voted = (direction: string) =>
  sql`case when bool_or(${decided} and d.budget_type = 'principal') then ${sum('voted', direction, decided)} else ${sum('opened', direction, done)} end::text`

/**
 * The whole budget of each year an account was brought of, with the population the account states, or else the register's
 * with its own year; who may read it tells the caller.
 */
export async function readWholeBudgets(ctx: Ctx, organisationId: string): Promise<WholeBudgetYear[]> {
  type Row = Omit<WholeBudgetYear, 'executed' | 'voted' | 'annexed'> & {
    e: string | null
    r: string | null
    ve: string | null
    vr: string | null
    annexed: number
    annexedSpent: string
  }
  const { rows } = await sql<Row>`
    with whole as (
      select d.year, ${sum('executed', 'expenditure', done)}::text as e, ${sum('executed', 'receipt', done)}::text as r,
        ${voted('expenditure')} as ve, ${voted('receipt')} as vr,
        not coalesce(bool_or(${decided} and d.budget_type = 'principal'), false) as "isOpened",
        coalesce(sum(t.executed) filter (where t.direction = 'expenditure' and d.budget_type = 'annexed' and ${done}), 0)::text as "annexedSpent"
      from account_document d left join account_total t on t.document_id = d.id and not t.is_order
      where d.organisation_id = ${organisationId} and d.state = 'live' group by d.year),
    document as (
      select year, max(population) filter (where budget_type = 'principal') as population,
        count(distinct siret || label) filter (where budget_type = 'annexed')::int as annexed,
        jsonb_agg(jsonb_build_object('id', id, 'label', label, 'stage', stage, 'decidedOn', decided_on, 'budgetType', budget_type)
          order by budget_type desc, stage, decided_on) as documents
      from account_document where organisation_id = ${organisationId} and state = 'live' group by year)
    select w.*, d.annexed, d.documents, coalesce(d.population, o.population) as population,
      case when d.population is not null then w.year else o.population_year end as "populationYear"
    from whole w join document d using (year) join organisation o on o.id = ${organisationId} order by w.year`.execute(
    ctx.db,
  )
  return rows.map(({ e, r, ve, vr, annexed, annexedSpent, ...row }) => ({
    ...row,
    executed: { expenditure: e, receipts: r },
    voted: { expenditure: ve, receipts: vr },
    annexed: annexed > 0 ? { count: annexed, expenditure: annexedSpent } : null,
  }))
}

/** The population and the tier of an organisation as the register has them. */
export type RegisterFacts = {
  key: string
  name: string
  tier: string
  population: number | null
  populationYear: number | null
}

/** The whole budgets of an organisation, and what the register says of it, for its members. */
export async function getWholeBudgets(
  ctx: Ctx,
  organisationId: string,
): Promise<{ years: WholeBudgetYear[]; register: RegisterFacts }> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => ({
    years: await readWholeBudgets(inner, organisationId),
    register: await inner.db
      .selectFrom('organisation')
      .select(['key', 'name', 'tier', 'population', 'population_year as populationYear'])
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow(),
  }))
}

/** Figures of others of the same tier and size that publish theirs: ranges without names; null below five. */
export type Peers = {
  band: { from: number; below: number | null }
  /** How many publish this year, this authority not among them. */
  count: number
  perHeadGross: Range | null
  perHeadNet: Range | null
  shareGross: Range | null
}

/** Compares with those that publish the executed figures of a year; null where the population is not known. */
export async function comparePeers(
  ctx: Ctx,
  { key, tier }: Pick<RegisterFacts, 'key' | 'tier'>,
  year: number,
  population: number | null,
): Promise<Peers | null> {
  if (!population) return null
  const band = bandOf(tier, population)
  const { rows } = await sql<{ expenditure: string; receipts: string; total: string | null; population: number }>`
    select expenditure::text, receipts::text, total_expenditure::text as total, population from public_budget_year
    where year = ${year} and stage = 'executed' and tier = ${tier} and population >= ${Math.max(band.from, 1)}
      and (${band.below}::int is null or population < ${band.below}) and organisation_key <> ${key}`.execute(ctx.db)
  const ratios = rows.map(ratiosOf)
  const said = (name: keyof (typeof ratios)[number]) => rangeOf(ratios.flatMap((one) => one[name] ?? []))
  return {
    band,
    count: rows.length < fewestPeers ? 0 : rows.length,
    perHeadGross: said('perHeadGross'),
    perHeadNet: said('perHeadNet'),
    shareGross: said('shareGross'),
  }
}
