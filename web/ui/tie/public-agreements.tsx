import type { PublicAgreement, PublicAmount, TieContent } from '../../../features/partnerships/public-content.server.ts'
import { useAmount } from '../project/money-table.tsx'
import { useSite } from '../site.ts'

/** The agreements of a tie with what each side promised, and the amounts where these may be shown. */
export function PublicAgreements({ content }: { content: TieContent }) {
  const { t } = useSite()
  const agreements = content.agreements ?? []
  const { planned = [], given = [] } = content.money ?? {}
  return (
    <>
      {agreements.length > 0 ? (
        <section aria-labelledby="agreements">
          <h2 id="agreements">{t('tie.public.agreements', { n: agreements.length })}</h2>
          <ul className="threads mt-3">
            {agreements.map((agreement) => (
              <li key={`${agreement.title} ${agreement.startsOn}`}>
                <Agreement agreement={agreement} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {planned.length + given.length > 0 ? (
        <section aria-labelledby="money">
          <h2 id="money">{t('tie.public.money')}</h2>
          <p className="source mt-1">{t('tie.public.moneyNote')}</p>
          <Amounts caption={t('tie.public.given')} amounts={given} />
          <Amounts caption={t('tie.public.planned')} amounts={planned} />
        </section>
      ) : null}
    </>
  )
}

function Agreement({ agreement }: { agreement: PublicAgreement }) {
  const { t, day } = useSite()
  const { title, kind, state, startsOn, endsOn, openEnded, object, commitments } = agreement
  const byParty = Map.groupBy(commitments, ({ name }) => name)
  return (
    <>
      <h3>{title}</h3>
      <p className="source">
        {t(`agreement.kind.${kind}`)} · {t(`agreement.state.${state}`)}
        {startsOn ? ` · ${t('tie.public.from', { day: day(startsOn) })}` : null}
        {endsOn ? ` ${t('tie.public.to', { day: day(endsOn) })}` : null}
        {openEnded ? ` · ${t('tie.facts.termOf.open')}` : null}
      </p>
      {object ? <p className="measure mt-1">{object}</p> : null}
      {[...byParty].map(([name, promises]) => (
        <div key={name} className="mt-2">
          <p>
            <b>{t('tie.public.promises', { name })}</b>
          </p>
          <ul className="bullets">
            {promises.map((promise) => (
              <li key={promise.body}>
                {promise.body}{' '}
                <span className="source">
                  {promise.state === 'done' && promise.doneOn
                    ? t('tie.public.done', { day: day(promise.doneOn) })
                    : t(`tie.public.promise.${promise.state}`, {
                        day: promise.dueOn ? day(promise.dueOn) : 'none',
                      })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}

function Amounts({ caption, amounts }: { caption: string; amounts: readonly PublicAmount[] }) {
  const { t, locale } = useSite()
  const inCurrency = useAmount()
  if (amounts.length === 0) return null
  const region = locale === 'fr' ? 'fr-FR' : 'en-GB'
  const say = ({ amount, quantity, currency, kind }: PublicAmount) => {
    if (amount !== null) return inCurrency(amount, currency)
    const count = new Intl.NumberFormat(region).format((quantity ?? '0') as `${number}`)
    return t(kind === 'days' ? 'tie.public.days' : 'tie.public.hours', { count })
  }
  return (
    <table className="scan stack mt-3">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('tie.public.party')}</th>
          <th scope="col">{t('tie.public.kind')}</th>
          <th scope="col" className="num">
            {t('tie.public.year')}
          </th>
          <th scope="col" className="num">
            {t('tie.public.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {amounts.map((one) => (
          <tr key={`${one.agreement} ${one.party} ${one.year} ${one.kind} ${one.currency}`}>
            <th scope="row">{one.name}</th>
            <td>{t(`tie.public.nature.${one.kind}`)}</td>
            <td className="num">{one.year}</td>
            <td className="num">{say(one)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
