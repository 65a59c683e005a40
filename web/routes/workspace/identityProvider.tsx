import { redirect } from 'react-router'
import { workspaceLoader } from '../../workspace/door.ts'
import { safeReturn, workspacePath } from '../../workspace/paths.ts'

/** Leads to the identity provider; a page of its own, for no form of ours may be sent on to another site. */
export const loader = workspaceLoader('anybody', async ({ ctx, url, page, workspace }): Promise<never> => {
  const { baseUrl } = page.instance
  const back = safeReturn(url.searchParams.get('back'), workspacePath('workspace', ctx.locale))
  const signIn = (query: Record<string, string>) => workspacePath('signIn', ctx.locale, {}, { back, ...query })
  const provider = await workspace.signIn.identityProvider()
  if (!provider?.reachable) throw redirect(signIn({}), { status: 303 })
  const body = { provider: 'oidc', callbackURL: baseUrl + back, errorCallbackURL: baseUrl + signIn({}) }
  const answer = await workspace.signIn.ask({ path: '/sign-in/social', body, headers: workspace.headers })
  const { url: address } = (answer.body ?? {}) as { url?: string }
  if (answer.status !== 200 || !address) throw redirect(signIn({ error: 'failed' }), { status: 303 })
  const headers = new Headers()
  for (const cookie of answer.cookies) headers.append('Set-Cookie', cookie)
  throw redirect(address, { status: 303, headers })
})

/** Never shown: whoever comes here is led on. */
export default function IdentityProvider() {
  return null
}
