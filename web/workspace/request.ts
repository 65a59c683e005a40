import { createContext } from 'react-router'
import type { ExampleSignIn } from '../../features/accounts/example-sign-in.server.ts'
import type { TypedValues } from '../../features/accounts/kept-forms.server.ts'
import type { NamedSeat } from '../../features/accounts/people.server.ts'
import type { SignedIn, SignIn } from '../../features/accounts/sign-in.server.ts'
import type { Ctx } from '../../platform/context.ts'
import type { OpenDatabase } from '../../platform/db/pool.ts'
import type { PageRequest } from '../request.ts'
import type { AtWork } from './at-work.ts'

/** What the process hands to the workspace: the connections members act through, sign-in, and where files are kept. */
export type WorkspaceParts = {
  members: Pick<OpenDatabase, 'db'>
  signIn: SignIn
  examples: ExampleSignIn
  filesFolder: string
  /** The domain mails that answer come to, where the instance takes any. */
  inboundDomain?: string | null
}

/** One request of the workspace, as the loaders and actions find it. */
export type WorkspaceRequest = WorkspaceParts & { headers: Headers; signedIn: SignedIn | null }

/** Where they find it. */
export const workspaceKey = createContext<WorkspaceRequest>()

/** What the loader or the action of a page anybody may open is given. */
export type OpenPage = {
  /** Inside the transaction of this request, as the person who signed in or as nobody. */
  ctx: Ctx
  url: URL
  page: PageRequest
  workspace: WorkspaceRequest
  params: Readonly<Record<string, string | undefined>>
  /** Who is signed in, if somebody is. */
  atWork: AtWork | null
}

/** The same, for a page only people who have signed in may open. */
export type MemberPage = OpenPage & { atWork: AtWork }

/** The same, for a page of one organisation its members act for. */
export type OrganisationPage = OpenPage & { atWork: AtWork & { organisation: NamedSeat } }

/** Something to mend in a form: a reason that is a translation key (`errors.<reason>`), and the field it is about. */
export type FormProblem = { reason: string; field?: string; values?: Record<string, string | number> }

/** What an action that could not do its deed hands to its page: what to mend, and everything that was typed. */
export type FormState = { intent: string; problems: FormProblem[]; typed: TypedValues }
