import type { Lens } from '../../../features/budgets/lens.server.ts'
import { linesOfLens } from '../../../features/budgets/lens-lines.ts'
import { periodWords } from '../../../features/budgets/lens-names.ts'
import { type LensDimension, listFindings } from '../../../features/budgets/lens-rules.ts'
import { unsaid } from '../../../features/budgets/line-filters.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Rich } from '../rich.tsx'
import { useLabels, useSite } from '../site.ts'
import { useFigures, useValueName } from './lens-words.ts'

// What the accounts say by themselves: how, not what for.
const fromAccounts: ReadonlySet<LensDimension> = new Set(['means', 'section', 'fonction'])

const years = (of: readonly number[]) => of.map(String)

/** What the comparison says in sentences, and on what it rests: nothing is compared with something else in silence. */
export function LensNotes({ lens, organisationKey }: { lens: Lens; organisationKey: string }) {
  const { t, locale, list } = useSite()
  const { euros, signed, signedPercent } = useFigures()
  const labels = useLabels()
  const nameOf = useValueName()
  const { reading, comparison, whole, moved, opened } = lens
  const { total } = comparison
  const { rose, fell } = listFindings(comparison.rows)
  const named = (value: string) => nameOf(reading.dimension, value, lens.names)
  const saidPercent = (percent: string | null) => (percent === null ? 'none' : signedPercent(percent))
  const missing = [...lens.years.firstMissing, ...lens.years.secondMissing]
  const to = (page: 'budgetAccounts' | 'budgetLines' | 'budgetCarry', query: Record<string, string> = {}) =>
    workspacePath(page, locale, { key: organisationKey }, query)
  return (
    <ul className="prose measure mt-4">
      <li>
        {t('arbitration.lens.total', {
          first: euros(total.first ?? '0.00'),
          second: euros(total.second ?? '0.00'),
          firstPeriod: periodWords(reading.first),
          secondPeriod: periodWords(reading.second),
          percent: saidPercent(total.percent),
        })}
      </li>
      {rose ? <li>{t('arbitration.lens.rose', { what: named(rose.value), change: signed(rose.change) })}</li> : null}
      {fell ? <li>{t('arbitration.lens.fell', { what: named(fell.value), change: signed(fell.change) })}</li> : null}
      {reading.flow === 'net' ? null : whole ? (
        <li>
          {t('arbitration.lens.whole', {
            ...{ flow: reading.flow, first: euros(whole.first), second: euros(whole.second) },
            average: lens.years.first.length > 1 || lens.years.second.length > 1 ? 'yes' : 'no',
            percent: saidPercent(whole.percent),
          })}
        </li>
      ) : (
        <li>
          <Rich text={t('arbitration.lens.wholeNone')} links={{ accounts: to('budgetAccounts') }} />
        </li>
      )}
      {comparison.basis === 'average' ? (
        <li>{t('arbitration.lens.average', { first: lens.years.first.length, second: lens.years.second.length })}</li>
      ) : null}
      {missing.length > 0 ? (
        <li>{t('arbitration.lens.missing', { measure: reading.measure, years: list(years(missing)) })}</li>
      ) : null}
      {opened.length > 0 ? <li>{t('arbitration.lens.opened', { years: list(years(opened)) })}</li> : null}
      {moved.map(({ country, from, to: group }) => (
        <li key={country}>
          {t('arbitration.lens.moved', {
            country: labels.country(country),
            from: nameOf('incomeGroup', from),
            to: nameOf('incomeGroup', group),
          })}
        </li>
      ))}
      {lens.unknownGroups.map(({ country, years: unknown }) => (
        <li key={country}>
          {t('arbitration.lens.groupUnknown', { country: labels.country(country), years: list(years(unknown)) })}
        </li>
      ))}
      {reading.dimension === 'means' ? <li>{t('arbitration.lens.meansNote')}</li> : null}
      {lens.unclassified.lines > 0 ? (
        <li>
          <Rich
            text={t('arbitration.lens.unclassifiedNote', {
              n: lens.unclassified.lines,
              years: list(years(lens.unclassified.years)),
            })}
            links={{ lines: to('budgetLines', linesOfLens(reading, [...lens.years.first, ...lens.years.second], '')) }}
          />
        </li>
      ) : null}
      {fromAccounts.has(reading.dimension) || lens.unclassified.lines > 0 ? (
        <li>
          <Rich
            text={t('arbitration.lens.classify')}
            links={{ lines: to('budgetLines', { type: unsaid, sort: 'label' }), carry: to('budgetCarry') }}
          />
        </li>
      ) : null}
    </ul>
  )
}

/** What is valued apart, in both periods; added to nothing. */
export function LensAside({ lens, organisationKey }: { lens: Lens; organisationKey: string }) {
  const { t, locale } = useSite()
  const { euros, signed } = useFigures()
  if (lens.aside.length === 0) return null
  const { first, second } = lens.reading
  const linked = (valuation: string, counted: readonly number[], amount: string) => {
    const query = { ...linesOfLens(lens.reading, counted, null), valuation }
    return <a href={workspacePath('budgetLines', locale, { key: organisationKey }, query)}>{euros(amount)}</a>
  }
  return (
    <section aria-labelledby="aside" className="mt-10">
      <h2 id="aside">{t('arbitration.lens.aside')}</h2>
      <p className="measure mt-2">{t('arbitration.lens.asideNote')}</p>
      <table className="scan stack mt-4">
        <caption className="sr-only">{t('arbitration.lens.aside')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('arbitration.lens.asideColumn')}</th>
            <th scope="col" className="num">
              {periodWords(first)}
            </th>
            <th scope="col" className="num">
              {periodWords(second)}
            </th>
            <th scope="col" className="num">
              {t('arbitration.lens.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lens.aside.map((row) => (
            <tr key={row.value}>
              <th scope="row">{t(`budgetLines.valuation.${row.value}` as 'budgetLines.valuation.staff')}</th>
              <td className="num" data-label={periodWords(first)}>
                {row.first === null ? t('arbitration.lens.noLine') : linked(row.value, lens.years.first, row.first)}
              </td>
              <td className="num" data-label={periodWords(second)}>
                {row.second === null ? t('arbitration.lens.noLine') : linked(row.value, lens.years.second, row.second)}
              </td>
              <td className="num" data-label={t('arbitration.lens.change')}>
                {signed(row.change)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
