import type { LinkAgreement } from '../../../features/partnerships/tie-link-view.server.ts'
import { useDay, useMoney } from '../agreement/words.ts'
import { Facts } from '../facts.tsx'
import { useSite } from '../site.ts'
import { useChoiceWords } from './value-words.ts'

/** One agreement as it stands: its object, its term, its amounts, and what each side promised. */
export function LinkAgreementPart({ agreement }: { agreement: LinkAgreement }) {
  const { t, list } = useSite()
  const choice = useChoiceWords()
  const term = useTerm()
  const { id, title, object, kind, state, promisesNothing } = agreement
  const p = 'word.answer'
  return (
    <section aria-labelledby={`g-${id}`} className="mt-10">
      <h2 id={`g-${id}`}>{t(`${p}.agreement`, { title })}</h2>
      <Facts
        facts={[
          { name: t(`${p}.kind`), value: choice('kind', kind) },
          { name: t(`${p}.stateLabel`), value: t(`${p}.agreementState.${state}`) },
          { name: t(`${p}.term`), value: term(agreement) },
          object ? { name: t(`${p}.object`), value: <span className="word-said">{object}</span> } : null,
        ]}
      />
      <h3 className="mt-6">{t(`${p}.commitments`)}</h3>
      <Commitments agreement={agreement} />
      {promisesNothing.length > 0 ? (
        <p className="mt-2">{t(`${p}.promisesNothing`, { names: list(promisesNothing) })}</p>
      ) : null}
      <h3 className="mt-6">{t(`${p}.amounts`)}</h3>
      <Amounts agreement={agreement} />
    </section>
  )
}

function useTerm(): (agreement: LinkAgreement) => string {
  const { t } = useSite()
  const day = useDay()
  return ({ startsOn, endsOn, openEnded }) => {
    if (startsOn && endsOn) return t('word.answer.termFromTo', { from: day(startsOn), to: day(endsOn) })
    if (endsOn) return t('word.answer.termTo', { to: day(endsOn) })
    if (startsOn && !openEnded) return t('word.answer.termFrom', { from: day(startsOn) })
    return openEnded ? t('word.answer.termOpen') : t('word.proposals.nothing')
  }
}

function Commitments({ agreement: { commitments } }: { agreement: LinkAgreement }) {
  const { t } = useSite()
  const day = useDay()
  const money = useMoney()
  const choice = useChoiceWords()
  const p = 'word.answer'
  if (commitments.length === 0) return <p>{t(`${p}.noCommitments`)}</p>
  return (
    <table className="scan stack mt-2">
      <thead>
        <tr>
          <th scope="col">{t(`${p}.promise`)}</th>
          <th scope="col">{t(`${p}.who`)}</th>
          <th scope="col">{t(`${p}.due`)}</th>
          <th scope="col">{t(`${p}.how`)}</th>
        </tr>
      </thead>
      <tbody>
        {commitments.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.body}
              {row.amount ? <span className="source block">{money(row.amount, row.currency)}</span> : null}
            </th>
            <td>{row.name}</td>
            <td data-label={t(`${p}.due`)}>{row.dueOn ? day(row.dueOn) : '–'}</td>
            <td data-label={t(`${p}.how`)}>{choice('state', row.state)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Amounts({ agreement: { amounts } }: { agreement: LinkAgreement }) {
  const { t } = useSite()
  const money = useMoney()
  const p = 'word.answer'
  if (amounts.length === 0) return <p>{t(`${p}.noAmounts`)}</p>
  return (
    <table className="scan stack mt-2">
      <thead>
        <tr>
          <th scope="col">{t(`${p}.who`)}</th>
          <th scope="col">{t(`${p}.year`)}</th>
          <th scope="col">{t(`${p}.what`)}</th>
          <th scope="col" className="num">
            {t(`${p}.amount`)}
          </th>
        </tr>
      </thead>
      <tbody>
        {amounts.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.name}</th>
            <td data-label={t(`${p}.year`)}>{row.year}</td>
            <td>{t(`${p}.amountKind.${row.kind}`)}</td>
            <td className="num" data-label={t(`${p}.amount`)}>
              {money(row.amount, row.currency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
