import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type RouterContextProvider,
  redirect,
} from 'react-router'
import { dropDraft, findDraft } from '../../features/accounts/drafts.server.ts'
import { keepForm, type TypedValues, takeKeptForm } from '../../features/accounts/kept-forms.server.ts'
import { ensurePerson, listNamedSeats } from '../../features/accounts/people.server.ts'
import { findTieInAddress } from '../../features/projects/members.server.ts'
import { type Actor, asActor, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import { findIsland } from '../island-files.ts'
import { localeOf } from '../paths.ts'
import { type PageData, type PageFailure, pageRequestKey, statusOf, toPageData } from '../request.ts'
import type { AtWork } from './at-work.ts'
import { readCookie, setCookie } from './cookies.ts'
import { workspacePath } from './paths.ts'
import {
  type FormProblem,
  type FormState,
  type MemberPage,
  type OpenPage,
  type OrganisationPage,
  workspaceKey,
} from './request.ts'

/**
 * Who a page is for: anybody, people who have signed in, members of the organisation in its address, or these and the
 * guests of the tie (or of the tie of the project) in its address.
 */
export type Audience = 'anybody' | 'signedIn' | 'member' | 'party'

type PageOf = { anybody: OpenPage; signedIn: MemberPage; member: OrganisationPage; party: OrganisationPage }
type Args = Pick<LoaderFunctionArgs, 'params'> & { context: Readonly<RouterContextProvider> }

const keptCookie = 'navette-kept'

// One transaction for the whole request: the person is known to row-level security before anything is read.
function enter<T>(audience: Audience, { params, context }: Args, work: (page: OpenPage) => Promise<T>): Promise<T> {
  const workspace = context.get(workspaceKey)
  const page = context.get(pageRequestKey)
  const { signedIn } = workspace
  const actor: Actor = signedIn
    ? { kind: 'person', personId: signedIn.personId, organisationId: null }
    : { kind: 'anonymous' }
  const outer: Ctx = { ...page.ctx, db: workspace.members.db, actor, locale: localeOf(page.url.pathname) }
  return inTransaction(outer, async (ctx) => {
    const tieId = audience === 'party' ? await findTieInAddress(ctx, params) : null
    const atWork = signedIn ? await findAtWork(ctx, signedIn, params.key, tieId) : null
    page.atWork = atWork
    if (audience !== 'anybody' && !atWork) throw new AppError('unauthenticated', 'sign_in_needed')
    // Whoever has no seat is not told whether the organisation is there.
    if ((audience === 'member' || audience === 'party') && !atWork?.organisation)
      throw new AppError('not_found', 'organisation_not_yours')
    const organisationId = atWork?.organisation?.organisationId ?? null
    const acting = organisationId && ctx.actor.kind === 'person' ? { ...ctx.actor, organisationId } : ctx.actor
    return asActor(ctx, acting, (inner) => work({ ctx: inner, url: page.url, page, workspace, params, atWork }))
  })
}

async function findAtWork(
  ctx: Ctx,
  signedIn: { email: string; name: string },
  key: string | undefined,
  tieId: string | null,
): Promise<AtWork> {
  const person = await ensurePerson(ctx, signedIn)
  const seats = await listNamedSeats(ctx)
  const here = seats.filter((seat) => seat.key === key)
  const asGuest = tieId ? here.find((seat) => seat.partnershipId === tieId) : undefined
  return { person, seats, organisation: here.find((seat) => !seat.partnershipId) ?? asGuest ?? null }
}

/** Makes the loader of a page of the workspace; whoever has to sign in first comes back to it afterwards. */
export function workspaceLoader<A extends Audience, T>(audience: A, work: (page: PageOf[A]) => Promise<T>) {
  return async (args: Args): Promise<PageData<T & { kept: TypedValues | null }>> => {
    try {
      return await enter(audience, args, async (page) => {
        const found = await work(page as PageOf[A])
        return toPageData({ ...found, kept: await findKept(page) })
      })
    } catch (error) {
      throw toAnswer(error, args)
    }
  }
}

/** Makes the loader of an address that answers with a file instead of a page. */
export function workspaceFile<A extends Audience>(audience: A, work: (page: PageOf[A]) => Promise<Response>) {
  return async (args: Args): Promise<Response> => {
    try {
      return await enter(audience, args, (page) => work(page as PageOf[A]))
    } catch (error) {
      throw toAnswer(error, args)
    }
  }
}

// What was sent after the session had ended, or else what was being typed.
async function findKept({ ctx, url, workspace, atWork, page }: OpenPage): Promise<TypedValues | null> {
  page.draftScript = findIsland('draft')?.script ?? null
  const token = readCookie(workspace.headers, keptCookie)
  const sent = token ? await takeKeptForm(ctx, url.pathname, token) : null
  if (sent) return { ...sent, keptAs: 'sent' }
  const draft = atWork ? await findDraft(ctx, url.pathname) : null
  return draft && { ...draft, keptAs: 'draft' }
}

function toAnswer(error: unknown, { context }: Args): unknown {
  if (!isAppError(error)) return error
  const { url } = context.get(pageRequestKey)
  const locale = localeOf(url.pathname)
  if (error.code === 'unauthenticated')
    return redirect(workspacePath('signIn', locale, {}, { back: url.pathname + url.search }))
  const failure: PageFailure = { reason: error.reason, values: error.values }
  return data(failure, { status: statusOf[error.code] })
}

/** What an intent may answer: where to go next, with cookies to hand on; or what there is to mend. */
export type Outcome = { to: string; cookies?: readonly string[] } | { problems: FormProblem[] }

/** The deeds of a page by the name of their button. */
export type Intents<A extends Audience> = Record<string, (page: PageOf[A], form: FormData) => Promise<Outcome>>

/** An action, and what the table of permissions asks of it: whom it is for, and which deeds it knows. */
export type WorkspaceAction = ((args: ActionFunctionArgs) => Promise<ReturnType<typeof data<FormState>>>) & {
  audience: Audience
  intents: readonly string[]
}

/**
 * Makes the action of a page of the workspace. A deed that is refused or has something to mend leaves nothing behind,
 * and gives back what was typed; a deed done leads on (303), so that reloading does not do it again.
 */
export function workspaceAction<A extends Audience>(audience: A, intents: Intents<A>): WorkspaceAction {
  const action = async (args: ActionFunctionArgs) => {
    const form = await args.request.formData()
    const intent = String(form.get('intent') ?? '')
    const typed = typedValues(form)
    const deed = Object.hasOwn(intents, intent) ? intents[intent] : undefined
    try {
      if (!deed) throw new AppError('invalid', 'unknown_intent')
      const outcome = await enter(audience, args, async (page) => {
        const answer = await deed(page as PageOf[A], form)
        if ('problems' in answer) throw new Unfinished(answer.problems)
        if (page.atWork) await dropDraft(page.ctx, page.url.pathname)
        return answer
      })
      const headers = new Headers()
      for (const cookie of outcome.cookies ?? []) headers.append('Set-Cookie', cookie)
      throw redirect(outcome.to, { status: 303, headers })
    } catch (error) {
      if (error instanceof Unfinished)
        return data<FormState>({ intent, problems: error.problems, typed }, { status: 400 })
      if (isAppError(error) && error.code === 'unauthenticated') throw await keepAndSignIn(args, { ...typed, intent })
      if (isAppError(error) && mendable.has(error.code)) {
        const problem: FormProblem = { reason: error.reason, values: error.values }
        return data<FormState>({ intent, problems: [problem], typed }, { status: statusOf[error.code] })
      }
      throw toAnswer(error, args)
    }
  }
  return Object.assign(action, { audience, intents: Object.keys(intents) })
}

// What the writer of a form can do something about is told beside the form; the rest is a page of its own.
const mendable: ReadonlySet<string> = new Set(['invalid', 'conflict', 'too_many', 'unavailable'])

// Leaves the transaction, and undoes it.
class Unfinished extends Error {
  readonly problems: FormProblem[]
  constructor(problems: FormProblem[]) {
    super('unfinished form')
    this.problems = problems
  }
}

async function keepAndSignIn({ context }: Args, typed: TypedValues): Promise<Response> {
  const { members } = context.get(workspaceKey)
  const { ctx, url, instance } = context.get(pageRequestKey)
  const token = await keepForm({ ...ctx, db: members.db }, url.pathname, typed)
  const secure = instance.baseUrl.startsWith('https:')
  const headers = token ? { 'Set-Cookie': setCookie(keptCookie, token, { secure, hours: 24 }) } : undefined
  const back = url.pathname + url.search
  return redirect(workspacePath('signIn', localeOf(url.pathname), {}, { back }), {
    status: 303,
    ...(headers ? { headers } : {}),
  })
}

// What opens an account is typed again rather than kept anywhere.
const secrets: ReadonlySet<string> = new Set(['password', 'newPassword', 'code', 'credential'])

/** What was typed into a form, by the names of its fields; files are not typed. */
export function typedValues(form: FormData): TypedValues {
  const typed: TypedValues = {}
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name).filter((value): value is string => typeof value === 'string')
    if (name !== 'intent' && !secrets.has(name) && values.length > 0)
      typed[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return typed
}
