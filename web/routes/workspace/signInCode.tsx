import type { SignIn } from '../../../features/accounts/sign-in.server.ts'
import { usePageData } from '../../request.ts'
import { TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { safeReturn, workspacePath } from '../../workspace/paths.ts'

/** Where to begin again. */
export const loader = workspaceLoader('anybody', async ({ ctx, url }) => {
  const back = safeReturn(url.searchParams.get('back'), workspacePath('workspace', ctx.locale))
  return { again: workspacePath('signInPassword', ctx.locale, {}, { back }) }
})

const tooLate = new Set(['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'])

/** Takes the code of the moment, or one that stands in for it; only then the session begins. */
export const action = workspaceAction('anybody', {
  async enterCode({ ctx, url, workspace }, form) {
    const code = String(form.get('code') ?? '').replace(/\s/g, '')
    if (!code) return { problems: [{ reason: 'code_wrong', field: 'code' }] }
    const answer = await verify(workspace.signIn, workspace.headers, code)
    if (answer.status === 429) return { problems: [{ reason: 'too_many_turns' }] }
    const { code: refusal = '' } = (answer.body ?? {}) as { code?: string }
    if (tooLate.has(refusal)) return { problems: [{ reason: 'code_too_late' }] }
    if (answer.status !== 200) return { problems: [{ reason: 'code_wrong', field: 'code' }] }
    return {
      to: safeReturn(url.searchParams.get('back'), workspacePath('workspace', ctx.locale)),
      cookies: answer.cookies,
    }
  },
})

function verify(signIn: SignIn, headers: Headers, code: string) {
  const path = /^\d{6}$/.test(code) ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
  return signIn.ask({ path, body: { code }, headers })
}

/** The second step of the second way in. */
export default function SignInCode() {
  const { t } = useSite()
  const { again } = usePageData<typeof loader>()
  return (
    <div className="measure py-10">
      <title>{`${t('signin.code.title')} · ${t('site.name')}`}</title>
      <h1>{t('signin.code.title')}</h1>
      <p className="mt-4">{t('signin.code.lead')}</p>
      <Form intent="enterCode">
        <TextField name="code" label={t('signin.code.code')} autoComplete="one-time-code" maxLength={20} />
        <Submit>{t('signin.code.submit')}</Submit>
      </Form>
      <p className="mt-6">
        <a href={again}>{t('signin.code.again')}</a>
      </p>
    </div>
  )
}
