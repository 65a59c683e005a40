import { redirect } from 'react-router'
import { noFilters } from '../features/atlas/filters.ts'
import { getTieMap } from '../features/atlas/map.server.ts'
import { getTieFreshness } from '../features/freshness/coverage.server.ts'
import { listSources } from '../features/opendata/names.server.ts'
import { findTieDetail, listTieRecords, type TieDetail } from '../features/opendata/tie-rows.server.ts'
import { findOrganisationByKey } from '../features/organisations/queries.server.ts'
import { findTieContent } from '../features/partnerships/public-content.server.ts'
import { listPublicPhotos } from '../features/partnerships/publish-photos.server.ts'
import { noProjectFilters } from '../features/projects/project-filters.ts'
import { withPublicPhotos } from '../features/projects/public-news.server.ts'
import { listPublicProjects } from '../features/projects/public-projects.server.ts'
import { wordsOf } from '../features/projects/public-words.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError } from '../platform/errors.ts'
import { pathTo } from './paths.ts'
import type { PageRequest } from './request.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const mostOthers = 30
const mostPhotos = 6
const mostProjects = 12
// What is older is in the feed: the page stays light on a slow line.
const mostNews = 8

async function getTie({ ctx, url }: PageRequest, id: string, slug: string | undefined): Promise<TieDetail> {
  const key = id.toLowerCase()
  const tie = uuid.test(key) ? await findTieDetail(ctx, key) : null
  if (!tie) throw new AppError('not_found', 'partnership_not_found', { id: id.slice(0, 60) })
  const path = pathTo('tie', ctx.locale, { id: key, names: tie.parties.map((party) => party.name) })
  if (pathTo('tie', ctx.locale, { id }) + (slug ? `/${slug}` : '') !== path) throw redirect(path + url.search, 308)
  return tie
}

async function partyFacts(ctx: Ctx, key: string, tieId: string) {
  const found = await findOrganisationByKey(ctx, key)
  if (!found || 'movedTo' in found) return null
  const { organisation } = found
  const selection = { filters: { ...noFilters(), scope: 'all' as const }, organisationId: organisation.id }
  const ties = await listTieRecords(ctx, selection, null, mostOthers + 1)
  return { organisation, others: ties.filter((tie) => tie.id !== tieId).slice(0, mostOthers) }
}

/** Everything the page of one tie shows; its one address when it was asked for under another. */
export async function loadTie(page: PageRequest, id: string, slug: string | undefined) {
  const { ctx } = page
  const tie = await getTie(page, id, slug)
  const [parties, sources, map, freshness, content, photos, projects] = await Promise.all([
    Promise.all(tie.parties.map((party) => partyFacts(ctx, party.key, tie.id))),
    listSources(ctx),
    getTieMap(ctx, tie.id),
    getTieFreshness(ctx, tie.id),
    findTieContent(ctx, tie.id),
    listPublicPhotos(ctx, { tieId: tie.id }),
    listPublicProjects(ctx, { filters: noProjectFilters(), tieId: tie.id }, { limit: mostProjects, newestFirst: true }),
  ])
  return {
    tie,
    map,
    freshness,
    content,
    news: await withPublicPhotos(ctx, (content.presentation?.news ?? []).slice(0, mostNews)),
    photos: photos.slice(0, mostPhotos),
    projects: projects.map((project) => ({ ...project, words: wordsOf(project, ctx.locale) })),
    parties: parties.filter((party) => party !== null),
    sources: new Map(sources.map((source) => [source.code, source])),
  }
}

/** What the page of a tie is made of. */
export type TiePage = Awaited<ReturnType<typeof loadTie>>
