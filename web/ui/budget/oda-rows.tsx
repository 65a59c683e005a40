import type { OdaYear } from '../../../features/budgets/oda.server.ts'
import { countryWords, type OdaNames } from '../../../features/budgets/oda-fields.ts'
import { type OdaRow, totalsOf } from '../../../features/budgets/oda-rules.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useAmount } from '../project/money-table.tsx'
import { useSite } from '../site.ts'

type RowsProps = { organisationKey: string; oda: OdaYear; rows: readonly OdaRow[]; names: OdaNames }

/** The rows as they are to be entered, each opening its fields to copy; staff says so. */
export function OdaRows({ organisationKey, oda, rows, names }: RowsProps) {
  const { t, locale } = useSite()
  const amount = useAmount()
  const code = (value: string | null, list: Readonly<Record<string, string>>) =>
    value === null ? (
      <em>{t('oda.rows.open')}</em>
    ) : (
      <>
        {value} <span className="source">{list[value] ?? null}</span>
      </>
    )
  return (
    <section aria-labelledby="rows" className="mt-10">
      <h2 id="rows">{t('oda.rows.title')}</h2>
      {rows.length === 0 ? (
        <p className="measure">{t('oda.rows.none')}</p>
      ) : (
        <>
          <table className="scan stack mt-4">
            <caption className="sr-only">{t('oda.rows.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('oda.rows.country')}</th>
                <th scope="col">{t('oda.rows.channel')}</th>
                <th scope="col">{t('oda.rows.sector')}</th>
                <th scope="col" className="num">
                  {t('oda.rows.amount')}
                </th>
                <th scope="col">
                  <span className="sr-only">{t('oda.rows.copy')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={`${index}`}>
                  <th scope="row">
                    {countryWords(names, row.country)}
                    <span className="source block">
                      {t(`oda.kind.${row.kind}`)}
                      {row.valuation === 'staff' ? ` · ${t('oda.valuation.staff')}` : null}
                    </span>
                    <span className="source block">{t('oda.rows.lines', { count: row.lines.length })}</span>
                    {row.cofunded === '0.00' ? null : (
                      <span className="source block">
                        {t('oda.rows.cofunded', {
                          gross: amount(row.gross, 'EUR'),
                          cofunded: amount(row.cofunded, 'EUR'),
                        })}
                      </span>
                    )}
                  </th>
                  <td data-label={t('oda.rows.channel')}>{code(row.channel, names.channels)}</td>
                  <td data-label={t('oda.rows.sector')}>{code(row.sector, names.sectors)}</td>
                  <td className="num" data-label={t('oda.rows.amount')}>
                    {amount(row.amount, 'EUR')}
                  </td>
                  <td className="act">
                    <a
                      className="tap"
                      href={`${workspacePath(
                        'odaYear',
                        locale,
                        { key: organisationKey, year: String(oda.year) },
                        { row: String(index + 1) },
                      )}#copy`}
                      aria-label={t('oda.rows.copyOf', { number: index + 1 })}
                    >
                      {t('oda.rows.copy')}
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Totals rows={rows} />
        </>
      )}
    </section>
  )
}

function Totals({ rows }: { rows: readonly OdaRow[] }) {
  const { t, number } = useSite()
  const amount = useAmount()
  const { kinds, money, staff } = totalsOf(rows)
  return (
    <>
      <h3 className="mt-8">{t('oda.rows.totals')}</h3>
      <table className="scan mt-2">
        <caption className="sr-only">{t('oda.rows.totals')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('oda.rows.kind')}</th>
            <th scope="col" className="num">
              {t('oda.rows.count')}
            </th>
            <th scope="col" className="num">
              {t('oda.rows.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((one) => (
            <tr key={one.kind}>
              <th scope="row">{t(`oda.kind.${one.kind}`)}</th>
              <td className="num">{number(one.rows)}</td>
              <td className="num">{amount(one.amount, 'EUR')}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              <b>{t('oda.rows.total')}</b>
            </th>
            <td className="num">{number(rows.filter(({ valuation }) => valuation === 'money').length)}</td>
            <td className="num">
              <b>{amount(money, 'EUR')}</b>
            </td>
          </tr>
        </tbody>
      </table>
      {staff === '0.00' ? null : (
        <p className="source measure">{t('oda.year.staff', { amount: amount(staff, 'EUR') })}</p>
      )}
    </>
  )
}
