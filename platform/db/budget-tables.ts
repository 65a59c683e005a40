import type { ColumnType, Generated } from 'kysely'

// The tables of accounts and budgets, column for column as in db/migrations; the test of tables.ts compares both.

type Timestamp = ColumnType<Date, Date | undefined, Date>
type Json = ColumnType<unknown, string | undefined, string>
type NeededJson = ColumnType<unknown, string, string>
type NullableJson = ColumnType<unknown, string | null | undefined, string | null>

export type AccountDocumentTable = {
  id: string
  organisation_id: string
  file_name: string
  sha256: string
  format: string
  siret: string
  label: string
  budget_type: string
  nomenclature: Generated<string>
  stage: string
  year: number
  decided_on: string | null
  population: number | null
  line_count: number
  grant_count: Generated<number>
  calculated_count: Generated<number>
  issues: Json
  state: Generated<string>
  superseded_by: string | null
  imported_by: string | null
  imported_at: Timestamp
  applied_at: Date | null
  closed_at: Date | null
  example: Generated<boolean>
}

export type AccountLineTable = {
  document_id: string
  position: number
  nature: string
  function_code: string | null
  chapter: string | null
  operation: string | null
  label: string | null
  department: string | null
  beneficiary: string | null
  section: string
  direction: string
  is_order: Generated<boolean>
  previous: string | null
  is_special: boolean | null
  carried_before: string | null
  proposed: string | null
  voted: string | null
  opened: string | null
  executed: string | null
  carried_after: string | null
}

export type AccountGrantTable = {
  document_id: string
  position: number
  beneficiary: string | null
  legal_kind: string | null
  is_private_person: Generated<boolean>
  nature: string | null
  purpose: string | null
  amount: string | null
  in_kind: string | null
}

export type AccountTotalTable = {
  document_id: string
  section: string
  direction: string
  is_order: boolean
  voted: Generated<string>
  opened: Generated<string>
  executed: Generated<string>
  carried_after: Generated<string>
}

export type AccountMappingTable = {
  organisation_id: string
  header_digest: string
  mapping: NeededJson
  updated_by: string | null
  updated_at: Timestamp
}

export type StaffGradeTable = {
  id: string
  organisation_id: string
  year: number
  label: string
  yearly_cost: string
  days_per_year: Generated<number>
}

export type BudgetLineTable = {
  id: string
  organisation_id: string
  year: number
  direction: string
  section: Generated<string>
  valuation: Generated<string>
  label: string
  document_id: string | null
  account_position: number | null
  grant_position: number | null
  share: string | null
  part: string | null
  reason: Generated<string>
  planned: string | null
  voted: string | null
  opened: string | null
  executed: string | null
  carried_over: string | null
  paid: string | null
  cofunded: string | null
  department: Generated<string>
  partnership_id: string | null
  project_id: string | null
  commitment_id: string | null
  country: string | null
  action_type: string | null
  theme: string | null
  purpose_frame: string | null
  operating_mode: string | null
  means: string | null
  stands_apart: Generated<boolean>
  funding_source: string | null
  counterpart_id: string | null
  counterpart_name: Generated<string>
  counterpart_kind: string | null
  is_internal: Generated<boolean>
  one_percent: string | null
  oda_kind: string | null
  oda_channel: string | null
  dac_sector: string | null
  oda_markers: Json
  grade_id: string | null
  quantity: string | null
  unit: string | null
  told_partner: Generated<boolean>
  note: Generated<string>
  example: Generated<boolean>
  created_by: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

export type RefusedSuggestionTable = {
  organisation_id: string
  line_key: string
  refused_by: string | null
  refused_at: Timestamp
}

export type PaymentAnswerTable = {
  id: string
  budget_line_id: string
  organisation_id: string
  person_id: string | null
  answered_name: Generated<string>
  answer: string
  amount: string | null
  currency: Generated<string>
  received_on: string | null
  word: Generated<string>
  answered_at: Timestamp
}

export type BudgetChangeReasonTable = {
  organisation_id: string
  from_year: number
  first_to: number
  second_from: number
  to_year: number
  flow: Generated<string>
  dimension: string
  value: string
  reason: string
  written_by: string | null
  written_at: Timestamp
}

export type BudgetFloorTable = {
  id: string
  organisation_id: string
  label: string
  scope: string
  scope_value: Generated<string>
  measure: string
  value: string
  from_year: number
  to_year: number | null
  voted_on: string | null
  reference: Generated<string>
}

export type BudgetPublicationTable = {
  organisation_id: string
  wants_public: Generated<boolean>
  shows_lens: Generated<boolean>
  from_year: number | null
  to_year: number | null
  changed_by: string | null
  changed_at: Timestamp
}

export type OnePercentRoomTable = {
  id: string
  organisation_id: string
  mechanism: string
  year: number
  holder_id: string | null
  holder_name: Generated<string>
  resources: string
  pooled: Generated<string>
  used_by_hand: string | null
  source: Generated<string>
  voted_on: string | null
}

export type OnePercentMechanismTable = {
  code: string
  article: string
  act: string
  since: string
  rate: string
  basis_fr: string
  basis_en: string
  source_name: string
  source_url: string | null
  verified_on: string | null
  edited_at: ColumnType<Date | null, Date | null | undefined, Date | null>
}

export type OdaCampaignTable = {
  year: number
  opens_on: string
  closes_on: string
  place: string
  place_url: string | null
  form: NeededJson
  source_name: string
  verified_on: string | null
}

export type OdaReturnTable = {
  organisation_id: string
  year: number
  state: Generated<string>
  filed_on: string | null
  reference: Generated<string>
  filed_rows: NullableJson
  signatory: Generated<string>
  contact: Generated<string>
  note: Generated<string>
  updated_by: string | null
  updated_at: Timestamp
}

export type PublicBudgetYearTable = {
  organisation_key: string
  year: number
  stage: string
  expenditure: string
  receipts: string
  investment: string
  staff: string | null
  in_kind: string | null
  volunteer_time: string | null
  total_expenditure: string | null
  total_receipts: string | null
  population: number | null
  population_year: number | null
  tier: string
  line_count: number
  source: string
  as_of: Date
}

export type PublicBudgetPartTable = {
  organisation_key: string
  year: number
  stage: string
  dimension: string
  value: string
  label: Generated<string>
  expenditure: string
  receipts: string
  reason: Generated<string>
}

/** The tables of accounts and budgets. */
export type BudgetTables = {
  account_document: AccountDocumentTable
  account_line: AccountLineTable
  account_grant: AccountGrantTable
  account_total: AccountTotalTable
  account_mapping: AccountMappingTable
  staff_grade: StaffGradeTable
  budget_line: BudgetLineTable
  refused_suggestion: RefusedSuggestionTable
  payment_answer: PaymentAnswerTable
  budget_change_reason: BudgetChangeReasonTable
  budget_floor: BudgetFloorTable
  budget_publication: BudgetPublicationTable
  one_percent_room: OnePercentRoomTable
  one_percent_mechanism: OnePercentMechanismTable
  oda_campaign: OdaCampaignTable
  oda_return: OdaReturnTable
  public_budget_year: PublicBudgetYearTable
  public_budget_part: PublicBudgetPartTable
}
