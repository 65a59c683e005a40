import type { Ctx } from '../../platform/context.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { dayOf } from '../freshness/rules.ts'
import { type CellValue, toCsvLine } from '../opendata/csv-text.ts'
import { writeXlsx } from '../opendata/xlsx.server.ts'
import { type FigureCell, type FigureDimension, figureDimensions, netOf, ratiosOf } from './figure-rules.ts'
import type { FigureView } from './figure-view.ts'
import { getFigures } from './figures.server.ts'
import { getMoneyPaths } from './money-paths.server.ts'
import { type Measure, measures } from './schema.ts'
import { getWholeBudgets } from './whole-budget.server.ts'

/** A file of figures to keep. */
export type FigureFile = { name: string; type: string; bytes: Uint8Array<ArrayBuffer> }

/** How a value is named, with what the names of ties are found in. */
export type NameValue = (by: FigureDimension, value: string, partnerships: Readonly<Record<string, string>>) => string

// Two decimals and fewer digits than a number of a spreadsheet holds exactly.
const cell = (amount: string | null | undefined): CellValue =>
  amount === null || amount === undefined ? null : Number(amount)

const states = [...measures, 'carriedOver'] as const

async function* inOnePart(rows: CellValue[][]) {
  yield rows
}

/** All figures of the view as a workbook with a sheet for each table, or as one CSV: year by dimension by state. */
export async function downloadFigures(
  ctx: Ctx,
  organisationId: string,
  view: FigureView,
  at: { year: number; measure: Measure } | null,
  { format, nameValue }: { format: 'xlsx' | 'csv'; nameValue: NameValue },
): Promise<FigureFile> {
  const t = translator(ctx.locale)
  const figures = await getFigures(ctx, organisationId, view)
  const named = ({ dimension, value }: FigureCell) =>
    dimension === 'all' ? '' : nameValue(dimension, value, figures.partnerships)
  const header = [
    t('budget.by.year'),
    t('budget.file.dimension'),
    t('budget.file.value'),
    t('budget.file.valuation'),
    ...(['expenditure', 'receipts'] as const).flatMap((side) =>
      states.map((state) =>
        t('budget.file.amount', { side: t(`budget.series.${side}`), state: t(`budget.state_of.${state}`) }),
      ),
    ),
    t('budget.file.net'),
    t('budget.file.lines'),
    t('budget.file.accounts'),
    t('budget.file.madeOn'),
  ]
  const { years } = await getWholeBudgets(ctx, organisationId)
  const accountsOf = (year: number): string | null => {
    const documents = years.find((one) => one.year === year)?.documents ?? []
    const told = documents.map(({ label, stage, decidedOn }) =>
      [t(`budget.stage.${stage}`), label, decidedOn].filter(Boolean).join(', '),
    )
    return told.join(' ; ') || t('budget.source.hand')
  }
  const rowOf = (one: FigureCell): CellValue[] => [
    one.year,
    one.dimension === 'all' ? t('budget.file.all') : t(`budget.by.${one.dimension}`),
    named(one),
    t(`budget.valuation.${one.valuation}`),
    ...states.map((state) => cell(one.expenditure[state])),
    ...states.map((state) => cell(one.receipts[state])),
    cell(netOf(one.expenditure.executed, one.receipts.executed)),
    one.lines,
    accountsOf(one.year),
    dayOf(ctx.now),
  ]
  const name = `${t('budget.file.name')}.${format}`
  if (format === 'csv') {
    const text = [header, ...figures.cells.map(rowOf)].map(toCsvLine).join('')
    return { name, type: 'text/csv; charset=utf-8', bytes: new TextEncoder().encode(text) }
  }
  const sheet = (dimension: FigureCell['dimension'], title: string) => ({
    name: title,
    header,
    parts: inOnePart(figures.cells.filter((one) => one.dimension === dimension).map(rowOf)),
  })
  const bytes = await writeXlsx([
    sheet('all', t('budget.file.years')),
    ...figureDimensions.map((one) => sheet(one, t(`budget.by.${one}`))),
    await ratioSheet(ctx, organisationId, figures.cells),
    await waySheet(ctx, figures.organisationIds, view, at, nameValue),
  ])
  return { name, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes }
}

async function ratioSheet(ctx: Ctx, organisationId: string, cells: readonly FigureCell[]) {
  const t = translator(ctx.locale)
  const whole = await getWholeBudgets(ctx, organisationId)
  const columns = [
    'expenditure',
    'receipts',
    'total',
    'shareGross',
    'shareNet',
    'population',
    'populationYear',
    'perHeadGross',
    'perHeadNet',
  ] as const
  const rows = cells
    .filter(
      ({ dimension, valuation, expenditure }) =>
        dimension === 'all' && valuation === 'money' && expenditure.executed !== null,
    )
    .map((one): CellValue[] => {
      const account = whole.years.find(({ year }) => year === one.year)
      const basis = {
        expenditure: one.expenditure.executed ?? '0.00',
        receipts: one.receipts.executed ?? '0.00',
        total: account?.executed.expenditure ?? null,
        population: account?.population ?? whole.register.population,
      }
      const ratios = ratiosOf(basis)
      const populationYear = account?.populationYear ?? whole.register.populationYear
      return [
        one.year,
        cell(basis.expenditure),
        cell(basis.receipts),
        cell(basis.total),
        cell(ratios.shareGross),
        cell(ratios.shareNet),
        basis.population,
        populationYear,
        cell(ratios.perHeadGross),
        cell(ratios.perHeadNet),
      ]
    })
  return {
    name: t('budget.file.ratios'),
    header: [t('budget.by.year'), ...columns.map((column) => t(`budget.file.ratio.${column}`))],
    parts: inOnePart(rows),
  }
}

async function waySheet(
  ctx: Ctx,
  organisationIds: readonly string[],
  view: FigureView,
  at: { year: number; measure: Measure } | null,
  nameValue: NameValue,
) {
  const t = translator(ctx.locale)
  const paths = at ? await getMoneyPaths(ctx, organisationIds, { ...at, filters: view.filters }) : null
  return {
    name: t('budget.way.heading'),
    header: [
      t('budget.way.from'),
      t('budget.way.through'),
      t('budget.way.last'),
      t('budget.by.counterpart'),
      t('budget.way.amount'),
    ],
    parts: inOnePart(
      (paths?.stretches ?? []).map((one) =>
        one.stage === 'funder'
          ? [nameValue('funder', one.kind, {}), '', '', '', cell(one.amount)]
          : ['', one.through, one.name, nameValue('counterpart', one.kind, {}), cell(one.amount)],
      ),
    ),
  }
}
