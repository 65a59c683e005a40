import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { isId } from '../../../platform/ids.ts'
import { countedLines, dimensionValue } from '../figures/counted.server.ts'
import { readMeanings } from '../figures/meanings.server.ts'
import { incomeGroup } from '../lens/measured.server.ts'
import { filterValues, type LineFigure, type LineFilterName, type LineView, unsaid } from '../line-filters.ts'
import { doubtful } from './doubles.server.ts'

// What a line says under each filter, in the words of the figures themselves: a figure and its list cannot part ways.
const saidUnder: Partial<Record<LineFilterName, RawBuilder<unknown>>> = {
  year: sql`m.year::text`,
  direction: sql`m.direction`,
  valuation: sql`m.valuation`,
  section: sql`m.section`,
  tie: dimensionValue.partnership,
  project: sql`coalesce(m.project_id::text, '')`,
  country: dimensionValue.country,
  incomeGroup: sql`coalesce(${incomeGroup}, '')`,
  type: dimensionValue.type,
  theme: dimensionValue.theme,
  frame: dimensionValue.frame,
  mode: dimensionValue.mode,
  means: sql`coalesce(w.means, '')`,
  fonction: sql`coalesce(w.fonction, '')`,
  department: dimensionValue.department,
  funder: dimensionValue.funder,
  counterpart: dimensionValue.counterpart,
  body: sql`coalesce(c.name, b.counterpart_name)`,
  onePercent: sql`coalesce(b.one_percent, '')`,
  document: sql`coalesce(b.document_id::text, '')`,
}

const ofFigure: Record<LineFigure, RawBuilder<unknown>> = {
  planned: sql`m.planned`,
  voted: sql`m.voted`,
  executed: sql`m.executed`,
  carriedOver: sql`m.carried_over`,
}

const ids: ReadonlySet<LineFilterName> = new Set(['tie', 'project', 'document'])

function condition(name: LineFilterName, value: string): RawBuilder<unknown> {
  if (name === 'q') return sql.join(wordsIn(value), sql` and `)
  if (name === 'nature') return sql`w.nature like ${`${value.replace(/[%_\\]/g, '\\$&')}%`}`
  if (name === 'figure')
    return sql`not m.is_internal and not m.is_transfer and ${ofFigure[value as LineFigure]} is not null`
  if (name === 'doubtful') return doubtful
  const said = saidUnder[name]
  if (!said) return sql`true`
  const values = filterValues(name, value).map((one) => (one === unsaid ? '' : one))
  if (ids.has(name) && values.some((one) => one !== '' && !isId(one))) return sql`false`
  if (name === 'country') return sql`${said} = ${values[0]?.toUpperCase() ?? ''}`
  return values.length === 1 ? sql`${said} = ${values[0]}` : sql`${said} = any(${values}::text[])`
}

const wordsIn = (q: string): RawBuilder<unknown>[] =>
  q
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const like = `%${word.replace(/[%_\\]/g, '\\$&')}%`
      return sql`(lower(concat_ws(' ', b.label, b.counterpart_name, c.name, b.department, b.note, j.title)) like ${like}
        or w.nature like ${like.slice(1)})`
    })

/**
 * The lines of these organisations a view lists, as what follows a select: budget_line `b`, as it counts `m`, what its
 * account says `w`, its document `d`, project `j`, counterpart `c` and holder `holder`. Lines of an account that was replaced
 * or taken back no longer count and are not among them.
 */
export async function linesFrom(
  ctx: Ctx,
  organisationIds: readonly string[],
  { filters }: Pick<LineView, 'filters'>,
): Promise<{ from: RawBuilder<unknown>; fonctions: Record<string, string> }> {
  const { table, fonctions } = await readMeanings(ctx, organisationIds)
  const asked = Object.entries(filters) as [LineFilterName, string][]
  const found = asked.map(([name, value]) => condition(name, value))
  const from = sql`from ${countedLines(organisationIds, { internal: true })} m
    join budget_line b on b.id = m.id join ${table} w on w.id = m.id
    join organisation holder on holder.id = b.organisation_id
    left join account_document d on d.id = b.document_id
    left join project j on j.id = b.project_id left join organisation c on c.id = b.counterpart_id
    where ${found.length > 0 ? sql.join(found, sql` and `) : sql`true`}`
  return { from, fonctions }
}
