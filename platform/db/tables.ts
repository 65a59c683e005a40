import type { ColumnType, Generated } from 'kysely'
import type { AgreementTables } from './agreement-tables.ts'
import type { BudgetTables } from './budget-tables.ts'
import type { MissionTables } from './mission-tables.ts'
import type { PeopleTables } from './people-tables.ts'
import type { ProjectTables } from './project-tables.ts'
import type { TieRecordTables } from './tie-tables.ts'

// The shape of every table, column for column as in db/migrations; a test compares both.

type Timestamp = ColumnType<Date, Date | undefined, Date>
type Json = ColumnType<Record<string, unknown>, string | undefined, string>

export type DataVersionTable = {
  only_row: Generated<boolean>
  version: Generated<number>
  changed_at: Timestamp
}

export type SeedLoadTable = {
  name: string
  digest: string
  row_count: number
  loaded_at: Timestamp
}

export type WorldRegionTable = {
  m49: string
  parent_m49: string | null
  name_fr: string
  name_en: string
}

export type CountryTable = {
  iso2: string
  iso3: string | null
  m49: string | null
  world_region_m49: string | null
  name_fr: string
  name_en: string
  name_es: string
  name_ar: string
  name_key_fr: string
  name_key_en: string
  lon: number | null
  lat: number | null
}

export type CountryLabelTable = {
  label_key: string
  country: string
  french_part: string | null
}

export type CountryIncomeGroupTable = {
  country: string
  year: number
  income_group: string
  source: string
}

export type DisputedPlaceTable = {
  code: string
  country: string | null
  name_fr: string
  name_en: string
  note_fr: string
  note_en: string
  min_lon: number | null
  min_lat: number | null
  max_lon: number | null
  max_lat: number | null
  accepted_countries: Generated<string[]>
  place_names: Generated<string[]>
  reviewed_on: string
}

export type PlaceTable = {
  id: number
  name: string
  name_key: string
  country: string
  admin1: string | null
  admin2: string | null
  lon: number
  lat: number
}

export type PlaceAliasTable = {
  country: string
  alias_key: string
  name_key: string
}

export type SourceTable = {
  id: string
  code: string
  name: string
  publisher: string | null
  url: string | null
  licence: string
  attribution: string
  retrieved_on: string | null
  created_at: Timestamp
}

export type OrganisationTable = {
  id: string
  key: string
  kind: Generated<string>
  tier: string
  legal_form: string | null
  name: string
  name_key: string
  country: string
  insee_code: string | null
  siren: string | null
  departement_code: string | null
  postal_codes: Generated<string[]>
  population: number | null
  population_year: number | null
  epci_id: string | null
  ept_id: string | null
  departement_id: string | null
  region_id: string | null
  seat_id: string | null
  lon: number | null
  lat: number | null
  point_precision: string | null
  status: Generated<string>
  place_id: number | null
  disputed_code: string | null
  source_id: string
  discreet_since: Date | null
  trusted_since: Date | null
  example: Generated<boolean>
  created_by: string | null
  reviewed_at: Date | null
  merged_into: string | null
  confirmed_at: Date | null
  created_at: Timestamp
  updated_at: Timestamp
}

export type OrganisationAliasTable = {
  organisation_id: string
  alias: string
  alias_key: string
  reason: string
  code: string | null
}

export type OrganisationKeyRedirectTable = {
  old_key: string
  organisation_id: string
}

export type PartnershipTable = {
  id: string
  type: string
  state: string
  state_since_year: number | null
  state_reason: string | null
  evidence: string
  since_year: number | null
  until_year: number | null
  parties_key: string
  discreet_since: Date | null
  example: Generated<boolean>
  confirmed_at: Date | null
  open_ended: boolean | null
  term_year: number | null
  sdgs: Generated<number[]>
  rights: Generated<string[]>
  languages: Generated<string[]>
  taken_up_at: Date | null
  created_at: Timestamp
  updated_at: Timestamp
}

export type PartnershipPartyTable = {
  partnership_id: string
  organisation_id: string
  position: number
  discreet_since: Date | null
}

export type PartnershipStatementTable = {
  id: string
  partnership_id: string
  source_id: string
  statement_key: string
  page_title: string | null
  page_url: string | null
  licence: string
  evidence: string
  type_said: string
  state_said: string
  since_year: number | null
  until_year: number | null
  attested_year: number | null
  themes: Generated<string[]>
  themes_said: string | null
  names_said: Generated<string[]>
  recorded_at: Timestamp
}

export type MentionTable = {
  id: string
  code: string
  year: number
  text_fr: string
  text_en: string
  source_id: string
  page_title: string | null
  page_url: string | null
  discreet_since: Date | null
}

export type MentionOrganisationTable = {
  mention_id: string
  organisation_id: string
  discreet_since: Date | null
}

export type ImportRunTable = {
  id: string
  kind: string
  source_id: string | null
  file_name: string | null
  started_at: Date
  finished_at: Date | null
  summary: Json
  progress: Json
}

export type ImportRowTable = {
  run_id: string
  line: number
  outcome: string
  reason: string
  detail: Json
  raw: Json
}

export type PublicOrganisationTable = {
  id: string
  key: string
  kind: string
  tier: string
  legal_form: string | null
  name: string
  name_key: string
  country: string
  region_key: string | null
  departement_key: string | null
  epci_key: string | null
  insee_code: string | null
  siren: string | null
  departement_code: string | null
  postal_codes: string[]
  population: number | null
  population_year: number | null
  lon: number | null
  lat: number | null
  point_precision: string | null
  status: string
  tie_count: Generated<number>
  active_count: Generated<number>
  suspended_count: Generated<number>
  ended_count: Generated<number>
  unknown_count: Generated<number>
  types: Generated<string[]>
  states: Generated<string[]>
  evidences: Generated<string[]>
  partner_countries: Generated<string[]>
  updated_at: Date
  search: string
  names_key: string
  confirmed_on: string | null
  owned: Generated<boolean>
  register_on: string | null
}

export type PublicTieTable = {
  id: string
  type: string
  state: string
  evidence: string
  since_year: number | null
  until_year: number | null
  attested_year: number | null
  themes: string[]
  party_keys: string[]
  party_names: string[]
  countries: string[]
  french: boolean
  licences: string[]
  sources: string[]
  created_at: Date
  updated_at: Date
  min_lon: number | null
  min_lat: number | null
  max_lon: number | null
  max_lat: number | null
  confirmed_on: string | null
  confirmed_by: Generated<string[]>
}

export type PublicTieEndTable = {
  tie_id: string
  position: number
  organisation_id: string
  key: string
  country: string
  tier: string
  region_key: string | null
  departement_key: string | null
  lon: number | null
  lat: number | null
}

export type PublicTieCountTable = {
  country: string | null
  french: boolean
  type: string
  state: string
  evidence: string
  ties: number
}

export type PublicMentionTable = {
  id: string
  year: number
  text_fr: string
  text_en: string
  source_name: string
  page_title: string | null
  page_url: string | null
  organisation_keys: string[]
}

// Views of 0002_public_views.sql: read only.
export type PublicOrganisationDetailView = Pick<
  OrganisationTable,
  'id' | 'name_key' | 'seat_id' | 'ept_id' | 'epci_id' | 'departement_id' | 'region_id' | 'disputed_code' | 'source_id'
>
export type PublicTieDetailView = Pick<PartnershipTable, 'id' | 'state_since_year' | 'state_reason'>

/** Every table of the database. */
export type Database = OwnTables &
  PeopleTables &
  TieRecordTables &
  AgreementTables &
  ProjectTables &
  MissionTables &
  BudgetTables

type OwnTables = {
  data_version: DataVersionTable
  seed_load: SeedLoadTable
  world_region: WorldRegionTable
  country: CountryTable
  country_label: CountryLabelTable
  country_income_group: CountryIncomeGroupTable
  disputed_place: DisputedPlaceTable
  place: PlaceTable
  place_alias: PlaceAliasTable
  source: SourceTable
  organisation: OrganisationTable
  organisation_alias: OrganisationAliasTable
  organisation_key_redirect: OrganisationKeyRedirectTable
  partnership: PartnershipTable
  partnership_party: PartnershipPartyTable
  partnership_statement: PartnershipStatementTable
  mention: MentionTable
  mention_organisation: MentionOrganisationTable
  import_run: ImportRunTable
  import_row: ImportRowTable
  public_organisation: PublicOrganisationTable
  public_tie: PublicTieTable
  public_tie_end: PublicTieEndTable
  public_tie_count: PublicTieCountTable
  public_mention: PublicMentionTable
  public_organisation_detail: PublicOrganisationDetailView
  public_organisation_alias: OrganisationAliasTable
  public_key_redirect: OrganisationKeyRedirectTable
  public_tie_detail: PublicTieDetailView
  public_tie_statement: PartnershipStatementTable
}
