import type { WhatIfPage, WhatIfResult } from '../../../features/budgets/what-if.server.ts'
import type { WhatIfTotals as Totals } from '../../../features/budgets/what-if-rules.ts'
import { useSite } from '../site.ts'
import { useFigures } from './lens-words.ts'

const rows = ['selected', 'expenditure', 'receipts', 'net', 'shareGross', 'shareNet'] as const
const perHead = ['perInhabitantGross', 'perInhabitantNet'] as const
const isShare = (name: keyof Totals) => name === 'shareGross' || name === 'shareNet'

type Props = { page: WhatIfPage; result: WhatIfResult }

/** Totals, shares and euros per inhabitant before and after, beside what they are shares of. */
export function WhatIfTotals({ page, result }: Props) {
  const { t, number } = useSite()
  const { euros, percent } = useFigures()
  const { base, before, after } = result
  const say = (name: keyof Totals, value: string | null) =>
    value === null ? null : isShare(name) ? percent(value) : euros(value)
  const [from, to] = [String(page.baseYear), String(page.nextYear)]
  return (
    <section aria-labelledby="totals" className="mt-10">
      <h2 id="totals">{t('arbitration.whatIf.totals')}</h2>
      <table className="scan stack mt-4">
        <caption className="sr-only">{t('arbitration.whatIf.totals')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('arbitration.whatIf.figure')}</th>
            <th scope="col" className="num">
              {t('arbitration.whatIf.before', { year: from })}
            </th>
            <th scope="col" className="num">
              {t('arbitration.whatIf.after', { year: to })}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...rows, ...perHead]
            .filter((name) => before[name] !== null)
            .map((name) => (
              <tr key={name}>
                <th scope="row">{t(`arbitration.whatIf.row.${name}`)}</th>
                <td className="num" data-label={t('arbitration.whatIf.before', { year: from })}>
                  {say(name, before[name])}
                </td>
                <td className="num" data-label={t('arbitration.whatIf.after', { year: to })}>
                  {say(name, after[name])}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <p className="source mt-2">
        {base.wholeExpenditure === null
          ? t('arbitration.whatIf.wholeMissing', { base: from })
          : t('arbitration.whatIf.wholeSaid', { amount: euros(base.wholeExpenditure) })}{' '}
        {base.population === null
          ? t('arbitration.whatIf.populationMissing')
          : t('arbitration.whatIf.populationSaid', {
              n: number(base.population),
              year: String(base.populationYear ?? ''),
            })}
      </p>
    </section>
  )
}
