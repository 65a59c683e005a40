import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requirePerson, requireRole } from '../accounts/permissions.server.ts'
import { toIds } from './figures/authorities.server.ts'
import { formatLineView, type LineView, linesPerPage } from './line-filters.ts'
import { countDoubtful } from './lines/doubles.server.ts'
import { linesFrom } from './lines/narrowed.server.ts'
import type { Direction, Section, Valuation } from './schema.ts'

/** A line of the international budget in a list: what its columns show. */
export type ListedLine = {
  id: string
  /** Whether it belongs to another authority added to this one, and which one that is. */
  isOther: boolean
  holderKey: string
  holder: string
  label: string
  year: number
  direction: Direction
  section: Section
  valuation: Valuation
  planned: string | null
  voted: string | null
  executed: string | null
  carriedOver: string | null
  /** What counts as voted: credits opened, where no budget of the year was brought. */
  countedVoted: string | null
  openedStands: boolean
  isInternal: boolean
  partnershipId: string | null
  /** The other parties of its tie. */
  partners: string[]
  projectId: string | null
  project: string | null
  country: string | null
  actionType: string | null
  theme: string | null
  purposeFrame: string | null
  operatingMode: string | null
  means: string | null
  department: string
  counterpart: string
  onePercent: string | null
  reason: string
  /** The accounting line it was drawn from; null where it was entered by hand. */
  source: {
    document: string
    documentId: string
    stage: string
    nature: string
    functionCode: string | null
    position: number | null
  } | null
  share: string | null
  part: string | null
  note: string
}

/** Sums of what is listed: what moves money and what is valued apart, expenditure and receipts, each on its own. */
export type LineSum = {
  valuation: Valuation
  direction: Direction
  count: number
  planned: string | null
  voted: string | null
  executed: string | null
  carriedOver: string | null
  /** Whether credits opened stand for what was voted in some of them. */
  openedStands: boolean
}

const columns = (organisationId: string) => sql<ListedLine>`
  b.id, b.organisation_id <> ${organisationId} as "isOther", holder.key as "holderKey", holder.name as holder,
  b.label, b.year, b.direction, b.section, b.valuation, b.planned::text, b.voted::text, b.executed::text,
  b.carried_over::text as "carriedOver", m.voted::text as "countedVoted", m.opened_stands as "openedStands",
  m.partnership_id as "partnershipId", b.is_internal as "isInternal",
  array(select o.name from partnership_party p join organisation o on o.id = p.organisation_id
    where p.partnership_id = m.partnership_id and p.organisation_id <> b.organisation_id order by p.position) as partners,
  b.project_id as "projectId", j.title as project, b.country, b.action_type as "actionType", b.theme,
  b.purpose_frame as "purposeFrame", b.operating_mode as "operatingMode", w.means, b.department,
  coalesce(c.name, b.counterpart_name) as counterpart, b.one_percent as "onePercent", b.reason,
  case when d.id is not null then json_build_object('document', d.label, 'documentId', d.id, 'stage', d.stage,
    'nature', coalesce(w.nature, ''), 'functionCode', w.function_code, 'position', b.account_position) end as source,
  b.share::text, b.part::text, b.note`

const orders: Readonly<Record<string, RawBuilder<unknown>>> = {
  label: sql`lower(b.label)`,
  year: sql`b.year`,
  voted: sql`b.voted`,
  executed: sql`b.executed`,
  country: sql`b.country`,
  department: sql`b.department`,
}

function orderOf(sort: string): RawBuilder<unknown> {
  const order = orders[sort.replace(/^-/, '')] ?? sql`b.year`
  const way = sort.startsWith('-') ? sql`desc nulls last` : sql`asc nulls last`
  return sql`${order} ${way}, lower(b.label), b.id`
}

/** Lines somebody looks at, with the sums of all of them. */
export type LineList = { lines: ListedLine[]; sums: LineSum[]; total: number; fonctions: Record<string, string> }

/** The lines somebody looks at, a page of them or all, with their sums. */
export async function listLines(
  ctx: Ctx,
  organisationId: string,
  view: LineView,
  { all = false }: { all?: boolean } = {},
): Promise<LineList> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const ids = await toIds(inner, organisationId, view.with)
    const { from, fonctions } = await linesFrom(inner, ids, view)
    const page = all ? sql`` : sql`limit ${linesPerPage} offset ${(view.page - 1) * linesPerPage}`
    const lines = await sql<ListedLine>`select ${columns(organisationId)} ${from}
      order by ${orderOf(view.sort)} ${page}`.execute(inner.db)
    // What goes from one budget of the authority to another is neither spent nor received.
    const counted = (column: string) => sql`sum(m.${sql.ref(column)}) filter (where not m.is_internal)::text`
    const sums = await sql<LineSum>`
      select b.valuation, b.direction, count(*)::int as count, ${counted('planned')} as planned, ${counted('voted')} as voted,
        ${counted('executed')} as executed, ${counted('carried_over')} as "carriedOver",
        coalesce(bool_or(m.opened_stands), false) as "openedStands"
      ${from} group by b.valuation, b.direction
      order by array_position(array['money', 'staff', 'inKind', 'volunteerTime'], b.valuation), b.direction`.execute(
      inner.db,
    )
    return {
      lines: lines.rows,
      sums: sums.rows,
      total: sums.rows.reduce((sum, { count }) => sum + count, 0),
      fonctions,
    }
  })
}

/** The ids of all the lines of one organisation a view lists; no more than `most` of them. */
export async function listLineIds(ctx: Ctx, organisationId: string, view: LineView, most: number): Promise<string[]> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const { from } = await linesFrom(inner, [organisationId], view)
    const { rows } = await sql<{ id: string }>`select b.id ${from} order by b.id limit ${most}`.execute(inner.db)
    return rows.map(({ id }) => id)
  })
}

/** How many lines were entered by hand that look like lines of an account: same year, way and amount. */
export async function countDoubtfulLines(ctx: Ctx, organisationId: string): Promise<number> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, (inner) => countDoubtful(inner, organisationId))
}

/** The years an organisation has lines of, the latest first. */
export async function listLineYears(ctx: Ctx, organisationId: string): Promise<number[]> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async ({ db }) => {
    const { rows } = await sql<{ year: number }>`select distinct year from budget_line
      where organisation_id = ${organisationId} order by year desc`.execute(db)
    return rows.map(({ year }) => year)
  })
}

const nameOf = (organisationId: string) => `budgetLines:${organisationId}`

/** How a person last looked at the lines of a body, as a query; null where they keep none. */
export async function findKeptLineView(ctx: Ctx, organisationId: string): Promise<string | null> {
  const { personId } = requirePerson(ctx)
  return inTransaction(ctx, async ({ db }) => {
    const kept = await db
      .selectFrom('person_preference')
      .select('value')
      .where('person_id', '=', personId)
      .where('name', '=', nameOf(organisationId))
      .executeTakeFirst()
    return typeof kept?.value === 'string' ? kept.value : null
  })
}

/** Keeps it for the next time. */
export async function keepLineView(ctx: Ctx, organisationId: string, view: LineView): Promise<void> {
  const { personId } = requirePerson(ctx)
  const value = JSON.stringify(formatLineView(view).toString().slice(0, 1000))
  await inTransaction(ctx, ({ db }) =>
    db
      .insertInto('person_preference')
      .values({ person_id: personId, name: nameOf(organisationId), value })
      .onConflict((conflict) => conflict.columns(['person_id', 'name']).doUpdateSet({ value }))
      .execute(),
  )
}
