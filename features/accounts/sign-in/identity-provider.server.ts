import { verifyJwsAccessToken } from '@better-auth/core/oauth2'
import type { GenericOAuthConfig } from 'better-auth/plugins'
import { z } from 'zod'
import type { IdentityProvider } from '../../../platform/config.ts'

/** The name of the one provider in addresses and accounts. */
export const providerId = 'oidc'

const description = z.object({
  issuer: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url(),
  jwks_uri: z.url(),
  code_challenge_methods_supported: z.array(z.string()).default([]),
})

/** What a provider says of itself, as far as it is needed here. */
export type Description = z.infer<typeof description>

const patience = 2000

/** Where a provider describes itself. */
export const descriptionUrl = ({ issuer }: IdentityProvider): string =>
  `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

/** Asks a provider what it says of itself; null when it does not answer, or speaks for another one. */
export async function describe(provider: IdentityProvider): Promise<Description | null> {
  try {
    const answer = await fetch(descriptionUrl(provider), { signal: AbortSignal.timeout(patience) })
    const read = description.safeParse(await answer.json())
    const same = (issuer: string) => issuer.replace(/\/$/, '')
    return read.success && same(read.data.issuer) === same(provider.issuer) ? read.data : null
  } catch {
    // Down, slow or talking nonsense: it is asked again later, and its button says so.
    return null
  }
}

const claims = z.looseObject({
  sub: z.string().min(1),
  email: z.email().optional(),
  email_verified: z.union([z.boolean(), z.stringbool()]).optional(),
  name: z.string().optional(),
  given_name: z.string().optional(),
  // ProConnect's word for a family name.
  usual_name: z.string().optional(),
  family_name: z.string().optional(),
})

/** Somebody a provider vouches for. */
export type Vouched = { sub: string; email: string; name: string }

/**
 * Reads who somebody is from what the provider says; null without an address it says it has verified. Where it says
 * nothing of that (ProConnect does not), `trustEmail` lets the operator answer for it; a plain “no” stays a no.
 */
export function readClaims(told: unknown, trustEmail: boolean): Vouched | null {
  const read = claims.safeParse(told)
  if (!read.success || !read.data.email) return null
  const { sub, email, email_verified = trustEmail, name, given_name, usual_name, family_name } = read.data
  const parts = [given_name, usual_name ?? family_name].filter(Boolean).join(' ')
  return email_verified ? { sub, email: email.toLowerCase(), name: name || parts } : null
}

/** Asks a provider who has come, in plain JSON or, as ProConnect does, in a token it has signed. */
export async function askWho(
  { userinfo_endpoint, jwks_uri, issuer }: Description,
  clientId: string,
  accessToken: string,
): Promise<unknown> {
  const answer = await fetch(userinfo_endpoint, {
    headers: { Authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(patience),
  })
  if (!answer.ok) return null
  if (!answer.headers.get('content-type')?.includes('jwt')) return answer.json()
  const verifyOptions = { issuer, audience: clientId }
  return verifyJwsAccessToken(await answer.text(), { jwksFetch: jwks_uri, verifyOptions })
}

/** How sign-in is told of a provider that has described itself. */
export function toOAuthConfig(provider: IdentityProvider, described: Description): GenericOAuthConfig {
  const { clientId, clientSecret, name, scopes, trustEmail } = provider
  return {
    providerId,
    name,
    clientId,
    clientSecret,
    scopes: [...scopes],
    discoveryUrl: descriptionUrl(provider),
    // ProConnect answers every parameter it does not know with an error.
    pkce: described.code_challenge_methods_supported.includes('S256'),
    requireIdTokenVerification: true,
    // An address nobody has verified is nobody's: it neither opens an account nor joins one.
    requireEmailVerification: true,
    async getUserInfo({ accessToken }) {
      const who = readClaims(await askWho(described, clientId, accessToken ?? ''), trustEmail)
      return who && { ...who, id: who.sub, emailVerified: true }
    },
  }
}
