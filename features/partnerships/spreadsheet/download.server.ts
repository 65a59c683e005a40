import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { type Translator, translator } from '../../../platform/i18n/translator.ts'
import { type CellValue, toCsvLine } from '../../opendata/csv-text.ts'
import { writeXlsx } from '../../opendata/xlsx.server.ts'
import type { SheetField } from './fields.ts'
import { loadOwnTies, type OwnOrganisation, type OwnTie } from './known-ties.server.ts'
import { inSlices } from './slices.ts'

export type SheetFormat = 'csv' | 'xlsx'

/** A file to hand over. */
export type SheetFile = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }

const fields = [
  'id',
  'partnerName',
  'partnerCountry',
  'type',
  'state',
  'since',
  'until',
  'themes',
] as const satisfies SheetField[]

async function countryNames(ctx: Ctx): Promise<Map<string, string>> {
  const { rows } = await sql<{ iso2: string; fr: string; en: string }>`
    select iso2, name_fr as fr, name_en as en from country`.execute(ctx.db)
  return new Map(rows.map((row) => [row.iso2, row[ctx.locale]]))
}

const separator = '; '

// So many lines are handed to the writer at once.
const part = 1_000

// What is not known stays blank: a blank cell never takes anything back.
function toCells(tie: OwnTie, t: Translator, countries: ReadonlyMap<string, string>): CellValue[] {
  const { type, state, since, until, themes } = tie.present
  return [
    tie.id,
    tie.names.join(separator),
    tie.partners.map(({ country }) => countries.get(country) ?? country).join(separator),
    type === 'unknown' ? null : t(`atlas.type.${type}`),
    state === 'unknown' ? null : t(`atlas.state.${state}`),
    since,
    until,
    themes.map((theme) => t(`atlas.theme.${theme}`)).join(separator),
  ]
}

/** The ties of an organisation as a sheet to work on: what is changed in it and brought back is changed here. */
export async function makeSheet(ctx: Ctx, own: OwnOrganisation, format: SheetFormat): Promise<SheetFile> {
  const t = translator(ctx.locale)
  const countries = await countryNames(ctx)
  const ties = await loadOwnTies(ctx, own)
  const keyOf = (tie: OwnTie) => tie.partners[0]?.nameKeys.at(-1) ?? ''
  const sorted = ties.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const rows = await inSlices(sorted, (tie) => toCells(tie, t, countries))
  const header = fields.map((field) => t(`spreadsheet.field.${field}`))
  const name = `${t('spreadsheet.file.name')}-${own.key}-${ctx.now.toISOString().slice(0, 10)}.${format}`
  if (format === 'xlsx') {
    const parts = (async function* () {
      for (let from = 0; from < rows.length; from += part) yield rows.slice(from, from + part)
    })()
    const bytes = await writeXlsx([{ name: t('spreadsheet.file.sheet'), header, parts }])
    return { name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }
  }
  // The mark tells spreadsheets that the letters are UTF-8.
  const text = `\ufeff${(await inSlices([header, ...rows], toCsvLine)).join('')}`
  return { name, type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(text) }
}
