import type { z } from '@hono/zod-openapi'
import type { CountryRow } from '../../features/atlas/countries.server.ts'
import type { TieRow } from '../../features/atlas/ties.server.ts'
import { judgeOrganisation, judgeTie } from '../../features/freshness/rules.ts'
import type { Names, Words } from '../../features/opendata/columns.ts'
import type { OrganisationRecord } from '../../features/opendata/organisation-rows.server.ts'
import type { TieDetail, TieEnd, TieRecord, TieStatement } from '../../features/opendata/tie-rows.server.ts'
import type { PointPrecision, Tier } from '../../features/organisations/schema.ts'
import type { TieContent } from '../../features/partnerships/public-content.server.ts'
import type { Door } from '../door.ts'
import type {
  bothAddressesSchema,
  countrySchema,
  namedCountrySchema,
  organisationSchema,
  partnershipDetailSchema,
  partnershipSchema,
  sourceRefSchema,
} from './schemas.ts'

/** An address of this door. */
export const selfOf = (door: Pick<Door, 'baseUrl'>, path: string) => `${door.baseUrl}/api/v1/${path}`

type Links = Words['links']
type Writer = { door: Pick<Door, 'baseUrl'>; names: Names; links: Links; today: string }

/** What turns rows into objects of the API: addresses, names, and the day freshness is judged on. */
export function writerOf(door: Pick<Door, 'baseUrl'>, words: Words): Writer {
  return { door, names: words.names, links: words.links, today: words.today }
}

/** The pages of an authority in both languages. */
export function organisationPages(links: Links, key: string, name: string): z.infer<typeof bothAddressesSchema> {
  return { fr: links.organisation('fr', key, name), en: links.organisation('en', key, name) }
}

/** The pages of a tie in both languages. */
export function partnershipPages(
  links: Links,
  id: string,
  names: readonly string[],
): z.infer<typeof bothAddressesSchema> {
  return { fr: links.partnership('fr', id, names), en: links.partnership('en', id, names) }
}

/** The pages of a project in both languages. */
export function projectPages(links: Links, id: string, title: string): z.infer<typeof bothAddressesSchema> {
  return { fr: links.project('fr', id, title), en: links.project('en', id, title) }
}

/** The pages of a country in both languages. */
export function countryPages(links: Links, code: string): z.infer<typeof bothAddressesSchema> {
  return { fr: links.country('fr', code), en: links.country('en', code) }
}

/** A country by its code with its names. */
export function toNamedCountry(names: Names, code: string): z.infer<typeof namedCountrySchema> {
  return { code, name: names.country(code) }
}

function toSourceRef(names: Names, code: string | null): z.infer<typeof sourceRefSchema> | null {
  const found = code === null ? null : names.source(code)
  if (!found) return null
  return { code: found.code, name: found.name, licence: found.licence, attribution: found.attribution, url: found.url }
}

const toTerritory = (names: Names, key: string | null) => (key === null ? null : { key, name: names.territory(key) })

/** An authority as the API tells it. */
export function toOrganisation(
  row: OrganisationRecord,
  { door, names, links, today }: Writer,
): z.infer<typeof organisationSchema> {
  const { lon, lat } = row
  return {
    key: row.key,
    name: row.name,
    tier: row.tier,
    legalForm: row.legalForm,
    status: row.status as 'inForce' | 'toBeConfirmed' | 'dissolved',
    country: toNamedCountry(names, row.country),
    region: toTerritory(names, row.regionKey),
    departement: toTerritory(names, row.departementKey),
    group: toTerritory(names, row.epciKey),
    inseeCode: row.inseeCode,
    siren: row.siren,
    postalCodes: row.postalCodes,
    population: row.population === null ? null : { inhabitants: row.population, year: row.populationYear },
    location:
      lon === null || lat === null ? null : { lon, lat, precision: row.pointPrecision as PointPrecision | null },
    ties: row.ties,
    partnerCountries: row.partnerCountries,
    provenance: { source: toSourceRef(names, row.source) },
    freshness: judgeOrganisation(row, today).level,
    confirmedOn: row.confirmedOn,
    confirmedBy: row.confirmedOn === null ? [] : [row.name],
    updatedAt: row.updatedAt.toISOString(),
    url: organisationPages(links, row.key, row.name),
    self: selfOf(door, `organisations/${row.key}`),
  }
}

function toParty(end: TieEnd, { door, names }: Writer): z.infer<typeof partnershipSchema>['parties'][number] {
  const { lon, lat } = end
  return {
    key: end.key,
    name: end.name,
    tier: end.tier as Tier,
    country: toNamedCountry(names, end.country),
    location: lon === null || lat === null ? null : { lon, lat },
    self: selfOf(door, `organisations/${end.key}`),
  }
}

/** A tie as the API tells it. */
export function toPartnership(tie: TieRecord, writer: Writer): z.infer<typeof partnershipSchema> {
  const { door, names, links, today } = writer
  return {
    id: tie.id,
    type: tie.type,
    state: tie.state,
    evidence: tie.evidence,
    sinceYear: tie.sinceYear,
    untilYear: tie.untilYear,
    themes: tie.themes,
    parties: tie.ends.map((end) => toParty(end, writer)),
    provenance: {
      sources: tie.sources.flatMap((code) => toSourceRef(names, code) ?? []),
      licences: tie.licences,
      attestedYear: tie.attestedYear,
    },
    freshness: judgeTie(tie, today).level,
    confirmedOn: tie.confirmedOn,
    confirmedBy: tie.confirmedBy,
    createdAt: tie.createdAt.toISOString(),
    updatedAt: tie.updatedAt.toISOString(),
    url: partnershipPages(
      links,
      tie.id,
      tie.parties.map((party) => party.name),
    ),
    self: selfOf(door, `partnerships/${tie.id}`),
  }
}

function toStatement(said: TieStatement, names: Names): z.infer<typeof partnershipDetailSchema>['statements'][number] {
  const { id: _, source, pageTitle, pageUrl, recordedAt, ...facts } = said
  return {
    source: toSourceRef(names, source),
    page: { title: pageTitle, url: pageUrl },
    ...facts,
    recordedAt: recordedAt.toISOString(),
  }
}

/** A tie with what its parties let everybody read, and what each source said of it. */
export function toPartnershipDetail(
  tie: TieDetail,
  content: TieContent,
  writer: Writer,
): z.infer<typeof partnershipDetailSchema> {
  return {
    ...toPartnership(tie, writer),
    stateSinceYear: tie.stateSinceYear,
    stateReason: tie.stateReason,
    languages: content.languages,
    sdgs: content.sdgs,
    rights: content.rights,
    texts: content.presentation?.texts ?? [],
    history: content.presentation?.steps ?? [],
    agreements: content.agreements ?? [],
    statements: tie.statements.map((said) => toStatement(said, writer.names)),
  }
}

/** A tie in a few words: who, and where to read on. */
export function toPartnershipRef(tie: TieRow, { door, links }: Writer) {
  return {
    id: tie.id,
    parties: tie.parties,
    url: partnershipPages(
      links,
      tie.id,
      tie.parties.map((party) => party.name),
    ),
    self: selfOf(door, `partnerships/${tie.id}`),
  }
}

/** A country as lists tell it; its rows in both languages are one country. */
export function toCountry(
  french: CountryRow,
  english: CountryRow,
  { door, links }: Writer,
): z.infer<typeof countrySchema> {
  const { code, worldRegion, ties, active, suspended, ended, unknown } = french
  const { bothParties, oneParty, officialSource, thirdParty } = french
  const regionNames = { fr: french.worldRegionName ?? '', en: english.worldRegionName ?? '' }
  return {
    code,
    name: { fr: french.name, en: english.name },
    worldRegion: worldRegion === null ? null : { m49: worldRegion, name: regionNames },
    ties: {
      all: ties,
      active,
      suspended,
      ended,
      unknown,
      byEvidence: { bothParties, oneParty, officialSource, thirdParty },
    },
    url: countryPages(links, code),
    self: selfOf(door, `countries/${code}`),
  }
}
