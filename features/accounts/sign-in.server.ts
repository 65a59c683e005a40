import { randomBytes } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../platform/db/tables.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { newId } from '../../platform/ids.ts'

/** Whoever a request's cookie says it is. */
export type SignedIn = { personId: string; email: string; name: string; sessionId: string }

/** What sign-in answers a question of ours: the status, what was said, and the cookies to hand on to the browser. */
export type SignInAnswer = { status: number; body: unknown; cookies: string[] }

/** A question to sign-in, in the name of a browser's request: its cookies, its address, its origin. */
export type SignInQuestion = {
  path: string
  method?: 'GET' | 'POST'
  body?: Record<string, unknown>
  query?: Record<string, string>
  /** Those of the browser's request. */
  headers: Headers
}

/** Sign-in as the rest of the program sees it. */
export type SignIn = {
  /** Answers what a browser asks of it directly (passkeys, the way back from an identity provider). */
  handler: (request: Request) => Promise<Response>
  /** Who a request comes from; null without a session that still holds. */
  find: (headers: Headers) => Promise<SignedIn | null>
  /** Asks it something, under the same limits as a browser that asks directly. */
  ask: (question: SignInQuestion) => Promise<SignInAnswer>
}

/** What a link to sign in is sent with. */
export type SignInLink = { email: string; token: string; locale: Locale; returnTo: string }

export type SignInOptions = {
  /** The connections of sign-in: its own role, its own schema. */
  db: Kysely<Database>
  secret: string
  baseUrl: string
  sendLink: (link: SignInLink) => Promise<void>
  report: (error: unknown) => void
}

/** The header in which we say where a request comes from; what a client says of itself there is thrown away. */
export const clientHeader = 'x-navette-client'

/** How long a link to sign in holds: long enough for a slow line and a mailbox read once a day by a colleague. */
export const linkHours = 24
const days = 86_400

/** The secret that signs cookies, made once with the database; called as its owner. */
export async function ensureSecret(db: Kysely<Database>): Promise<string> {
  await sql`insert into auth.instance_secret (value) values (${randomBytes(48).toString('base64url')}) on conflict do nothing`.execute(
    db,
  )
  const { rows } = await sql<{ value: string }>`select value from auth.instance_secret`.execute(db)
  return rows[0]?.value ?? ''
}

function createAuth({ db, secret, baseUrl, sendLink, report }: SignInOptions) {
  return betterAuth({
    appName: 'Navette',
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
    session: { expiresIn: 30 * days, updateAge: days },
    rateLimit: { enabled: true, storage: 'database', window: 60, max: 60 },
    logger: {
      log: (level, message, ...rest) =>
        level === 'error' ? report(new Error(`${message} ${rest.join(' ')}`)) : undefined,
    },
    plugins: [
      magicLink({
        expiresIn: linkHours * 3600,
        storeToken: 'hashed',
        rateLimit: { window: 60, max: 5 },
        async sendMagicLink({ email, token, metadata }) {
          const { locale = 'fr', returnTo = '' } = (metadata ?? {}) as Partial<SignInLink>
          await sendLink({ email: email.toLowerCase(), token, locale, returnTo })
        },
      }),
    ],
  })
}

/** Opens sign-in: better-auth on its own connections, asked by our pages and by browsers. */
export function createSignIn(options: SignInOptions): SignIn {
  const auth = createAuth(options)
  return {
    handler: auth.handler,
    async find(headers) {
      const found = await auth.api.getSession({ headers })
      if (!found) return null
      const { user, session } = found
      return { personId: user.id, email: user.email.toLowerCase(), name: user.name, sessionId: session.id }
    },
    async ask({ path, method = 'POST', body, query, headers: given }) {
      const address = new URL(`/auth${path}`, options.baseUrl)
      for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value)
      const headers = new Headers({ origin: options.baseUrl, accept: 'application/json' })
      for (const name of ['cookie', 'user-agent', clientHeader]) {
        const value = given.get(name)
        if (value) headers.set(name, value)
      }
      if (body) headers.set('content-type', 'application/json')
      const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
      const answer = await auth.handler(new Request(address, init))
      const text = await answer.text()
      const isJson = answer.headers.get('content-type')?.includes('json') ?? false
      return {
        status: answer.status,
        body: isJson && text ? JSON.parse(text) : null,
        cookies: answer.headers.getSetCookie(),
      }
    },
  }
}
