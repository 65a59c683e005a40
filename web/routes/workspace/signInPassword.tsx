import { countPasswordAttempt } from '../../../features/accounts/ways-in.server.ts'
import { usePageData } from '../../request.ts'
import { TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { safeReturn, workspacePath } from '../../workspace/paths.ts'

/** Where the other way in is. */
export const loader = workspaceLoader('anybody', async ({ ctx, url }) => {
  const back = safeReturn(url.searchParams.get('back'), workspacePath('workspace', ctx.locale))
  return { byLink: workspacePath('signIn', ctx.locale, {}, { back }) }
})

/** Takes an address and a password; the same answer whether the one is unknown or the other wrong. */
export const action = workspaceAction('anybody', {
  async enterByPassword({ ctx, url, workspace }, form) {
    const email = String(form.get('email') ?? '').trim()
    const password = String(form.get('password') ?? '')
    if (!email || !password) return { problems: [{ reason: 'password_wrong' }] }
    await countPasswordAttempt(workspace.signIn.inside(ctx), email)
    const { headers } = workspace
    const answer = await workspace.signIn.ask({ path: '/sign-in/email', body: { email, password }, headers })
    if (answer.status === 429) return { problems: [{ reason: 'too_many_turns' }] }
    const { twoFactorRedirect } = (answer.body ?? {}) as { twoFactorRedirect?: boolean }
    // Nobody comes in by a password alone, whatever was answered.
    if (answer.status !== 200 || !twoFactorRedirect) return { problems: [{ reason: 'password_wrong' }] }
    const back = safeReturn(url.searchParams.get('back'), workspacePath('workspace', ctx.locale))
    return { to: workspacePath('signInCode', ctx.locale, {}, { back }), cookies: answer.cookies }
  },
})

/** The second way in, for those who have chosen it. */
export default function SignInPassword() {
  const { t } = useSite()
  const { byLink, kept } = usePageData<typeof loader>()
  return (
    <div className="measure py-10">
      <title>{`${t('signin.password.title')} · ${t('site.name')}`}</title>
      <h1>{t('signin.password.title')}</h1>
      <p className="mt-4">{t('signin.password.lead')}</p>
      <Form intent="enterByPassword" kept={kept}>
        <TextField
          name="email"
          type="email"
          label={t('signin.password.email')}
          autoComplete="username"
          maxLength={254}
        />
        <TextField
          name="password"
          type="password"
          label={t('signin.password.password')}
          autoComplete="current-password"
          maxLength={128}
        />
        <Submit>{t('signin.password.submit')}</Submit>
      </Form>
      <p className="mt-6">
        {t('signin.password.forgotten')} <a href={byLink}>{t('signin.password.byLink')}</a>
      </p>
    </div>
  )
}
