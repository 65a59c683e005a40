import { nameKey } from '../names.ts'
import type { LegalForm } from '../schema.ts'
import type { GroupingRecord } from './package-records.ts'

/** The legal form behind each type of grouping of the register. */
export const groupingForms: Readonly<Record<GroupingRecord['type'], LegalForm>> = {
  CC: 'communauteDeCommunes',
  CA: 'communauteDAgglomeration',
  CU: 'communauteUrbaine',
  METRO: 'metropole',
  MET69: 'metropoleDeLyon',
  EPT: 'etablissementPublicTerritorial',
}

const written: Readonly<Record<string, string>> = {
  CC: 'Communauté de communes',
  CA: "Communauté d'agglomération",
  CU: 'Communauté urbaine',
}

/** The name of a grouping as people say it: the abbreviation of its form written out, quotes and double spaces gone. */
export function toGroupingName(raw: string): string {
  const clean = raw.replaceAll('"', '').replace(/\s+/g, ' ').trim()
  return clean.replace(/^(CC|CA|CU)(?= )/, (form) => written[form] ?? form)
}

const ownPart = /^(?:CC|CA|CU|Métropole|Eurométropole) (?:(du|des|de la|de l'|de|d')\s*)?(.+)$/

/**
 * Other names a grouping is met under: as the register writes it, and its own part alone ("Grand Chambéry") unless
 * that part is only the name of a town (`isTown`).
 */
export function toGroupingAliases(raw: string, isTown: (key: string) => boolean): string[] {
  const clean = raw.replaceAll('"', '').replace(/\s+/g, ' ').trim()
  const match = ownPart.exec(clean)
  const own = match?.[2]?.replace(/\s*\([^)]*\)$/, '') ?? ''
  // After "de" or "d'" stands a town or a land, never the whole name of the grouping.
  const isName = match !== null && (match[1] === undefined || match[1] === 'du' || match[1] === 'des')
  const acronym = /\(([A-Z][A-Za-z0-9 ]+)\)$/.exec(clean)?.[1]
  const candidates = [clean, ...(isName && own !== '' ? [own] : []), ...(acronym ? [acronym] : [])]
  return candidates.filter((name, index) => index === 0 || !isTown(nameKey(name)))
}
