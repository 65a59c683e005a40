import type { ListedAccount } from '../../../features/budgets/accounts-list.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useAccountTitle } from './account-title.ts'

/** Every document by its year, the latest first: which counts, which was replaced, which was taken back. */
export function AccountYears({
  organisationKey,
  accounts,
}: {
  organisationKey: string
  accounts: readonly ListedAccount[]
}) {
  const { t } = useSite()
  return [...Map.groupBy(accounts, ({ year }) => year)].map(([year, ofYear]) => (
    <section key={year} aria-labelledby={`year-${year}`} className="mt-10">
      <h2 id={`year-${year}`}>{t('accounts.year', { year: String(year) })}</h2>
      <table className="scan stack mt-2 table-fixed">
        <caption className="sr-only">{t('accounts.list.caption', { year: String(year) })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('accounts.list.document')}</th>
            <th scope="col">{t('accounts.list.state')}</th>
            <th scope="col" className="num">
              {t('accounts.list.lines')}
            </th>
            <th scope="col" className="num">
              {t('accounts.list.taken')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ofYear.map((account) => (
            <Row key={account.id} organisationKey={organisationKey} account={account} />
          ))}
        </tbody>
      </table>
    </section>
  ))
}

function Row({ organisationKey: key, account }: { organisationKey: string; account: ListedAccount }) {
  const { t, locale } = useSite()
  const titleOf = useAccountTitle()
  return (
    <tr>
      <th scope="row">
        <a className="tap" href={workspacePath('budgetAccount', locale, { key, document: account.id })}>
          {titleOf(account)}
        </a>
        <span className="source block break-words">{`${account.label} · ${t(`accounts.budgetType.${account.budgetType}`)}`}</span>
        <a
          className="tap source"
          href={workspacePath('budgetAccountFile', locale, { key, document: account.id })}
          aria-label={t('accounts.list.scdlOf', { title: titleOf(account) })}
        >
          {t('accounts.list.scdl')}
        </a>
      </th>
      <td>{t(`accounts.state.${account.state}`)}</td>
      <td className="num">{t('accounts.list.linesCount', { n: account.lineCount })}</td>
      <td className="num">{t('accounts.list.takenCount', { n: account.taken })}</td>
    </tr>
  )
}
