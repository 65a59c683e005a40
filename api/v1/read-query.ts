import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type AtlasFilters, maxQueryLength, parseFilters } from '../../features/atlas/filters.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { localeOf } from '../door.ts'
import { ProblemError } from '../problem.ts'
import { closedLists, defaultLimit, maxLimit } from './parameters.ts'

const expectations = [
  'limit',
  'cursor',
  'country',
  'region',
  'departement',
  'q',
  'bbox',
  'datetime',
  'lang',
  'f',
  'once',
  'many',
  'list',
  'crs',
  'withOrAll',
  'positive',
] as const
type Expectation = (typeof expectations)[number]

/** The most values one filter takes. */
const maxValues = 60

function isExpectation(name: string): name is Expectation {
  return (expectations as readonly string[]).includes(name)
}

/** The problem of a value that cannot be read: names the parameter, the value, and what it takes. */
export function invalidParameter(c: Context, parameter: string, value: string, expected?: Expectation): ProblemError {
  const t = translator(localeOf(c))
  const accepted = closedLists[parameter]
  const kind = expected ?? (accepted ? 'list' : isExpectation(parameter) ? parameter : 'once')
  const values = { max: kind === 'q' ? maxQueryLength : maxLimit, list: accepted?.join(', ') ?? '' }
  const shown = value.slice(0, 60)
  return new ProblemError({
    reason: 'invalid_parameter',
    values: { parameter, value: shown, expected: t(`api.expected.${kind}`, values) },
    members: { parameter, value: shown, ...(accepted ? { accepted: [...accepted] } : {}) },
  })
}

/** The problem of a parameter nobody knows here: names it, and those that are known. */
export function unknownParameter(parameter: string, accepted: readonly string[]): ProblemError {
  const shown = parameter.slice(0, 60)
  return new ProblemError({
    reason: 'unknown_parameter',
    values: { parameter: shown, accepted: accepted.join(', ') },
    members: { parameter: shown, accepted: [...accepted] },
  })
}

/** Refuses parameters that are not on the list, and single ones given twice. */
export function checkParameters(c: Context, accepted: readonly string[], repeatable: readonly string[] = []): void {
  for (const [name, values] of Object.entries(c.req.queries())) {
    if (!accepted.includes(name)) throw unknownParameter(name, accepted)
    if (values.length > 1 && !repeatable.includes(name)) throw invalidParameter(c, name, values.join(' '), 'once')
  }
  const lang = c.req.query('lang')
  if (lang !== undefined && !closedLists.lang?.includes(lang)) throw invalidParameter(c, 'lang', lang, 'list')
}

/** A query that takes these parameters and no other. */
export function strictQuery<Shape extends z.ZodRawShape>(shape: Shape) {
  // The message is not for readers: it carries the accepted names to `zodProblem`.
  const names = Object.keys(shape).join(' ')
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? names : undefined) })
}

/** Turns what zod found in a query or a path into the first problem worth telling. */
export function zodProblem(c: Context, error: z.ZodError): ProblemError {
  const [issue] = error.issues
  if (issue?.code === 'unrecognized_keys') return unknownParameter(issue.keys[0] ?? '', issue.message.split(' '))
  const name = String(issue?.path[0] ?? '')
  const given = c.req.queries(name) ?? []
  if (given.length > 1) return invalidParameter(c, name, given.join(' '), 'once')
  return invalidParameter(c, name, given[0] ?? c.req.param(name) ?? '')
}

/** The filters of the address; a value that is not understood is a problem here, where programs ask. */
export function readFilters(c: Context, allowed: readonly string[] = filterNames): AtlasFilters {
  const params = new URLSearchParams()
  for (const name of allowed) for (const value of c.req.queries(name) ?? []) params.append(name, value)
  const q = params.get('q')
  if (q && q.length > maxQueryLength) throw invalidParameter(c, 'q', q)
  for (const name of allowed) {
    const values = params.getAll(name).flatMap((text) => text.split(','))
    if (values.length > maxValues) throw invalidParameter(c, name, values.slice(0, 5).join(','), 'many')
  }
  const { value, issues } = parseFilters(params)
  const [issue] = issues
  if (issue) throw invalidParameter(c, issue.param, issue.value)
  return value
}

/** Every filter a list for machines takes. */
export const filterNames = [
  'q',
  'country',
  'region',
  'departement',
  'tier',
  'type',
  'state',
  'evidence',
  'theme',
  'size',
  'ties',
  'scope',
] as const

/** The filters that may be repeated. */
export const repeatableNames = filterNames.filter((name) => !['q', 'ties', 'scope'].includes(name))

/** The `limit` of the address. */
export function readLimit(c: Context, most: number = maxLimit, usual: number = defaultLimit): number {
  const text = c.req.query('limit')
  if (text === undefined) return usual
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1 || Number(text) > most) throw invalidParameter(c, 'limit', text)
  return Number(text)
}

const keyPattern = /^[a-z0-9][A-Za-z0-9-]{0,120}$/
const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Tells whether a text has the form of an authority's key. */
export const isKey = (text: string) => keyPattern.test(text)

/** Tells whether a text has the form of an id. */
export const isId = (text: string) => idPattern.test(text)

/** The mark of where a list goes on: the last key read, not to be taken apart by readers. */
export function toCursor(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url')
}

/** Where the list asked for goes on; null at its beginning. */
export function readCursor(c: Context, isMark: (text: string) => boolean): string | null {
  const text = c.req.query('cursor')
  if (text === undefined) return null
  const mark = /^[\w-]{1,200}$/.test(text) ? Buffer.from(text, 'base64url').toString('utf8') : ''
  if (!isMark(mark)) throw invalidParameter(c, 'cursor', text)
  return mark
}

/** The same address with one parameter changed, under the public base. */
export function addressWith(c: Context, baseUrl: string, changes: Record<string, string | null>): string {
  const url = new URL(c.req.url)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return `${baseUrl}${url.pathname}${url.search}`
}
