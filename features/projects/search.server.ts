import type { Ctx } from '../../platform/context.ts'
import { nameKey } from '../organisations/names.ts'
import { noProjectFilters } from './project-filters.ts'
import { countPublicProjects, listPublicProjects } from './public-projects.server.ts'
import type { PublicProject } from './public-words.ts'

// So many of the newest are looked at for words in their title; a reader who finds more takes the list of projects.
const mostLookedAt = 60

function isInTitle({ texts }: PublicProject, words: readonly string[]): boolean {
  return Object.values(texts).some(({ title }) => {
    const said = nameKey(title).split(' ')
    return words.every((word) => said.some((one) => one.startsWith(word)))
  })
}

/**
 * Public projects that have all these words, whatever the accents, in their title, summary, places or the names of those
 * who take part: those that say it in their title first, then the newest. Answers how many there are in all.
 */
export async function searchProjects(
  ctx: Ctx,
  asked: { q: string; country: readonly string[] },
  most: number,
): Promise<{ rows: PublicProject[]; total: number }> {
  const words = nameKey(asked.q).split(' ').filter(Boolean)
  if (words.length === 0) return { rows: [], total: 0 }
  const selection = { filters: { ...noProjectFilters(), q: asked.q, country: [...asked.country] } }
  const [found, total] = await Promise.all([
    listPublicProjects(ctx, selection, { limit: mostLookedAt, newestFirst: true }),
    countPublicProjects(ctx, selection),
  ])
  const named = found.filter((project) => isInTitle(project, words))
  const others = found.filter((project) => !named.includes(project))
  return { rows: [...named, ...others].slice(0, most), total }
}
