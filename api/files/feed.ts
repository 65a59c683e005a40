import type { Context } from 'hono'
import { formatFilters } from '../../features/atlas/filters.ts'
import { listTies, type TieRow } from '../../features/atlas/ties.server.ts'
import { type AtomEntry, toAtom } from '../../features/opendata/atom.ts'
import type { Words } from '../../features/opendata/columns.ts'
import { codeLabel } from '../../features/opendata/labels.ts'
import type { Door } from '../door.ts'
import { checkParameters, filterNames, readFilters, repeatableNames } from '../v1/read-query.ts'
import { fileLocale } from './file-locale.ts'

const newest = 50

function toEntry(tie: TieRow, { t, names, links, locale }: Words): AtomEntry {
  const parties = tie.parties.map((party) => party.name)
  const countries = [...new Set(tie.parties.map((party) => names.country(party.country)[locale]))]
  const facts = [
    codeLabel(t, 'type', tie.type),
    codeLabel(t, 'state', tie.state),
    codeLabel(t, 'evidence', tie.evidence),
    ...(tie.sinceYear === null ? [] : [t('data.feed.since', { year: String(tie.sinceYear) })]),
    countries.join(' – '),
  ]
  return {
    id: `urn:uuid:${tie.id}`,
    title: parties.join(' – '),
    summary: facts.join(', '),
    url: links.partnership(locale, tie.id, parties),
    published: tie.createdAt,
    updated: tie.updatedAt,
    categories: [
      { term: tie.type, label: codeLabel(t, 'type', tie.type) },
      ...tie.themes.map((theme) => ({ term: theme, label: codeLabel(t, 'theme', theme) })),
    ],
  }
}

/** The latest ties as an Atom feed, with the filters of the site; one feed for each question, in each language. */
export async function answerFeed(c: Context, door: Door): Promise<Response> {
  checkParameters(c, [...filterNames, 'lang'], repeatableNames)
  const filters = readFilters(c)
  const locale = fileLocale(c)
  const ctx = door.ctx(locale)
  const [{ rows }, words] = await Promise.all([
    listTies(ctx, filters, { sort: 'new', limit: newest }),
    door.words(locale),
  ])
  const query = formatFilters(filters)
  const asked = [...query].map(([name, value]) => `${name}=${value}`).join(', ')
  query.set('lang', locale)
  const address = `${door.baseUrl}/data/feed.atom?${query}`
  const { t, links } = words
  const changes = rows.map((tie) => tie.updatedAt.getTime())
  const feed = toAtom({
    id: address,
    title: t('data.feed.title'),
    subtitle: asked ? t('data.feed.subtitleFiltered', { filters: asked }) : t('data.feed.subtitle'),
    language: locale,
    author: t('data.catalogue.publisher'),
    self: address,
    alternate: links.page(locale, 'home'),
    updated: rows.length === 0 ? door.dataVersion().changedAt : new Date(Math.max(...changes)),
    entries: rows.map((tie) => toEntry(tie, words)),
  })
  return new Response(feed, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } })
}
