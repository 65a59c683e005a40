import type { Context } from 'hono'
import { newsFeed } from '../../features/projects/news-feed.ts'
import { findPublicProject } from '../../features/projects/public-projects.server.ts'
import { wordsOf } from '../../features/projects/public-words.ts'
import type { Door } from '../door.ts'
import { ProblemError } from '../problem.ts'
import { checkParameters } from '../v1/read-query.ts'
import { fileLocale } from './file-locale.ts'

/** The public news of one project as an Atom feed; of a project that is not public there is none. */
export async function answerProjectNews(c: Context, door: Door, id: string): Promise<Response> {
  checkParameters(c, ['lang'])
  const locale = fileLocale(c)
  const [project, words] = await Promise.all([
    findPublicProject(door.ctx(locale), id.toLowerCase()),
    door.words(locale),
  ])
  if (!project)
    throw new ProblemError({ reason: 'file_not_found', values: { file: `projects/${id.slice(0, 60)}/news.atom` } })
  const feed = newsFeed(
    words,
    {
      title: wordsOf(project, locale).title,
      address: `${door.baseUrl}/data/projects/${project.id}/news.atom?lang=${locale}`,
      page: words.links.project(locale, project.id, project.title),
      changedAt: door.dataVersion().changedAt,
    },
    project.content.news ?? [],
  )
  return new Response(feed, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } })
}
