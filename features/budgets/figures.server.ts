import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { type FigureCell, type FigureDimension, figureDimensions } from './figure-rules.ts'
import type { FigureView } from './figure-view.ts'
import { toIds } from './figures/authorities.server.ts'
import { countedLines, dimensionValue, narrowedTo } from './figures/counted.server.ts'

/** The figures of one authority or of several together. */
export type Figures = {
  cells: FigureCell[]
  /** Years in which credits opened stand for what was voted. */
  openedYears: number[]
  /** What moves between the authorities added together: in no total. */
  transfers: { year: number; expenditure: string; receipts: string }[]
  /** The names of the partnerships among the values. */
  partnerships: Record<string, string>
}

type Row = Omit<FigureCell, 'expenditure' | 'receipts'> & {
  [Name in `${'e' | 'r'}_${'planned' | 'voted' | 'executed' | 'carried_over'}`]: string | null
} & { opened: boolean }

const sums = sql.join(
  (['expenditure', 'receipt'] as const).flatMap((direction) =>
    (['planned', 'voted', 'executed', 'carried_over'] as const).map(
      (column) =>
        sql`sum(m.${sql.ref(column)}) filter (where m.direction = ${sql.lit(direction)})::text as ${sql.ref(`${direction[0]}_${column}`)}`,
    ),
  ),
)

const cellOf = (row: Row): FigureCell => ({
  year: row.year,
  valuation: row.valuation,
  dimension: row.dimension,
  value: row.value,
  lines: row.lines,
  expenditure: {
    planned: row.e_planned,
    voted: row.e_voted,
    executed: row.e_executed,
    carriedOver: row.e_carried_over,
  },
  receipts: {
    planned: row.r_planned,
    voted: row.r_voted,
    executed: row.r_executed,
    carriedOver: row.r_carried_over,
  },
})

/** The figures of these organisations by year, and by each dimension asked for; who may read them tells the caller. */
export async function readFigures(
  ctx: Ctx,
  organisationIds: readonly string[],
  filters: FigureView['filters'],
  dimensions: readonly FigureDimension[],
): Promise<Figures> {
  const values = [sql`('all', '')`, ...dimensions.map((one) => sql`(${sql.lit(one)}, ${dimensionValue[one]})`)]
  const { rows } = await sql<Row>`
    with counted as materialized (select m.* from ${countedLines(organisationIds)} m where ${narrowedTo(filters)})
    select m.year, m.valuation, v.dimension, v.value, count(*)::int as lines, bool_or(m.opened_stands) as opened, ${sums}
    from counted m cross join lateral (values ${sql.join(values)}) v(dimension, value)
    where not m.is_transfer group by 1, 2, 3, 4 order by 1, 2, 3, 4`.execute(ctx.db)
  const transfers =
    organisationIds.length < 2
      ? []
      : (
          await sql<Figures['transfers'][number]>`
      select m.year, coalesce(sum(coalesce(m.executed, m.voted)) filter (where m.direction = 'expenditure'), 0)::numeric(18, 2)::text as expenditure,
        coalesce(sum(coalesce(m.executed, m.voted)) filter (where m.direction = 'receipt'), 0)::numeric(18, 2)::text as receipts
      from ${countedLines(organisationIds)} m where m.is_transfer and m.valuation = 'money' and ${narrowedTo(filters)}
      group by 1 order by 1`.execute(ctx.db)
        ).rows
  const ties = [
    ...new Set(rows.filter((row) => row.dimension === 'partnership' && row.value).map(({ value }) => value)),
  ]
  return {
    cells: rows.map(cellOf),
    openedYears: rows
      .filter(({ dimension, valuation, opened }) => dimension === 'all' && valuation === 'money' && opened)
      .map(({ year }) => year),
    transfers,
    partnerships: await namePartners(ctx, organisationIds, ties),
  }
}

/** The other parties of ties, by the tie, as one line. */
async function namePartners(
  ctx: Ctx,
  own: readonly string[],
  ties: readonly string[],
): Promise<Record<string, string>> {
  if (ties.length === 0) return {}
  const { rows } = await sql<{ id: string; name: string }>`
    select p.partnership_id as id, string_agg(o.name, ', ' order by p.position) as name
    from partnership_party p join organisation o on o.id = p.organisation_id
    where p.partnership_id = any(${[...ties]}::uuid[]) and o.id <> all(${[...own]}::uuid[]) group by 1`.execute(ctx.db)
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}

/** The figures of an organisation, alone or with others its reader has a seat in, for its members. */
export async function getFigures(
  ctx: Ctx,
  organisationId: string,
  view: Pick<FigureView, 'filters' | 'with'>,
  dimensions: readonly FigureDimension[] = figureDimensions,
): Promise<Figures & { organisationIds: string[] }> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const organisationIds = await toIds(inner, organisationId, view.with)
    return { organisationIds, ...(await readFigures(inner, organisationIds, view.filters, dimensions)) }
  })
}
