import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { searchCountries } from '../../features/atlas/countries.server.ts'
import { isFiltered } from '../../features/atlas/filters.ts'
import { type OrganisationRow, searchOrganisations } from '../../features/atlas/search.server.ts'
import { nameKey } from '../../features/organisations/names.ts'
import { type PublicProject, wordsOf } from '../../features/projects/public-words.ts'
import { searchProjects } from '../../features/projects/search.server.ts'
import { type Door, localeOf } from '../door.ts'
import { countryPages, organisationPages, projectPages, selfOf, toNamedCountry, writerOf } from './objects.ts'
import { filterParameters, langParameter } from './parameters.ts'
import { invalidParameter, readFilters, readLimit, strictQuery } from './read-query.ts'
import { type searchResultSchema, searchSchema } from './schemas.ts'

const mostResults = 20
const usualResults = 8

const { theme: _, scope: __, ...searchParameters } = filterParameters

const route = createRoute({
  method: 'get',
  path: '/search',
  operationId: 'search',
  tags: ['atlas'],
  request: {
    query: strictQuery({
      ...searchParameters,
      q: z.string().openapi({ minLength: 1, maxLength: 120, example: 'ouaga' }),
      limit: z
        .string()
        .optional()
        .openapi({ type: 'integer', minimum: 1, maximum: mostResults, default: usualResults }),
      ...langParameter,
    }),
  },
  responses: { 200: { description: '', content: { 'application/json': { schema: searchSchema } } } },
})

type Result = z.infer<typeof searchResultSchema>
type Writer = ReturnType<typeof writerOf>

function organisationResult(row: OrganisationRow, { door, names, links }: Writer): Result {
  return {
    kind: 'organisation',
    key: row.key,
    name: { fr: row.name, en: row.name },
    tier: row.tier,
    country: toNamedCountry(names, row.country),
    departementCode: row.departementCode,
    population: row.population,
    ties: row.ties.all,
    url: organisationPages(links, row.key, row.name),
    self: selfOf(door, `organisations/${row.key}`),
  }
}

function countryResult(code: string, ties: number, { door, names, links }: Writer): Result {
  return {
    kind: 'country',
    key: code,
    name: names.country(code),
    tier: null,
    country: null,
    departementCode: null,
    population: null,
    ties,
    url: countryPages(links, code),
    self: selfOf(door, `countries/${code}`),
  }
}

// A project stands under one tie or none; the countries it touches are in its own record.
function projectResult(project: PublicProject, { door, links }: Writer): Result {
  return {
    kind: 'project',
    key: project.id,
    name: { fr: wordsOf(project, 'fr').title, en: wordsOf(project, 'en').title },
    tier: null,
    country: null,
    departementCode: null,
    population: null,
    ties: project.tieId === null ? 0 : 1,
    url: projectPages(links, project.id, project.title),
    self: selfOf(door, `projects/${project.id}`),
  }
}

/** What the document says of this resource. */
export const searchRoutes = [route]

/** Adds the search by name, code or postal code, quick enough to ask while one types: countries, then authorities, then projects. */
export function addSearch(app: OpenAPIHono, door: Door): void {
  app.openapi(route, async (c) => {
    const locale = localeOf(c)
    const filters = readFilters(c, Object.keys(searchParameters))
    if (!filters.q) throw invalidParameter(c, 'q', c.req.query('q') ?? '')
    const limit = readLimit(c, mostResults, usualResults)
    const ctx = door.ctx(locale)
    // A country answers a name alone, not a name and a tier or a size; a project a name and a country.
    const byName = !isFiltered({ ...filters, q: '', country: [] })
    const [page, countries, projects, words] = await Promise.all([
      searchOrganisations(ctx, filters, { limit }),
      isFiltered({ ...filters, q: '' }) ? [] : searchCountries(ctx, nameKey(filters.q)),
      byName ? searchProjects(ctx, filters, limit) : { rows: [], total: 0 },
      door.words(locale),
    ])
    const writer = writerOf(door, words)
    const places = [
      ...countries.map((country) => countryResult(country.code, country.ties, writer)),
      ...page.rows.map((row) => organisationResult(row, writer)),
    ]
    const found = projects.rows.map((project) => projectResult(project, writer))
    // However many places bear the name, the projects of that name are not crowded out.
    const kept = Math.min(found.length, Math.floor(limit / 4))
    const data = [...places.slice(0, limit - kept), ...found].slice(0, limit)
    return c.json({ data, total: page.total + countries.length + projects.total, match: page.match }, 200)
  })
}
