import type { Words } from '../../features/opendata/columns.ts'
import type { CellValue } from '../../features/opendata/csv-text.ts'
import { licenceName } from '../../features/opendata/licences.ts'
import { listSources } from '../../features/opendata/names.server.ts'
import { maxXlsxRows, writeXlsx } from '../../features/opendata/xlsx.server.ts'
import type { Ctx } from '../../platform/context.ts'
import type { MessageKey } from '../../platform/i18n/messages.ts'
import { ProblemError } from '../problem.ts'
import type { FileRows } from './datasets.ts'

/** What the second sheet says of the file: its date, the question it answers, where it comes from. */
export type XlsxAbout = { changedAt: Date; address: string; asked: string }

async function* once(rows: CellValue[][]): AsyncGenerator<CellValue[][]> {
  yield rows
}

async function aboutRows(ctx: Ctx, { t }: Words, file: FileRows, about: XlsxAbout): Promise<CellValue[][]> {
  const sources = await listSources(ctx)
  return [
    [t('data.xlsx.selection'), about.asked || t('data.xlsx.everything')],
    [t('data.xlsx.address'), about.address],
    [t('data.xlsx.licence')],
    [],
    [t('data.xlsx.source'), t('data.xlsx.sourceName'), t('data.xlsx.sourceLicence'), t('data.xlsx.attribution')],
    ...sources.map((source) => [
      source.code,
      source.name,
      `${licenceName(t, source.licence)} (${source.licence})`,
      source.attribution,
    ]),
    [],
    [t('data.xlsx.column'), t('data.xlsx.meaning')],
    ...file.columns.map((name) => [name, t(`data.columns.${file.dictionary}.${name}` as MessageKey)]),
  ]
}

/** The selection as an XLSX file of two sheets; too many rows are refused with a way out. */
export async function makeXlsx(
  ctx: Ctx,
  words: Words,
  file: FileRows,
  about: XlsxAbout,
): Promise<Uint8Array<ArrayBuffer>> {
  const rows = await file.count()
  if (rows > maxXlsxRows) throw new ProblemError({ reason: 'xlsx_too_large', values: { rows, most: maxXlsxRows } })
  const { t } = words
  return writeXlsx([
    { name: t('data.xlsx.data'), header: file.columns, parts: file.cells() },
    {
      name: t('data.xlsx.about'),
      header: [t('data.xlsx.date'), about.changedAt.toISOString()],
      parts: once(await aboutRows(ctx, words, file, about)),
    },
  ])
}
