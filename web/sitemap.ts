import { type Context, Hono } from 'hono'
import { listCountries } from '../features/atlas/countries.server.ts'
import { noFilters } from '../features/atlas/filters.ts'
import { searchOrganisations } from '../features/atlas/search.server.ts'
import { countTies, listTies } from '../features/atlas/ties.server.ts'
import { getPublicBudgetFacts, listBudgetPublishers } from '../features/budgets/public-budgets.server.ts'
import { countPublicPages, listPublicPages, type PublicPageKind } from '../features/missions/public-pages.server.ts'
import { noProjectFilters } from '../features/projects/project-filters.ts'
import { countPublicProjects, listPublicProjects } from '../features/projects/public-projects.server.ts'
import type { Ctx } from '../platform/context.ts'
import { type Locale, locales } from '../platform/i18n/locales.ts'
import type { WebOptions } from './options.ts'
import { pages, pathTo } from './paths.ts'
import { visitorContext } from './visitor.ts'

// Each page stands once per language, and a file may hold 50,000 addresses (sitemaps.org).
const perFile = 20_000

type Entry = { path: (locale: Locale) => string; changed?: Date }

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function writeEntry(baseUrl: string, { path, changed }: Entry): string {
  const address = (locale: Locale) => escapeXml(baseUrl + path(locale))
  const twins = locales
    .map((locale) => `<xhtml:link rel="alternate" hreflang="${locale}" href="${address(locale)}"/>`)
    .join('')
  const date = changed ? `<lastmod>${changed.toISOString().slice(0, 10)}</lastmod>` : ''
  return locales.map((locale) => `<url><loc>${address(locale)}</loc>${date}${twins}</url>\n`).join('')
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
const space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

function answerXml(c: Context, text: string) {
  return c.body(head + text, 200, { 'Content-Type': 'application/xml; charset=utf-8' })
}

async function pageEntries(ctx: Ctx): Promise<Entry[]> {
  const plain = pages.filter((page) => page.params === '').map((page) => page.id)
  const countries = await listCountries(ctx)
  return [
    ...plain.map((id): Entry => ({ path: (locale) => pathTo(id as 'home', locale) })),
    ...countries.map((country): Entry => ({ path: (locale) => pathTo('country', locale, country) })),
  ]
}

async function authorityEntries(ctx: Ctx, part: number): Promise<Entry[]> {
  const filters = { ...noFilters(), ties: 'with' as const }
  const { rows } = await searchOrganisations(ctx, filters, {
    sort: 'key',
    limit: perFile,
    offset: (part - 1) * perFile,
  })
  return rows.map((row) => ({ path: (locale) => pathTo('authority', locale, row), changed: row.updatedAt }))
}

async function tieEntries(ctx: Ctx, part: number): Promise<Entry[]> {
  const filters = { ...noFilters(), scope: 'all' as const }
  const { rows } = await listTies(ctx, filters, { sort: 'key', limit: perFile, offset: (part - 1) * perFile })
  return rows.map(({ id, parties, updatedAt }) => {
    const names = parties.map((party) => party.name)
    return { path: (locale) => pathTo('tie', locale, { id, names }), changed: updatedAt }
  })
}

async function projectEntries(ctx: Ctx, part: number): Promise<Entry[]> {
  const selection = { filters: noProjectFilters() }
  const found = await listPublicProjects(ctx, selection, { limit: perFile, offset: (part - 1) * perFile })
  return found.map(({ id, title, updatedAt }) => ({
    path: (locale) => pathTo('project', locale, { id, title }),
    changed: updatedAt,
  }))
}

async function budgetEntries(ctx: Ctx, part: number): Promise<Entry[]> {
  const found = await listBudgetPublishers(ctx, { limit: perFile, offset: (part - 1) * perFile })
  return found.map(({ changedAt, ...publisher }) => ({
    path: (locale) => pathTo('authorityBudget', locale, publisher),
    changed: changedAt,
  }))
}

const pageEntriesOf =
  (kind: PublicPageKind) =>
  async (ctx: Ctx, part: number): Promise<Entry[]> => {
    const found = await listPublicPages(ctx, kind, { limit: perFile, offset: (part - 1) * perFile })
    return found.map(({ id, title, updatedAt }) => ({
      path: (locale) => pathTo(kind, locale, { id, title }),
      changed: updatedAt,
    }))
  }

const parts: Record<string, (ctx: Ctx, part: number) => Promise<Entry[]>> = {
  pages: pageEntries,
  authorities: authorityEntries,
  ties: tieEntries,
  projects: projectEntries,
  missions: pageEntriesOf('mission'),
  positions: pageEntriesOf('position'),
  budgets: budgetEntries,
}

async function listFiles(ctx: Ctx): Promise<string[]> {
  const [authorities, ties, projects, missions, positions, budgets] = await Promise.all([
    searchOrganisations(ctx, { ...noFilters(), ties: 'with' }, { limit: 0 }),
    countTies(ctx, { ...noFilters(), scope: 'all' }),
    countPublicProjects(ctx, { filters: noProjectFilters() }),
    countPublicPages(ctx, 'mission'),
    countPublicPages(ctx, 'position'),
    getPublicBudgetFacts(ctx),
  ])
  const numbered = (name: string, total: number) =>
    Array.from({ length: Math.ceil(total / perFile) }, (_, index) => `${name}-${index + 1}`)
  return [
    'pages-1',
    ...numbered('authorities', authorities.total),
    ...numbered('ties', ties),
    ...numbered('projects', projects),
    ...numbered('missions', missions),
    ...numbered('positions', positions),
    ...numbered('budgets', budgets.authorities),
  ]
}

/** What search engines are told: the pages in both languages, the countries, the authorities with ties, the ties, the projects, the missions, the positions and the published budgets. */
export function sitemap(options: WebOptions): Hono {
  const app = new Hono()
  const { baseUrl } = options
  app.get('/robots.txt', (c) => c.text(`User-agent: *\nAllow: /\nSitemap: ${baseUrl}/sitemap.xml\n`))
  app.get('/sitemap.xml', async (c) => {
    const files = await listFiles(visitorContext(options, 'fr'))
    const items = files.map((file) => `<sitemap><loc>${escapeXml(baseUrl)}/sitemap/${file}.xml</loc></sitemap>\n`)
    return answerXml(c, `<sitemapindex ${space}>\n${items.join('')}</sitemapindex>\n`)
  })
  app.get(
    '/sitemap/:file{(pages|authorities|ties|projects|missions|positions|budgets)-[1-9][0-9]{0,3}\\.xml}',
    async (c) => {
      const [name = '', part = '1'] = c.req.param('file').replace('.xml', '').split('-')
      const entries = (await parts[name]?.(visitorContext(options, 'fr'), Number(part))) ?? []
      const items = entries.map((entry) => writeEntry(baseUrl, entry))
      return answerXml(c, `<urlset ${space} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${items.join('')}</urlset>\n`)
    },
  )
  return app
}
