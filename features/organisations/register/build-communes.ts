import type { Alias, Authority } from './authority.ts'
import type { Locator } from './locate.ts'
import type { CommuneRecord, RegisterFiles } from './package-records.ts'
import type { PopulationYears } from './population-years.ts'
import {
  isCommune,
  lyonMetropole,
  paris,
  toDepartementKey,
  toHolderOfPseudoCommune,
  toRegionKey,
} from './special-cases.ts'

const aliasReasons = {
  'commune-deleguee': 'delegatedCommune',
  'commune-associee': 'delegatedCommune',
  'arrondissement-municipal': 'arrondissement',
} as const

/** Parts of communes (delegated, associated, arrondissements) by the commune they belong to, its namesake first. */
function partsByCommune(records: readonly CommuneRecord[]): Map<string, Alias[]> {
  const parts = new Map<string, Alias[]>()
  for (const record of records) {
    if (record.type === 'commune-actuelle') continue
    const whole = record.chefLieu ?? record.commune
    if (!whole) continue
    const list = parts.get(whole) ?? []
    const alias = { name: record.nom, reason: aliasReasons[record.type], code: record.code }
    // The delegated commune with the code of the whole is the one the town hall stands in.
    if (record.code === whole) list.unshift(alias)
    else list.push(alias)
    parts.set(whole, list)
  }
  return parts
}

function membership(groupings: RegisterFiles['epci']): Map<string, string> {
  return new Map(groupings.flatMap((grouping) => grouping.membres.map((member) => [member.code, grouping.code])))
}

/** Every commune in force, with its parts as other names; the point is the gazetteer's or still missing. */
export function buildCommunes(files: RegisterFiles, years: PopulationYears, locate: Locator): Authority[] {
  const parts = partsByCommune(files.communes)
  const epciOf = membership(files.epci)
  const eptOf = membership(files.ept)
  return files.communes.filter(isCommune).map((record) => {
    const key = `c${record.code}`
    const epci = epciOf.get(record.code) ?? null
    const ept = eptOf.get(record.code) ?? null
    const aliases = [...(parts.get(record.code) ?? [])]
    const isParis = record.code === paris.code
    if (isParis) aliases.push(...paris.otherNames.map((name) => ({ name, reason: 'usualName' as const, code: null })))
    const formerNames = aliases.filter((alias) => alias.reason === 'delegatedCommune').map((alias) => alias.name)
    return {
      key,
      tier: 'commune',
      legalForm: isParis ? 'villeDeParis' : 'commune',
      name: record.nom,
      inseeCode: record.code,
      siren: record.siren ?? null,
      departementCode: record.departement,
      postalCodes: record.codesPostaux ?? [],
      population: record.population ?? null,
      populationYear: record.population === undefined ? null : years.ofCommunes(record.departement),
      epci: epci && `e${epci}`,
      ept: ept && `e${ept}`,
      departement: toDepartementKey(record.departement, epci === lyonMetropole ? epci : null),
      region: toRegionKey(record.region),
      seat: null,
      point: locate({ key, name: record.nom, departement: record.departement, formerNames }),
      aliases,
    }
  })
}

/** Keys of communes that no longer are, or never were, authorities of their own, and the key they lead to. */
export function communeRedirects(records: readonly CommuneRecord[]): Map<string, string> {
  const inForce = new Set(records.filter(isCommune).map((record) => record.code))
  const redirects = new Map<string, string>()
  for (const record of records) {
    if (record.type !== 'commune-actuelle') {
      const whole = record.chefLieu ?? record.commune
      if (whole && !inForce.has(record.code)) redirects.set(`c${record.code}`, `c${whole}`)
      continue
    }
    const holder = toHolderOfPseudoCommune(record)
    if (holder) redirects.set(`c${record.code}`, holder)
    for (const old of record.anciensCodes ?? []) redirects.set(`c${old}`, holder ?? `c${record.code}`)
  }
  return redirects
}
