import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins'
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../platform/db/tables.ts'

/** An account of the demonstration; the id is that of its person. */
export type ExampleAccount = { id: string; name: string; email: string }

/** The accounts of the demonstration, as sign-in holds them. */
export type ExampleAccounts = {
  add: (accounts: readonly ExampleAccount[]) => Promise<void>
  remove: (ids: readonly string[]) => Promise<void>
}

/** The way into the demonstration: nobody reads the mail of people who do not exist. */
export type ExampleSignIn = ExampleAccounts & {
  /** Begins a session as somebody of the demonstration; answers the cookies to hand on. */
  enterAs: (email: string) => Promise<string[]>
}

/** Writes accounts where sign-in keeps them; `db` may be its own connections or the owner's. */
export function exampleAccounts(db: Kysely<Database>): ExampleAccounts {
  return {
    async add(accounts) {
      // Those an earlier attempt left behind.
      const emails = accounts.map(({ email }) => email)
      await sql`delete from auth."user" where email = any(${emails})`.execute(db)
      for (const { id, name, email } of accounts)
        await sql`insert into auth."user" (id, name, email, "emailVerified") values (${id}, ${name}, ${email}, true)`.execute(
          db,
        )
    },
    async remove(ids) {
      await sql`delete from auth."user" where id = any(${[...ids]})`.execute(db)
    },
  }
}

/** Opens the way into the demonstration, apart from the real one: it knows addresses of the demonstration only. */
export function createExampleSignIn(options: {
  db: Kysely<Database>
  secret: string
  baseUrl: string
  isExample: (email: string) => boolean
}): ExampleSignIn {
  const { db, secret, baseUrl, isExample } = options
  const tokens = new Map<string, string>()
  const auth = betterAuth({
    appName: 'Navette',
    baseURL: baseUrl,
    basePath: '/auth',
    secret,
    database: { db, type: 'postgres' },
    telemetry: { enabled: false },
    advanced: { cookiePrefix: 'navette', useSecureCookies: baseUrl.startsWith('https:') },
    plugins: [
      magicLink({
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token }) => void tokens.set(email, token),
      }),
    ],
  })
  return {
    ...exampleAccounts(db),
    async enterAs(email) {
      if (!isExample(email)) throw new Error('not an address of the demonstration')
      const headers = new Headers({ origin: baseUrl })
      await auth.api.signInMagicLink({ body: { email }, headers })
      const token = tokens.get(email) ?? ''
      tokens.delete(email)
      const entered = await auth.api.magicLinkVerify({ query: { token }, headers, returnHeaders: true })
      return entered.headers.getSetCookie()
    },
  }
}
