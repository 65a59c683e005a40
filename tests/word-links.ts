import type { WordLinks } from '../features/partnerships/word-letters.ts'
import { wordLinks } from '../web/workspace/word-links.ts'

/** The addresses letters between parties lead to, on a site made up for tests. */
export const testWordLinks: WordLinks = wordLinks('http://navette.example')
