import { readFile, writeFile } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { importTies } from '../features/partnerships/import.server.ts'
import type { ImportReport } from '../features/partnerships/import-report.ts'
import { toImportSource } from '../features/partnerships/import-source.ts'
import { parseTiesFile, type TiesFile } from '../features/partnerships/ties-file.ts'
import { importWikidata, publicWikidata } from '../features/partnerships/wikidata.server.ts'
import { AppError } from '../platform/errors.ts'
import type { Command, Group, Input } from './command.ts'
import { reportCsv, reportText, reportValue } from './import-text.ts'
import { importTotem } from './import-totem.ts'
import { withCommandContext } from './session.ts'

const sharedOptions = {
  'dry-run': { help: 'import.dryRun' },
  report: { help: 'import.report', value: 'FILE' },
} as const

async function readTies(file: string): Promise<TiesFile> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new AppError('not_found', 'file_not_found', { file }, { cause: error })
  })
  const read = parseTiesFile(bytes)
  if (read.problem) throw new AppError('invalid', read.problem.reason, { ...read.problem.values, file })
  return read
}

async function tellReport(input: Input, report: ImportReport, file: string | undefined): Promise<void> {
  if (file) {
    await writeFile(resolve(file), reportCsv(input.t, report)).catch((error: NodeJS.ErrnoException) => {
      throw new AppError('invalid', 'file_not_writable', { file, detail: error.code ?? '' }, { cause: error })
    })
  }
  const shown = { dryRun: input.given('dry-run'), reportFile: file ?? null }
  input.print(reportText(input.t, report, shown), reportValue(input.t, report, shown))
}

const ties: Command = {
  summary: 'import.ties.summary',
  arguments: [{ name: 'FILE', help: 'import.ties.file' }],
  options: {
    source: { help: 'import.ties.source', value: 'NAME' },
    licence: { help: 'import.ties.licence', value: 'LICENCE' },
    url: { help: 'import.ties.url', value: 'URL' },
    ...sharedOptions,
  },
  json: true,
  async run(input) {
    const { t, values, progress } = input
    const file = resolve(input.args[0] ?? '')
    const name = values.source ?? basename(file, extname(file))
    const source = toImportSource({ name, licence: values.licence, url: values.url })
    progress.show(t('import.ties.reading'))
    const read = await readTies(file)
    return withCommandContext({ ...input, readiness: 'data' }, async ({ ctx }) => {
      progress.show(t('import.ties.matching', { rows: read.value.length }))
      const report = await importTies(ctx, {
        kind: 'ties',
        rows: read.value,
        issues: read.issues,
        ignoredColumns: read.ignoredColumns,
        source,
        fileName: basename(file),
        dryRun: input.given('dry-run'),
      })
      await tellReport(input, report, values.report)
      return 0
    })
  },
}

const wikidata: Command = {
  summary: 'import.wikidata.summary',
  options: {
    country: { help: 'import.wikidata.country', value: 'CODE' },
    endpoint: { help: 'import.wikidata.endpoint', value: 'URL' },
    ...sharedOptions,
  },
  json: true,
  async run(input) {
    const { t, values, progress } = input
    const country = (values.country ?? 'FR').toUpperCase()
    return withCommandContext({ ...input, readiness: 'data' }, async ({ ctx, config }) => {
      const service = publicWikidata(config.baseUrl)
      const report = await importWikidata(ctx, {
        country,
        dryRun: input.given('dry-run'),
        service: values.endpoint ? { ...service, endpoint: values.endpoint } : service,
        pageSize: 200,
        onProgress: (ties) => progress.show(t('import.wikidata.reading', { ties })),
      })
      await tellReport(input, report, values.report)
      return 0
    })
  },
}

/** `navette import …`: ties from a file or from Wikidata, accounts of an authority. */
export const importGroup: Group = { summary: 'import.summary', commands: { ties, wikidata, totem: importTotem } }
