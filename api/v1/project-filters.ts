import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { maxQueryLength } from '../../features/atlas/filters.ts'
import { themes } from '../../features/partnerships/schema.ts'
import { type ProjectFilters, parseProjectFilters } from '../../features/projects/project-filters.ts'
import { projectStates } from '../../features/projects/schema.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { localeOf } from '../door.ts'
import { ProblemError } from '../problem.ts'
import { invalidParameter } from './read-query.ts'

/** The filters a list of projects for machines takes. */
export const projectFilterNames = ['q', 'theme', 'country', 'state', 'sdg'] as const
/** Those that may be repeated. */
export const repeatableProjectFilters = projectFilterNames.filter((name) => name !== 'q')

const goals = Array.from({ length: 17 }, (_, index) => String(index + 1))
/** The values of those that come from a closed list. */
export const projectLists: Readonly<Record<string, readonly string[]>> = {
  theme: themes,
  state: projectStates,
  sdg: goals,
}

const list = (items: { type: 'string'; enum?: string[]; pattern?: string }, example: string[]) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .openapi({ type: 'array', items, example, param: { style: 'form', explode: true } })
const closed = (name: string, example: string[]) =>
  list({ type: 'string', enum: [...(projectLists[name] ?? [])] }, example)

/** The same as parameters of the document. */
export const projectParameters = {
  q: z.string().optional().openapi({ type: 'string', maxLength: maxQueryLength, example: 'eau' }),
  theme: closed('theme', ['waterSanitation']),
  country: list({ type: 'string', pattern: '^[A-Za-z]{2}$' }, ['BF']),
  state: closed('state', ['running']),
  sdg: closed('sdg', ['6']),
}

/** The filters of the address; a value that is not understood is a problem, which names what is. */
export function readProjectFilters(c: Context): ProjectFilters {
  const params = new URLSearchParams()
  for (const name of projectFilterNames) for (const value of c.req.queries(name) ?? []) params.append(name, value)
  const q = params.get('q')
  if (q && q.length > maxQueryLength) throw invalidParameter(c, 'q', q)
  const { value, issues } = parseProjectFilters(params)
  const [issue] = issues
  if (!issue) return value
  const accepted = projectLists[issue.param]
  if (!accepted) throw invalidParameter(c, issue.param, issue.value)
  const expected = translator(localeOf(c))('api.expected.list', { list: accepted.join(', ') })
  throw new ProblemError({
    reason: 'invalid_parameter',
    values: { parameter: issue.param, value: issue.value, expected },
    members: { parameter: issue.param, value: issue.value, accepted: [...accepted] },
  })
}
