import { z } from '@hono/zod-openapi'
import { freshnessLevels } from '../../features/freshness/rules.ts'
import { pointPrecisions, tiers } from '../../features/organisations/schema.ts'
import { agreementKinds, commitmentKinds } from '../../features/partnerships/agreement-schema.ts'
import { themes, tieEvidences, tieRights, tieStates, tieTypes } from '../../features/partnerships/schema.ts'
import * as examples from './examples.ts'

// What each field means is told in `api.fields`, in both languages, and added to the document when it is written.

// `nullable()` on a named schema would make the schema itself null wherever it is used.
const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()])

const year = z.number().int().nullable()
const count = z.number().int().min(0)
const address = z.string().openapi({ format: 'uri' })
const instant = z.string().openapi({ format: 'date-time' })
const freshnessFields = {
  freshness: z.enum(freshnessLevels),
  confirmedOn: z.string().nullable().openapi({ format: 'date' }),
  confirmedBy: z.array(z.string()),
}
const countryCode = z.string().openapi({ pattern: '^[A-Z]{2}$' })

export const bothNamesSchema = z
  .object({ fr: z.string(), en: z.string() })
  .openapi('BothNames', { example: examples.bothNames })
export const bothAddressesSchema = z
  .object({ fr: address, en: address })
  .openapi('BothAddresses', { example: examples.pageOfChambery })
export const namedCountrySchema = z
  .object({ code: countryCode, name: bothNamesSchema })
  .openapi('NamedCountry', { example: examples.namedCountry })
export const territorySchema = z
  .object({ key: z.string(), name: z.string().nullable() })
  .openapi('Territory', { example: examples.territory })
const locationSchema = z
  .object({ lon: z.number(), lat: z.number(), precision: z.enum(pointPrecisions).nullable() })
  .openapi('Location', { example: examples.location })
export const stateCountsSchema = z
  .object({ all: count, active: count, suspended: count, ended: count, unknown: count })
  .openapi('StateCounts', { example: examples.stateCounts })
export const sourceRefSchema = z
  .object({ code: z.string(), name: z.string(), licence: z.string(), attribution: z.string(), url: address.nullable() })
  .openapi('SourceRef', { example: examples.sourceRef })

const populationSchema = z
  .object({ inhabitants: count, year: z.number().int().nullable() })
  .openapi('Population', { example: examples.population })

export const organisationSchema = z
  .object({
    key: z.string(),
    name: z.string(),
    tier: z.enum(tiers),
    legalForm: z.string().nullable(),
    status: z.enum(['inForce', 'toBeConfirmed', 'dissolved']),
    country: namedCountrySchema,
    region: orNull(territorySchema),
    departement: orNull(territorySchema),
    group: orNull(territorySchema),
    inseeCode: z.string().nullable(),
    siren: z.string().nullable(),
    postalCodes: z.array(z.string()),
    population: orNull(populationSchema),
    location: orNull(locationSchema),
    ties: stateCountsSchema,
    partnerCountries: z.array(countryCode),
    provenance: z.object({ source: orNull(sourceRefSchema) }),
    ...freshnessFields,
    updatedAt: instant,
    url: bothAddressesSchema,
    self: address,
  })
  .openapi('Organisation', { example: examples.organisation })

export const organisationDetailSchema = organisationSchema
  .extend({ otherNames: z.array(z.object({ name: z.string(), reason: z.string() })) })
  .openapi('OrganisationDetail', { example: examples.organisationDetail })

const partySchema = z
  .object({
    key: z.string(),
    name: z.string(),
    tier: z.enum(tiers),
    country: namedCountrySchema,
    location: z.object({ lon: z.number(), lat: z.number() }).nullable(),
    self: address,
  })
  .openapi('Party', { example: examples.party })

export const partnershipSchema = z
  .object({
    id: z.string().openapi({ format: 'uuid' }),
    type: z.enum(tieTypes),
    state: z.enum(tieStates),
    evidence: z.enum(tieEvidences),
    sinceYear: year,
    untilYear: year,
    themes: z.array(z.enum(themes)),
    parties: z.array(partySchema),
    provenance: z
      .object({ sources: z.array(sourceRefSchema), licences: z.array(z.string()), attestedYear: year })
      .openapi('PartnershipProvenance', { example: examples.partnershipProvenance }),
    ...freshnessFields,
    createdAt: instant,
    updatedAt: instant,
    url: bothAddressesSchema,
    self: address,
  })
  .openapi('Partnership', { example: examples.partnership })

const statementSchema = z
  .object({
    source: orNull(sourceRefSchema),
    page: z.object({ title: z.string().nullable(), url: z.string().nullable() }),
    licence: z.string(),
    evidence: z.enum(tieEvidences),
    typeSaid: z.enum(tieTypes),
    stateSaid: z.enum(tieStates),
    sinceYear: year,
    untilYear: year,
    attestedYear: year,
    themes: z.array(z.enum(themes)),
    themesSaid: z.string().nullable(),
    namesSaid: z.array(z.string()),
    recordedAt: instant,
  })
  .openapi('Statement', { example: examples.statement })

const dayOrNull = z.string().nullable().openapi({ format: 'date' })
const tieTextSchema = z
  .object({ party: z.string(), name: z.string(), locale: z.string(), body: z.string() })
  .openapi('PartyText', { example: examples.partyText })
const tieStepSchema = z
  .object({
    year: z.number().int(),
    onDate: dayOrNull,
    party: z.string(),
    name: z.string(),
    locale: z.string(),
    body: z.string(),
    source: z.string(),
  })
  .openapi('HistoryStep', { example: examples.historyStep })
const commitmentSchema = z
  .object({
    party: z.string(),
    name: z.string(),
    kind: z.enum(commitmentKinds),
    body: z.string(),
    dueOn: dayOrNull,
    state: z.enum(['due', 'done', 'waived']),
    doneOn: dayOrNull,
  })
  .openapi('Commitment', { example: examples.commitment })
const agreementSchema = z
  .object({
    kind: z.enum(agreementKinds),
    title: z.string(),
    object: z.string(),
    startsOn: dayOrNull,
    endsOn: dayOrNull,
    openEnded: z.boolean(),
    state: z.enum(['inForce', 'suspended', 'ended', 'renewed']),
    languages: z.array(z.string()),
    commitments: z.array(commitmentSchema),
  })
  .openapi('Agreement', { example: examples.agreement })

export const partnershipDetailSchema = partnershipSchema
  .extend({
    stateSinceYear: year,
    stateReason: z.string().nullable(),
    languages: z.array(z.string()),
    sdgs: z.array(z.number().int().min(1).max(17)),
    rights: z.array(z.enum(tieRights)),
    texts: z.array(tieTextSchema),
    history: z.array(tieStepSchema),
    agreements: z.array(agreementSchema),
    statements: z.array(statementSchema),
  })
  .openapi('PartnershipDetail', { example: examples.partnershipDetail })

const regionSchema = z
  .object({ m49: z.string(), name: bothNamesSchema })
  .openapi('WorldRegion', { example: examples.worldRegion })

const evidenceCountsSchema = z
  .object({ bothParties: count, oneParty: count, officialSource: count, thirdParty: count })
  .openapi('EvidenceCounts', { example: examples.evidenceCounts })

export const countrySchema = z
  .object({
    code: countryCode,
    name: bothNamesSchema,
    worldRegion: orNull(regionSchema),
    ties: stateCountsSchema
      .extend({ byEvidence: evidenceCountsSchema })
      .openapi('CountryCounts', { example: examples.countryCounts }),
    url: bothAddressesSchema,
    self: address,
  })
  .openapi('Country', { example: examples.country })

/** Ties by type, state and evidence: levels of evidence are never summed for the reader. */
export const tieCountSchema = z
  .object({ type: z.enum(tieTypes), state: z.enum(tieStates), evidence: z.enum(tieEvidences), ties: count })
  .openapi('TieCount', { example: examples.tieCount })

export const countryDetailSchema = z
  .object({
    code: countryCode,
    iso3: z.string().nullable(),
    m49: z.string().nullable(),
    name: z.object({ fr: z.string(), en: z.string(), es: z.string(), ar: z.string() }),
    worldRegion: orNull(regionSchema),
    continent: orNull(regionSchema),
    incomeGroups: z.array(z.object({ year: z.number().int(), incomeGroup: z.string(), source: z.string() })),
    disputedPlaces: z.array(
      z.object({
        code: z.string(),
        name: bothNamesSchema,
        note: bothNamesSchema,
        reviewedOn: z.string().openapi({ format: 'date' }),
      }),
    ),
    counts: z.array(tieCountSchema),
    authorities: z.object({ here: count, there: count, toBeConfirmed: count }),
    url: bothAddressesSchema,
    self: address,
  })
  .openapi('CountryDetail', { example: examples.countryDetail })

export const sourceSchema = sourceRefSchema
  .extend({
    publisher: z.string().nullable(),
    retrievedOn: z.string().nullable().openapi({ format: 'date' }),
    licenceName: bothNamesSchema,
    licenceUrl: address.nullable(),
    ties: count,
  })
  .openapi('Source', { example: examples.source })

export const panoramaSchema = z
  .object({
    dataVersion: z.number().int(),
    changedAt: instant,
    counts: z.array(tieCountSchema),
    themes: z.array(z.object({ theme: z.enum(themes), ties: count })),
    frenchAuthorities: z.object({ all: count, withTies: count }),
    authoritiesAbroad: z.object({ withTies: count, toBeConfirmed: count, countries: count }),
    sinceYears: z.object({ first: year, known: count }),
    newest: z.array(
      z.object({
        id: z.string(),
        parties: z.array(z.object({ key: z.string(), name: z.string(), country: countryCode })),
        url: bothAddressesSchema,
        self: address,
      }),
    ),
    url: bothAddressesSchema,
  })
  .openapi('Panorama', { example: examples.panorama })

export const searchResultSchema = z
  .object({
    kind: z.enum(['organisation', 'country', 'project']),
    key: z.string(),
    name: bothNamesSchema,
    tier: z.enum(tiers).nullable(),
    country: orNull(namedCountrySchema),
    departementCode: z.string().nullable(),
    population: z.number().int().nullable(),
    ties: count,
    url: bothAddressesSchema,
    self: address,
  })
  .openapi('SearchResult', { example: examples.searchResult })

export const pageSchema = z
  .object({ limit: z.number().int(), returned: count, total: count, next: address.nullable() })
  .openapi('Page', { example: examples.page })

export const organisationListSchema = z
  .object({ data: z.array(organisationSchema), page: pageSchema })
  .openapi('OrganisationList')
export const partnershipListSchema = z
  .object({ data: z.array(partnershipSchema), page: pageSchema })
  .openapi('PartnershipList')
export const countryListSchema = z.object({ data: z.array(countrySchema) }).openapi('CountryList')
export const sourceListSchema = z.object({ data: z.array(sourceSchema) }).openapi('SourceList')
export const searchSchema = z
  .object({ data: z.array(searchResultSchema), total: count, match: z.enum(['words', 'alike']) })
  .openapi('SearchResults')

export const problemSchema = z
  .object({
    type: address,
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    reason: z.string(),
    parameter: z.string().optional(),
    value: z.string().optional(),
    accepted: z.array(z.string()).optional(),
  })
  .openapi('Problem', { example: examples.problem })

export const problemKindSchema = z
  .object({ type: address, reason: z.string(), status: z.number().int(), title: bothNamesSchema })
  .openapi('ProblemKind', { example: examples.problemKind })
