import type { Context } from 'hono'
import { type AtomEntry, toAtom } from '../../features/opendata/atom.ts'
import { readInParts } from '../../features/opendata/batches.ts'
import type { Words } from '../../features/opendata/columns.ts'
import { toProjectFeature } from '../../features/opendata/features.ts'
import { codeLabel } from '../../features/opendata/labels.ts'
import { projectExportColumns } from '../../features/projects/export.ts'
import { formatProjectFilters, type ProjectFilters } from '../../features/projects/project-filters.ts'
import { countPublicProjects, listPublicProjects } from '../../features/projects/public-projects.server.ts'
import { type PublicProject, wordsOf } from '../../features/projects/public-words.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Door } from '../door.ts'
import { projectFilterNames, readProjectFilters, repeatableProjectFilters } from '../v1/project-filters.ts'
import { checkParameters } from '../v1/read-query.ts'
import { type FileRows, toFileRows } from './datasets.ts'
import { fileLocale } from './file-locale.ts'

/** The filters of the address, and nothing else in it but the language. */
export function readProjectAddress(c: Context): ProjectFilters {
  checkParameters(c, [...projectFilterNames, 'lang'], repeatableProjectFilters)
  return readProjectFilters(c)
}

/** Published projects that answer the filters. */
export function projectFile(ctx: Ctx, words: Words, filters: ProjectFilters): FileRows {
  return toFileRows(
    {
      dictionary: 'projects',
      columns: projectExportColumns,
      read: () =>
        readInParts(
          (after, limit) => listPublicProjects(ctx, { filters }, { limit, after }),
          (project: PublicProject) => project.id,
        ),
      count: () => countPublicProjects(ctx, { filters }),
      toFeature: toProjectFeature,
    },
    words,
  )
}

const newest = 50

function toEntry(project: PublicProject, { t, names, links, locale }: Words): AtomEntry {
  const { title, summary } = wordsOf(project, locale)
  const countries = project.countries.map((code) => names.country(code)[locale])
  const carriers = project.participants.filter(({ role }) => role !== 'funder').map(({ name }) => name)
  const facts = [t(`project.state.${project.state}`), carriers.join(' – '), countries.join(', '), summary]
  return {
    id: `urn:uuid:${project.id}`,
    title,
    summary: facts.filter(Boolean).join(' · '),
    url: links.project(locale, project.id, project.title),
    published: project.createdAt,
    updated: project.updatedAt,
    categories: project.themes.map((theme) => ({ term: theme, label: codeLabel(t, 'theme', theme) })),
  }
}

/** The latest published projects as an Atom feed, with the filters of their list. */
export async function answerProjectFeed(c: Context, door: Door): Promise<Response> {
  const filters = readProjectAddress(c)
  const locale = fileLocale(c)
  const ctx = door.ctx(locale)
  const [projects, words] = await Promise.all([
    listPublicProjects(ctx, { filters }, { limit: newest, newestFirst: true }),
    door.words(locale),
  ])
  const query = formatProjectFilters(filters)
  query.set('lang', locale)
  const address = `${door.baseUrl}/data/projects.atom?${query}`
  const { t, links } = words
  const changes = projects.map(({ updatedAt }) => updatedAt.getTime())
  const feed = toAtom({
    id: address,
    title: t('data.feed.projects.title'),
    subtitle: t('data.feed.projects.subtitle'),
    language: locale,
    author: t('data.catalogue.publisher'),
    self: address,
    alternate: links.page(locale, 'home'),
    updated: projects.length === 0 ? door.dataVersion().changedAt : new Date(Math.max(...changes)),
    entries: projects.map((project) => toEntry(project, words)),
  })
  return new Response(feed, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } })
}
