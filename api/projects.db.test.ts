import { beforeAll, describe, expect, it } from 'vitest'
import { publishOrganisations } from '../features/organisations/publish.server.ts'
import { publishProjects } from '../features/partnerships/publish-projects.server.ts'
import { newId } from '../platform/ids.ts'
import { openTestApi, type TestApi, testBase } from '../tests/api-world.ts'
import { testContext } from '../tests/db.ts'
import { makeAuthority } from '../tests/factories.ts'
import { makeProject } from '../tests/ties.ts'
import { projectDetailSchema, projectListSchema } from './v1/project-schemas.ts'

const owner = await testContext()
let api: TestApi
const ids: string[] = []

beforeAll(async () => {
  const here = await makeAuthority(owner, { name: 'Chambéry', lon: 5.92, lat: 45.57 })
  const place = {
    organisation_id: here.id,
    territory_id: here.id,
    name: 'Gare',
    lon: 5.91,
    lat: 45.57,
    precision: 'exact',
  }
  for (const [title, theme, state] of [
    ['L’eau à l’école', 'waterSanitation', 'running'],
    ['Un festival à Łódź', 'culture', 'finished'],
    ['Gardé pour soi', 'culture', 'idea'],
  ] as const) {
    const { id } = await makeProject(owner, { organisationId: here.id }, { title, themes: [theme], state })
    ids.push(id)
    await owner.db
      .insertInto('project_place')
      .values({ id: newId(), project_id: id, ...place })
      .execute()
  }
  await owner.db.updateTable('project').set({ wants_public: true }).where('id', 'in', ids.slice(0, 2)).execute()
  await publishProjects(owner, ids)
  await publishOrganisations(owner, { ids: [here.id] })
  api = await openTestApi(owner)
})

type List = { data: { id: string; title: string }[]; page: { total: number; next: string | null } }
type Items = {
  features: { id: string; geometry: unknown }[]
  numberMatched: number
  links: { rel: string; href: string }[]
}

describe('the search', () => {
  type Result = { kind: string; key: string; name: { fr: string } }
  const search = async (q: string, more = '') =>
    (await api.json<{ data: Result[]; total: number }>(`/api/v1/search?q=${encodeURIComponent(q)}${more}`)).data
  const projectsOf = (found: Result[]) => found.filter(({ kind }) => kind === 'project').map(({ key }) => key)

  it('finds a public project by its words, whatever the accents and the case', async () => {
    for (const q of ['eau ecole', 'L’EAU À L’ÉCOLE', 'lecole eau', 'eaü'])
      expect(projectsOf(await search(q)), q).toEqual(q === 'lecole eau' ? [] : [ids[0]])
    for (const q of ['lodz', 'Łódź', 'FESTIVAL lodz']) expect(projectsOf(await search(q)), q).toEqual([ids[1]])
    expect(projectsOf(await search('festival', '&country=bf'))).toEqual([])
    expect(projectsOf(await search('festival', '&tier=commune'))).toEqual([])
  })

  it('says nothing of a project that is not public', async () => {
    expect(await search('Gardé pour soi')).toEqual([])
  })

  it('puts authorities first, and keeps a place for projects beside many of them', async () => {
    const found = await search('chambery', '&limit=4')
    expect(found.map(({ kind }) => kind)).toEqual(['organisation', 'project', 'project'])
    expect(await search('chambery', '&limit=1')).toMatchObject([{ kind: 'organisation' }])
  })
})

describe('the projects of the API', () => {
  it('are those that are published, as the document says, page by page', async () => {
    const list = await api.json<List>('/api/v1/projects?limit=1')
    expect(projectListSchema.safeParse(list).error).toBeUndefined()
    const rest = await api.json<List>(list.page.next?.replace(testBase, '') ?? '')
    expect([...list.data, ...rest.data].map(({ id }) => id)).toEqual(ids.slice(0, 2).sort())
    expect([list.page.total, rest.page.next]).toEqual([2, null])
    const one = await api.json(`/api/v1/projects/${ids[0]}`)
    expect(projectDetailSchema.safeParse(one).error).toBeUndefined()
    expect(one).toMatchObject({
      title: 'L’eau à l’école',
      licence: 'etalab-2.0',
      url: { fr: `${testBase}/fr/project/${ids[0]}` },
    })
  })

  it.each([
    ['theme=culture', 1],
    ['state=running&theme=culture', 0],
    ['country=FR', 2],
    ['q=ecole', 1],
    ['sdg=6', 0],
  ])('are narrowed by %s', async (query, total) => {
    expect((await api.json<List>(`/api/v1/projects?${query}`)).page.total).toBe(total)
  })

  it('refuse what they do not understand, and say what they take', async () => {
    const wrong = await api.json('/api/v1/projects?state=active')
    expect(wrong).toMatchObject({ status: 400, parameter: 'state', accepted: expect.arrayContaining(['running']) })
    expect(await api.json('/api/v1/projects?region=r84')).toMatchObject({ reason: 'unknown_parameter' })
    expect(await api.json(`/api/v1/projects/${ids[2]}`)).toMatchObject({ reason: 'project_not_found', status: 404 })
    expect(api.reported).toEqual([])
  })
})

describe('the projects of OGC API', () => {
  const items = '/ogc/collections/projects/items?f=json'
  it('have their places, a box, a period and a next page', async () => {
    const first = await api.json<Items>(`${items}&limit=1`)
    expect(first.numberMatched).toBe(2)
    expect(first.features[0]?.geometry).toEqual({ type: 'MultiPoint', coordinates: [[5.91, 45.57]] })
    const next = first.links.find(({ rel }) => rel === 'next')?.href.replace(testBase, '') ?? ''
    expect((await api.json<Items>(next)).features).toHaveLength(1)
    expect((await api.json<Items>(`${items}&bbox=5,45,6,46`)).numberMatched).toBe(2)
    expect((await api.json<Items>(`${items}&bbox=0,0,1,1`)).numberMatched).toBe(0)
    expect((await api.json<Items>(`${items}&datetime=2020-01-01/..`)).numberMatched).toBe(2)
    expect((await api.get(`/ogc/collections/projects/items/${ids[0]}?f=html`)).status).toBe(200)
    expect((await api.get('/ogc/collections/projects/schema?f=json')).status).toBe(200)
    expect((await api.get(`/ogc/collections/projects/items/${ids[2]}?f=json`)).status).toBe(404)
  })
})

describe('the files of projects', () => {
  it('hold the same, in every form, with their licence in the catalogue and their own feed', async () => {
    const csv = await (await api.get('/data/projects.csv?theme=culture')).text()
    expect(csv).toContain('Un festival')
    expect(csv).not.toContain('L’eau')
    const geojson = await api.json<Items>('/data/projects.geojson')
    expect(geojson.features).toHaveLength(2)
    expect((await api.get('/data/projects.xlsx')).status).toBe(200)
    expect(await (await api.get('/data/projects.atom')).text()).toContain('<title>Un festival à Łódź</title>')
    const catalogue = await (await api.get('/data/catalog.jsonld')).text()
    expect(catalogue).toContain('/data/projects.csv')
    expect(api.reported).toEqual([])
  })
})
