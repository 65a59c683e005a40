import type { OpenTable } from '../../../features/budgets/account-table.server.ts'
import type { ListedAccount } from '../../../features/budgets/accounts-list.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { useAccountTitle } from './account-title.ts'

type WaitingProps = {
  organisationKey: string
  documents: readonly ListedAccount[]
  tables: readonly OpenTable[]
  mayApply: boolean
}

/** What was brought and is still to be looked at; nothing where nothing waits. */
export function WaitingAccounts({ organisationKey: key, documents, tables, mayApply }: WaitingProps) {
  const { t, locale, day } = useSite()
  const titleOf = useAccountTitle()
  if (documents.length + tables.length === 0) return null
  return (
    <section aria-labelledby="waiting" className="mt-8">
      <h2 id="waiting">{t('accounts.waiting.title')}</h2>
      <ul className="mt-2">
        {documents.map((document) => (
          <li key={document.id} className="border-b border-line py-3">
            <a href={workspacePath('budgetAccount', locale, { key, document: document.id })}>{titleOf(document)}</a>
            <p className="source break-words">
              {[document.label, document.fileName, day(document.importedAt)].join(' · ')}
            </p>
          </li>
        ))}
        {tables.map(({ id, fileName, createdAt }) => (
          <li key={id} className="border-b border-line py-3">
            <a className="break-words" href={workspacePath('budgetTable', locale, { key, import: id })}>
              {fileName}
            </a>
            <p className="source">{`${t('accounts.waiting.columns')} · ${day(createdAt)}`}</p>
          </li>
        ))}
      </ul>
      {mayApply && documents.length > 1 ? (
        <Form intent="applyAll">
          <Submit>{t('accounts.waiting.applyAll', { count: documents.length })}</Submit>
        </Form>
      ) : null}
    </section>
  )
}
