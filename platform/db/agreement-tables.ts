import type { ColumnType, Generated } from 'kysely'

// The tables of agreements, and what the law and the State ask of them, column for column as in db/migrations; the test of tables.ts compares both.

type Timestamp = ColumnType<Date, Date | undefined, Date>
type NeededJson = ColumnType<unknown, string, string>

export type AgreementTable = {
  id: string
  partnership_id: string
  organisation_id: string
  kind: string
  title: string
  object: Generated<string>
  legal_basis: Generated<string>
  starts_on: string | null
  ends_on: string | null
  open_ended: Generated<boolean>
  renewal: Generated<string>
  notice_months: number | null
  notice_clause: Generated<string>
  languages: Generated<string[]>
  one_percent: Generated<string[]>
  state: Generated<string>
  state_since: string | null
  in_force_on: string | null
  ended_on: string | null
  renews_id: string | null
  version: Generated<number>
  created_by: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

export type AgreementPartyTable = {
  agreement_id: string
  organisation_id: string
  position: number
  signatory_name: Generated<string>
  signatory_function: Generated<string>
  no_commitment: Generated<boolean>
}

export type AgreementAmountTable = {
  id: string
  agreement_id: string
  organisation_id: string
  year: number
  kind: string
  amount: string
  currency: Generated<string>
  note: Generated<string>
}

export type AmendmentTable = {
  id: string
  agreement_id: string
  organisation_id: string
  number: number
  proposal_id: string | null
  object: Generated<string>
  changes: NeededJson
  state: Generated<string>
  in_force_on: string | null
  created_at: Timestamp
}

export type AgreementVersionTable = {
  agreement_id: string
  number: number
  content: NeededJson
  from_on: string
  amendment_id: string | null
  created_at: Timestamp
}

export type CommitmentTable = {
  id: string
  agreement_id: string
  organisation_id: string
  kind: string
  body: string
  amount: string | null
  currency: Generated<string>
  quantity: string | null
  unit: Generated<string>
  due_on: string | null
  state: Generated<string>
  done_on: string | null
  proof_note: Generated<string>
  proof_document_id: string | null
  replaces_id: string | null
  superseded_at: Date | null
  created_at: Timestamp
}

export type ApprovalStepRuleTable = {
  code: string
  country: string
  kind: string
  position: number
  agreement_kinds: string[]
  required: boolean
  name_fr: string
  name_en: string
  explains_fr: string
  explains_en: string
  source_name: string
  source_url: string | null
  checked_on: string
  active: Generated<boolean>
  edited_at: Date | null
}

export type AgreementStepTable = {
  id: string
  agreement_id: string
  amendment_id: string | null
  organisation_id: string
  rule_code: string | null
  kind: string
  position: number
  name: Generated<string>
  required: Generated<boolean>
  done_on: string | null
  reference: Generated<string>
  document_id: string | null
  waived_reason: Generated<string>
  recorded_by: string | null
  recorded_at: Date | null
}

export type LegalReminderTable = {
  id: string
  code: string
  organisation_id: string | null
  subjects: string[]
  condition: Generated<string>
  text_fr: string
  text_en: string
  source_name: string
  source_url: string | null
  source_date: string | null
  checked_on: string
  position: number
  active: Generated<boolean>
  updated_at: Timestamp
  edited_at: Date | null
  months: Generated<number>
}

export type AtlasSheetFieldTable = {
  code: string
  position: number
  label_fr: string
  label_en: string
  help_fr: Generated<string>
  help_en: Generated<string>
  content: string
  max_length: number | null
  active: Generated<boolean>
  edited_at: Date | null
}

export type CountryContextTable = {
  country: string
  tier: string
  competences_fr: string
  competences_en: string
  approvals_fr: string
  approvals_en: string
  source_name: string
  source_url: string | null
  checked_on: string
  edited_at: Date | null
}

export type ElectionTable = {
  code: string
  country: string
  tiers: string[]
  name_fr: string
  name_en: string
  on_date: string
  date_precision: string
  source_name: string
  source_url: string | null
  checked_on: string
  edited_at: Date | null
}

/** The tables of agreements, and what the law and the State ask of them. */
export type AgreementTables = {
  agreement: AgreementTable
  agreement_party: AgreementPartyTable
  agreement_amount: AgreementAmountTable
  amendment: AmendmentTable
  agreement_version: AgreementVersionTable
  commitment: CommitmentTable
  approval_step_rule: ApprovalStepRuleTable
  agreement_step: AgreementStepTable
  legal_reminder: LegalReminderTable
  atlas_sheet_field: AtlasSheetFieldTable
  country_context: CountryContextTable
  election: ElectionTable
}
