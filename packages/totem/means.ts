import type { Nomenclature } from './nomenclature.ts'
import type { Direction } from './types.ts'

/** By what means an authority acts, as the nature of an accounting line says it; the last four are those of receipts. */
export const MEANS = [
  'personnel',
  'purchases',
  'grants',
  'contributions',
  'electedMembers',
  'aidToPersons',
  'otherRunning',
  'equipmentGrants',
  'ownInvestment',
  'otherInvestment',
  'grantsReceived',
  'investmentGrantsReceived',
  'sales',
  'otherReceipts',
] as const
export type Means = (typeof MEANS)[number]

// Classes of account that mean the same in every plan held (M14, M52, M57, M71), the longest code first.
const SPENT: readonly (readonly [prefix: string, means: Means])[] = [
  ['204', 'equipmentGrants'],
  ['621', 'personnel'],
  ['631', 'personnel'],
  ['633', 'personnel'],
  ['635', 'purchases'],
  ['637', 'purchases'],
  ['653', 'electedMembers'],
  ['655', 'contributions'],
  ['657', 'grants'],
  ['20', 'ownInvestment'],
  ['21', 'ownInvestment'],
  ['22', 'ownInvestment'],
  ['23', 'ownInvestment'],
  ['60', 'purchases'],
  ['61', 'purchases'],
  ['62', 'purchases'],
  ['64', 'personnel'],
  ['6', 'otherRunning'],
  ['7', 'otherRunning'],
]
const RECEIVED: readonly (readonly [prefix: string, means: Means])[] = [
  ['13', 'investmentGrantsReceived'],
  ['70', 'sales'],
  ['74', 'grantsReceived'],
]

// What an official chapter says of any account voted in it, where it says more than the account's own class.
const CHAPTERS: ReadonlyMap<string, Means> = new Map([
  ['011', 'purchases'],
  ['012', 'personnel'],
  ['204', 'equipmentGrants'],
  ['656', 'electedMembers'],
])

const starts = (label: string | null, word: string) => label?.toLowerCase().startsWith(word) ?? false

/**
 * The means a line of this nature is, under the account plan of its own nomenclature and year. Null where the plan is not
 * held or does not have the account: nothing is guessed.
 */
export function meansOf(plan: Nomenclature | null, nature: string, direction: Direction): Means | null {
  if (plan === null || plan.nature(nature) === null) return null
  if (direction === 'receipt')
    return RECEIVED.find(([prefix]) => nature.startsWith(prefix))?.[1] ?? ('otherReceipts' as const)
  const chapter = plan.chapterOfNature(nature, 'expenditure')
  const byChapter = chapter === null ? undefined : CHAPTERS.get(chapter)
  if (byChapter) return byChapter
  // The same code is not the same account in every plan: its own title there decides.
  const group = (length: number) => plan.nature(nature.slice(0, length))
  if (nature.startsWith('651') && (starts(group(3), 'aides à la personne') || starts(group(3), 'charges d')))
    return 'aidToPersons'
  if (nature.startsWith('656')) return starts(group(3), 'participations') ? 'contributions' : 'electedMembers'
  if (nature.startsWith('674') && starts(group(3), 'subventions')) return 'grants'
  const byClass = SPENT.find(([prefix]) => nature.startsWith(prefix))?.[1]
  return byClass ?? (/^[1-5]/.test(nature) ? 'otherInvestment' : null)
}
