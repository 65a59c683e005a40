import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import Provider, { type Configuration } from 'oidc-provider'

/** Somebody the provider vouches for. */
export type Account = {
  email: string
  email_verified?: boolean
  name?: string
  given_name?: string
  usual_name?: string
}

/** A real identity provider that lets in whoever a test says, without asking anything. */
export type TestProvider = { issuer: string; letIn: (account: Account) => void; stop: () => Promise<void> }

type Options = { port: number; redirectUri: string; settings?: Configuration }

/** Starts one on a port; `settings` are added to its configuration. */
export async function startProvider({ port, redirectUri, settings = {} }: Options): Promise<TestProvider> {
  const issuer = `http://127.0.0.1:${port}`
  let account: Account = { email: '' }
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'navette', client_secret: 'a-secret-for-tests', redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'given_name', 'usual_name'] },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, ...account }) }),
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a key for tests'] },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    ...settings,
  })
  const server = createServer(async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return provider.callback()(request, response)
    const { params, prompt } = await provider.interactionDetails(request, response)
    const login = { accountId: account.email }
    if (prompt.name === 'login') return provider.interactionFinished(request, response, { login })
    const grant = new provider.Grant({ accountId: account.email, clientId: String(params.client_id) })
    grant.addOIDCScope(String(params.scope))
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    issuer,
    letIn(one) {
      account = one
    },
    stop: () => close(server),
  }
}

async function close(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}
