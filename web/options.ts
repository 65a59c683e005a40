import type { ExampleSignIn } from '../features/accounts/example-sign-in.server.ts'
import type { SignIn } from '../features/accounts/sign-in.server.ts'
import type { OpenApiDocument } from '../features/opendata/api-guide.ts'
import type { OpenDatabase } from '../platform/db/pool.ts'
import type { Locale } from '../platform/i18n/locales.ts'

/** What the pages need from the process that serves them. */
export type WebOptions = {
  /** The pool that may only read what is public. */
  database: Pick<OpenDatabase, 'db'>
  /** The pool people who have signed in act through, and sign-in itself. */
  members: Pick<OpenDatabase, 'db'>
  signIn: SignIn
  /** The way into the demonstration. */
  examples: ExampleSignIn
  /** How many proxies in front are trusted to say the address of the client. */
  trustProxy: number
  /** Where the files people bring along are kept. */
  filesFolder: string
  /** The domain mails that answer come to, where the instance takes any. */
  inboundDomain?: string | null
  /** The present data version, kept up to date by the process: every cached page hangs on it. */
  dataVersion: () => { version: number; changedAt: Date }
  /** Origin of every absolute address, as `BASE_URL` says it. */
  baseUrl: string
  /** Where a reader writes to have something corrected. */
  contact?: string | null
  /** The description of the API in a language, from which its readable guide is made. */
  apiDocument?: (locale: Locale) => OpenApiDocument
  /** Told every error no page foresaw. */
  report: (error: unknown, address: string) => void
}
