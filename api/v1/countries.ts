import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { type Country, findCountry, listCountries } from '../../features/atlas/countries.server.ts'
import type { Words } from '../../features/opendata/columns.ts'
import { type Door, localeOf } from '../door.ts'
import { ProblemError } from '../problem.ts'
import { countryPages, selfOf, toCountry, writerOf } from './objects.ts'
import { countryCodeParameter, langParameter } from './parameters.ts'
import { invalidParameter, strictQuery } from './read-query.ts'
import { countryDetailSchema, countryListSchema } from './schemas.ts'

const json = 'application/json'

const listRoute = createRoute({
  method: 'get',
  path: '/countries',
  operationId: 'listCountries',
  tags: ['countries'],
  request: {
    query: strictQuery({
      ties: z
        .string()
        .optional()
        .openapi({ type: 'string', enum: ['with', 'all'], default: 'with' }),
      ...langParameter,
    }),
  },
  responses: { 200: { description: '', content: { [json]: { schema: countryListSchema } } } },
})

const getRoute = createRoute({
  method: 'get',
  path: '/countries/{code}',
  operationId: 'getCountry',
  tags: ['countries'],
  request: { params: countryCodeParameter, query: strictQuery(langParameter) },
  responses: { 200: { description: '', content: { [json]: { schema: countryDetailSchema } } } },
})

type Region = Country['worldRegion']

function bothRegion(french: Region, english: Region) {
  return french === null ? null : { m49: french.m49, name: { fr: french.name, en: english?.name ?? french.name } }
}

// The same country read in both languages is told as one.
function toDetail(
  french: Country,
  english: Country,
  door: Door,
  { links }: Words,
): z.infer<typeof countryDetailSchema> {
  const { code, iso3, m49, names, incomeGroups, counts, authorities } = french
  return {
    code,
    iso3,
    m49,
    name: names,
    worldRegion: bothRegion(french.worldRegion, english.worldRegion),
    continent: bothRegion(french.continent, english.continent),
    incomeGroups,
    disputedPlaces: french.disputed.map((place, i) => ({
      code: place.code,
      name: { fr: place.name, en: english.disputed[i]?.name ?? place.name },
      note: { fr: place.note, en: english.disputed[i]?.note ?? place.note },
      reviewedOn: place.reviewedOn,
    })),
    counts,
    authorities,
    url: countryPages(links, code),
    self: selfOf(door, `countries/${code}`),
  }
}

/** What the document says of this resource. */
export const countriesRoutes = [listRoute, getRoute]

/** Adds the list of countries and one country. */
export function addCountries(app: OpenAPIHono, door: Door): void {
  app.openapi(listRoute, async (c) => {
    const asked = c.req.query('ties')
    if (asked !== undefined && asked !== 'with' && asked !== 'all')
      throw invalidParameter(c, 'ties', asked, 'withOrAll')
    const options = { everyone: asked === 'all' }
    const [french, english, words] = await Promise.all([
      listCountries(door.ctx('fr'), options),
      listCountries(door.ctx('en'), options),
      door.words(localeOf(c)),
    ])
    const byCode = new Map(english.map((row) => [row.code, row]))
    const data = french.map((row) => toCountry(row, byCode.get(row.code) ?? row, writerOf(door, words)))
    return c.json({ data }, 200)
  })

  app.openapi(getRoute, async (c) => {
    const { code } = c.req.valid('param')
    const isCode = /^[A-Za-z]{2}$/.test(code)
    const [french, english] = isCode
      ? await Promise.all([findCountry(door.ctx('fr'), code), findCountry(door.ctx('en'), code)])
      : [null, null]
    if (!french || !english)
      throw new ProblemError({ reason: 'country_not_found', values: { code: code.slice(0, 60) } })
    return c.json(toDetail(french, english, door, await door.words(localeOf(c))), 200)
  })
}
