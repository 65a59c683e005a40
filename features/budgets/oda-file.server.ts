import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { firstOfMonth } from '../../platform/i18n/first-of-month.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { type CellValue, toCsvLine } from '../opendata/csv-text.ts'
import { writeXlsx } from '../opendata/xlsx.server.ts'
import { makePaper } from '../partnerships/make-paper.server.ts'
import { getOdaYear, type OdaYear } from './oda.server.ts'
import { fieldText, isAmount, type OdaNames } from './oda-fields.ts'
import { isMarker, type OdaColumn } from './oda-form.ts'
import { readOdaNames } from './oda-lists.server.ts'
import { composeOdaPaper } from './oda-paper.ts'
import { type OdaRow, rowsOfReturn, totalsOf } from './oda-rules.ts'

/** What a return can be had as: to fill in with, to keep, for a program, to sign. */
export const odaFormats = ['xlsx', 'csv', 'json', 'pdf'] as const
export type OdaFormat = (typeof odaFormats)[number]

/** The return as a file. */
export type OdaFile = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }

const types: Record<OdaFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
}

/** Reads the words a return is said with: who declares, and the names of countries, channels and sectors. */
export async function readNames(ctx: Ctx, organisationId: string, year: OdaYear): Promise<OdaNames> {
  const { db, locale } = ctx
  const declarant = await db
    .selectFrom('organisation')
    .select(['name', 'siren'])
    .where('id', '=', organisationId)
    .executeTakeFirst()
  if (!declarant) throw new AppError('not_found', 'record_not_found')
  const countries = await db
    .selectFrom('country')
    .select(['iso2', `name_${locale} as name`])
    .execute()
  return {
    t: translator(locale),
    year: year.year,
    declarant: declarant.name,
    siren: declarant.siren ?? '',
    contact: year.kept?.contact ?? '',
    countries: Object.fromEntries(countries.map(({ iso2, name }) => [iso2, name])),
    ...(await readOdaNames(locale)),
  }
}

type Made = { ctx: Ctx; year: OdaYear; rows: readonly OdaRow[]; names: OdaNames }

// Up to two decimals, and fewer digits than a number of a spreadsheet holds exactly.
function cellOf({ field }: OdaColumn, row: OdaRow, names: OdaNames): CellValue {
  const text = fieldText(field, row, names)
  return text !== '' && (isAmount(field) || isMarker(field)) ? Number(text) : text
}

async function* inOnePart(rows: CellValue[][]) {
  yield rows
}

function makeXlsx({ ctx, year, rows, names }: Made): Promise<Uint8Array<ArrayBuffer>> {
  const { t } = names
  const { columns } = year
  const totals = totalsOf(rows)
  return writeXlsx([
    {
      name: t('oda.file.rows'),
      header: columns.map((column) => column[ctx.locale]),
      parts: inOnePart(rows.map((row) => columns.map((column) => cellOf(column, row, names)))),
    },
    {
      name: t('oda.file.totals'),
      header: [t('oda.paper.column.kind'), t('oda.paper.column.rows'), t('oda.file.amount')],
      parts: inOnePart([
        ...totals.kinds.map((one) => [t(`oda.kind.${one.kind}`), one.rows, Number(one.amount)]),
        [t('oda.paper.all'), rows.filter(({ valuation }) => valuation === 'money').length, Number(totals.money)],
        [t('oda.file.staff'), rows.filter(({ valuation }) => valuation === 'staff').length, Number(totals.staff)],
      ]),
    },
    {
      name: t('oda.file.lines'),
      header: [t('oda.paper.column.number'), t('oda.file.line'), t('oda.file.amount'), t('oda.file.id')],
      parts: inOnePart(
        rows.flatMap((row, index) =>
          row.lines.map(({ id, label, amount }) => [index + 1, label, Number(amount), id] as CellValue[]),
        ),
      ),
    },
  ])
}

function makeCsv({ ctx, year, rows, names }: Made): string {
  const head = toCsvLine(year.columns.map((column) => column[ctx.locale]))
  const body = rows.map((row) => toCsvLine(year.columns.map(({ field }) => fieldText(field, row, names))))
  return [head, ...body].join('')
}

function makeJson({ year, rows, names }: Made): string {
  const { declarant, siren, contact, countries, channels, sectors } = names
  const coded = (list: Readonly<Record<string, string>>, code: string | null) =>
    code && { code, name: list[code] ?? code }
  const { state = 'draft', filedOn = null, reference = '', signatory = '' } = year.kept ?? {}
  return JSON.stringify(
    {
      ...{ declarant: { name: declarant, siren, contact, signatory }, year: year.year, currency: 'EUR' },
      ...{ state, filedOn, reference },
      rows: rows.map((row, index) => ({
        number: index + 1,
        ...row,
        country: coded(countries, row.country),
        channel: coded(channels, row.channel),
        sector: coded(sectors, row.sector),
      })),
      totals: totalsOf(rows),
    },
    null,
    1,
  )
}

// The paper goes to a French administration: it is in French, whoever asks for it.
async function makePdf({ ctx, year, rows, names }: Made): Promise<Uint8Array<ArrayBuffer>> {
  const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' })
  const days = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' })
  const { filedOn = null, reference = '', signatory = '' } = year.kept ?? {}
  const text = composeOdaPaper({
    ...{ names, rows, filedOn, reference, signatory },
    money: (amount) => euros.format(amount as `${number}`),
    day: (day) => firstOfMonth(days.format(new Date(`${day}T00:00:00Z`)), 'fr'),
  })
  return makePaper(text, 'pdf', ctx.now)
}

/** Writes the return of a year as a file: the rows as they were filed, or else as they stand now. */
export async function makeOdaFile(ctx: Ctx, organisationId: string, year: number, format: OdaFormat): Promise<OdaFile> {
  const inner: Ctx = format === 'pdf' ? { ...ctx, locale: 'fr' } : ctx
  const made = await inTransaction(inner, async (asked): Promise<Made> => {
    const found = await getOdaYear(asked, organisationId, year)
    return { ctx: asked, year: found, rows: rowsOfReturn(found), names: await readNames(asked, organisationId, found) }
  })
  const encode = (text: string) => new TextEncoder().encode(text)
  const bytes =
    format === 'xlsx'
      ? await makeXlsx(made)
      : format === 'pdf'
        ? await makePdf(made)
        : encode(format === 'csv' ? makeCsv(made) : makeJson(made))
  return { name: `${made.names.t('oda.file.name')}-${year}.${format}`, type: types[format], bytes }
}

/** The format of a name in an address or on the command line; refused where it is none. */
export function readOdaFormat(typed: string | undefined): OdaFormat {
  const found = odaFormats.find((one) => one === typed)
  if (!found) throw new AppError('not_found', 'oda_format_unknown')
  return found
}
