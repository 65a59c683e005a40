import { describe, expect, it } from 'vitest'
import { readClaims, toOAuthConfig } from './identity-provider.server.ts'

const provider = {
  issuer: 'https://identite.example',
  clientId: 'navette',
  clientSecret: 'secret',
  name: 'Identité',
  scopes: ['openid', 'given_name', 'usual_name', 'email'],
  trustEmail: false,
}
const described = {
  issuer: provider.issuer,
  authorization_endpoint: `${provider.issuer}/authorize`,
  token_endpoint: `${provider.issuer}/token`,
  userinfo_endpoint: `${provider.issuer}/userinfo`,
  jwks_uri: `${provider.issuer}/jwks`,
  code_challenge_methods_supported: [] as string[],
}

describe('what an identity provider says of somebody', () => {
  const proConnect = { sub: 'a1', email: 'Helene.Dupre@Ville.example', given_name: 'Hélène', usual_name: 'Dupré' }

  it('opens nothing when it does not say that the address is verified', () => {
    expect(readClaims(proConnect, false)).toBeNull()
    expect(readClaims({ ...proConnect, email_verified: 'false' }, false)).toBeNull()
  })

  it('is believed where the operator answers for it, unless it says no', () => {
    const who = { sub: 'a1', email: 'helene.dupre@ville.example', name: 'Hélène Dupré' }
    expect(readClaims(proConnect, true)).toEqual(who)
    expect(readClaims({ ...proConnect, email_verified: true }, false)).toEqual(who)
    expect(readClaims({ ...proConnect, email_verified: false }, true)).toBeNull()
  })

  it.each([
    ['nothing', null],
    ['an answer without a subject', { email: 'a@b.example', email_verified: true }],
    ['an address that is none', { sub: 'a1', email: 'a', email_verified: true }],
    ['no address', { sub: 'a1', email_verified: true }],
  ])('is not taken when it is %s', (_, told) => {
    expect(readClaims(told, true)).toBeNull()
  })
})

describe('what an identity provider is asked', () => {
  it('holds a challenge only where the provider says that it knows them', () => {
    expect(toOAuthConfig(provider, described).pkce).toBe(false)
    expect(toOAuthConfig(provider, { ...described, code_challenge_methods_supported: ['S256'] }).pkce).toBe(true)
  })
})
