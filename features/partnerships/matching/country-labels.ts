import { nameKey } from '../../organisations/names.ts'

/** What a country label means: the country and, for "Réunion, France", the part of France it names. */
export type LabelMeaning = { country: string; frenchPart: string | null }

/** Every known label by its key, ISO codes included. */
export type CountryLabels = ReadonlyMap<string, LabelMeaning>

/** The country a written label means, read whole first, then by what follows its last comma; null when nobody knows it. */
export function resolveCountry(label: string, labels: CountryLabels): LabelMeaning | null {
  const whole = labels.get(nameKey(label))
  if (whole) return whole
  const bare = nameKey(label.replace(/\(.*?\)/g, ' ')).replace(/^in /, '')
  const known = labels.get(bare)
  if (known) return known
  const comma = label.lastIndexOf(',')
  return comma < 0 ? null : resolveCountry(label.slice(comma + 1), labels)
}

/** A label two countries share: which of them is meant is decided by where the point lies. */
export const sharedLabels: ReadonlyMap<string, readonly string[]> = new Map([
  ['georgia', ['GE', 'US']],
  ['congo', ['CG', 'CD']],
  ['ireland', ['IE', 'GB']],
  ['guinea', ['GN', 'GW', 'GQ']],
])

// Gazetteers list these under codes of their own; lists of ties often name the State they belong to.
const territories: Readonly<Record<string, readonly string[]>> = {
  CN: ['HK', 'MO'],
  DK: ['FO', 'GL'],
  FI: ['AX'],
  GB: ['GG', 'JE', 'IM', 'GI'],
  NL: ['AW', 'BQ', 'CW', 'SX'],
  NO: ['SJ'],
  US: ['AS', 'GU', 'MP', 'PR', 'VI'],
}

/** The codes under which places of a country are listed: its own, then those of its territories. */
export function withTerritories(country: string): readonly string[] {
  return [country, ...(territories[country] ?? [])]
}
