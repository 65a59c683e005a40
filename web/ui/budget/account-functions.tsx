import type { FunctionTotal } from '../../../features/budgets/accounts-list.server.ts'
import { euros } from '../../../platform/i18n/euros.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import type { ShownAccount } from './account-notices.tsx'

const isNothing = (amount: string) => /^-?0(\.0+)?$/.test(amount)

/** The functions of international action in a document, and what is done with each. */
export function InternationalFunctions({
  account,
  organisationKey: key,
}: {
  account: ShownAccount
  organisationKey: string
}) {
  const { t, locale } = useSite()
  const { functions, taken, id, nomenclature } = account
  const found = functions.filter(({ use }) => use !== null)
  const hasFunctions = functions.some(({ functionCode }) => functionCode !== null)
  return (
    <section aria-labelledby="international" className="mt-10">
      <h2 id="international">{t('accounts.international.title')}</h2>
      {found.length > 0 ? (
        <Table account={account} totals={found} caption={t('accounts.international.caption')} says />
      ) : (
        <p className="measure mt-2">
          {t(`accounts.international.${hasFunctions ? (nomenclature ? 'none' : 'noPlan') : 'noFunction'}`)}
        </p>
      )}
      {taken > 0 && account.state === 'live' ? (
        <p className="mt-4">
          <a className="tap" href={workspacePath('budgetLines', locale, { key }, { document: id })}>
            {t('accounts.lines.link', { n: taken })}
          </a>
        </p>
      ) : null}
      {account.state === 'live' ? (
        <p className="mt-2">
          <a className="tap" href={workspacePath('budgetFind', locale, { key }, { account: id })}>
            {t('accounts.lines.find')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

/** Every function of a document, folded away. */
export function AccountFunctions({ account }: { account: ShownAccount }) {
  const { t } = useSite()
  if (account.functions.length === 0) return null
  return (
    <details className="mt-6">
      <summary className="tap">{t('accounts.functions.title')}</summary>
      <Table account={account} totals={account.functions} caption={t('accounts.functions.caption')} />
    </details>
  )
}

type TableProps = { account: ShownAccount; totals: readonly FunctionTotal[]; caption: string; says?: boolean }

function Table({ account, totals, caption, says }: TableProps) {
  const { t, locale } = useSite()
  const carries = account.measure === 'executed'
  return (
    <div className="overflow-x-auto">
      <table className="scan stack mt-4">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('accounts.international.function')}</th>
            <th scope="col">{t('accounts.international.direction')}</th>
            <th scope="col" className="num">
              {t('accounts.international.lines')}
            </th>
            <th scope="col" className="num">
              {t(`accounts.measure.${account.measure}`)}
            </th>
            {carries ? (
              <th scope="col" className="num">
                {t('accounts.international.carried')}
              </th>
            ) : null}
            {says ? <th scope="col">{t('accounts.international.use')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {totals.map(({ functionCode, label, direction, lineCount, amount, carriedAfter, use }) => (
            <tr key={`${functionCode} ${direction}`}>
              <th scope="row">
                {functionCode ?? t('accounts.functions.without')}
                {label ? <span className="source block">{label}</span> : null}
              </th>
              <td>{t(`accounts.direction.${direction}`)}</td>
              <td className="num">{t('accounts.list.linesCount', { n: lineCount })}</td>
              <td className="num" data-label={t(`accounts.measure.${account.measure}`)}>
                {euros(locale, amount)}
              </td>
              {carries ? (
                <td className="num" data-label={t('accounts.international.carried')}>
                  {isNothing(carriedAfter) ? '' : euros(locale, carriedAfter)}
                </td>
              ) : null}
              {says ? <td>{use ? t(`accounts.international.${use}`) : ''}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
