import { becomeAdministrator } from '../../../features/accounts/administrators.server.ts'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** Whoever holds the link signs in first: the right goes to a person. */
export const loader = workspaceLoader('signedIn', async () => ({}))

/** Uses the one-time link. */
export const action = workspaceAction('signedIn', {
  async becomeAdministrator({ ctx, url }) {
    await becomeAdministrator(ctx, url.searchParams.get('token') ?? '')
    return { to: workspacePath('workspace', ctx.locale) }
  },
})

/** One button to take charge of the instance. */
export default function FirstAdministrator() {
  const { t } = useSite()
  return (
    <div className="measure py-10">
      <title>{`${t('workspace.administrator.title')} · ${t('site.name')}`}</title>
      <h1>{t('workspace.administrator.title')}</h1>
      <p className="mt-4">{t('workspace.administrator.lead')}</p>
      <Form intent="becomeAdministrator">
        <Submit>{t('workspace.administrator.submit')}</Submit>
      </Form>
    </div>
  )
}
