import type { WhatIfPage, WhatIfResult } from '../../../features/budgets/what-if.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useDay, useMoney } from '../agreement/words.ts'
import { useSite } from '../site.ts'
import { useFigures } from './lens-words.ts'

type Props = { page: WhatIfPage; result: WhatIfResult; organisationKey: string }

/** What was promised on the ties the change falls on, with whom and until when, and whether money is left for it. */
export function WhatIfPromises({ page, result, organisationKey: key }: Props) {
  const { t, locale } = useSite()
  const { euros } = useFigures()
  const day = useDay()
  const money = useMoney()
  return (
    <section aria-labelledby="promises" className="mt-10">
      <h2 id="promises">{t('arbitration.whatIf.promises')}</h2>
      {result.promises.length === 0 ? (
        <p className="measure mt-2">{t('arbitration.whatIf.promisesNone')}</p>
      ) : (
        <table className="scan stack mt-4">
          <caption className="sr-only">{t('arbitration.whatIf.promises')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('arbitration.whatIf.promise')}</th>
              <th scope="col">{t('arbitration.whatIf.partners')}</th>
              <th scope="col">{t('arbitration.whatIf.due')}</th>
              <th scope="col" className="num">
                {t('arbitration.whatIf.amount')}
              </th>
              <th scope="col">{t('arbitration.whatIf.whatThen')}</th>
            </tr>
          </thead>
          <tbody>
            {result.promises.map((one) => (
              <tr key={`${one.kind} ${one.id}`}>
                <th scope="row">
                  <a
                    href={workspacePath(one.kind === 'commitment' ? 'agreementCommitments' : 'agreement', locale, {
                      ...{ key, tie: one.tieId, agreement: one.agreementId },
                    })}
                  >
                    {one.body || t('arbitration.whatIf.forecast', { year: String(page.nextYear) })}
                  </a>
                  <span className="source block">{one.agreementTitle}</span>
                </th>
                <td>
                  <a href={workspacePath('tie', locale, { key, tie: one.tieId })}>{one.partners}</a>
                </td>
                <td>
                  {one.dueOn ? day(one.dueOn) : one.kind === 'forecast' ? page.nextYear : t('arbitration.whatIf.noDue')}
                </td>
                <td className="num">
                  {one.amount === null ? t('arbitration.whatIf.noAmount') : money(one.amount, one.currency)}
                </td>
                <td>
                  {one.state === 'breaks' || one.state === 'shortAlready' ? (
                    <b>{t(`arbitration.whatIf.state.${one.state}`, { left: euros(one.left) })}</b>
                  ) : (
                    t(`arbitration.whatIf.state.${one.state}`, { left: euros(one.left) })
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Money of others beside ours: what would lose its counterpart, and what would be exposed. */
export function WhatIfCofundings({ result, organisationKey: key }: Omit<Props, 'page'>) {
  const { t, locale } = useSite()
  const money = useMoney()
  return (
    <section aria-labelledby="cofundings" className="mt-10">
      <h2 id="cofundings">{t('arbitration.whatIf.cofundings')}</h2>
      {result.cofundings.length === 0 ? (
        <p className="measure mt-2">{t('arbitration.whatIf.cofundingsNone')}</p>
      ) : (
        <table className="scan stack mt-4">
          <caption className="sr-only">{t('arbitration.whatIf.cofundings')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('arbitration.whatIf.funder')}</th>
              <th scope="col">{t('arbitration.whatIf.where')}</th>
              <th scope="col">{t('arbitration.whatIf.year')}</th>
              <th scope="col" className="num">
                {t('arbitration.whatIf.amount')}
              </th>
              <th scope="col">{t('arbitration.whatIf.whatThen')}</th>
            </tr>
          </thead>
          <tbody>
            {result.cofundings.map((one) => (
              <tr key={`${one.kind} ${one.id}`}>
                <th scope="row">
                  {one.kind === 'receipt' ? (
                    <a href={workspacePath('budgetLine', locale, { key, line: one.id })}>{one.funder}</a>
                  ) : (
                    <a href={workspacePath('projectMoney', locale, { key, project: one.projectId ?? '' })}>
                      {one.funder}
                    </a>
                  )}
                  <span className="source block">
                    {one.source ? `${t(`project.source.${one.source}` as 'project.source.state')}, ` : null}
                    {t(`arbitration.whatIf.cofundingKind.${one.kind}`)}
                  </span>
                </th>
                <td>{one.projectTitle ?? one.partners}</td>
                <td>{one.year}</td>
                <td className="num">{money(one.amount, one.currency)}</td>
                <td>
                  {one.state === 'breaks' ? (
                    <b>{t('arbitration.whatIf.cofundingState.breaks')}</b>
                  ) : (
                    t(`arbitration.whatIf.cofundingState.${one.state}`)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Voted floors before and after; one that is crossed is said to be. */
export function WhatIfFloors({ page, result, organisationKey: key }: Props) {
  const { t, locale } = useSite()
  return (
    <section aria-labelledby="floors" className="mt-10">
      <h2 id="floors">{t('arbitration.whatIf.floors')}</h2>
      {result.floors.length === 0 ? (
        <p className="measure mt-2">{t('arbitration.whatIf.floorsNone', { year: String(page.nextYear) })}</p>
      ) : (
        <ul className="threads mt-4">
          {result.floors.map(({ id, label, before, after }) => (
            <li key={id}>
              <a href={`${workspacePath('budgetFloors', locale, { key })}#floor-${id}`}>
                {t('arbitration.whatIf.floor', {
                  label,
                  before: t(`arbitration.floor.state.${before.state}`),
                  after: t(`arbitration.floor.state.${after.state}`),
                  crossed: before.state === 'met' && after.state === 'notMet' ? 'yes' : 'no',
                })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
