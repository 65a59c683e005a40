import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { isId } from '../../platform/ids.ts'
import { requirePerson, requireRole } from '../accounts/permissions.server.ts'
import { formatLineView, type LineFilterName, type LineView, linesPerPage, unsaid } from './line-filters.ts'
import type { Direction, Section, Valuation } from './schema.ts'

/** A line of the international budget in a list: what its columns show. */
export type ListedLine = {
  id: string
  label: string
  year: number
  direction: Direction
  section: Section
  valuation: Valuation
  planned: string | null
  voted: string | null
  executed: string | null
  carriedOver: string | null
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
  department: string
  counterpart: string
  onePercent: string | null
  reason: string
  /** The accounting line it was drawn from; null where it was entered by hand. */
  source: { document: string; documentId: string; stage: string; nature: string; functionCode: string | null } | null
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
}

const columns = (organisationId: string) => sql<ListedLine>`
  b.id, b.label, b.year, b.direction, b.section, b.valuation, b.planned::text, b.voted::text, b.executed::text,
  b.carried_over::text as "carriedOver", b.partnership_id as "partnershipId",
  array(select o.name from partnership_party p join organisation o on o.id = p.organisation_id
    where p.partnership_id = b.partnership_id and p.organisation_id <> ${organisationId} order by p.position) as partners,
  b.project_id as "projectId", j.title as project, b.country, b.action_type as "actionType", b.theme,
  b.purpose_frame as "purposeFrame", b.operating_mode as "operatingMode", b.department,
  coalesce(c.name, b.counterpart_name) as counterpart, b.one_percent as "onePercent", b.reason,
  case when d.id is not null then json_build_object('document', d.label, 'documentId', d.id, 'stage', d.stage,
    'nature', coalesce(l.nature, g.nature, ''), 'functionCode', l.function_code) end as source,
  b.share::text, b.part::text, b.note`

const joins = sql`from budget_line b left join account_document d on d.id = b.document_id
  left join account_line l on l.document_id = b.document_id and l.position = b.account_position
  left join account_grant g on g.document_id = b.document_id and g.position = b.grant_position
  left join project j on j.id = b.project_id left join organisation c on c.id = b.counterpart_id`

const columnOf: Partial<Record<LineFilterName, string>> = {
  direction: 'b.direction',
  valuation: 'b.valuation',
  section: 'b.section',
  country: 'b.country',
  type: 'b.action_type',
  theme: 'b.theme',
  frame: 'b.purpose_frame',
  mode: 'b.operating_mode',
  onePercent: 'b.one_percent',
}
const idOf: Partial<Record<LineFilterName, string>> = {
  tie: 'b.partnership_id',
  project: 'b.project_id',
  document: 'b.document_id',
}

// Lines of an account that was replaced or taken back no longer count and are not shown.
function conditions(organisationId: string, { filters }: LineView): RawBuilder<boolean> {
  const found: RawBuilder<boolean>[] = [
    sql`b.organisation_id = ${organisationId}`,
    sql`(d.id is null or d.state = 'live')`,
  ]
  for (const [name, value] of Object.entries(filters) as [LineFilterName, string][]) {
    const column = columnOf[name] ?? idOf[name]
    if (column && value === unsaid) found.push(sql`${sql.ref(column)} is null`)
    else if (columnOf[name])
      found.push(sql`${sql.ref(columnOf[name])} = ${name === 'country' ? value.toUpperCase() : value}`)
    else if (idOf[name]) found.push(isId(value) ? sql`${sql.ref(idOf[name])} = ${value}` : sql`false`)
    else if (name === 'year') found.push(sql`b.year = ${Number(value) || 0}`)
    else if (name === 'department') found.push(sql`b.department = ${value === unsaid ? '' : value}`)
    else found.push(...wordsIn(value))
  }
  return sql<boolean>`${sql.join(found, sql` and `)}`
}

const wordsIn = (q: string): RawBuilder<boolean>[] =>
  q
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const like = `%${word.replace(/[%_\\]/g, '\\$&')}%`
      return sql<boolean>`(lower(concat_ws(' ', b.label, b.counterpart_name, c.name, b.department, b.note, j.title)) like ${like}
        or coalesce(l.nature, g.nature) like ${`${like.slice(1)}`})`
    })

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

/** The lines somebody looks at, a page of them or all, with their sums. */
export async function listLines(
  ctx: Ctx,
  organisationId: string,
  view: LineView,
  { all = false }: { all?: boolean } = {},
): Promise<{ lines: ListedLine[]; sums: LineSum[]; total: number }> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async ({ db }) => {
    const where = conditions(organisationId, view)
    const page = all ? sql`` : sql`limit ${linesPerPage} offset ${(view.page - 1) * linesPerPage}`
    const lines = await sql<ListedLine>`select ${columns(organisationId)} ${joins} where ${where}
      order by ${orderOf(view.sort)} ${page}`.execute(db)
    // What goes from one budget of the authority to another is neither spent nor received.
    const sums = await sql<LineSum>`
      select b.valuation, b.direction, count(*)::int as count, sum(b.planned) filter (where not b.is_internal)::text as planned,
        sum(b.voted) filter (where not b.is_internal)::text as voted, sum(b.executed) filter (where not b.is_internal)::text as executed
      ${joins} where ${where} group by b.valuation, b.direction
      order by array_position(array['money', 'staff', 'inKind', 'volunteerTime'], b.valuation), b.direction`.execute(db)
    return { lines: lines.rows, sums: sums.rows, total: sums.rows.reduce((sum, { count }) => sum + count, 0) }
  })
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
