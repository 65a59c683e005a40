import { z } from 'zod'
import { takeTurn } from '../../../platform/turns.ts'
import { usePageData } from '../../request.ts'
import { TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { safeReturn, workspacePath } from '../../workspace/paths.ts'

const address = z.email().max(254)

/** Whether a link has just been sent, and where the reader goes once signed in. */
export const loader = workspaceLoader('anybody', async ({ url, ctx }) => ({
  sent: url.searchParams.has('sent'),
  back: safeReturn(url.searchParams.get('back'), workspacePath('workspace', ctx.locale)),
}))

/** Sends a link to an address; whether anybody is known there is not said. */
export const action = workspaceAction('anybody', {
  async sendLink({ ctx, url, workspace }, form) {
    const email = address.safeParse(String(form.get('email') ?? '').trim())
    if (!email.success) return { problems: [{ reason: 'email_wrong', field: 'email' }] }
    // A mailbox is not filled by whoever knows its address.
    await takeTurn(ctx, `signIn ${email.data.toLowerCase()}`, { most: 5, seconds: 3600 })
    const returnTo = safeReturn(url.searchParams.get('back'), workspacePath('workspace', ctx.locale))
    const answer = await workspace.signIn.ask({
      path: '/sign-in/magic-link',
      body: { email: email.data, metadata: { locale: ctx.locale, returnTo } },
      headers: workspace.headers,
    })
    if (answer.status === 429) return { problems: [{ reason: 'too_many_turns' }] }
    if (answer.status !== 200) return { problems: [{ reason: 'sign_in_failed' }] }
    return { to: workspacePath('signIn', ctx.locale, {}, { sent: '1' }) }
  },
})

/** The way in: an address, to which a link is sent. */
export default function SignIn() {
  const { t } = useSite()
  const { sent, kept } = usePageData<typeof loader>()
  return (
    <div className="measure py-10">
      <title>{`${t('workspace.signIn.title')} · ${t('site.name')}`}</title>
      <h1>{t('workspace.signIn.title')}</h1>
      {sent ? (
        <div className="notice mt-6" role="status">
          <p className="font-[650]">{t('workspace.signIn.sent')}</p>
          <p className="mt-1">{t('workspace.signIn.sentNext')}</p>
        </div>
      ) : (
        <p className="mt-4">{t('workspace.signIn.lead')}</p>
      )}
      <Form intent="sendLink" kept={kept}>
        <TextField
          name="email"
          type="email"
          label={t('workspace.signIn.email')}
          help={t('workspace.signIn.emailHelp')}
          autoComplete="email"
          maxLength={254}
        />
        <Submit>{t('workspace.signIn.submit')}</Submit>
      </Form>
      <p className="source mt-8">{t('workspace.signIn.cookies')}</p>
    </div>
  )
}
