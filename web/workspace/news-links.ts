import type { NewsLinks } from '../../features/projects/news-digest.server.ts'
import { workspacePath } from './paths.ts'

/** The addresses letters of news lead to. */
export function newsLinks(baseUrl: string): NewsLinks {
  return {
    news: (locale, key, home) =>
      baseUrl +
      ('projectId' in home
        ? workspacePath('projectNews', locale, { key, project: home.projectId })
        : workspacePath('tieNews', locale, { key, tie: home.partnershipId })),
    preferences: (locale) => baseUrl + workspacePath('account', locale),
  }
}
