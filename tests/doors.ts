import type { RouterContextProvider } from 'react-router'
import { createApi } from '../api/app.ts'
import type { OpenDatabase } from '../platform/db/pool.ts'
import { locales } from '../platform/i18n/locales.ts'
import { readTable } from '../platform/spreadsheet/read-table.ts'
import type { ReadTable } from '../platform/spreadsheet/table.ts'
import { mapTiles } from '../web/map-tiles.ts'
import type { WebOptions } from '../web/options.ts'
import { pages } from '../web/paths.ts'
import { photos } from '../web/photos.ts'
import { shareImages } from '../web/share-images.ts'
import { sitemap } from '../web/sitemap.ts'
import { visitorRequests } from '../web/visitor.ts'

/** What a door answered, as text that can be searched. */
export type Answer = { address: string; status: number; text: string }

/** Every door a stranger may open: the pages, the API, OGC API, files and feed, tiles, sitemap, cards. */
export type Doors = {
  open: (address: string) => Promise<Answer>
  /** All of them, with what there is to see. */
  openAll: () => Promise<Answer[]>
  /** Those that take a key, an id or words, asked for one of them. */
  askFor: (word: string) => Promise<Answer[]>
  tilesOf: (version: number) => string[]
  /** The addresses of tiles that were ever opened. */
  tilesSeen: Set<string>
}

type Seen = {
  keys: readonly string[]
  ties: readonly string[]
  projects: readonly string[]
  missions: readonly string[]
  positions: readonly string[]
  /** Digests of pictures. */
  photos: readonly string[]
  countries: readonly string[]
}
type Given = Seen & Pick<WebOptions, 'dataVersion' | 'filesFolder'> & { database: Pick<OpenDatabase, 'db'> }

const base = 'https://navette.test'
type PageLoader = (args: { params: Record<string, string>; context: RouterContextProvider }) => Promise<object>
const pageModules = import.meta.glob<{ loader?: PageLoader }>('../web/routes/*.tsx', { eager: true })

const toText = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part] : part)) ?? ''

/** What a page's loader hands to it: all that its text can be made of. */
function openPages(options: WebOptions) {
  const request = visitorRequests(options)
  return async (address: string): Promise<Answer> => {
    const url = new URL(address, base)
    const [, locale, word = '', ...rest] = url.pathname.split('/').map(decodeURIComponent)
    const page = pages.find(
      (one) => one[locale === 'en' ? 'en' : 'fr'] === word && (one.params !== '') === rest.length > 0,
    )
    const loader = pageModules[`../web/routes/${page?.id}.tsx`]?.loader
    if (!page || !loader) return { address, status: 200, text: '' }
    const names = [...page.params.matchAll(/:(\w+)/g)].map((found) => found[1] ?? '')
    const params = Object.fromEntries(names.flatMap((name, index) => (rest[index] ? [[name, rest[index]]] : [])))
    try {
      const found = await loader({ params: params as Record<string, string>, context: await request(url) })
      const values = Object.getOwnPropertySymbols(found).map((symbol) => (found as Record<symbol, unknown>)[symbol])
      return { address, status: 200, text: toText(values) }
    } catch (thrown) {
      if (thrown instanceof Response)
        return { address, status: thrown.status, text: `${thrown.status} ${thrown.headers.get('location')}` }
      const failure = thrown as { data?: unknown; init?: { status?: number } }
      if (!failure.init) throw thrown
      return { address, status: failure.init.status ?? 0, text: `${failure.init.status} ${toText(failure.data)}` }
    }
  }
}

// One workbook at a time: more of them than a few would wait too long for the one thread that reads them.
let reading: Promise<unknown> = Promise.resolve()
let asking: Promise<unknown> = Promise.resolve()

function readBook(address: string, bytes: Uint8Array): Promise<string> {
  const mine = reading.then(() => readSheets(address, bytes))
  reading = mine.catch(() => undefined)
  return mine
}

async function readAnswer(address: string, answer: Response): Promise<Answer> {
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const { status } = answer
  const head = `${status} ${answer.headers.get('location') ?? ''}\n`
  if (!address.includes('.xlsx') || status !== 200)
    return { address, status, text: head + new TextDecoder().decode(bytes) }
  return { address, status, text: head + (await readBook(address, bytes)) }
}

async function readSheets(address: string, bytes: Uint8Array): Promise<string> {
  // A workbook of ours has a sheet that tells of the first one: both are looked at.
  const first = await readTable(bytes)
  const reads: ReadTable[] = 'sheets' in first ? [] : [first]
  if ('sheets' in first) for (const { name } of first.sheets) reads.push(await readTable(bytes, name))
  const lines = reads.flatMap((read) => {
    if (!('table' in read)) throw new Error(`${address}: ${JSON.stringify(read)}`)
    return read.table.rows.map((row) => row.cells.join('\t'))
  })
  return lines.join('\n')
}

const tiles = ['0/0/0', '1/0/0', '1/1/0', '4/8/5', '4/7/7', '6/33/22', '8/132/91', '8/122/119']

/** Opens the doors of a process with a visitor's rights only, its caches as they are when it serves. */
export async function openDoors(given: Given): Promise<Doors> {
  const { database, dataVersion, filesFolder } = given
  const report = (error: unknown) => {
    throw error
  }
  const options = { database, dataVersion, filesFolder, baseUrl: base, report } as unknown as WebOptions
  const links = {
    organisation: (locale: string, key: string) => `${base}/${locale}/authority/${key}`,
    country: (locale: string, code: string) => `${base}/${locale}/country/${code}`,
    partnership: (locale: string, id: string) => `${base}/${locale}/tie/${id}`,
    project: (locale: string, id: string) => `${base}/${locale}/project/${id}`,
    budget: (locale: string, key: string) => `${base}/${locale}/budget/${key}`,
    page: (locale: string, page: string) => `${base}/${locale}/${page}`,
  }
  const api = createApi({ database, dataVersion, build: 'test', baseUrl: base, links, report })
  const apps = {
    tiles: mapTiles(options, 'test'),
    sitemap: sitemap(options),
    cards: shareImages(options),
    photos: photos(options),
  }
  const page = openPages(options)
  const tilesSeen = new Set<string>()

  async function open(address: string): Promise<Answer> {
    if (/^\/(fr|en)(\/|$)/.test(address)) return page(address)
    const { pathname } = new URL(address, base)
    if (pathname.startsWith('/tiles/')) tilesSeen.add(address)
    const app = pathname.startsWith('/tiles/')
      ? apps.tiles
      : pathname.startsWith('/og/')
        ? apps.cards
        : /^\/(sitemap|robots)/.test(pathname)
          ? apps.sitemap
          : pathname.startsWith('/photo/')
            ? apps.photos
            : api
    if (!pathname.endsWith('.xlsx')) return readAnswer(address, await app.request(base + address))
    // A few workbooks at once are refused as too many: they are asked for one after the other.
    const mine = asking.then(() => app.request(base + address))
    asking = mine.catch(() => undefined)
    return readAnswer(address, await mine)
  }

  // Each route of the machines' doors, with what may stand in its address: a new one is found by itself.
  const values: Record<string, readonly string[]> = {
    key: given.keys,
    id: [...given.ties, ...given.projects],
    code: given.countries,
    reason: ['not_found'],
    collection: await listCollections(open),
    feature: [...given.keys, ...given.ties, ...given.projects],
    file: await listFiles(open),
  }
  const machineAddresses = [
    ...new Set(api.routes.filter((one) => one.method === 'GET').map((one) => one.path)),
  ].flatMap((pattern) => fill(pattern, values))
  const selections = ['', '?scope=all&ties=with', '?q=ville', '?country=ML', '?country=IT&scope=all']

  const idsOf: Partial<Record<string, readonly string[]>> = {
    ...{ project: given.projects, mission: given.missions, position: given.positions },
  }
  const pageAddresses = () =>
    locales.flatMap((locale) =>
      pages.flatMap(({ id: pageId, [locale]: word, params }) => {
        const at = `/${locale}${word ? `/${word}` : ''}`
        if (params.startsWith('/:key')) return given.keys.map((key) => `${at}/${key}`)
        if (params.startsWith('/:id')) return (idsOf[pageId] ?? given.ties).map((id) => `${at}/${id}`)
        if (params.startsWith('/:code')) return given.countries.map((code) => `${at}/${code.toLowerCase()}`)
        return selections.map((selection) => at + selection)
      }),
    )
  const tilesOf = (version: number) => [
    ...tiles.map((tile) => `/tiles/${version}/${tile}.mvt`),
    ...tiles.map((tile) => `/tiles/${version}/projects/${tile}.mvt`),
    ...given.keys.map((key) => `/tiles/${version}/places/${key}`),
  ]

  return {
    open,
    tilesOf,
    tilesSeen,
    async openAll() {
      const { version } = dataVersion()
      const addresses = [
        ...(await followPages(open, pageAddresses())),
        ...machineAddresses,
        ...['organisations', 'partnerships'].flatMap((list) => selections.map((how) => `/api/v1/${list}${how}`)),
        ...tilesOf(version),
        ...given.photos.map((sha256) => `/photo/${sha256}`),
        ...(await listMapFiles(open)),
      ]
      return Promise.all([...new Set(addresses)].map(open))
    },
    askFor(word) {
      const part = encodeURIComponent(word)
      const asked = [
        ...[
          ...['/fr/collectivite/', '/en/authority/', '/fr/lien/', '/en/tie/', '/api/v1/organisations/'],
          ...['/fr/projet/', '/en/project/', '/api/v1/projects/'],
          ...['/fr/mission/', '/en/mission/', '/fr/position/', '/en/position/', '/photo/'],
        ].map((at) => at + part),
        ...[`/api/v1/organisations/${part}/partnerships`, `/api/v1/partnerships/${part}`],
        ...(values.collection?.map((name) => `/ogc/collections/${name}/items/${part}`) ?? []),
        ...[`/tiles/${dataVersion().version}/places/${part}`, `/og/authority/${part}.png`, `/og/tie/${part}.en.png`],
        ...[
          '/fr/recherche',
          '/fr/liens',
          '/fr/projets',
          '/api/v1/projects',
          '/fr/carte',
          '/api/v1/search',
          '/api/v1/organisations',
          '/api/v1/partnerships',
        ].map((at) => `${at}?q=${part}`),
        ...['region', 'departement'].map((filter) => `/api/v1/organisations?${filter}=${part}`),
      ]
      return Promise.all(asked.map(open))
    },
  }
}

function fill(pattern: string, values: Record<string, readonly string[]>): string[] {
  const param = /:(\w+)(?:\{[^}]*\})?/.exec(pattern)
  if (!param) return [pattern]
  const known = values[param[1] ?? '']
  if (!known) throw new Error(`the route ${pattern} has a part this test does not know: give it values`)
  return known.flatMap((value) => fill(pattern.replace(param[0], value), values))
}

async function listCollections(open: Doors['open']): Promise<string[]> {
  const { text } = await open('/ogc/collections?f=json')
  return [...new Set([...text.matchAll(/"id":\s*"([\w-]+)"/g)].map((found) => found[1] ?? ''))]
}

async function listFiles(open: Doors['open']): Promise<string[]> {
  const { text } = await open('/data/catalog.jsonld')
  return [...new Set([...text.matchAll(/\/data\/([\w.-]+\.(?:csv|xlsx|geojson))/g)].map((found) => found[1] ?? ''))]
}

async function listMapFiles(open: Doors['open']): Promise<string[]> {
  const { text } = await open('/sitemap.xml')
  return ['/sitemap.xml', '/robots.txt', ...[...text.matchAll(/\/sitemap\/[\w-]+\.xml/g)].map((found) => found[0])]
}

// An address without its slug leads to the one that has it.
async function followPages(open: Doors['open'], addresses: readonly string[]): Promise<string[]> {
  const answers = await Promise.all(addresses.map(open))
  return answers.map(({ address, status, text }) => (status === 308 ? text.replace(/^308 /, '') : address))
}
