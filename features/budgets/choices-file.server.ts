import type { Ctx } from '../../platform/context.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import { dayOf } from '../freshness/rules.ts'
import { type CellValue, toCsvLine } from '../opendata/csv-text.ts'
import { writeXlsx } from '../opendata/xlsx.server.ts'
import { getLens } from './lens.server.ts'
import { lensName, periodWords } from './lens-names.ts'
import type { LensRow } from './lens-rules.ts'
import { getOnePercent } from './one-percent.server.ts'
import { getWhatIf, type WhatIfResult } from './what-if.server.ts'

/** A page of choices as a file to keep. */
export type ChoiceFile = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }

/** How it is written. */
export type ChoiceFormat = 'xlsx' | 'csv'

// One part is enough: an authority has a few hundred rows at most.
async function* inOnePart(rows: CellValue[][]) {
  yield rows
}

/** `source`: where the figures come from, in a sentence; null where each row says its own. */
async function write(
  ctx: Ctx,
  table: { name: string; header: string[]; rows: CellValue[][]; source: string | null },
  format: ChoiceFormat,
): Promise<ChoiceFile> {
  const t = translator(ctx.locale)
  const { name, source } = table
  // Wherever a row is pasted, it still says whose figures they are and of which day.
  const header = [...table.header, ...(source ? [t('arbitration.file.source')] : []), t('arbitration.file.takenOn')]
  const rows = table.rows.map((row) => [...row, ...(source ? [source] : []), dayOf(ctx.now)])
  if (format === 'csv') {
    const text = [header, ...rows].map(toCsvLine).join('')
    return { name: `${name}.csv`, type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(text) }
  }
  const bytes = await writeXlsx([{ name, header, parts: inOnePart(rows) }])
  return { name: `${name}.xlsx`, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }
}

// Two decimals, and fewer digits than a number of a spreadsheet holds exactly.
const number = (amount: string | null): number | null => (amount === null ? null : Number(amount))

async function nameOf(ctx: Ctx, organisationId: string): Promise<string> {
  const found = ctx.db.selectFrom('organisation').select('name').where('id', '=', organisationId)
  return (await found.executeTakeFirstOrThrow()).name
}

async function countryNames(ctx: Ctx): Promise<(code: string) => string> {
  const name = ctx.locale === 'fr' ? 'name_fr' : 'name_en'
  const rows = await ctx.db.selectFrom('country').select(['iso2', name]).execute()
  const names = new Map(rows.map((row) => [row.iso2, (row as Record<string, string>)[name] ?? row.iso2]))
  return (code) => names.get(code) ?? code
}

/** Writes both periods side by side, as the address asks; each row says what is compared. */
export async function downloadLens(
  ctx: Ctx,
  organisationId: string,
  params: URLSearchParams,
  format: ChoiceFormat,
): Promise<ChoiceFile> {
  const { lens } = await getLens(ctx, organisationId, params)
  const t = translator(ctx.locale)
  const by = t(`arbitration.lens.by.${lens?.reading.dimension ?? 'type'}`)
  const header = [
    t('arbitration.lens.value', { by }),
    ...(lens ? [periodWords(lens.reading.first), periodWords(lens.reading.second)] : ['', '']),
    t('arbitration.lens.change'),
    t('arbitration.lens.percent'),
    t('arbitration.lens.kindColumn'),
    t('arbitration.lens.reason'),
    t('arbitration.lens.form.measure'),
    t('arbitration.lens.form.flow'),
  ]
  const name = t('arbitration.lens.file')
  const source = t('arbitration.file.lines', { name: await nameOf(ctx, organisationId) })
  if (!lens) return write(ctx, { name, header, rows: [], source }, format)
  const { reading, comparison, reasons, aside } = lens
  const names = { t, country: await countryNames(ctx), names: lens.names }
  const said = [t(`arbitration.lens.measure.${reading.measure}`), t(`arbitration.lens.flow.${reading.flow}`)]
  const row = (name: string, of: Omit<LensRow, 'value'>, reason = ''): CellValue[] => [
    name,
    number(of.first),
    number(of.second),
    number(of.change),
    number(of.percent),
    t(`arbitration.lens.kind.${of.kind}`),
    reason,
    ...said,
  ]
  const rows = [
    ...comparison.rows.map((one) => row(lensName(names, reading.dimension, one.value), one, reasons[one.value])),
    row(t('arbitration.lens.totalRow'), comparison.total),
    ...aside.map((one) => row(t(`budgetLines.valuation.${one.value}` as 'budgetLines.valuation.staff'), one)),
  ]
  return write(ctx, { name, header, rows, source }, format)
}

const totals = ['selected', 'expenditure', 'receipts', 'net', 'shareGross', 'shareNet'] as const
const perHead = ['perInhabitantGross', 'perInhabitantNet'] as const

function whatIfRows(t: Translator, result: WhatIfResult, nextYear: number): CellValue[][] {
  const { before, after, promises, cofundings, floors } = result
  return [
    ...[...totals, ...perHead].map((name) => [
      t('arbitration.whatIf.totals'),
      t(`arbitration.whatIf.row.${name}`),
      null,
      null,
      number(before[name]),
      number(after[name]),
      null,
      null,
    ]),
    ...promises.map((one) => [
      t('arbitration.whatIf.promises'),
      one.body || `${one.agreementTitle} – ${t('arbitration.whatIf.forecast', { year: String(nextYear) })}`,
      one.partners,
      one.dueOn ?? (one.kind === 'forecast' ? String(nextYear) : null),
      number(one.amount),
      null,
      one.currency,
      t(`arbitration.whatIf.state.${one.state}`, { left: one.left }),
    ]),
    ...cofundings.map((one) => [
      t('arbitration.whatIf.cofundings'),
      one.projectTitle ?? one.partners,
      one.funder,
      String(one.year),
      number(one.amount),
      null,
      one.currency,
      t(`arbitration.whatIf.cofundingState.${one.state}`),
    ]),
    ...floors.map((one) => [
      t('arbitration.whatIf.floors'),
      one.label,
      null,
      String(nextYear),
      number(one.before.amount),
      number(one.after.amount),
      null,
      t(`arbitration.floor.state.${one.after.state}`),
    ]),
  ]
}

/** Writes what a cut or a raise would do, as the address asks. */
export async function downloadWhatIf(
  ctx: Ctx,
  organisationId: string,
  params: URLSearchParams,
  format: ChoiceFormat,
): Promise<ChoiceFile> {
  const { result, nextYear, baseYear } = await getWhatIf(ctx, organisationId, params)
  const t = translator(ctx.locale)
  const header = [
    t('arbitration.whatIf.part'),
    t('arbitration.whatIf.figure'),
    t('arbitration.whatIf.partners'),
    t('arbitration.whatIf.due'),
    t('arbitration.whatIf.before', { year: String(baseYear ?? '') }),
    t('arbitration.whatIf.after', { year: String(nextYear) }),
    t('arbitration.whatIf.currency'),
    t('arbitration.whatIf.whatThen'),
  ]
  const rows = result ? whatIfRows(t, result, nextYear) : []
  const source = t('arbitration.file.promises', { name: await nameOf(ctx, organisationId) })
  return write(ctx, { name: t('arbitration.whatIf.file'), header, rows, source }, format)
}

const roomAmounts = ['resources', 'ceiling', 'used', 'pooled', 'unused', 'over', 'taken'] as const

/** Writes the 1 % by holder and year. */
export async function downloadOnePercent(ctx: Ctx, organisationId: string, format: ChoiceFormat): Promise<ChoiceFile> {
  const { rooms, mechanisms } = await getOnePercent(ctx, organisationId)
  const t = translator(ctx.locale)
  const header = [
    t('arbitration.onePercent.holder'),
    t('arbitration.onePercent.mechanismColumn'),
    t('arbitration.onePercent.year'),
    ...roomAmounts.map((name) => t(`arbitration.onePercent.${name === 'over' ? 'overColumn' : name}`)),
    t('arbitration.onePercent.field.source'),
    t('arbitration.onePercent.field.votedOn'),
    t('arbitration.onePercent.admin.article'),
  ]
  const rows = rooms.map((room) => [
    room.holderName,
    t(`arbitration.onePercent.mechanism.${room.mechanism}`),
    room.year,
    ...roomAmounts.map((name) => number(room[name])),
    room.source,
    room.votedOn,
    mechanisms.find(({ code }) => code === room.mechanism)?.article || t('arbitration.onePercent.articleToVerify'),
  ])
  return write(ctx, { name: t('arbitration.onePercent.file'), header, rows, source: null }, format)
}
