import { dropDraft, saveDraft } from '../../../features/accounts/drafts.server.ts'
import { localeOf } from '../../paths.ts'
import { useSite } from '../../ui/site.ts'
import { typedValues, workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { isWorkspacePath, workspacePath } from '../../workspace/paths.ts'

/** Nothing to find: the page explains what a draft is. */
export const loader = workspaceLoader('signedIn', async () => ({}))

/** Saves a draft as it is typed, or begins anew. */
export const action = workspaceAction('signedIn', {
  async save({ ctx }, form) {
    const { page, formIntent, ...typed } = typedValues(form)
    if (typeof page !== 'string' || !isWorkspacePath(page)) return { problems: [{ reason: 'unknown_intent' }] }
    await saveDraft(ctx, page, { ...typed, intent: formIntent ?? '' })
    return { to: page }
  },
  async drop({ ctx }, form) {
    const page = String(form.get('page') ?? '')
    if (!isWorkspacePath(page)) return { problems: [{ reason: 'unknown_intent' }] }
    await dropDraft(ctx, page)
    return { to: localeOf(page) === ctx.locale ? page : workspacePath('workspace', ctx.locale) }
  },
})

/** What is saved while one types. */
export default function Draft() {
  const { t } = useSite()
  return (
    <div className="measure py-10">
      <title>{`${t('workspace.draft.title')} · ${t('site.name')}`}</title>
      <h1>{t('workspace.draft.title')}</h1>
      <p className="mt-4">{t('workspace.draft.lead')}</p>
    </div>
  )
}
