import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { translator } from '../../platform/i18n/translator.ts'
import type { Door } from '../door.ts'
import { ProblemError, type ProblemReason, problemStatus } from '../problem.ts'
import { selfOf } from './objects.ts'
import { langParameter } from './parameters.ts'
import { strictQuery } from './read-query.ts'
import { type bothNamesSchema, problemKindSchema } from './schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/problems/{reason}',
  operationId: 'getProblem',
  tags: ['atlas'],
  request: {
    params: z.object({ reason: z.string().openapi({ example: 'invalid_parameter' }) }),
    query: strictQuery(langParameter),
  },
  responses: { 200: { description: '', content: { 'application/json': { schema: problemKindSchema } } } },
})

function isReason(text: string): text is ProblemReason {
  return Object.hasOwn(problemStatus, text)
}

/** What the document says of this resource. */
export const problemsRoutes = [route]

/** Adds what stands behind the `type` of every problem. */
export function addProblems(app: OpenAPIHono, door: Door): void {
  app.openapi(route, (c) => {
    const { reason } = c.req.valid('param')
    if (!isReason(reason))
      throw new ProblemError({ reason: 'problem_not_found', values: { reason: reason.slice(0, 60) } })
    const title: z.infer<typeof bothNamesSchema> = {
      fr: translator('fr')(`api.problems.${reason}.title`),
      en: translator('en')(`api.problems.${reason}.title`),
    }
    return c.json({ type: selfOf(door, `problems/${reason}`), reason, status: problemStatus[reason], title }, 200)
  })
}
