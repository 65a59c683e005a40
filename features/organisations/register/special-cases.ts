import type { LegalForm } from '../schema.ts'
import type { CommuneRecord } from './package-records.ts'

// What the official code lists hold that is not one authority per line; see docs/decisions/0007-french-register.md.

// Territories without a local authority: the State governs them (French Southern Lands, Clipperton).
const territoriesWithoutAuthority = new Set(['984', '989'])

/** Collectivities overseas that are one authority each. */
export const overseasAuthorities: Readonly<Record<string, LegalForm>> = {
  '975': 'collectiviteDOutreMer',
  '977': 'collectiviteDOutreMer',
  '978': 'collectiviteDOutreMer',
  '986': 'collectiviteDOutreMer',
  '987': 'collectiviteDOutreMer',
  '988': 'collectiviteSuiGeneris',
}

/** The authority that holds the powers of a département where this is not a departmental council of its own. */
const departementHolders: Readonly<Record<string, string>> = {
  '2A': 'r94',
  '2B': 'r94',
  '67': 'd6AE',
  '68': 'd6AE',
  '75': 'c75056',
  '972': 'r02',
  '973': 'r03',
  '976': 'r06',
}

/** The Métropole de Lyon holds the powers of the département on its territory; the Rhône those of the rest of it. */
export const lyonMetropole = '200046977'

/** Names of authorities that hold more than one level, and the names of the territories they stand for. */
export const singleAuthorities: Readonly<Record<string, { legalForm: LegalForm; otherNames: readonly string[] }>> = {
  r94: { legalForm: 'collectiviteDeCorse', otherNames: ['Collectivité de Corse', 'Corse-du-Sud', 'Haute-Corse'] },
  r02: { legalForm: 'collectiviteTerritorialeUnique', otherNames: ['Collectivité territoriale de Martinique'] },
  r03: {
    legalForm: 'collectiviteTerritorialeUnique',
    otherNames: ['Collectivité territoriale de Guyane', 'Guyane française'],
  },
  r06: { legalForm: 'departementRegion', otherNames: ['Département de Mayotte', 'Département-Région de Mayotte'] },
}

/** The European Collectivity of Alsace: one authority for Bas-Rhin and Haut-Rhin. */
export const alsace = {
  key: 'd6AE',
  code: '6AE',
  name: 'Alsace',
  region: '44',
  seat: '67482',
  parts: ['67', '68'],
  otherNames: ['Collectivité européenne d’Alsace', 'Bas-Rhin', 'Haut-Rhin'],
} as const

/** The commune that is also a département. */
export const paris = { code: '75056', otherNames: ['Ville de Paris'] } as const

/** Codes listed as communes that are another authority, or a district of one without a council of its own kind. */
export function toHolderOfPseudoCommune(commune: CommuneRecord): string | null {
  if (commune.departement === '977' || commune.departement === '978' || commune.departement === '986')
    return `d${commune.departement}`
  return null
}

/** Tells whether a line of communes.json is a commune of its own. */
export function isCommune(record: CommuneRecord): boolean {
  return (
    record.type === 'commune-actuelle' &&
    !territoriesWithoutAuthority.has(record.departement) &&
    toHolderOfPseudoCommune(record) === null
  )
}

/** The key of the authority with the powers of a département; `epci` is the grouping the commune is in. */
export function toDepartementKey(departement: string, epci: string | null): string {
  if (epci === lyonMetropole) return `e${lyonMetropole}`
  return departementHolders[departement] ?? `d${departement}`
}

/** The key of the authority at the level of the région. */
export function toRegionKey(region: string): string {
  return region in overseasAuthorities ? `d${region}` : `r${region}`
}

/** Keys by which people look for a territory whose authority has another key, and that key. */
export function territoryRedirects(): [oldKey: string, key: string][] {
  const departements = Object.entries(departementHolders).map(([code, key]): [string, string] => [`d${code}`, key])
  const overseas = Object.keys(overseasAuthorities).map((code): [string, string] => [`r${code}`, `d${code}`])
  return [...departements, ...overseas]
}
