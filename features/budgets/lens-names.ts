import type { Translator } from '../../platform/i18n/translator.ts'
import type { LensDimension, Period } from './lens-rules.ts'

/** What the values of the lens are named with. */
export type LensNames = {
  t: Translator
  country: (code: string) => string
  /** Of partnerships and functions, by their value. */
  names: Readonly<Record<string, string>>
}

const areas: Partial<Record<LensDimension, string>> = {
  type: 'atlas.type',
  theme: 'atlas.theme',
  incomeGroup: 'atlas.income',
  mode: 'project.mode',
  frame: 'project.frame',
  means: 'budgetLines.means',
  section: 'budgetLines.section',
}

/** The name a reader knows for a value of the lens; a code without a name stands for itself. */
export function lensName({ t, country, names }: LensNames, dimension: LensDimension, value: string): string {
  if (value === '') return t('arbitration.lens.unclassified')
  if (dimension === 'incomeGroup' && value === 'unknown') return t('arbitration.lens.incomeUnknown')
  if (value === 'inFrance') return t('arbitration.lens.inFrance')
  if (dimension === 'country') return country(value)
  if (dimension === 'partnership' || dimension === 'fonction') return names[value] ?? value
  const key = `${areas[dimension]}.${value}`
  return t.has(key) ? t(key) : value
}

/** A period as it is read: one year, or the first and the last. */
export const periodWords = ({ from, to }: Period): string => (from === to ? String(from) : `${from}–${to}`)
