import { usePageData } from '../../request.ts'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { safeReturn, workspacePath } from '../../workspace/paths.ts'

/** Opening the link does nothing: programs that read mails open links too. */
export const loader = workspaceLoader('anybody', async ({ url, ctx }) => ({
  again: workspacePath('signIn', ctx.locale),
  complete: url.searchParams.has('token'),
}))

/** The button does: the link is used, once, and the session begins. */
export const action = workspaceAction('anybody', {
  async enter({ ctx, url, workspace }) {
    const answer = await workspace.signIn.ask({
      path: '/magic-link/verify',
      method: 'GET',
      query: { token: url.searchParams.get('token') ?? '' },
      headers: workspace.headers,
    })
    if (answer.status === 429) return { problems: [{ reason: 'too_many_turns' }] }
    if (answer.cookies.length === 0 || answer.status !== 200) return { problems: [{ reason: 'link_used' }] }
    return {
      to: safeReturn(url.searchParams.get('back'), workspacePath('workspace', ctx.locale)),
      cookies: answer.cookies,
    }
  },
})

/** One button between the link in the mail and the workspace. */
export default function Enter() {
  const { t } = useSite()
  const { again } = usePageData<typeof loader>()
  return (
    <div className="measure py-10">
      <title>{`${t('workspace.enter.title')} · ${t('site.name')}`}</title>
      <h1>{t('workspace.enter.title')}</h1>
      <p className="mt-4">{t('workspace.enter.lead')}</p>
      <Form intent="enter">
        <Submit>{t('workspace.enter.submit')}</Submit>
      </Form>
      <p className="mt-6">
        <a href={again}>{t('workspace.enter.again')}</a>
      </p>
    </div>
  )
}
