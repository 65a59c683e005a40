import { workspacePath } from '../../workspace/paths.ts'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import type { ShownAccount } from './account-notices.tsx'

/** What a person may do with a document: make it count, set it aside, take it back. */
export function AccountDeeds({ organisationKey: key, account }: { organisationKey: string; account: ShownAccount }) {
  const { t, locale } = useSite()
  const { id, state, replaces, tableId } = account
  // What was decided earlier than the one in place cannot take its place: the notice says what to do.
  const mayApply = !replaces.some(({ isLater }) => isLater)
  if (state === 'live')
    return (
      <section aria-labelledby="withdraw" className="mt-10">
        <h2 id="withdraw">{t('accounts.act.withdraw')}</h2>
        <p className="measure mt-2">{t('accounts.act.withdrawText')}</p>
        <Form intent="withdraw">
          <Submit quiet>{t('accounts.act.withdraw')}</Submit>
        </Form>
      </section>
    )
  if (state !== 'waiting')
    return mayApply ? (
      <Form intent="apply">
        <Submit quiet>{t('accounts.act.again')}</Submit>
      </Form>
    ) : null
  return (
    <div className="row-actions mt-4">
      {mayApply ? (
        <Form intent="apply">
          <Submit>{t(replaces.length > 0 ? 'accounts.act.applyReplacing' : 'accounts.act.apply')}</Submit>
        </Form>
      ) : null}
      <Form intent="discard">
        <Submit quiet>{t('accounts.act.discard')}</Submit>
      </Form>
      {tableId ? (
        <a className="tap" href={workspacePath('budgetTable', locale, { key, import: tableId, document: id })}>
          {t('accounts.act.columns')}
        </a>
      ) : null}
    </div>
  )
}
