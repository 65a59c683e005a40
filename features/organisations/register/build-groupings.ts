import type { Alias, Authority, Point } from './authority.ts'
import { groupingForms, toGroupingAliases, toGroupingName } from './grouping-names.ts'
import type { GroupingRecord } from './package-records.ts'
import type { PopulationYears } from './population-years.ts'
import { lyonMetropole } from './special-cases.ts'

type Communes = ReadonlyMap<string, Authority>

/** What holds more than half of the people of some communes, null when nothing does. */
function majority(members: readonly Authority[], pick: (commune: Authority) => string | null): string | null {
  const sums = new Map<string | null, number>()
  let total = 0
  for (const member of members) {
    const people = member.population ?? 0
    total += people
    sums.set(pick(member), (sums.get(pick(member)) ?? 0) + people)
  }
  for (const [value, sum] of sums) if (sum * 2 > total) return value
  return null
}

function biggest(members: readonly Authority[]): Authority | null {
  const located = members.filter(
    (member) => member.point && member.point.precision !== 'epci' && member.point.precision !== 'departement',
  )
  return located.reduce<Authority | null>(
    (best, member) => (best === null || (member.population ?? 0) > (best.population ?? 0) ? member : best),
    null,
  )
}

/** What a grouping is built with, besides its own line. */
type GroupingInput = {
  /** Names of communes: a grouping's other name is never only that of a town. */
  townKeys: ReadonlySet<string>
  years: PopulationYears
  /** Seats of départements, where no member is located. */
  seats: ReadonlyMap<string, Point>
}

/** One intercommunality or EPT: drawn where its most populous located member is, as the register gives no seat. */
export function buildGrouping(record: GroupingRecord, communes: Communes, input: GroupingInput): Authority {
  const { townKeys, years, seats } = input
  const key = `e${record.code}`
  const members = record.membres.flatMap((member) => communes.get(member.code) ?? [])
  const isEpt = record.type === 'EPT'
  const departementCode = majority(members, (commune) => commune.departementCode)
  const member = biggest(members)?.point
  const point: Point | null = member
    ? { lon: member.lon, lat: member.lat, precision: 'members', placeId: null }
    : (seats.get(departementCode ?? '') ?? null)
  const aliases = toGroupingAliases(record.nom, (name) => townKeys.has(name)).map(
    (name): Alias => ({ name, reason: 'usualName', code: null }),
  )
  return {
    key,
    tier: isEpt ? 'ept' : 'epci',
    legalForm: groupingForms[record.type],
    name: toGroupingName(record.nom),
    inseeCode: null,
    siren: record.code,
    departementCode,
    postalCodes: [],
    population: record.populationMunicipale,
    // The register takes the EPT's figures from the same census as the communes', the EPCI's from the one before.
    populationYear: isEpt ? years.ofCommunes(departementCode ?? '') : years.ofGroupings(departementCode),
    epci: isEpt ? majority(members, (commune) => commune.epci) : key,
    ept: isEpt ? key : null,
    departement: record.code === lyonMetropole ? key : majority(members, (commune) => commune.departement),
    region: majority(members, (commune) => commune.region),
    seat: null,
    point,
    aliases,
  }
}
