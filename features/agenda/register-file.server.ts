import type { Ctx } from '../../platform/context.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import { type CellValue, toCsvLine } from '../opendata/csv-text.ts'
import { writeXlsx } from '../opendata/xlsx.server.ts'
import { listRegister } from './register.server.ts'
import { type RegisterLine, type RegisterReading, selectLines } from './register.ts'

/** The register as a file to keep. */
export type RegisterFile = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }

const columns = [
  'title',
  'parties',
  'kind',
  'object',
  'legalBasis',
  'startsOn',
  'endsOn',
  'renewal',
  'state',
  'inForceOn',
  'deliberations',
  'transmittedOn',
  'commitmentsAll',
  'commitmentsDone',
  'commitmentsLate',
  'nextStep',
] as const
const amountColumns = ['title', 'parties', 'party', 'year', 'amountKind', 'amount', 'currency'] as const

const word = (t: Translator, area: string, code: string) => {
  const key = `agreement.${area}.${code}`
  return t.has(key) ? t(key) : code
}

function rowOf(t: Translator, line: RegisterLine): CellValue[] {
  const { commitments, nextStep } = line
  return [
    line.title,
    line.parties.join(' – '),
    word(t, 'kind', line.kind),
    line.object,
    line.legalBasis,
    line.startsOn,
    line.openEnded ? t('agenda.register.untilOpen') : line.endsOn,
    word(t, 'renewal', line.renewal),
    word(t, 'state', line.state),
    line.inForceOn,
    line.deliberations.map(({ party, on, reference }) => [party, on, reference].filter(Boolean).join(' ')),
    line.transmittedOn,
    commitments.all,
    commitments.done,
    commitments.late,
    nextStep ? t('agenda.register.stepWaited', nextStep) : null,
  ]
}

// One line for each party, year, kind and currency: nothing is added to anything else. Up to two decimals, and fewer
// digits than a number of a spreadsheet holds exactly.
const amountsOf = (t: Translator, { title, parties, amounts }: RegisterLine): CellValue[][] =>
  amounts.map(({ party, year, kind, amount, currency }) => [
    title,
    parties.join(' – '),
    party,
    year,
    t(`agenda.amountKind.${kind}`),
    Number(amount),
    currency,
  ])

// One part is enough: an organisation has hundreds of agreements at most.
async function* inOnePart(rows: CellValue[][]) {
  yield rows
}

const amountsInWords = (amounts: RegisterLine['amounts']) =>
  amounts.map(({ party, year, kind, amount, currency }) => `${year} ${party} ${amount} ${currency} (${kind})`)

/**
 * Writes the register of all agreements: as a workbook, with a sheet of amounts by party, year, kind and currency; or as CSV,
 * where the amounts stand in one cell.
 */
export async function downloadRegister(
  ctx: Ctx,
  organisationId: string,
  reading: RegisterReading,
  format: 'xlsx' | 'csv',
): Promise<RegisterFile> {
  const t = translator(ctx.locale)
  const lines = selectLines(await listRegister(ctx, organisationId), reading)
  const header = columns.map((column) => t(`agenda.register.column.${column}`))
  const rows = lines.map((line) => rowOf(t, line))
  const name = `${t('agenda.register.file')}.${format}`
  if (format === 'csv') {
    const text = [
      toCsvLine([...header, t('agenda.register.column.amounts')]),
      ...lines.map((line, index) => toCsvLine([...(rows[index] ?? []), amountsInWords(line.amounts)])),
    ].join('')
    return { name, type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(text) }
  }
  const bytes = await writeXlsx([
    { name: t('agenda.register.sheet'), header, parts: inOnePart(rows) },
    {
      name: t('agenda.register.amountsSheet'),
      header: amountColumns.map((column) => t(`agenda.register.column.${column}`)),
      parts: inOnePart(lines.flatMap((line) => amountsOf(t, line))),
    },
  ])
  return { name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }
}
