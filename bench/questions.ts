import { type RawBuilder, sql } from 'kysely'
import { formatFilters, noFilters } from '../features/atlas/filters.ts'
import type { Ctx } from '../platform/context.ts'
import { getDataVersion } from '../platform/db/data-version.ts'
import { pathTo } from '../web/paths.ts'
import type { Question } from './load.ts'

/** What is asked under one name. */
export type Asked = { area: string; what: string; questions: Question[]; mostMs?: number; mostBytes?: number }

type Named = { key: string; name: string }
type Sample = { authorities: Named[]; ties: { id: string; names: string[] }[]; countries: string[]; version: number }

async function rows<Row>(ctx: Ctx, query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(ctx.db)).rows
}

/** Authorities, ties and countries of the present data, drawn alike each time. */
export async function drawSample(ctx: Ctx): Promise<Sample> {
  const authorities = sql<Named>`select key, name from public_organisation
    where tie_count > 0 and country = 'FR' order by md5(key) limit 300`
  const ties = sql<{
    id: string
    names: string[]
  }>`select id, party_names as names from public_tie order by md5(id::text) limit 300`
  const countries = sql<{ country: string }>`select country from public_tie_count where country <> 'FR' and french
    group by 1 order by sum(ties) desc, 1 limit 40`
  return {
    authorities: await rows(ctx, authorities),
    ties: await rows(ctx, ties),
    countries: (await rows(ctx, countries)).map((row) => row.country),
    version: (await getDataVersion(ctx)).version,
  }
}

/** Paths asked again and again, each time under an address nobody has asked for: what is kept is of no help. */
function anew(paths: readonly string[], count = 300): Question[] {
  return Array.from({ length: count }, (_, n) => {
    const path = paths[n % paths.length] ?? ''
    return { path: `${path}${path.includes('?') ? '&' : '?'}_=${n}` }
  })
}

const query = (path: string, name: string, values: readonly string[]) =>
  values.map((value) => `${path}?${name}=${encodeURIComponent(value)}`)

// One letter wrong in the middle of the name, as people type.
function mistyped(name: string): string {
  const at = Math.floor(name.length / 2)
  return `${name.slice(0, at)}${name[at] === 'e' ? 'a' : 'e'}${name.slice(at + 1)}`
}

const longNames = (sample: Sample) => sample.authorities.map(({ name }) => name).filter((name) => name.length >= 7)

/** Pages of the site, each made anew. */
export function pageQuestions(sample: Sample): Asked[] {
  const authorities = sample.authorities.map((one) => pathTo('authority', 'fr', one))
  const ties = sample.ties.map(({ id, names }) => pathTo('tie', 'fr', { id, names }))
  const countries = sample.countries.map((code) => pathTo('country', 'fr', { code }))
  const maps = query('/fr/carte', 'country', sample.countries)
  return [
    { area: 'pages', what: 'home', questions: anew(['/fr']) },
    { area: 'pages', what: 'authority', questions: anew(authorities) },
    { area: 'pages', what: 'tie', questions: anew(ties) },
    { area: 'pages', what: 'country', questions: anew(countries) },
    { area: 'pages', what: 'drawn map, all ties', questions: anew(['/fr/carte'], 20) },
    { area: 'pages', what: 'drawn map, one country', questions: anew(maps, 40) },
  ]
}

/** Searches with their facets, as the page of results asks for them. */
export function searchQuestions(sample: Sample): Asked[] {
  const names = longNames(sample)
  const list = '/fr/recherche'
  const facets = sample.countries.map((country) => `${list}?country=${country.toLowerCase()}&state=unknown`)
  const regions = ['r84', 'r11', 'r53', 'r76', 'r93'].flatMap((region) =>
    ['waterSanitation', 'health', 'culture'].map((theme) => `/fr/liens?region=${region}&theme=${theme}`),
  )
  return [
    { area: 'search', what: 'whole name', questions: anew(query(list, 'q', names)), mostMs: 100 },
    {
      area: 'search',
      what: 'first three letters',
      questions: anew(
        query(
          list,
          'q',
          names.map((name) => name.slice(0, 3)),
        ),
      ),
      mostMs: 100,
    },
    { area: 'search', what: 'one letter wrong', questions: anew(query(list, 'q', names.map(mistyped))), mostMs: 100 },
    { area: 'search', what: 'facets, no filter', questions: anew([list]), mostMs: 100 },
    { area: 'search', what: 'facets, country and state', questions: anew(facets), mostMs: 100 },
    { area: 'ties', what: 'list with facets, no filter', questions: anew(['/fr/liens']), mostMs: 100 },
    {
      area: 'ties',
      what: 'list with facets, country',
      questions: anew(query('/fr/liens', 'country', sample.countries)),
      mostMs: 100,
    },
    { area: 'ties', what: 'list with facets, région and theme', questions: anew(regions), mostMs: 100 },
    { area: 'ties', what: 'list with facets, words', questions: anew(query('/fr/liens', 'q', names)), mostMs: 100 },
  ]
}

/** The API and OGC; unknown parameters are refused there, so the questions themselves differ. */
export function machineQuestions(sample: Sample): Asked[] {
  const api = '/api/v1'
  const limits = Array.from({ length: 100 }, (_, n) => n + 1)
  const lists = sample.countries.flatMap((country) =>
    [20, 50, 90].map((limit) => `${api}/partnerships?country=${country}&limit=${limit}`),
  )
  const boxes = limits.map(
    (n) => `/ogc/collections/partnerships/items?bbox=${n - 60},${(n % 50) - 20},${n - 55},${(n % 50) - 15}&limit=50`,
  )
  const plain = (paths: string[]) => paths.map((path): Question => ({ path }))
  return [
    {
      area: 'api',
      what: 'organisation by key',
      questions: plain(sample.authorities.map(({ key }) => `${api}/organisations/${key}`)),
    },
    {
      area: 'api',
      what: 'partnership by id',
      questions: plain(sample.ties.map(({ id }) => `${api}/partnerships/${id}`)),
    },
    { area: 'api', what: 'partnerships of a country', questions: plain(lists) },
    { area: 'api', what: 'search', questions: plain(query(`${api}/search`, 'q', longNames(sample))), mostMs: 100 },
    { area: 'api', what: 'OGC partnerships in a box of 5°', questions: plain(boxes) },
  ]
}

type Tile = [zoom: number, x: number, y: number]

/** The tiles over France, the world and what is near, at the zooms people use. */
const tiles: Tile[] = [
  ...[0, 1].flatMap((zoom) => [0, 2 ** zoom - 1].map((x): Tile => [zoom, x, 0])),
  ...[15, 16, 17].flatMap((x) => [10, 11, 12].map((y): Tile => [5, x, y])),
  ...[64, 65, 66].flatMap((x) => [44, 45, 46].map((y): Tile => [7, x, y])),
]

/** Tiles of the interactive map: of all ties, and of the ties left by a filter nobody asked for yet. */
export function tileQuestions(sample: Sample): Asked[] {
  const paths = tiles.map(([zoom, x, y]) => `/tiles/${sample.version}/${zoom}/${x}/${y}.mvt`)
  const filters = sample.countries.flatMap((country) =>
    (['twinning', 'agreement'] as const).map((type) =>
      formatFilters({ ...noFilters(), country: [country], type: [type] }).toString(),
    ),
  )
  const filtered = filters.map((filter, n) => `${paths[n % paths.length]}?${filter}`)
  return [
    { area: 'tiles', what: 'unfiltered', questions: anew(paths), mostMs: 5, mostBytes: 64_000 },
    {
      area: 'tiles',
      what: 'filtered, each filter new',
      questions: anew(filtered, filtered.length),
      mostMs: 30,
      mostBytes: 64_000,
    },
  ]
}
