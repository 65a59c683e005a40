import type { ReactNode } from 'react'
import { fromCents, type MoneyLine, sumMoney } from '../../../features/projects/rules.ts'
import { useSite } from '../site.ts'

/** An amount in its currency, as the language writes it; to the cent only where there are cents. */
export function useAmount(): (amount: string, currency: string) => string {
  const { locale } = useSite()
  return (amount, currency) => {
    const digits = /\.(?!00$)/.test(amount) ? 2 : 0
    const options = {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const
    // A decimal string is formatted as it is, without passing through a float.
    return new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', options).format(amount as `${number}`)
  }
}

type Line = MoneyLine & { id: string; year: number; funder: string; source: string; note: string }

type MoneyTableProps = { lines: readonly Line[]; act?: (line: Line) => ReactNode }

/** Who pays what, year by year: planned beside spent, kinds and currencies each with a sum of its own. */
export function MoneyTable({ lines, act }: MoneyTableProps) {
  const { t } = useSite()
  const amount = useAmount()
  const cell = (value: string | null, currency: string) => (value === null ? null : amount(value, currency))
  return (
    <>
      <table className="scan stack mt-4">
        <caption className="sr-only">{t('project.money.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('project.money.funder')}</th>
            <th scope="col" className="num">
              {t('project.money.year')}
            </th>
            <th scope="col">{t('project.money.nature')}</th>
            <th scope="col" className="num">
              {t('project.money.planned')}
            </th>
            <th scope="col" className="num">
              {t('project.money.spent')}
            </th>
            {act ? (
              <th scope="col">
                <span className="sr-only">{t('project.deeds')}</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                {line.funder || t('project.money.unnamed')}
                <span className="source block">
                  {t(`project.source.${line.source}` as 'project.source.ownFunds')}
                  {line.note ? ` · ${line.note}` : null}
                </span>
              </th>
              <td className="num">{line.year}</td>
              <td>{t(`project.nature.${line.nature}` as 'project.nature.money')}</td>
              <td className="num project-amounts" data-label={t('project.money.planned')}>
                {cell(line.planned, line.currency)}
              </td>
              <td className="num project-amounts" data-label={t('project.money.spent')}>
                {cell(line.spent, line.currency)}
              </td>
              {act ? <td className="act">{act(line)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      <MoneySums lines={lines} />
    </>
  )
}

/** One sentence for each kind and currency: neither is added to another. */
export function MoneySums({ lines }: { lines: readonly MoneyLine[] }) {
  const { t } = useSite()
  const amount = useAmount()
  return (
    <ul className="mt-4">
      {sumMoney(lines).map(({ nature, currency, planned, spent }) => (
        <li key={`${nature} ${currency}`} className="first-letter:uppercase">
          {t('project.money.sum', {
            nature: t(`project.nature.${nature}` as 'project.nature.money'),
            planned: amount(fromCents(planned), currency),
            spent: amount(fromCents(spent), currency),
          })}
        </li>
      ))}
    </ul>
  )
}
