import type { Locale } from '../../platform/i18n/locales.ts'
import type { Translator } from '../../platform/i18n/translator.ts'
import type { Block, PaperText } from '../partnerships/kit-paper.ts'
import { percentOf, toCents } from './exact.ts'
import { greatest, type Ratios } from './figure-rules.ts'

/** What one partnership or project of the year is, who carried it, and who paid. */
export type SheetAction = { name: string; carriedBy: string; paidBy: string; expenditure: string }

/** One country or funder with its amount. */
export type SheetPart = { name: string; amount: string }

/** All the sheet says; amounts are exact decimals. */
export type SheetFacts = {
  name: string
  year: number
  measure: 'executed' | 'voted' | 'planned'
  expenditure: string
  receipts: string
  net: string
  total: string | null
  population: number | null
  populationYear: number | null
  ratios: Ratios
  leverage: string | null
  years: { year: number; expenditure: string; receipts: string; net: string }[]
  drawing: string | null
  /** What was spent by country. */
  countries: SheetPart[]
  /** What was received by who paid. */
  funders: SheetPart[]
  actions: SheetAction[]
  sources: string[]
  /** The day it was made, in words. */
  madeOn: string
}

/** How amounts and numbers are written. */
export type SheetWords = {
  t: Translator
  locale: Locale
  euros: (amount: string) => string
  wholeEuros: (amount: string) => string
  percent: (value: string) => string
  number: (value: number) => string
}

/** The most years the sheet shows, drawing and table. */
export const sheetYears = 5
// The most rows that leave everything on one page.
const mostActions = 6
const mostParts = 5
const longest = 46
const longestPart = 27

const shorten = (text: string, most = longest): string =>
  text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text

// The three amounts first, each with its share of the whole budget and its cost per inhabitant; then what others add.
function keyFigures(facts: SheetFacts, { t, wholeEuros, euros, percent }: SheetWords): Block {
  const { ratios } = facts
  const note = (share: string | null, perHead: string | null) => [
    ...(share === null ? [] : [t('budget.sheet.ofBudget', { share: percent(share) })]),
    ...(perHead === null ? [] : [t('budget.sheet.perHead', { amount: euros(perHead) })]),
  ]
  const items = [
    {
      name: t('budget.sheet.gross', { measure: facts.measure }),
      value: wholeEuros(facts.expenditure),
      notes: note(ratios.shareGross, ratios.perHeadGross),
    },
    {
      name: t('budget.sheet.received', { measure: facts.measure }),
      value: wholeEuros(facts.receipts),
      notes: [t('budget.sheet.fromOthers')],
    },
    { name: t('budget.sheet.net'), value: wholeEuros(facts.net), notes: note(ratios.shareNet, ratios.perHeadNet) },
  ]
  if (facts.leverage !== null)
    items.push({
      name: t('budget.sheet.leverage'),
      value: euros(facts.leverage),
      notes: [t('budget.sheet.leverageNote')],
    })
  return { kind: 'figures', items }
}

// No share and no cost without what it is a share of, and of how many.
function basis({ total, population, populationYear, year }: SheetFacts, { t, euros, number }: SheetWords): Block {
  const text = [
    total === null
      ? t('budget.sheet.noTotal', { year: String(year) })
      : t('budget.ratio.total', { year: String(year), total: euros(total) }),
    population === null
      ? t('budget.sheet.noPopulation')
      : t('budget.ratio.population', { population: number(population), year: String(populationYear ?? '') }),
    t('budget.sheet.rounded'),
  ]
  return { kind: 'paragraph', style: 'quiet', text: text.join(' ') }
}

function evolution(facts: SheetFacts, { t, wholeEuros }: SheetWords): Block[] {
  const years = facts.years.slice(-sheetYears)
  if (years.length < 2) return []
  const table: Block = {
    kind: 'table',
    caption: t('budget.sheet.yearsCaption'),
    head: [t('budget.by.year'), t('budget.series.expenditure'), t('budget.series.receipts'), t('budget.series.net')],
    rows: years.map((one) => [
      String(one.year),
      wholeEuros(one.expenditure),
      wholeEuros(one.receipts),
      wholeEuros(one.net),
    ]),
    numbers: [1, 2, 3],
    widths: [0.8, 1.2, 1.2, 1.2],
  }
  const heading: Block = { kind: 'heading', level: 2, text: t('budget.sheet.years') }
  if (!facts.drawing) return [heading, table]
  const drawing: Block = {
    kind: 'drawing',
    svg: facts.drawing,
    alternative: t('budget.sheet.drawing'),
    width: 100,
  }
  return [heading, { kind: 'beside', left: [drawing], right: [table], widths: [1, 1.15] }]
}

function actionTable(facts: SheetFacts, { t, wholeEuros }: SheetWords): Block[] {
  if (facts.actions.length === 0) return []
  const shown = facts.actions.slice(0, mostActions)
  const rows = shown.map(({ name, carriedBy, paidBy, expenditure }) => [
    shorten(name),
    shorten(carriedBy || t('budget.unsaid')),
    shorten(paidBy),
    wholeEuros(expenditure),
  ])
  return [
    { kind: 'heading', level: 2, text: t('budget.sheet.where') },
    {
      kind: 'table',
      caption: t('budget.sheet.actions', {
        shown: shown.length,
        all: facts.actions.length,
        more: facts.actions.length - shown.length,
      }),
      head: (['action', 'carriedBy', 'paidBy', 'amount'] as const).map((column) => t(`budget.sheet.column.${column}`)),
      rows,
      numbers: [3],
      widths: [2.2, 2.2, 2.2, 1.1],
    },
  ]
}

// Where the money goes and whose money comes in: each with its part of the whole, the greatest first.
function partTable(
  parts: readonly SheetPart[],
  whole: string,
  column: 'country' | 'funder',
  words: SheetWords,
): Block[] {
  const { t, wholeEuros, percent } = words
  if (parts.length === 0) return []
  const shown = greatest(parts, mostParts, t('budget.others'))
  const rows = shown.map(({ name, amount }) => {
    const share = percentOf(toCents(amount), toCents(whole), 1)
    return [shorten(name, longestPart), wholeEuros(amount), share === null ? '' : percent(share)]
  })
  const head = [t(`budget.sheet.part.${column}`), t(`budget.sheet.part.${column}Amount`), t('budget.sheet.part.share')]
  const caption = t(`budget.sheet.part.${column}Caption`)
  return [{ kind: 'table', caption, head, rows, numbers: [1, 2], widths: [2.6, 1.2, 0.9] }]
}

function partTables(facts: SheetFacts, words: SheetWords): Block[] {
  const left = partTable(facts.countries, facts.expenditure, 'country', words)
  const right = partTable(facts.funders, facts.receipts, 'funder', words)
  return left.length > 0 && right.length > 0 ? [{ kind: 'beside', left, right, widths: [1, 1] }] : [...left, ...right]
}

/** “Our international action in figures”: one page, with who carried each action before who paid for it. */
export function composeSheet(facts: SheetFacts, words: SheetWords): PaperText {
  const { t, locale, euros } = words
  const title = t('budget.sheet.title', { year: String(facts.year) })
  const sources =
    facts.sources.length > 0
      ? t('budget.sheet.sources', { sources: facts.sources.join(' ; ') })
      : t('budget.source.none')
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: t('budget.sheet.lead', {
        measure: facts.measure,
        year: String(facts.year),
        expenditure: euros(facts.expenditure),
        receipts: euros(facts.receipts),
        net: euros(facts.net),
      }),
    },
    keyFigures(facts, words),
    basis(facts, words),
    ...evolution(facts, words),
    ...actionTable(facts, words),
    ...partTables(facts, words),
    { kind: 'paragraph', style: 'quiet', text: [sources, t('budget.sheet.made', { day: facts.madeOn })].join(' ') },
  ]
  const parts = [{ locale, title, subtitle: t('budget.sheet.subtitle', { name: facts.name }), blocks }]
  return { title: `${facts.name} – ${title}`, author: facts.name, parts, isSheet: true }
}
