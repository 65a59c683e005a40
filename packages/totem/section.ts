import type { Section } from './types.ts'

// Accounts that exist only in the vote, by their official meaning: carried results, unforeseen spending, transfers
// between sections, proceeds of sales.
const VOTE_ONLY: ReadonlyMap<string, Section> = new Map([
  ['001', 'investment'],
  ['002', 'running'],
  ['003', 'running'],
  ['020', 'investment'],
  ['021', 'investment'],
  ['022', 'running'],
  ['023', 'running'],
  ['024', 'investment'],
])

/**
 * The section an account by nature belongs to: classes 1 to 5 are investment (the budget shows stocks, third parties
 * and depreciation there), 6 and 7 running; null for a code of another shape.
 */
export function sectionOfNature(nature: string): Section | null {
  const known = VOTE_ONLY.get(nature)
  if (known !== undefined) return known
  if (/^[1-5]\d*/.test(nature)) return 'investment'
  return /^[67]\d*/.test(nature) ? 'running' : null
}

/** The section of a chapter voted by function ('9004', '9304', '92048'), by chart of accounts; null for other chapters. */
export function sectionOfFunctionChapter(nomenclature: string, chapter: string): Section | null {
  if (!/^9\d{2,}$/.test(chapter)) return null
  if (chapter.startsWith('95')) return ['952', '953'].includes(chapter) ? 'running' : 'investment'
  // In M14, 90 and 91 are investment, 92 and 93 running; elsewhere 90, 91 and 92 are investment, 93 and 94 running.
  const running = nomenclature.startsWith('M14') ? ['92', '93', '94'] : ['93', '94']
  return running.includes(chapter.slice(0, 2)) ? 'running' : 'investment'
}
