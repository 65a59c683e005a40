import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { MessageKey } from '../../platform/i18n/messages.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import { type CellValue, toCsvLine } from '../opendata/csv-text.ts'
import { maxXlsxRows, writeXlsx } from '../opendata/xlsx.server.ts'
import type { LineView } from './line-filters.ts'
import { type ListedLine, listLines } from './lines.server.ts'

const headings = [
  'label',
  'year',
  'valuation',
  'direction',
  'section',
  'planned',
  'voted',
  'executed',
  'carriedOver',
  'tie',
  'project',
  'country',
  'type',
  'theme',
  'frame',
  'mode',
  'means',
  'department',
  'counterpart',
  'onePercent',
  'document',
  'stage',
  'nature',
  'function',
  'take',
  'reason',
  'note',
] as const

/** The lines of a list as a workbook or as CSV for the authority itself, each with the accounting line it was drawn from. */
export async function downloadLines(
  ctx: Ctx,
  organisationId: string,
  view: LineView,
  countries: ReadonlyMap<string, string>,
  format: 'xlsx' | 'csv' = 'xlsx',
): Promise<Uint8Array<ArrayBuffer>> {
  const { lines } = await listLines(ctx, organisationId, view, { all: true })
  if (lines.length > maxXlsxRows) throw new AppError('invalid', 'budget_file_long', { most: maxXlsxRows })
  const t = translator(ctx.locale)
  if (format === 'csv') {
    const rows = lines.map((line) => toRow(line, t, countries))
    const text = [headings.map((name) => t(`budgetLines.sheet.${name}`)), ...rows].map(toCsvLine).join('')
    return new TextEncoder().encode(text)
  }
  async function* parts() {
    yield lines.map((line) => toRow(line, t, countries))
  }
  const header = headings.map((name) => t(`budgetLines.sheet.${name}`))
  return writeXlsx([{ name: t('budgetLines.sheet.name'), header, parts: parts() }])
}

// Amounts are numbers in a sheet that people add up; to the cent they are exact there too.
const amount = (text: string | null): CellValue => (text === null ? null : Number(text))

function toRow(line: ListedLine, t: Translator, countries: ReadonlyMap<string, string>): CellValue[] {
  const word = (area: string, code: string | null) => (code === null ? null : t(`${area}.${code}` as MessageKey))
  const { source } = line
  return [
    line.label,
    line.year,
    word('budgetLines.valuation', line.valuation),
    word('budgetLines.direction', line.direction),
    word('budgetLines.section', line.section),
    amount(line.planned),
    amount(line.voted),
    amount(line.executed),
    amount(line.carriedOver),
    line.partners.join(', '),
    line.project,
    line.country === null ? null : (countries.get(line.country) ?? line.country),
    word('atlas.type', line.actionType),
    word('atlas.theme', line.theme),
    word('project.frame', line.purposeFrame),
    word('project.mode', line.operatingMode),
    word('budgetLines.means', line.means),
    line.department,
    line.counterpart,
    word('budgetLines.onePercent', line.onePercent),
    source?.document ?? null,
    word('budgetLines.stage', source?.stage ?? null),
    source?.nature ?? null,
    source?.functionCode ?? null,
    line.share === null ? line.part : `${Number(line.share)} %`,
    reasonWord(t, line.reason),
    line.note,
  ]
}

/** Why a line is there, in words. */
export function reasonWord(t: Translator, reason: string): string {
  if (/^function\d/.test(reason)) return t('budgetLines.reason.function', { code: reason.slice('function'.length) })
  const key = `budgetLines.reason.${reason.replace('suggestion:', '')}`
  return t.has(key) ? t(key) : t('budgetLines.reason.hand')
}
