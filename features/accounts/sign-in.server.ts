import { randomBytes } from 'node:crypto'
import { createOTP } from '@better-auth/utils/otp'
import { symmetricDecrypt } from 'better-auth/crypto'
import { type Kysely, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Database } from '../../platform/db/tables.ts'
import { type Auth, appName, clientHeader, createAuth, type SignInOptions } from './sign-in/auth.server.ts'
import { describe } from './sign-in/identity-provider.server.ts'

export { bearsPasskeys, clientHeader, type SignInOptions } from './sign-in/auth.server.ts'
export { signInLimits } from './sign-in/limits.ts'

/** Whoever a request's cookie says it is, and since when. */
export type SignedIn = { personId: string; email: string; name: string; sessionId: string; since: Date }

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

/** A second factor somebody is setting up: the secret as an address, and the codes that stand in for it once each. */
export type NewSecondFactor = { address: string; secret: string; backupCodes: string[] }

/** Sign-in as the rest of the program sees it. */
export type SignIn = {
  /** Answers what a browser asks of it directly (passkeys, the way back from an identity provider). */
  handler: (request: Request) => Promise<Response>
  /** Who a request comes from; null without a session that still holds. */
  find: (headers: Headers) => Promise<SignedIn | null>
  /** Asks it something, under the same limits as a browser that asks directly. */
  ask: (question: SignInQuestion) => Promise<SignInAnswer>
  /** The same context on the connections of sign-in, for what lies in its own schema. */
  inside: (ctx: Ctx) => Ctx
  /** Gives a password to whoever signed in and has none; false when they have one. */
  setPassword: (headers: Headers, password: string) => Promise<boolean>
  /** What somebody has to copy while they set up a second factor; null before, and once it is verified. */
  readNewSecondFactor: (person: { personId: string; email: string }) => Promise<NewSecondFactor | null>
  /** The identity provider by name, and whether it answers now; null without one. */
  identityProvider: () => Promise<{ name: string; reachable: boolean } | null>
}

/** The secret that signs cookies, made once with the database; called as its owner. */
export async function ensureSecret(db: Kysely<Database>): Promise<string> {
  await sql`insert into auth.instance_secret (value) values (${randomBytes(48).toString('base64url')}) on conflict do nothing`.execute(
    db,
  )
  const { rows } = await sql<{ value: string }>`select value from auth.instance_secret`.execute(db)
  return rows[0]?.value ?? ''
}

// How long what was found of the provider holds: it is asked again in time, and soon when it was down.
const believed = { up: 60_000, down: 10_000 }

// A provider that is down when the program starts would be dropped until the next start: better-auth is set up anew
// once it answers.
function keepAuth(options: SignInOptions) {
  const { identityProvider } = options
  let auth = createAuth(options, null)
  let known = { withProvider: false, reachable: false, until: 0 }
  let asking: Promise<void> | null = null
  async function look(): Promise<void> {
    const described = identityProvider ? await describe(identityProvider) : null
    if (described && !known.withProvider) auth = createAuth(options, described)
    const reachable = described !== null
    const until = Date.now() + (reachable ? believed.up : believed.down)
    known = { withProvider: known.withProvider || reachable, reachable, until }
  }
  const lookOnce = () => {
    asking ??= look().finally(() => {
      asking = null
    })
    return asking
  }
  // Asked at once, so that whoever opens the first page need not wait.
  if (identityProvider) void lookOnce()
  return {
    current: () => auth,
    /** What was found last; it is looked at again behind the reader's back. */
    async reachable(): Promise<boolean> {
      if (known.until === 0) await lookOnce()
      else if (Date.now() >= known.until) void lookOnce()
      return known.reachable
    },
    /** After a restart somebody may come back from a provider that has not answered yet. */
    async ready(): Promise<Auth> {
      if (identityProvider && !known.withProvider) await lookOnce()
      return auth
    },
  }
}

async function ask(auth: Auth, baseUrl: string, question: SignInQuestion): Promise<SignInAnswer> {
  const { path, method = 'POST', body, query, headers: given } = question
  const address = new URL(`/auth${path}`, baseUrl)
  for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value)
  const headers = new Headers({ origin: baseUrl, accept: 'application/json' })
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
}

async function readNewSecondFactor(
  auth: Auth,
  db: Kysely<Database>,
  { personId, email }: { personId: string; email: string },
): Promise<NewSecondFactor | null> {
  const { rows } = await sql<{ secret: string; codes: string }>`select secret, "backupCodes" as codes
    from auth."twoFactor" where "userId" = ${personId} and verified is false`.execute(db)
  const [found] = rows
  if (!found) return null
  const { secretConfig: key } = await auth.$context
  const secret = await symmetricDecrypt({ key, data: found.secret })
  const address = createOTP(secret, { digits: 6, period: 30 }).url(appName, email)
  return {
    address,
    secret: new URL(address).searchParams.get('secret') ?? '',
    backupCodes: JSON.parse(await symmetricDecrypt({ key, data: found.codes })),
  }
}

/** Opens sign-in: better-auth on its own connections, asked by our pages and by browsers. */
export function createSignIn(options: SignInOptions): SignIn {
  const { db, baseUrl, identityProvider } = options
  const kept = keepAuth(options)
  return {
    handler: async (request) => (await kept.ready()).handler(request),
    async find(headers) {
      const found = await kept.current().api.getSession({ headers })
      if (!found) return null
      const { user, session } = found
      const email = user.email.toLowerCase()
      return { personId: user.id, email, name: user.name, sessionId: session.id, since: session.createdAt }
    },
    ask: (question) => ask(kept.current(), baseUrl, question),
    inside: (ctx) => ({ ...ctx, db }),
    async setPassword(headers, newPassword) {
      try {
        await kept.current().api.setPassword({ headers, body: { newPassword } })
        return true
      } catch (error) {
        if ((error as { body?: { code?: string } }).body?.code === 'PASSWORD_ALREADY_SET') return false
        throw error
      }
    },
    readNewSecondFactor: (person) => readNewSecondFactor(kept.current(), db, person),
    async identityProvider() {
      return identityProvider ? { name: identityProvider.name, reachable: await kept.reachable() } : null
    },
  }
}
