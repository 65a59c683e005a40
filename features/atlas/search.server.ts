import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { keepPerVersion } from '../../platform/db/per-version.ts'
import { nameKey } from '../organisations/names.ts'
import type { Tier } from '../organisations/schema.ts'
import { type AtlasFilters, formatFilters } from './filters.ts'
import {
  all,
  type Condition,
  organisationConditions,
  type TextMatch,
  textCondition,
} from './organisation-conditions.server.ts'
import type { OrganisationFacets } from './organisation-facet-columns.server.ts'
import { organisationFacets } from './organisation-facets.server.ts'

/** The orders a list of authorities can be read in; `key` is the stable one used for paging by cursor. */
export const organisationSorts = ['relevance', 'name', 'population', 'ties', 'key'] as const
export type OrganisationSort = (typeof organisationSorts)[number]

/** One authority as lists, the API and exports show it. */
export type OrganisationRow = {
  id: string
  key: string
  tier: Tier
  legalForm: string | null
  name: string
  country: string
  regionKey: string | null
  departementKey: string | null
  departementCode: string | null
  inseeCode: string | null
  siren: string | null
  postalCodes: string[]
  population: number | null
  populationYear: number | null
  lon: number | null
  lat: number | null
  pointPrecision: string | null
  status: string
  ties: { all: number; active: number; suspended: number; ended: number; unknown: number }
  partnerCountries: string[]
  /** The day it last confirmed its own record. */
  confirmedOn: string | null
  /** The day of the register it was read from. */
  registerOn: string | null
  updatedAt: Date
}

export type OrganisationPage = {
  rows: OrganisationRow[]
  total: number
  /** `alike` when no name has these words and names that look alike are shown instead. */
  match: TextMatch
  facets: OrganisationFacets | null
  /** Names that look alike, where few have the very words: what the reader may have meant. */
  suggestions: { key: string; name: string; country: string; departementCode: string | null }[]
}

export type OrganisationListOptions = {
  sort?: OrganisationSort
  limit?: number
  offset?: number
  /** With sort `key`: only keys after this one. */
  after?: string | null
  facets?: boolean
}

/** The columns of a row of `public_organisation` under the alias `o`, in the product's own names. */
export const organisationColumns: RawBuilder<OrganisationRow> = sql`
  o.id, o.key, o.tier, o.legal_form as "legalForm", o.name, o.country, o.region_key as "regionKey",
  o.departement_key as "departementKey", o.departement_code as "departementCode", o.insee_code as "inseeCode",
  o.siren, o.postal_codes as "postalCodes", o.population, o.population_year as "populationYear", o.lon, o.lat,
  o.point_precision as "pointPrecision", o.status,
  json_build_object('all', o.tie_count, 'active', o.active_count, 'suspended', o.suspended_count,
    'ended', o.ended_count, 'unknown', o.unknown_count) as ties,
  o.partner_countries as "partnerCountries", o.confirmed_on as "confirmedOn", o.register_on as "registerOn", o.updated_at as "updatedAt"`

function order(sort: OrganisationSort, q: string, match: TextMatch): RawBuilder<unknown> {
  if (sort === 'key') return sql`o.key`
  if (sort === 'name') return sql`o.name_key, o.key`
  if (sort === 'population') return sql`o.population desc nulls last, o.key`
  if (sort === 'ties' || !q) return sql`o.tie_count desc, o.population desc nulls last, o.key`
  const key = nameKey(q)
  if (match === 'alike')
    return sql`word_similarity(${key}, o.names_key) desc, o.tie_count desc, o.population desc nulls last, o.key`
  // The name itself, then a code, then names that begin so; abroad and here alike.
  return sql`case
      when o.name_key = ${key} then 0
      when o.siren = ${key} or o.insee_code = upper(${key}) or ${key} = any(o.postal_codes) then 1
      when o.name_key like ${`${key}%`} then 2
      else 3 end,
    o.tie_count desc, o.population desc nulls last, o.key`
}

/** The filters of a list of authorities as one condition, leaving one filter out where a facet asks for it. */
export function organisationFilter(filters: AtlasFilters, match: TextMatch = 'words'): Condition {
  const conditions = Object.values(organisationConditions(filters))
  if (filters.q) conditions.push(textCondition(filters.q, match))
  return all(conditions)
}

async function readTotal(ctx: Ctx, filters: AtlasFilters, match: TextMatch): Promise<number> {
  const found = await sql<{ total: number }>`
    select count(*) as total from public_organisation o where ${organisationFilter(filters, match)}`.execute(ctx.db)
  return found.rows[0]?.total ?? 0
}

const keptQuestions = 500
const question = (filters: AtlasFilters, match: TextMatch) => `${match} ${formatFilters(filters)}`

// Pages of a list, its other order and its exports ask for the same number and the same counts beside the choices.
const countMatches = keepPerVersion(readTotal, question, keptQuestions)
const getFacets = keepPerVersion(organisationFacets, question, keptQuestions)

/** How the search text is to be looked up, and how many authorities answer. */
async function findMatches(ctx: Ctx, filters: AtlasFilters): Promise<{ match: TextMatch; total: number }> {
  const total = await countMatches(ctx, filters, 'words')
  if (total > 0 || nameKey(filters.q).length < 3) return { match: 'words', total }
  return { match: 'alike', total: await countMatches(ctx, filters, 'alike') }
}

// With so few answers the text may be mistyped: what looks alike is offered beside them.
const fewAnswers = 3

async function listSuggestions(ctx: Ctx, q: string): Promise<OrganisationPage['suggestions']> {
  const key = nameKey(q)
  const found = await sql<OrganisationPage['suggestions'][number]>`
    select o.key, o.name, o.country, o.departement_code as "departementCode" from public_organisation o
    where ${textCondition(q, 'alike')} and not (${textCondition(q, 'words')})
    order by similarity(${key}, o.name_key) desc, o.tie_count desc, o.population desc nulls last, o.key
    limit 3`.execute(ctx.db)
  return found.rows
}

async function listRows(
  ctx: Ctx,
  filters: AtlasFilters,
  match: TextMatch,
  options: OrganisationListOptions,
): Promise<OrganisationRow[]> {
  if (options.limit === 0) return []
  const conditions = [organisationFilter(filters, match)]
  if (options.sort === 'key' && options.after) conditions.push(sql<boolean>`o.key > ${options.after}`)
  const found = await sql<OrganisationRow>`
    select ${organisationColumns} from public_organisation o where ${all(conditions)}
    order by ${order(options.sort ?? 'relevance', filters.q, match)}
    limit ${options.limit ?? 50} offset ${options.offset ?? 0}`.execute(ctx.db)
  return found.rows
}

/** Authorities that answer the filters, with their number and the counts beside each choice. */
export async function searchOrganisations(
  ctx: Ctx,
  filters: AtlasFilters,
  options: OrganisationListOptions = {},
): Promise<OrganisationPage> {
  const matches = findMatches(ctx, filters)
  // Only a search text can be looked up in two ways: without one, nothing waits for the number.
  const match = filters.q ? (await matches).match : 'words'
  const [{ total }, rows, facets] = await Promise.all([
    matches,
    listRows(ctx, filters, match, options),
    options.facets ? getFacets(ctx, filters, match) : null,
  ])
  const mayBeMistyped = match === 'words' && total <= fewAnswers && nameKey(filters.q).length >= 4
  const suggestions = mayBeMistyped ? await listSuggestions(ctx, filters.q) : []
  return { rows, total, match, facets, suggestions }
}
