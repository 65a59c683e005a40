import type { Locale } from '../../platform/i18n/locales.ts'
import type { Translator } from '../../platform/i18n/translator.ts'
import type { Block, PaperText } from '../partnerships/kit-paper.ts'
import type { Ratios } from './figure-rules.ts'

/** What one partnership or project of the year is, who carried it, and who paid. */
export type SheetAction = { name: string; carriedBy: string; paidBy: string; expenditure: string }

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
  actions: SheetAction[]
  sources: string[]
}

/** How amounts and numbers are written. */
export type SheetWords = {
  t: Translator
  locale: Locale
  euros: (amount: string) => string
  percent: (value: string) => string
  number: (value: number) => string
}

// The most rows that leave everything on one page.
const mostYears = 4
const mostActions = 4
const longest = 42

const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1).trimEnd()}…` : text)

/** “Our international action in figures”: one page, with who carried each action before who paid for it. */
export function composeSheet(facts: SheetFacts, { t, locale, euros, percent, number }: SheetWords): PaperText {
  const title = t('budget.sheet.title', { name: facts.name, year: String(facts.year) })
  const { ratios, total, population } = facts
  const known = (value: string | null, write: (value: string) => string) =>
    value === null ? t('budget.sheet.unknown') : write(value)
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: t('budget.sheet.lead', {
        measure: facts.measure,
        expenditure: euros(facts.expenditure),
        receipts: euros(facts.receipts),
        net: euros(facts.net),
      }),
    },
    {
      kind: 'table',
      caption: t('budget.sheet.ratios'),
      head: [t('budget.ratio.what'), t('budget.ratio.share'), t('budget.ratio.perHead')],
      rows: [
        [t('budget.ratio.gross'), known(ratios.shareGross, percent), known(ratios.perHeadGross, euros)],
        [t('budget.ratio.net'), known(ratios.shareNet, percent), known(ratios.perHeadNet, euros)],
      ],
      numbers: [1, 2],
    },
    {
      kind: 'paragraph',
      style: 'quiet',
      text: [
        total === null
          ? t('budget.ratio.noTotal', { year: String(facts.year) })
          : t('budget.ratio.total', { year: String(facts.year), total: euros(total) }),
        population === null
          ? t('budget.ratio.noPopulation')
          : t('budget.ratio.population', { population: number(population), year: String(facts.populationYear ?? '') }),
        ...(facts.leverage === null ? [] : [t('budget.sheet.leverage', { amount: euros(facts.leverage) })]),
      ].join(' '),
    },
  ]
  const years = facts.years.slice(-mostYears)
  if (facts.drawing && years.length > 1)
    blocks.push({ kind: 'drawing', svg: facts.drawing, alternative: t('budget.sheet.drawing') })
  if (years.length > 0)
    blocks.push({
      kind: 'table',
      caption: t('budget.sheet.years'),
      head: [t('budget.by.year'), t('budget.series.expenditure'), t('budget.series.receipts'), t('budget.series.net')],
      rows: years.map((one) => [String(one.year), euros(one.expenditure), euros(one.receipts), euros(one.net)]),
      numbers: [1, 2, 3],
    })
  if (facts.actions.length > 0)
    blocks.push({
      kind: 'table',
      caption: t('budget.sheet.actions'),
      head: (['action', 'carriedBy', 'paidBy', 'amount'] as const).map((column) => t(`budget.sheet.column.${column}`)),
      rows: facts.actions
        .slice(0, mostActions)
        .map(({ name, carriedBy, paidBy, expenditure }) => [
          shorten(name),
          shorten(carriedBy || t('budget.unsaid')),
          shorten(paidBy),
          euros(expenditure),
        ]),
      numbers: [3],
      widths: [2, 2.2, 2, 1.2],
    })
  blocks.push({
    kind: 'paragraph',
    style: 'quiet',
    text:
      facts.sources.length > 0
        ? t('budget.sheet.sources', { sources: facts.sources.join(' ; ') })
        : t('budget.source.none'),
  })
  return { title, author: facts.name, parts: [{ locale, title, subtitle: t('budget.sheet.subtitle'), blocks }] }
}
