import type { AgreementAmount, AgreementParty } from '../../../features/partnerships/agreement-schema.ts'
import { addDecimals } from '../../../platform/decimals.ts'
import { useSite } from '../site.ts'
import { useMoney } from './words.ts'

type AmountsProps = {
  amounts: readonly AgreementAmount[]
  parties: readonly Pick<AgreementParty, 'organisationId' | 'name'>[]
}

/** Forecast amounts by party and year: one table for each kind and currency, for what is unlike is never added. */
export function AmountTables({ amounts, parties }: AmountsProps) {
  const groups = Map.groupBy(amounts, ({ kind, currency }) => `${kind} ${currency}`)
  return (
    <>
      {[...groups].map(([group, own]) => (
        <AmountTable key={group} amounts={own} parties={parties} />
      ))}
    </>
  )
}

function AmountTable({ amounts, parties }: AmountsProps) {
  const { t } = useSite()
  const money = useMoney()
  const [one] = amounts
  if (!one) return null
  const { kind, currency } = one
  const years = [...new Set(amounts.map(({ year }) => year))].toSorted((a, b) => a - b)
  const sum = (of: readonly AgreementAmount[]) =>
    of.length === 0 ? t('agreement.amounts.nothing') : money(addDecimals(of.map(({ amount }) => amount)), currency)
  const notes = amounts.filter(({ note }) => note !== '')
  return (
    <div className="mt-4">
      <table className="scan stack">
        <caption className="font-[650]">{t(`agreement.amounts.kind.${kind}`, { currency })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('agreement.amounts.year')}</th>
            {parties.map(({ organisationId, name }) => (
              <th key={organisationId} scope="col" className="num">
                {name}
              </th>
            ))}
            <th scope="col" className="num">
              {t('agreement.amounts.total')}
            </th>
          </tr>
        </thead>
        <tbody>
          {years.map((year) => {
            const own = amounts.filter((amount) => amount.year === year)
            return (
              <tr key={year}>
                <th scope="row">{year}</th>
                {parties.map(({ organisationId, name }) => (
                  <td key={organisationId} className="num" data-label={name}>
                    {sum(own.filter((amount) => amount.organisationId === organisationId))}
                  </td>
                ))}
                <td className="num" data-label={t('agreement.amounts.total')}>
                  {sum(own)}
                </td>
              </tr>
            )
          })}
          <tr>
            <th scope="row">{t('agreement.amounts.total')}</th>
            {parties.map(({ organisationId, name }) => (
              <td key={organisationId} className="num" data-label={name}>
                {sum(amounts.filter((amount) => amount.organisationId === organisationId))}
              </td>
            ))}
            <td className="num font-[650]" data-label={t('agreement.amounts.total')}>
              {sum(amounts)}
            </td>
          </tr>
        </tbody>
      </table>
      {notes.length > 0 ? (
        <ul className="source mt-2">
          {notes.map((amount) => (
            <li key={amount.id}>
              {amount.year} · {money(amount.amount, amount.currency)} · {amount.note}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
