import type { MoneyLine, MoneyOfYear } from '../../../features/agenda/home.server.ts'
import { useDay, useMoney } from '../agreement/words.ts'
import { useSite } from '../site.ts'

/** What our side gives this year: forecast, planned and spent in columns of their own, each kind and currency in a line. */
export function HomeMoney({ money }: { money: MoneyOfYear }) {
  const { t } = useSite()
  const day = useDay()
  const say = useMoney()
  const { lines, agreements, projects, asOf } = money
  const year = String(money.year)
  const cell = (amount: string | null, { currency }: MoneyLine) => (amount === null ? null : say(amount, currency))
  return (
    <section aria-labelledby="money" className="mt-10">
      <h2 id="money">{t('agenda.home.money', { year })}</h2>
      {lines.length === 0 ? (
        <p className="measure mt-2">{t('agenda.home.moneyNone', { year })}</p>
      ) : (
        <>
          <p className="measure mt-2">{t('agenda.home.moneyLead')}</p>
          <table className="scan stack mt-4" aria-labelledby="money">
            <thead>
              <tr>
                <th scope="col">{t('agenda.home.moneyKind')}</th>
                {(['moneyAgreements', 'moneyPlanned', 'moneySpent'] as const).map((name) => (
                  <th key={name} scope="col" className="num">
                    {t(`agenda.home.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={`${line.kind} ${line.currency}`}>
                  <th scope="row">
                    {t(`agenda.amountKind.${line.kind}`)} ({line.currency})
                  </th>
                  <td className="num" data-label={t('agenda.home.moneyAgreements')}>
                    {cell(line.agreements, line)}
                  </td>
                  <td className="num" data-label={t('agenda.home.moneyPlanned')}>
                    {cell(line.planned, line)}
                  </td>
                  <td className="num" data-label={t('agenda.home.moneySpent')}>
                    {cell(line.spent, line)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p className="source mt-2">{t('agenda.home.moneySource', { agreements, projects, day: day(asOf) })}</p>
        </>
      )}
    </section>
  )
}
