import { percentOf, toCents } from '../../../features/budgets/exact.ts'
import { type FigureDimension, netOf } from '../../../features/budgets/figure-rules.ts'
import { figureName } from '../../workspace/budget-words.ts'
import { useLabels, useSite } from '../site.ts'
import { useEuros } from './use-euros.ts'
import { WideTable } from './wide-table.tsx'

type Year = {
  year: number
  stage: 'executed' | 'voted'
  expenditure: string
  receipts: string
  investment: string
  staff: string | null
  inKind: string | null
  volunteerTime: string | null
}
type Part = {
  year: number
  stage: 'executed' | 'voted'
  dimension: string
  value: string
  label: string
  expenditure: string
  receipts: string
  reason: string
}

/** The published years: expenditure, receipts, net and investment; what is valued apart in columns of its own. */
export function PublicYears({ years }: { years: readonly Year[] }) {
  const { t } = useSite()
  const { euros } = useEuros()
  const apart = (['staff', 'inKind', 'volunteerTime'] as const).filter((one) =>
    years.some((year) => year[one] !== null),
  )
  return (
    <table className="scan">
      <caption className="sr-only">{t('budget.public.years')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('budget.by.year')}</th>
          {(['expenditure', 'receipts', 'net'] as const).map((one) => (
            <th key={one} scope="col" className="num">
              {t(`budget.series.${one}`)}
            </th>
          ))}
          <th scope="col" className="num">
            {t('budget.public.investment')}
          </th>
          {apart.map((one) => (
            <th key={one} scope="col" className="num">
              {t(`budget.valuation.${one}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {years.map((one) => (
          <tr key={`${one.year} ${one.stage}`}>
            <th scope="row">
              {one.year} <span className="source">{t(`budget.measure.${one.stage}`)}</span>
            </th>
            <td className="num">{euros(one.expenditure)}</td>
            <td className="num">{euros(one.receipts)}</td>
            <td className="num">{euros(netOf(one.expenditure, one.receipts))}</td>
            <td className="num">{euros(one.investment)}</td>
            {apart.map((name) => (
              <td key={name} className="num">
                {euros(one[name])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const dimensions = [
  'country',
  'partnership',
  'type',
  'theme',
  'frame',
  'mode',
  'funder',
] as const satisfies readonly FigureDimension[]
type Dimension = (typeof dimensions)[number]

/** The year and the state everybody reads first: the latest executed one, else the latest voted. */
export function latestOf<One extends { year: number; stage: 'executed' | 'voted' }>(
  years: readonly One[],
): One | undefined {
  return years.findLast(({ stage }) => stage === 'executed') ?? years.at(-1)
}

/** The parts of the latest published year, by dimension. */
export function publicParts(
  parts: readonly Part[],
  years: readonly Year[],
): { dimension: Dimension; year: number; parts: Part[] }[] {
  const latest = latestOf(years)
  if (!latest) return []
  return dimensions.flatMap((dimension) => {
    const found = parts.filter(
      (part) => part.dimension === dimension && part.year === latest.year && part.stage === latest.stage,
    )
    // A table that only says it says nothing is left out.
    return found.some(({ value }) => value !== 'undetailed') ? [{ dimension, year: latest.year, parts: found }] : []
  })
}

/** What a published year is made of by one dimension. */
export function PublicPartTable({
  dimension,
  year,
  parts,
}: {
  dimension: Dimension
  year: number
  parts: readonly Part[]
}) {
  const { t } = useSite()
  const { euros, percent } = useEuros()
  const { country } = useLabels()
  const partnerships = Object.fromEntries(parts.map(({ value, label }) => [value, label]))
  const title = t('budget.parts.title', { by: t(`budget.by.${dimension}`), year: String(year) })
  const sides = dimension === 'funder' ? (['receipts'] as const) : (['expenditure', 'receipts'] as const)
  const of = dimension === 'funder' ? 'receipts' : 'expenditure'
  const whole = parts.reduce((sum, part) => sum + toCents(part[of]), 0n)
  return (
    <WideTable label={title}>
      <table className="scan">
        <caption className="font-[650]">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t(`budget.by.${dimension}`)}</th>
            {sides.map((side) => (
              <th key={side} scope="col" className="num">
                {t(`budget.series.${side}`)}
              </th>
            ))}
            <th scope="col" className="num max-sm:hidden">
              {t(`budget.public.shareOf.${of}`)}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.value}>
              <th scope="row">{figureName({ t, country, partnerships }, dimension, part.value)}</th>
              {sides.map((side) => (
                <td key={side} className="num">
                  {euros(part[side])}
                </td>
              ))}
              <td className="num max-sm:hidden">
                {percent(whole > 0n ? percentOf(toCents(part[of]), whole, 1) : null)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  )
}

/** What changed between two published years, and why, where the authority lets everybody read it. */
export function PublicChanges({ changes }: { changes: readonly Part[] }) {
  const { t } = useSite()
  const { euros } = useEuros()
  const { country } = useLabels()
  if (changes.length === 0) return null
  return (
    <WideTable label={t('budget.public.changes')}>
      <table className="scan">
        <caption className="sr-only">{t('budget.public.changes')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('budget.public.change')}</th>
            <th scope="col" className="num">
              {t('budget.series.expenditure')}
            </th>
            <th scope="col">{t('budget.public.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map((one) => {
            const [from = '', by = '', ...rest] = one.value.split(':')
            const value = rest.join(':')
            const income = `budget.income.${value}`
            const name =
              by === 'incomeGroup' && t.has(income)
                ? t(income)
                : figureName({ t, country, partnerships: {} }, by as FigureDimension, value)
            return (
              <tr key={one.value}>
                <th scope="row">
                  {name} <span className="source">{t('budget.public.between', { from, to: String(one.year) })}</span>
                </th>
                <td className="num">{euros(one.expenditure)}</td>
                <td>{one.reason}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </WideTable>
  )
}
