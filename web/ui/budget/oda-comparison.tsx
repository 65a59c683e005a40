import type { OdaYear } from '../../../features/budgets/oda.server.ts'
import { countryWords, type OdaNames } from '../../../features/budgets/oda-fields.ts'
import { useAmount } from '../project/money-table.tsx'
import { useSite } from '../site.ts'

/** Country by country, last year beside this one. */
export function OdaComparison({ oda, countries }: { oda: OdaYear; countries: Readonly<Record<string, string>> }) {
  const { t } = useSite()
  const amount = useAmount()
  const { lastYear, year } = oda
  if (!lastYear) return null
  return (
    <section aria-labelledby="comparison" className="mt-10">
      <h2 id="comparison">{t('oda.compare.title', { year: String(lastYear.year) })}</h2>
      <p className="measure">
        {t(lastYear.wasFiled ? 'oda.compare.filed' : 'oda.compare.notFiled', { year: String(lastYear.year) })}
      </p>
      <table className="scan mt-2">
        <caption className="sr-only">{t('oda.compare.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('oda.compare.country')}</th>
            <th scope="col" className="num">
              {lastYear.year}
            </th>
            <th scope="col" className="num">
              {year}
            </th>
          </tr>
        </thead>
        <tbody>
          {lastYear.countries.map(({ country, before, now }) => (
            <tr key={country ?? ''}>
              <th scope="row">{countryWords({ t, countries }, country)}</th>
              <td className="num">{before === null ? t('oda.compare.new') : amount(before, 'EUR')}</td>
              <td className="num">{now === null ? t('oda.compare.gone') : amount(now, 'EUR')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What the lines would say today, beside what was filed. */
export function OdaSinceFiled({ oda, names }: { oda: OdaYear; names: OdaNames }) {
  const { t } = useSite()
  const amount = useAmount()
  if (oda.kept?.state !== 'filed') return null
  return (
    <section aria-labelledby="since" className="mt-10">
      <h2 id="since">{t('oda.since.title')}</h2>
      {oda.sinceFiled.length === 0 ? (
        <p>{t('oda.since.none')}</p>
      ) : (
        <>
          <p className="measure">{t('oda.since.lead')}</p>
          <table className="scan mt-2">
            <caption className="sr-only">{t('oda.since.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('oda.since.row')}</th>
                <th scope="col" className="num">
                  {t('oda.since.filed')}
                </th>
                <th scope="col" className="num">
                  {t('oda.since.now')}
                </th>
              </tr>
            </thead>
            <tbody>
              {oda.sinceFiled.map(({ change, row, before, now }, index) => (
                <tr key={`${index}`}>
                  <th scope="row">
                    {countryWords(names, row.country)}
                    <span className="source block">
                      {[t(`oda.kind.${row.kind}`), row.sector, row.channel].filter(Boolean).join(' · ')}
                    </span>
                    <span className="source block">{t(`oda.since.change.${change}`)}</span>
                  </th>
                  <td className="num">{before === null ? null : amount(before, 'EUR')}</td>
                  <td className="num">{now === null ? null : amount(now, 'EUR')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
