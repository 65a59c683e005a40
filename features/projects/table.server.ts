import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { openFile } from '../../platform/files/store.server.ts'
import { locales } from '../../platform/i18n/locales.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import { isId } from '../../platform/ids.ts'
import { readTable } from '../../platform/spreadsheet/read-table.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { writeXlsx } from '../opendata/xlsx.server.ts'
import { nameKey } from '../organisations/names.ts'
import { listProjects } from './list.server.ts'
import type { ProjectFilters } from './project-filters.ts'
import { emptyFacts, type ProjectFacts, readProjectFacts } from './project-input.ts'
import { factsOf, type Project, readProjects } from './record.server.ts'
import { createProject, updateProject } from './sheet.server.ts'
import { headingOf, type TableField, tableColumns } from './table-columns.ts'

const translators = locales.map((locale) => translator(locale))

/** The projects of a list as a workbook to work on and bring back. */
export async function downloadProjects(
  ctx: Ctx,
  organisationId: string,
  filters: ProjectFilters,
): Promise<Uint8Array<ArrayBuffer>> {
  const lines = await listProjects(ctx, organisationId, filters)
  const t = translator(ctx.locale)
  const projects = await inTransaction(ctx, (inner) =>
    readProjects(
      inner,
      lines.map(({ id }) => id),
    ),
  )
  const byId = new Map(projects.map((project) => [project.id, project]))
  const rows = lines.flatMap(({ id }) => {
    const project = byId.get(id)
    if (!project) return []
    const cells = tableColumns.map((column) => column.write(factsOf(project), t))
    return [[id, ...cells, t(`project.state.${project.state}`)]]
  })
  const header = [headingOf('id', t), ...tableColumns.map(({ field }) => headingOf(field, t)), headingOf('state', t)]
  async function* parts() {
    yield rows
  }
  return writeXlsx([{ name: t('project.table.sheet'), header, parts: parts() }])
}

/** What one line of a table would do: nothing, change a project, open one, or nothing before something is mended. */
export type TableLine = {
  line: number
  id: string | null
  title: string
  does: 'nothing' | 'change' | 'open' | 'mend'
  fields: { field: TableField; from: string; to: string }[]
  problems: { field: string; reason: string }[]
  facts: ProjectFacts
}

const most = 500

// The heading of each column in one of our languages; what is not known is passed over.
function readHeader(cells: readonly string[]): Map<TableField | 'id', number> {
  const found = new Map<TableField | 'id', number>()
  for (const field of ['id', ...tableColumns.map((column) => column.field)] as const) {
    const names = new Set([nameKey(field), ...translators.map((t) => nameKey(headingOf(field, t)))])
    const at = cells.findIndex((cell) => names.has(nameKey(cell)))
    if (at >= 0) found.set(field, at)
  }
  return found
}

async function openTable(ctx: Ctx, organisationId: string, filesFolder: string, fileId: string) {
  if (!isId(fileId)) throw new AppError('not_found', 'file_not_there')
  const { rows } =
    await sql`select from stored_file where id = ${fileId} and organisation_id = ${organisationId}`.execute(ctx.db)
  if (rows.length === 0) throw new AppError('not_found', 'file_not_there')
  const { body } = await openFile(ctx, filesFolder, fileId)
  const bytes = new Uint8Array(await new Response(body).arrayBuffer())
  let read = await readTable(bytes)
  if ('sheets' in read) read = await readTable(bytes, read.sheets[0]?.name ?? null)
  if (!('table' in read))
    throw new AppError('invalid', 'problem' in read ? read.problem.reason : 'spreadsheet_not_readable')
  return read.table
}

/** Reads a table that was brought back, line by line; an empty cell changes nothing. Nothing is written. */
export async function readProjectTable(
  ctx: Ctx,
  organisationId: string,
  filesFolder: string,
  fileId: string,
): Promise<TableLine[]> {
  await requireRole(ctx, organisationId, 'contributor')
  return inTransaction(ctx, async (inner) => {
    const [head, ...rows] = (await openTable(inner, organisationId, filesFolder, fileId)).rows
    const columns = readHeader(head?.cells ?? [])
    if (!columns.has('title')) throw new AppError('invalid', 'project_table_unknown')
    if (rows.length > most) throw new AppError('invalid', 'project_table_long', { most })
    const cell = (cells: readonly string[], field: TableField | 'id') => (cells[columns.get(field) ?? -1] ?? '').trim()
    const ids = rows.map(({ cells }) => cell(cells, 'id')).filter(isId)
    const known = new Map((await readProjects(inner, ids)).map((project) => [project.id, project]))
    const t = translator(inner.locale)
    return rows
      .filter(({ cells }) => cells.some((one) => one.trim() !== ''))
      .map(({ line, cells }) => {
        const typed = Object.fromEntries(tableColumns.map(({ field }) => [field, cell(cells, field)]))
        return readLine(
          { line, id: cell(cells, 'id'), typed: typed as Record<TableField, string> },
          known,
          inner.locale,
          t,
        )
      })
  })
}

type Given = { line: number; id: string; typed: Record<TableField, string> }

function readLine(
  { line, id, typed }: Given,
  known: ReadonlyMap<string, Project>,
  locale: string,
  t: Translator,
): TableLine {
  const project = known.get(id)
  const before = project ? factsOf(project) : { ...emptyFacts, locale }
  const changed: Partial<Record<TableField, unknown>> = {}
  const problems: TableLine['problems'] = id !== '' && !project ? [{ field: 'id', reason: 'project_line_unknown' }] : []
  for (const { field, read } of tableColumns) {
    if (typed[field] === '') continue
    const value = read(typed[field], translators)
    if (value === null) problems.push({ field, reason: 'project_cell_not_understood' })
    else changed[field] = value
  }
  const checked = readProjectFacts({ ...before, ...changed })
  if ('problems' in checked) problems.push(...checked.problems)
  const facts = 'facts' in checked ? checked.facts : before
  const fields = tableColumns.flatMap(({ field, write }) => {
    const [from, to] = [project ? write(before, t) : '', write(facts, t)]
    return field in changed && from !== to ? [{ field, from, to }] : []
  })
  const does = problems.length > 0 ? 'mend' : !project ? 'open' : fields.length > 0 ? 'change' : 'nothing'
  return { line, id: project?.id ?? null, title: facts.title || typed.title, does, fields, problems, facts }
}

/** Does what the lines of a table say, all of them or none; refused while one has something to mend. */
export async function applyProjectTable(
  ctx: Ctx,
  organisationId: string,
  filesFolder: string,
  fileId: string,
): Promise<{ changed: number; opened: number }> {
  await requireRole(ctx, organisationId, 'contributor')
  return inTransaction(ctx, async (inner) => {
    const lines = await readProjectTable(inner, organisationId, filesFolder, fileId)
    if (lines.some(({ does }) => does === 'mend')) throw new AppError('invalid', 'project_table_to_mend')
    const changing = lines.filter(({ does }) => does === 'change')
    const opening = lines.filter(({ does }) => does === 'open')
    for (const { id, facts } of changing) await updateProject(inner, { projectId: id ?? '', organisationId }, facts)
    for (const { facts } of opening) await createProject(inner, { organisationId, partnershipId: null }, facts)
    return { changed: changing.length, opened: opening.length }
  })
}
