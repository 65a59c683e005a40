import { createContext, data, type LoaderFunctionArgs, type RouterContextProvider, useLoaderData } from 'react-router'
import type { Labels } from '../features/atlas/labels.server.ts'
import type { OpenApiDocument } from '../features/opendata/api-guide.ts'
import type { Ctx } from '../platform/context.ts'
import { type ErrorCode, isAppError } from '../platform/errors.ts'
import type { Locale } from '../platform/i18n/locales.ts'
import type { PublicSettings } from '../platform/settings.ts'
import type { AtWork } from './workspace/at-work.ts'

/** What an instance says of itself on every page. */
export type Instance = {
  /** Origin and path prefix of every absolute address, without a trailing slash. */
  baseUrl: string
  /** Where a reader writes to have something corrected; null when the instance gives none. */
  contact: string | null
  /** What its administrator says of it. */
  settings: PublicSettings
  /** When public data last changed. */
  dataChangedAt: Date
}

/** What the server hands to the loaders of one request. */
export type PageRequest = {
  ctx: Ctx
  url: URL
  instance: Instance
  labels: Labels
  /** False when something was missing: what is rendered serves this reader and is not kept for the others. */
  keepable: boolean
  /** The description of the API in a language, where the process serves one. */
  apiDocument: ((locale: Locale) => OpenApiDocument) | null
  report: (error: unknown) => void
  /** In the workspace: who is at work; null for whoever has not signed in. */
  atWork?: AtWork | null
  /** In the workspace: what the scripts of this one answer are marked with. */
  nonce?: string
  /** In the workspace: the script that saves what is typed. */
  draftScript?: string | null
}

/** Where the loaders find it. */
export const pageRequestKey = createContext<PageRequest>()

/** What an error page is told: a reason that is a translation key, and what fills its placeholders. */
export type PageFailure = { reason: string; values: Record<string, string | number> }

/** The status of an answer that tells of an error. */
export const statusOf: Record<ErrorCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
}

type Work<T> = (page: PageRequest, params: Record<string, string | undefined>) => Promise<T>

// React Router writes down whatever a loader returns, in case a script takes it up; no script does on a public page, and
// what stands under a symbol is passed over.
const unwritten = Symbol('page data')

/** What the loader of a page returns: its data, for this rendering only. */
export type PageData<T> = { [unwritten]: T }

/** Wraps what a loader found. */
export const toPageData = <T>(found: T): PageData<T> => ({ [unwritten]: found })

/** Makes a loader: gives it the request's context and turns the errors of the subjects into pages with their status. */
export function pageLoader<T>(work: Work<T>) {
  return async ({
    params,
    context,
  }: Pick<LoaderFunctionArgs, 'params'> & { context: Readonly<RouterContextProvider> }): Promise<PageData<T>> => {
    try {
      return toPageData(await work(context.get(pageRequestKey), params))
    } catch (error) {
      if (!isAppError(error)) throw error
      const failure: PageFailure = { reason: error.reason, values: error.values }
      throw data(failure, { status: statusOf[error.code] })
    }
  }
}

/** The data a page's own loader found. */
export function usePageData<Loader extends (...args: never[]) => Promise<PageData<unknown>>>() {
  return useLoaderData<PageData<Loaded<Loader>>>()[unwritten]
}

/** What a loader finds for its page. */
export type Loaded<Loader extends (...args: never[]) => Promise<PageData<unknown>>> =
  Awaited<ReturnType<Loader>> extends PageData<infer T> ? T : never
