import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { budgetLicence } from '../../features/budgets/export.ts'
import {
  countPublicBudgets,
  listAllPublicBudgets,
  listPublicBudgetParts,
  listPublicBudgetYears,
  type PublicBudgetYear,
} from '../../features/budgets/public-budgets.server.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { type Door, localeOf } from '../door.ts'
import { ProblemError } from '../problem.ts'
import { budgetDetailSchema, budgetListSchema, type budgetSchema } from './budget-schemas.ts'
import { selfOf } from './objects.ts'
import { langParameter, organisationKeyParameter, pagingParameters } from './parameters.ts'
import { addressWith, invalidParameter, isKey, readCursor, readLimit, strictQuery, toCursor } from './read-query.ts'

const json = 'application/json'

const listRoute = createRoute({
  method: 'get',
  path: '/budgets',
  operationId: 'listBudgets',
  tags: ['budgets'],
  request: {
    query: strictQuery({
      organisation: z.string().optional().openapi({ type: 'string', example: 'c93048' }),
      year: z.string().optional().openapi({ type: 'integer', minimum: 1990, maximum: 2100, example: 2022 }),
      ...pagingParameters,
      ...langParameter,
    }),
  },
  responses: { 200: { description: '', content: { [json]: { schema: budgetListSchema } } } },
})

const getRoute = createRoute({
  method: 'get',
  path: '/budgets/{key}',
  operationId: 'getBudget',
  tags: ['budgets'],
  request: { params: organisationKeyParameter, query: strictQuery(langParameter) },
  responses: { 200: { description: '', content: { [json]: { schema: budgetDetailSchema } } } },
})

/** What the document says of this resource. */
export const budgetsRoutes = [listRoute, getRoute]

function toBudget(door: Pick<Door, 'baseUrl' | 'links'>, one: PublicBudgetYear): z.infer<typeof budgetSchema> {
  const page = (locale: Locale) => door.links.budget(locale, one.organisationKey, one.organisationName)
  return {
    organisation: selfOf(door, `organisations/${one.organisationKey}`),
    key: one.organisationKey,
    name: one.organisationName,
    year: one.year,
    stage: one.stage,
    expenditure: one.expenditure,
    receipts: one.receipts,
    net: one.net,
    investment: one.investment,
    staff: one.staff,
    inKind: one.inKind,
    volunteerTime: one.volunteerTime,
    wholeExpenditure: one.totalExpenditure,
    inhabitants: one.population,
    inhabitantsYear: one.populationYear,
    lines: one.lines,
    accounts: one.source,
    licence: budgetLicence,
    asOf: one.asOf.toISOString(),
    url: { fr: page('fr'), en: page('en') },
    self: selfOf(door, `budgets/${one.organisationKey}`),
  }
}

const markOf = ({ organisationKey, year, stage }: PublicBudgetYear) => `${organisationKey} ${year} ${stage}`

/** Adds the budgets authorities publish, and those of one of them. */
export function addBudgets(app: OpenAPIHono, door: Door): void {
  app.openapi(listRoute, async (c) => {
    const ctx = door.ctx(localeOf(c))
    const limit = readLimit(c)
    const after = readCursor(c, (text) => /^\S+ \d{4} (voted|executed)$/.test(text))
    const { organisation, year } = c.req.valid('query')
    if (organisation !== undefined && !isKey(organisation)) throw invalidParameter(c, 'organisation', organisation)
    if (year !== undefined && !/^(19|20)\d{2}$/.test(year)) throw invalidParameter(c, 'year', year)
    const asked = {
      ...(organisation === undefined ? {} : { organisationKey: organisation }),
      ...(year === undefined ? {} : { year: Number(year) }),
    }
    const [rows, total] = await Promise.all([
      listAllPublicBudgets(ctx, { limit: limit + 1, after, ...asked }),
      countPublicBudgets(ctx, asked),
    ])
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    const next = last ? addressWith(c, door.baseUrl, { cursor: toCursor(markOf(last)) }) : null
    if (next) c.header('Link', `<${next}>; rel="next"`)
    const data = shown.map((one) => toBudget(door, one))
    return c.json({ data, page: { limit, returned: data.length, total, next } }, 200)
  })

  app.openapi(getRoute, async (c) => {
    const { key } = c.req.valid('param')
    const ctx = door.ctx(localeOf(c))
    const years = isKey(key) ? await listPublicBudgetYears(ctx, key) : []
    if (years.length === 0) throw new ProblemError({ reason: 'budget_not_found', values: { key: key.slice(0, 60) } })
    return c.json({ years: years.map((one) => toBudget(door, one)), parts: await listPublicBudgetParts(ctx, key) }, 200)
  })
}
