import { nameKey } from '../names.ts'
import type { Alias, AliasReason, Authority, Point } from './authority.ts'
import { buildCommunes, communeRedirects } from './build-communes.ts'
import { buildGrouping } from './build-groupings.ts'
import { buildDepartements, buildOverseasAuthorities, buildRegions } from './build-territories.ts'
import { centreOf, type Locator } from './locate.ts'
import type { RegisterFiles } from './package-records.ts'
import type { PopulationYears } from './population-years.ts'
import { territoryRedirects } from './special-cases.ts'

/** What the register is built from. */
export type RegisterInput = {
  files: RegisterFiles
  sirenByKey: ReadonlyMap<string, string>
  /** Other names from our own list, by authority. */
  otherNames: readonly { key: string; alias: string; reason: AliasReason }[]
  years: PopulationYears
  locate: Locator
}

/** Every French authority in force, and the keys that lead to one of them. */
export type Register = { authorities: Authority[]; redirects: [oldKey: string, key: string][] }

/** Gives communes the gazetteer does not know the middle of their intercommunality, else the seat of their département. */
function fillPoints(communes: readonly Authority[], seats: ReadonlyMap<string, Point>): Authority[] {
  const located = communes.filter((commune) => commune.point !== null)
  const middles = new Map(
    [...Map.groupBy(located, (commune) => commune.epci)].map(([epci, members]) => [
      epci,
      centreOf(members.flatMap((member) => member.point ?? [])),
    ]),
  )
  return communes.map((commune) => {
    if (commune.point) return commune
    const middle = commune.epci ? middles.get(commune.epci) : null
    if (middle) return { ...commune, point: { ...middle, precision: 'epci', placeId: null } }
    return { ...commune, point: seats.get(commune.departementCode ?? '') ?? null }
  })
}

/** Where each département has its seat, as the last resort for what lies in it. */
function seatPoints(files: RegisterFiles, communes: readonly Authority[]): Map<string, Point> {
  const points = new Map(communes.map((commune) => [commune.inseeCode, commune.point]))
  return new Map(
    files.departements.flatMap((record) => {
      const point = points.get(record.chefLieu)
      return point ? [[record.code, { lon: point.lon, lat: point.lat, precision: 'departement', placeId: null }]] : []
    }),
  )
}

function withOtherNames(authority: Authority, others: readonly Alias[]): Authority {
  const own = nameKey(authority.name)
  const seen = new Set<string>()
  const aliases = [...authority.aliases, ...others].filter((alias) => {
    const key = nameKey(alias.name)
    // A part of the commune that has its name adds nothing to be found by.
    if (key === '' || key === own || seen.has(`${key} ${alias.reason}`)) return false
    seen.add(`${key} ${alias.reason}`)
    return true
  })
  return { ...authority, aliases }
}

/** Builds the register from the official files: pure, so that every special case can be tested as a value. */
export function buildRegister(input: RegisterInput): Register {
  const { files, years, locate } = input
  const found = buildCommunes(files, years, locate)
  const seats = seatPoints(files, found)
  const communes = fillPoints(found, seats)
  const byCode = new Map(communes.map((commune) => [commune.inseeCode ?? '', commune]))
  const townKeys = new Set(communes.map((commune) => nameKey(commune.name)))
  const groupings = [...files.epci, ...files.ept].map((record) =>
    buildGrouping(record, byCode, { townKeys, years, seats }),
  )
  const territories = { ...input, communes }
  const others = Map.groupBy(input.otherNames, (row) => row.key)
  const authorities = [
    ...buildRegions(territories),
    ...buildDepartements(territories),
    ...buildOverseasAuthorities(territories),
    ...groupings,
    ...communes,
  ].map((authority) =>
    withOtherNames(
      authority,
      (others.get(authority.key) ?? []).map(({ alias, reason }) => ({ name: alias, reason, code: null })),
    ),
  )
  const keys = new Set(authorities.map((authority) => authority.key))
  const redirects = [...territoryRedirects(), ...communeRedirects(files.communes)].filter(
    ([oldKey, key]) => !keys.has(oldKey) && keys.has(key),
  )
  return { authorities, redirects }
}
