import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Words } from '../../features/opendata/columns.ts'
import {
  countPublicProjects,
  findPublicProject,
  listPublicProjects,
} from '../../features/projects/public-projects.server.ts'
import { type PublicContent, type PublicProject, wordsOf } from '../../features/projects/public-words.ts'
import type { Right } from '../../features/projects/schema.ts'
import { type Door, localeOf } from '../door.ts'
import { ProblemError } from '../problem.ts'
import { projectPages, selfOf, toNamedCountry } from './objects.ts'
import { langParameter, pagingParameters, partnershipIdParameter } from './parameters.ts'
import { projectParameters, readProjectFilters } from './project-filters.ts'
import { projectDetailSchema, projectListSchema, type projectSchema } from './project-schemas.ts'
import { addressWith, isId, readCursor, readLimit, strictQuery, toCursor } from './read-query.ts'

const json = 'application/json'

const listRoute = createRoute({
  method: 'get',
  path: '/projects',
  operationId: 'listProjects',
  tags: ['projects'],
  request: { query: strictQuery({ ...projectParameters, ...pagingParameters, ...langParameter }) },
  responses: { 200: { description: '', content: { [json]: { schema: projectListSchema } } } },
})

const getRoute = createRoute({
  method: 'get',
  path: '/projects/{id}',
  operationId: 'getProject',
  tags: ['projects'],
  request: { params: partnershipIdParameter, query: strictQuery(langParameter) },
  responses: { 200: { description: '', content: { [json]: { schema: projectDetailSchema } } } },
})

/** What the document says of this resource. */
export const projectsRoutes = [listRoute, getRoute]

function toProject(door: Door, words: Words, project: PublicProject): z.infer<typeof projectSchema> {
  const said = wordsOf(project, words.locale)
  const { names, links } = words
  return {
    id: project.id,
    title: said.title,
    summary: said.summary,
    language: said.locale,
    type: project.type,
    operatingMode: project.operatingMode,
    state: project.state,
    startsOn: project.startsOn,
    endsOn: project.endsOn,
    themes: project.themes,
    sdgs: project.sdgs,
    rights: project.rights as Right[],
    dacSectors: project.dacSectors,
    lead: project.leadKey,
    participants: project.participants.map(({ key, name, country, role, circle }) => ({
      ...{ key, name, role, circle },
      country: country === null ? null : toNamedCountry(names, country),
      self: key === null ? null : selfOf(door, `organisations/${key}`),
    })),
    places: project.places.map(({ name, territoryKey, country, precision, lon, lat }) => ({
      ...{ name: name || null, territory: territoryKey || null, precision, lon, lat },
      country: toNamedCountry(names, country),
    })),
    countries: project.countries,
    partnership: project.tieId && selfOf(door, `partnerships/${project.tieId}`),
    licence: 'etalab-2.0',
    createdAt: project.createdAt.toISOString(),
    updatedAt: project.updatedAt.toISOString(),
    url: projectPages(links, project.id, project.title),
    self: selfOf(door, `projects/${project.id}`),
  }
}

function toDetail(
  door: Door,
  words: Words,
  project: PublicProject & { content: PublicContent },
): z.infer<typeof projectDetailSchema> {
  const { stateSince, objectives, learned, disturbed, money } = project.content
  return {
    ...toProject(door, words, project),
    stateSince: stateSince ?? null,
    objectives: objectives ?? null,
    learned: learned ?? null,
    disturbed: disturbed ?? null,
    money: (money ?? []).map((line) => ({
      ...{ year: line.year, nature: line.nature, currency: line.currency },
      source: line.source as 'other',
      funder: line.funder || null,
      planned: line.planned ?? null,
      spent: line.spent ?? null,
    })),
  }
}

/** Adds the list of published projects, and one of them. */
export function addProjects(app: OpenAPIHono, door: Door): void {
  app.openapi(listRoute, async (c) => {
    const locale = localeOf(c)
    const limit = readLimit(c)
    const after = readCursor(c, isId)
    const selection = { filters: readProjectFilters(c) }
    const ctx = door.ctx(locale)
    const [rows, total, words] = await Promise.all([
      listPublicProjects(ctx, selection, { limit: limit + 1, after }),
      countPublicProjects(ctx, selection),
      door.words(locale),
    ])
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    const next = last ? addressWith(c, door.baseUrl, { cursor: toCursor(last.id) }) : null
    if (next) c.header('Link', `<${next}>; rel="next"`)
    const data = shown.map((project) => toProject(door, words, project))
    return c.json({ data, page: { limit, returned: data.length, total, next } }, 200)
  })

  app.openapi(getRoute, async (c) => {
    const { id } = c.req.valid('param')
    const locale = localeOf(c)
    const found = isId(id) ? await findPublicProject(door.ctx(locale), id.toLowerCase()) : null
    if (!found) throw new ProblemError({ reason: 'project_not_found', values: { id: id.slice(0, 60) } })
    return c.json(toDetail(door, await door.words(locale), found), 200)
  })
}
