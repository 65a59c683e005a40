import type { Context } from 'hono'
import { findTieDetail } from '../../features/opendata/tie-rows.server.ts'
import { findTieContent } from '../../features/partnerships/public-content.server.ts'
import { newsFeed } from '../../features/projects/news-feed.ts'
import { isId } from '../../platform/ids.ts'
import type { Door } from '../door.ts'
import { ProblemError } from '../problem.ts'
import { checkParameters } from '../v1/read-query.ts'
import { fileLocale } from './file-locale.ts'

/** The public news of one tie as an Atom feed: what all its parties let be read; of a tie that is not public there is none. */
export async function answerTieNews(c: Context, door: Door, id: string): Promise<Response> {
  checkParameters(c, ['lang'])
  const locale = fileLocale(c)
  const ctx = door.ctx(locale)
  const key = id.toLowerCase()
  const [tie, words] = await Promise.all([isId(key) ? findTieDetail(ctx, key) : null, door.words(locale)])
  if (!tie)
    throw new ProblemError({ reason: 'file_not_found', values: { file: `partnerships/${id.slice(0, 60)}/news.atom` } })
  const names = tie.parties.map(({ name }) => name)
  const content = await findTieContent(ctx, tie.id)
  const feed = newsFeed(
    words,
    {
      title: names.join(' – '),
      address: `${door.baseUrl}/data/partnerships/${tie.id}/news.atom?lang=${locale}`,
      page: words.links.partnership(locale, tie.id, names),
      changedAt: door.dataVersion().changedAt,
    },
    content.presentation?.news ?? [],
  )
  return new Response(feed, { headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' } })
}
