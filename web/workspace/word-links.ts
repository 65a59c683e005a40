import type { WordLinks } from '../../features/partnerships/word-letters.ts'
import { workspacePath } from './paths.ts'

/** The addresses letters about what parties say to each other lead to. */
export function wordLinks(baseUrl: string): WordLinks {
  return {
    proposals: (locale, key, tie) => baseUrl + workspacePath('tieProposals', locale, { key, tie }),
    acts: (locale, key, tie) => baseUrl + workspacePath('tieActs', locale, { key, tie }),
    answer: (locale, token) => baseUrl + workspacePath('answerByLink', locale, { token }),
  }
}
