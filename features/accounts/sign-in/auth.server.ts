import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { genericOAuth, magicLink, twoFactor } from 'better-auth/plugins'
import type { Kysely } from 'kysely'
import type { IdentityProvider } from '../../../platform/config.ts'
import type { Database } from '../../../platform/db/tables.ts'
import type { Locale } from '../../../platform/i18n/locales.ts'
import { newId } from '../../../platform/ids.ts'
import { passwordLength } from '../password-rules.ts'
import { type Description, toOAuthConfig } from './identity-provider.server.ts'
import { signInLimits } from './limits.ts'

/** What a link to sign in is sent with. */
export type SignInLink = { email: string; token: string; locale: Locale; returnTo: string }

/** What sign-in needs of the process it runs in. */
export type SignInOptions = {
  /** The connections of sign-in: its own role, its own schema. */
  db: Kysely<Database>
  secret: string
  baseUrl: string
  /** An identity provider people may come in by. */
  identityProvider?: IdentityProvider | null
  sendLink: (link: SignInLink) => Promise<void>
  report: (error: unknown) => void
}

/** The header in which we say where a request comes from; what a client says of itself there is thrown away. */
export const clientHeader = 'x-navette-client'

// Long enough for a slow line and a mailbox read once a day by a colleague.
const linkHours = 24
const hour = 3600
const day = 24 * hour

/** The name under which authenticator programs keep our codes. */
export const appName = 'Navette'

/** Whether a host may bear passkeys: a name may, the number of a machine may not. */
export const bearsPasskeys = (baseUrl: string): boolean => !/^(\[.*|[\d.]+)$/.test(new URL(baseUrl).hostname)

// Whoever has no second factor has no password either, whatever they typed: the same answer, after the same time.
const passwordNeedsSecondFactor = createAuthMiddleware(async (ctx) => {
  if (ctx.path !== '/sign-in/email') return
  const { email, password } = ctx.body as { email: string; password: string }
  const found = await ctx.context.internalAdapter.findUserByEmail(email.toLowerCase())
  if ((found?.user as { twoFactorEnabled?: boolean } | undefined)?.twoFactorEnabled) return
  await ctx.context.password.hash(password)
  throw new APIError('UNAUTHORIZED', { code: 'INVALID_EMAIL_OR_PASSWORD' })
})

function plugins({ sendLink, baseUrl }: SignInOptions) {
  return [
    magicLink({
      expiresIn: linkHours * hour,
      storeToken: 'hashed',
      async sendMagicLink({ email, token, metadata }) {
        const { locale = 'fr', returnTo = '' } = (metadata ?? {}) as Partial<SignInLink>
        await sendLink({ email: email.toLowerCase(), token, locale, returnTo })
      },
    }),
    passkey({
      rpID: new URL(baseUrl).hostname,
      rpName: appName,
      origin: baseUrl,
      advanced: { webAuthnChallengeCookie: 'passkey' },
      // Found by the device itself, so that nobody has to say first who they are.
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    }),
    twoFactor({ issuer: appName, accountLockout: signInLimits.codeLockout }),
  ] as const
}

/** Sets up better-auth; with what the identity provider says of itself, people may come in by it. */
export function createAuth(options: SignInOptions, described: Description | null) {
  const { db, secret, baseUrl, report, identityProvider } = options
  const config = identityProvider && described ? [toOAuthConfig(identityProvider, described)] : []
  return betterAuth({
    appName,
    baseURL: baseUrl,
    basePath: '/auth',
    secret,
    database: { db, type: 'postgres' },
    trustedOrigins: [baseUrl],
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'navette',
      useSecureCookies: baseUrl.startsWith('https:'),
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [clientHeader] },
    },
    session: { expiresIn: 30 * day, updateAge: hour, freshAge: day },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
    },
    account: { accountLinking: { enabled: true } },
    onAPIError: { errorURL: `${baseUrl}/auth/failed` },
    hooks: { before: passwordNeedsSecondFactor },
    rateLimit: { enabled: true, storage: 'database', window: 60, max: 60, customRules: { ...signInLimits.byClient } },
    logger: {
      log: (level, message, ...rest) =>
        level === 'error' ? report(new Error(`${message} ${rest.join(' ')}`)) : undefined,
    },
    plugins: [...plugins(options), genericOAuth({ config })],
  })
}

/** Sign-in as better-auth makes it. */
export type Auth = ReturnType<typeof createAuth>
