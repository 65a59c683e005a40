import type { Context } from 'hono'
import { type AppError, type ErrorCode, isAppError } from '../platform/errors.ts'
import { errorSentence, type Translator, translator } from '../platform/i18n/translator.ts'
import { type Door, localeOf } from './door.ts'

/** What can go wrong here, each with its status; the word is stable and names the sentences in `api.problems`. */
export const problemStatus = {
  unknown_parameter: 400,
  invalid_parameter: 400,
  xlsx_too_large: 400,
  not_found: 404,
  organisation_not_found: 404,
  partnership_not_found: 404,
  project_not_found: 404,
  budget_not_found: 404,
  country_not_found: 404,
  collection_not_found: 404,
  feature_not_found: 404,
  file_not_found: 404,
  problem_not_found: 404,
  method_not_allowed: 405,
  xlsx_busy: 503,
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
  unexpected: 500,
} as const
export type ProblemReason = keyof typeof problemStatus

/** A problem before it is told: its reason, what fills its sentences, and members that help a program. */
export type Problem = {
  reason: ProblemReason
  values?: Record<string, string | number>
  members?: Record<string, unknown>
}

/** A problem document (RFC 9457); `reason` is the last word of `type`. */
export type ProblemDocument = {
  type: string
  title: string
  status: number
  detail: string
  instance: string
  reason: string
  [member: string]: unknown
}

const brand = Symbol('problem')

/** Thrown by a handler to answer with a problem. */
export class ProblemError extends Error {
  readonly [brand] = true
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.reason)
    this.problem = problem
  }
}

const statusOfCode: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
}

function isOwnReason(reason: string): reason is ProblemReason {
  return Object.hasOwn(problemStatus, reason)
}

function sentences(t: Translator, problem: Problem): Pick<ProblemDocument, 'title' | 'detail'> {
  return {
    title: t(`api.problems.${problem.reason}.title`),
    detail: t(`api.problems.${problem.reason}.detail`, problem.values ?? {}),
  }
}

function instanceOf(c: Context): string {
  return c.req.path.slice(0, 300)
}

/** Tells a problem in the reader's language. */
export function describeProblem(c: Context, door: Pick<Door, 'baseUrl'>, problem: Problem): ProblemDocument {
  return {
    type: `${door.baseUrl}/api/v1/problems/${problem.reason}`,
    ...sentences(translator(localeOf(c)), problem),
    status: problemStatus[problem.reason],
    instance: instanceOf(c),
    reason: problem.reason,
    ...problem.members,
  }
}

// A failure of a subject: its own reason, its own sentence, the title of its kind.
function describeAppError(c: Context, door: Pick<Door, 'baseUrl'>, error: AppError): ProblemDocument {
  const { reason, values, code } = error
  if (isOwnReason(reason)) return describeProblem(c, door, { reason, values })
  const t = translator(localeOf(c))
  return {
    type: `${door.baseUrl}/api/v1/problems/${code}`,
    title: t(`api.problems.${code}.title`),
    status: statusOfCode[code],
    detail: errorSentence(t, error),
    instance: instanceOf(c),
    reason,
  }
}

/** The problem document of whatever was thrown; what nobody foresaw is reported and told without any detail. */
export function problemOf(c: Context, door: Pick<Door, 'baseUrl' | 'report'>, error: unknown): ProblemDocument {
  if (typeof error === 'object' && error !== null && brand in error)
    return describeProblem(c, door, (error as ProblemError).problem)
  if (isAppError(error)) return describeAppError(c, door, error)
  door.report(error, c.req.path)
  return describeProblem(c, door, { reason: 'unexpected' })
}

/** Answers with a problem document. */
export function problemResponse(c: Context, document: ProblemDocument): Response {
  const headers = new Headers({
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Language': localeOf(c),
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language',
  })
  if (document.status === 405) headers.set('Allow', allowedMethods.join(', '))
  if (document.status === 503) headers.set('Retry-After', '10')
  const body = c.req.method === 'HEAD' ? null : `${JSON.stringify(document)}\n`
  return new Response(body, { status: document.status, headers })
}

/** What may be done here: everything for machines is read only. */
export const allowedMethods = ['GET', 'HEAD', 'OPTIONS']
