import type { LegalForm } from '../schema.ts'
import type { Alias, Authority } from './authority.ts'
import type { Locator } from './locate.ts'
import type { RegisterFiles, TerritoryRecord } from './package-records.ts'
import type { PopulationYears } from './population-years.ts'
import { alsace, overseasAuthorities, singleAuthorities, toDepartementKey, toRegionKey } from './special-cases.ts'

/** What the levels above communes are built from. */
export type TerritoryInput = {
  files: RegisterFiles
  communes: readonly Authority[]
  sirenByKey: ReadonlyMap<string, string>
  years: PopulationYears
  locate: Locator
}

// "de", "d'", "du"… before the name of a territory, by Insee's code of its article (TNCC).
const articles = ['de ', "d'", 'du ', 'de la ', 'des ', "de l'", 'des ', 'de las ', 'de los ']

type Draft = Pick<Authority, 'key' | 'tier' | 'legalForm' | 'name'> & {
  code: string
  departementCode: string | null
  seatCode: string
  region: string
  departement: string | null
  otherNames: readonly string[]
}

function toAlias(name: string): Alias {
  return { name, reason: 'usualName', code: null }
}

/** People of a territory: the sum of its communes, whose year is the same. */
function populationOf(communes: readonly Authority[]): Pick<Authority, 'population' | 'populationYear'> {
  const known = communes.filter((commune) => commune.population !== null)
  const population = known.length === 0 ? null : known.reduce((sum, commune) => sum + (commune.population ?? 0), 0)
  return { population, populationYear: known[0]?.populationYear ?? null }
}

function complete(draft: Draft, input: TerritoryInput, members: readonly Authority[]): Authority {
  const seat = input.communes.find((commune) => commune.inseeCode === draft.seatCode) ?? null
  const point =
    seat?.point ?? input.locate({ key: draft.key, name: draft.name, departement: draft.code, formerNames: [] })
  return {
    key: draft.key,
    tier: draft.tier,
    legalForm: draft.legalForm,
    name: draft.name,
    inseeCode: draft.code,
    siren: input.sirenByKey.get(draft.key) ?? null,
    departementCode: draft.departementCode,
    postalCodes: [],
    ...populationOf(members),
    epci: null,
    ept: null,
    departement: draft.departement,
    region: draft.region,
    seat: seat?.key ?? null,
    point: point && { lon: point.lon, lat: point.lat, precision: 'seat', placeId: null },
    aliases: draft.otherNames.map(toAlias),
  }
}

function isDepartementAlone(record: TerritoryRecord): boolean {
  return (
    !(record.code in overseasAuthorities) &&
    toDepartementKey(record.code, null) === `d${record.code}` &&
    record.zone !== 'com'
  )
}

function departementDraft(record: TerritoryRecord): Draft {
  const key = `d${record.code}`
  return {
    key,
    tier: 'departement',
    legalForm: 'departement',
    name: record.nom,
    code: record.code,
    departementCode: record.code,
    seatCode: record.chefLieu,
    region: toRegionKey(record.region ?? ''),
    departement: key,
    otherNames: [`Département ${articles[record.typeLiaison] ?? 'de '}${record.nom}`],
  }
}

const alsaceDraft: Draft = {
  key: alsace.key,
  tier: 'departement',
  legalForm: 'collectiviteEuropeenneDAlsace',
  name: alsace.name,
  code: alsace.code,
  departementCode: alsace.code,
  seatCode: alsace.seat,
  region: toRegionKey(alsace.region),
  departement: alsace.key,
  otherNames: alsace.otherNames,
}

/** Départements with an authority of their own, and Alsace. */
export function buildDepartements(input: TerritoryInput): Authority[] {
  const drafts = [...input.files.departements.filter(isDepartementAlone).map(departementDraft), alsaceDraft]
  const members = Map.groupBy(input.communes, (commune) => commune.departement)
  return drafts.map((draft) => complete(draft, input, members.get(draft.key) ?? []))
}

function regionDraft(record: TerritoryRecord): Draft {
  const key = `r${record.code}`
  const single = singleAuthorities[key]
  const legalForm: LegalForm = single?.legalForm ?? 'region'
  return {
    key,
    tier: 'region',
    legalForm,
    name: record.nom,
    code: record.code,
    departementCode: null,
    seatCode: record.chefLieu,
    region: key,
    departement: single ? key : null,
    otherNames: [`Région ${record.nom}`, ...(single?.otherNames ?? [])],
  }
}

/** Régions, among them the collectivities that are département and région at once. */
export function buildRegions(input: TerritoryInput): Authority[] {
  const members = Map.groupBy(input.communes, (commune) => commune.region)
  return input.files.regions
    .filter((record) => record.zone !== 'com')
    .map((record) => complete(regionDraft(record), input, members.get(`r${record.code}`) ?? []))
}

/** The collectivities overseas; where the code lists hold their districts as communes, these are other names. */
export function buildOverseasAuthorities(input: TerritoryInput): Authority[] {
  return input.files.departements.flatMap((record) => {
    const legalForm = overseasAuthorities[record.code]
    if (!legalForm) return []
    const key = `d${record.code}`
    const listed = input.files.communes.filter((c) => c.departement === record.code && c.type === 'commune-actuelle')
    const own = input.communes.filter((commune) => commune.departement === key)
    const draft: Draft = {
      key,
      tier: 'overseasAuthority',
      legalForm,
      name: record.nom,
      code: record.code,
      departementCode: record.code,
      seatCode: record.chefLieu,
      region: key,
      departement: key,
      otherNames: own.length > 0 ? [] : listed.map((c) => c.nom).filter((name) => name !== record.nom),
    }
    const authority = complete(draft, input, own)
    if (own.length > 0) return [authority]
    const population = listed.reduce((sum, c) => sum + (c.population ?? 0), 0)
    const postalCodes = [...new Set(listed.flatMap((c) => c.codesPostaux ?? []))]
    return [{ ...authority, population, populationYear: input.years.ofCommunes(record.code), postalCodes }]
  })
}
