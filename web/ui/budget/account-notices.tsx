import type { AccountPage } from '../../../features/budgets/accounts-list.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

/** What a page of a document shows of it: everything but what was odd. */
export type ShownAccount = Omit<AccountPage, 'issues'>

type NoticesProps = { organisationKey: string; account: ShownAccount; known: string | null }

/** Whether the document counts, what it would replace, and what stands beside it. */
export function AccountNotices({ organisationKey: key, account, known }: NoticesProps) {
  const { t, locale, day } = useSite()
  const { state, replaces, succession, beside, successor } = account
  const before = `accounts.known.${known}`
  return (
    <>
      {known && t.has(before) ? (
        <p className="notice" role="status">
          {t(before)}
        </p>
      ) : null}
      <p className="measure mt-4">{t(`accounts.now.${state}`)}</p>
      {successor ? (
        <p className="mt-2">
          {t('accounts.successor')}{' '}
          <a className="break-words" href={workspacePath('budgetAccount', locale, { key, document: successor.id })}>
            {successor.fileName}
          </a>
        </p>
      ) : null}
      {replaces.map(({ id, fileName: file, decidedOn, isLater }) => (
        <p key={id} className="notice break-words">
          {isLater && decidedOn
            ? t('accounts.replaces.later', { file, day: day(decidedOn) })
            : decidedOn
              ? t('accounts.replaces.decided', { file, day: day(decidedOn) })
              : t('accounts.replaces.one', { file })}
        </p>
      ))}
      {succession ? (
        <ul className="prose measure mt-4">
          {(['carried', 'gone', 'fresh', 'refused'] as const).map((name) =>
            succession[name] > 0 || name === 'carried' ? (
              <li key={name}>{t(`accounts.succession.${name}`, { n: succession[name] })}</li>
            ) : null,
          )}
        </ul>
      ) : null}
      {beside.map(({ id, fileName: file }) => (
        <p key={id} className="notice break-words">
          {t('accounts.beside', { file })}
        </p>
      ))}
    </>
  )
}
