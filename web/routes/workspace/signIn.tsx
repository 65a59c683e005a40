import { z } from 'zod'
import { bearsPasskeys, signInLimits } from '../../../features/accounts/sign-in.server.ts'
import { takeTurn } from '../../../platform/turns.ts'
import { findIsland } from '../../island-files.ts'
import { usePageData } from '../../request.ts'
import { TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { PasskeyForm, PasskeyScript } from '../../ui/sign-in/passkey-form.tsx'
import { useSite } from '../../ui/site.ts'
import { readCredential } from '../../workspace/credential.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { safeReturn, workspacePath } from '../../workspace/paths.ts'

const address = z.email().max(254)

// The two reasons for which somebody comes back from a provider without having been let in.
const unverified: ReadonlySet<string> = new Set(['unable_to_get_user_info', 'email_not_found', 'email_not_verified'])

/** Whether a link has just been sent, which other ways in there are, and where the reader goes once signed in. */
export const loader = workspaceLoader('anybody', async ({ url, ctx, page, workspace }) => {
  const error = url.searchParams.get('error')
  return {
    sent: url.searchParams.has('sent'),
    back: safeReturn(url.searchParams.get('back'), ''),
    island: bearsPasskeys(page.instance.baseUrl) ? findIsland('passkey') : null,
    provider: await workspace.signIn.identityProvider(),
    providerError: error === null ? null : unverified.has(error) ? ('unverified' as const) : ('failed' as const),
    locale: ctx.locale,
  }
})

/** Sends a link to an address; whether anybody is known there is not said. Or lets a passkey in. */
export const action = workspaceAction('anybody', {
  async sendLink({ ctx, url, workspace }, form) {
    const email = address.safeParse(String(form.get('email') ?? '').trim())
    if (!email.success) return { problems: [{ reason: 'email_wrong', field: 'email' }] }
    // A mailbox is not filled by whoever knows its address.
    await takeTurn(ctx, `signIn ${email.data.toLowerCase()}`, signInLimits.linksByMailAddress)
    const returnTo = safeReturn(url.searchParams.get('back'), workspacePath('workspace', ctx.locale))
    const answer = await workspace.signIn.ask({
      path: '/sign-in/magic-link',
      body: { email: email.data, metadata: { locale: ctx.locale, returnTo } },
      headers: workspace.headers,
    })
    if (answer.status === 429) return { problems: [{ reason: 'too_many_turns' }] }
    if (answer.status !== 200) return { problems: [{ reason: 'sign_in_failed' }] }
    return { to: workspacePath('signIn', ctx.locale, {}, { sent: '1', back: returnTo }) }
  },
  async enterByPasskey({ ctx, url, workspace }, form) {
    const response = readCredential(form)
    if (!response) return { problems: [{ reason: 'passkey_missing' }] }
    const body = { response }
    const answer = await workspace.signIn.ask({
      path: '/passkey/verify-authentication',
      body,
      headers: workspace.headers,
    })
    if (answer.status === 429) return { problems: [{ reason: 'too_many_turns' }] }
    if (answer.status !== 200) return { problems: [{ reason: 'passkey_refused' }] }
    return {
      to: safeReturn(url.searchParams.get('back'), workspacePath('workspace', ctx.locale)),
      cookies: answer.cookies,
    }
  },
})

/** The way in: an address, to which a link is sent; below, the ways some have chosen besides. */
export default function SignIn() {
  const { t } = useSite()
  const { sent, kept } = usePageData<typeof loader>()
  return (
    <div className="measure py-10">
      <title>{`${t('workspace.signIn.title')} · ${t('site.name')}`}</title>
      <h1>{t('workspace.signIn.title')}</h1>
      <ProviderError />
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
      <OtherWays />
      <p className="source mt-8">{t('workspace.signIn.cookies')}</p>
    </div>
  )
}

function ProviderError() {
  const { t } = useSite()
  const { provider, providerError } = usePageData<typeof loader>()
  if (!providerError) return null
  return (
    <p className="problems mt-6" role="alert">
      {t(`signin.provider.${providerError}`, { name: provider?.name ?? t('signin.provider.generic') })}
    </p>
  )
}

function OtherWays() {
  const { t, locale } = useSite()
  const { back, island, provider } = usePageData<typeof loader>()
  const query: Record<string, string> = back ? { back } : {}
  return (
    <section className="mt-10 border-t border-line pt-6" aria-labelledby="other-ways">
      <h2 id="other-ways">{t('signin.also.title')}</h2>
      {provider ? <ProviderButton {...provider} query={query} /> : null}
      {island ? (
        <div hidden data-needs-passkeys>
          <PasskeyForm intent="enterByPasskey" ceremony="get" label={t('signin.passkey.enter')}>
            <p className="source mt-4">{t('signin.passkey.help')}</p>
          </PasskeyForm>
          <PasskeyScript island={island} />
        </div>
      ) : null}
      <p className="mt-6">
        <a className="tap" href={workspacePath('signInPassword', locale, {}, query)}>
          {t('signin.password.link')}
        </a>
      </p>
    </section>
  )
}

type ProviderButtonProps = { name: string; reachable: boolean; query: Record<string, string> }

function ProviderButton({ name, reachable, query }: ProviderButtonProps) {
  const { t, locale } = useSite()
  if (!reachable) return <p className="notice">{t('signin.provider.down', { name })}</p>
  return (
    <p className="mt-6">
      <a className="button quiet" href={workspacePath('identityProvider', locale, {}, query)}>
        {t('signin.provider.enter', { name })}
      </a>
    </p>
  )
}
