import { type Context, Hono } from 'hono'
import { formatFilters, isFiltered } from '../../features/atlas/filters.ts'
import { getCatalogueFacts } from '../../features/opendata/catalogue.server.ts'
import { toCatalogue } from '../../features/opendata/catalogue.ts'
import { toJsonLd, toTurtle } from '../../features/opendata/graph.ts'
import { formatProjectFilters, isProjectFiltered } from '../../features/projects/project-filters.ts'
import { httpCache } from '../../platform/http-cache.ts'
import { getPublicSettings } from '../../platform/settings.server.ts'
import { type Door, localeOf } from '../door.ts'
import { ProblemError, problemOf, problemResponse } from '../problem.ts'
import { checkParameters, filterNames, readFilters, repeatableNames } from '../v1/read-query.ts'
import { type BudgetFileName, budgetFile, budgetFiles, checkBudgetAddress } from './budgets.ts'
import { type FileRows, licenceFile, organisationFile, tieFile } from './datasets.ts'
import { answerEdition } from './editions.ts'
import { answerFeed } from './feed.ts'
import { fileLocale } from './file-locale.ts'
import { answerProjectNews } from './project-news.ts'
import { answerProjectFeed, projectFile, readProjectAddress } from './projects.ts'
import { streamFile } from './stream.ts'
import { answerTieNews } from './tie-news.ts'
import { makeXlsx } from './xlsx.ts'

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const wholeFile = /^(?:(organisations|partnerships|projects)\.(csv|xlsx|geojson)|(budgets|budget-parts)\.(csv|xlsx))$/
const cutFile = /^(organisations|partnerships)-([a-z0-9.-]{1,80})\.csv$/

function unknownFile(name: string): ProblemError {
  return new ProblemError({ reason: 'file_not_found', values: { file: name.slice(0, 80) } })
}

function fileName(door: Door, base: string, form: string): string {
  return `navette-${base}-${door.dataVersion().changedAt.toISOString().slice(0, 10)}.${form}`
}

function answerText(c: Context, door: Door, file: FileRows, form: string, base: string): Response {
  const name = fileName(door, base, form)
  if (form === 'geojson' && file.geojson)
    return streamFile(c, door, { name, type: 'application/geo+json', pieces: file.geojson })
  return streamFile(c, door, { name, type: 'text/csv; charset=utf-8; header=present', pieces: file.csv })
}

const isBudgetFile = (dataset: string): dataset is BudgetFileName => budgetFiles.some((one) => one === dataset)

// What is asked of a dataset: its rows, whether they are a part of it, and the question in one line.
async function readWhole(c: Context, door: Door, dataset: string) {
  const locale = fileLocale(c)
  const ctx = door.ctx(locale)
  if (dataset === 'projects') {
    const filters = readProjectAddress(c)
    const words = await door.words(locale)
    const asked = formatProjectFilters(filters).toString()
    return { ctx, words, file: projectFile(ctx, words, filters), isPart: isProjectFiltered(filters), asked }
  }
  if (isBudgetFile(dataset)) {
    checkBudgetAddress(c)
    const words = await door.words(locale)
    return { ctx, words, file: budgetFile(ctx, words, dataset), isPart: false, asked: '' }
  }
  checkParameters(c, [...filterNames, 'lang'], repeatableNames)
  const filters = readFilters(c)
  const words = await door.words(locale)
  const file = dataset === 'organisations' ? organisationFile(ctx, words, filters) : tieFile(ctx, words, filters)
  return { ctx, words, file, isPart: isFiltered(filters), asked: formatFilters(filters).toString() }
}

// Everything, or what answers the filters of the site.
async function answerWhole(c: Context, door: Door, dataset: string, form: string): Promise<Response> {
  const { ctx, words, file, isPart, asked } = await readWhole(c, door, dataset)
  const base = isPart ? `${dataset}-selection` : dataset
  if (form !== 'xlsx') return answerText(c, door, file, form, base)
  const address = `${door.baseUrl}${new URL(c.req.url).pathname}${new URL(c.req.url).search}`
  const bytes = await makeXlsx(ctx, words, file, { changedAt: door.dataVersion().changedAt, address, asked })
  const headers = {
    'Content-Type': xlsxType,
    'Content-Disposition': `attachment; filename="${fileName(door, base, form)}"`,
  }
  return new Response(bytes, { headers })
}

async function answerCut(
  c: Context,
  door: Door,
  dataset: 'organisations' | 'partnerships',
  slug: string,
): Promise<Response> {
  checkParameters(c, ['lang'])
  const locale = fileLocale(c)
  const file = await licenceFile(door.ctx(locale), await door.words(locale), dataset, slug)
  if (!file) throw unknownFile(`${dataset}-${slug}.csv`)
  return answerText(c, door, file, 'csv', `${dataset}-${slug}`)
}

async function answerCatalogue(c: Context, door: Door): Promise<Response> {
  checkParameters(c, [])
  const ctx = door.ctx('fr')
  const [facts, settings] = await Promise.all([getCatalogueFacts(ctx), getPublicSettings(ctx)])
  const { baseUrl, links } = door
  const nodes = toCatalogue({ ...facts, baseUrl, links, contact: settings.contact ?? door.contact ?? null })
  if (c.req.path.endsWith('.ttl')) return c.body(toTurtle(nodes), 200, { 'Content-Type': 'text/turtle; charset=utf-8' })
  return c.body(JSON.stringify(toJsonLd(nodes), null, 1), 200, { 'Content-Type': 'application/ld+json; charset=utf-8' })
}

/** Files, catalogue and feed, without their prefix. */
export function createFilesDoor(door: Door): Hono {
  const app = new Hono()
  const version = () => door.dataVersion().version
  const kept = httpCache({ build: door.build, version, maxBytes: 24 * 1024 * 1024 })
  app.onError((error, c) => problemResponse(c, problemOf(c, door, error)))
  app.get('/', (c) => {
    c.header('Vary', 'Accept-Language')
    return c.redirect(door.links.page(localeOf(c), 'data'), 302)
  })
  app.get('/catalog.jsonld', kept, (c) => answerCatalogue(c, door))
  app.get('/catalog.ttl', kept, (c) => answerCatalogue(c, door))
  app.get('/feed.atom', kept, (c) => answerFeed(c, door))
  app.get('/projects.atom', kept, (c) => answerProjectFeed(c, door))
  app.get('/projects/:id/news.atom', kept, (c) => answerProjectNews(c, door, c.req.param('id')))
  app.get('/partnerships/:id/news.atom', kept, (c) => answerTieNews(c, door, c.req.param('id')))
  app.get('/editions/:file', (c) => answerEdition(c, door, c.req.param('file')))
  // Text is streamed; an XLSX file is whole in memory anyway and worth keeping.
  app.get('/:file{.+\\.xlsx}', kept)
  app.get('/:file', (c) => {
    const name = c.req.param('file')
    const whole = wholeFile.exec(name)
    if (whole) return answerWhole(c, door, whole[1] ?? whole[3] ?? '', whole[2] ?? whole[4] ?? '')
    const cut = cutFile.exec(name)
    if (cut) return answerCut(c, door, cut[1] === 'organisations' ? 'organisations' : 'partnerships', cut[2] ?? '')
    throw unknownFile(name)
  })
  app.all('*', (c) => {
    throw unknownFile(c.req.path.slice(c.req.path.indexOf('/data') + 6))
  })
  return app
}
