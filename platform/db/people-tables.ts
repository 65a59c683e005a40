import type { ColumnType, Generated } from 'kysely'

// The tables of People, column for column as in db/migrations; the test of tables.ts compares both.

type Timestamp = ColumnType<Date, Date | undefined, Date>
type Json = ColumnType<unknown, string | undefined, string>
type NeededJson = ColumnType<unknown, string, string>

export type PersonTable = {
  id: string
  name: Generated<string>
  email: string | null
  locale: Generated<string>
  administrator: Generated<boolean>
  example: Generated<boolean>
  created_at: Timestamp
  last_seen_at: Date | null
  erased_at: Date | null
}

export type AdministratorLinkTable = {
  token_digest: string
  created_at: Timestamp
  expires_at: Date
  used_by: string | null
  used_at: Date | null
}

export type MembershipTable = {
  id: string
  organisation_id: string
  person_id: string
  role: string
  partnership_id: string | null
  function_title: Generated<string>
  created_at: Timestamp
  created_by: string | null
  ended_at: Date | null
}

export type InvitationTable = {
  id: string
  organisation_id: string
  role: string
  partnership_id: string | null
  email: string | null
  locale: string
  word: Generated<string>
  token_digest: string
  created_by: string | null
  created_at: Timestamp
  expires_at: Date
  accepted_by: string | null
  accepted_at: Date | null
  revoked_at: Date | null
}

export type StoredFileTable = {
  id: string
  sha256: string
  size: number
  media_type: string
  name: string
  organisation_id: string | null
  state: Generated<string>
  created_by: string | null
  created_at: Timestamp
}

export type ClaimTable = {
  id: string
  organisation_id: string
  person_id: string
  wanted_role: string
  function_title: Generated<string>
  word: Generated<string>
  file_id: string | null
  state: Generated<string>
  created_at: Timestamp
  decided_by: string | null
  decided_at: Date | null
  decision_word: Generated<string>
  objection_digest: string | null
  objected_at: Date | null
  objection: Generated<string>
}

export type OrganisationProfileTable = {
  organisation_id: string
  website: string | null
  logo_file_id: string | null
  contact_email: string | null
  council_status: string | null
  council_since: string | null
  council_source: Generated<string>
  mandate_end: string | null
  languages: Generated<string[]>
  strengths: Generated<string>
  priorities: Generated<number[]>
  competences: Generated<string[]>
  development_plan: Generated<string>
  development_plan_url: string | null
  public_since: Date | null
  updated_at: Timestamp
}

export type OfficialTable = {
  id: string
  organisation_id: string
  name: string
  function_title: Generated<string>
  kind: string
  is_public: Generated<boolean>
  discreet_since: Date | null
  person_id: string | null
  until: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

export type OrganisationNetworkTable = {
  organisation_id: string
  network_id: string
  since_year: number | null
}

export type OrganisationMergeTable = {
  id: string
  kept_id: string
  merged_id: string
  moved: NeededJson
  merged_by: string | null
  merged_at: Timestamp
  split_by: string | null
  split_at: Date | null
}

export type AuditEntryTable = {
  id: string
  at: Date
  actor_kind: string
  person_id: string | null
  job: string | null
  acting_for: string | null
  door: string
  record_kind: string
  record_id: string
  organisation_id: string | null
  action: string
  before: ColumnType<unknown, string | null | undefined, string | null>
  after: ColumnType<unknown, string | null | undefined, string | null>
  note: Generated<string>
}

export type ConfirmationTable = {
  id: string
  record_kind: string
  record_id: string
  organisation_id: string
  person_id: string | null
  door: string
  confirmed_at: Timestamp
  import_id: Generated<string | null>
}

export type CampaignTable = {
  id: string
  name: string
  organisation_id: string | null
  scope: NeededJson
  word: Generated<string>
  created_by: string | null
  created_at: Timestamp
  started_at: Date | null
  ends_on: string
  closed_at: Date | null
}

export type CampaignLetterTable = {
  id: string
  campaign_id: string
  organisation_id: string
  email: string
  locale: string
  token_digest: string
  earlier_digests: Generated<string[]>
  expires_at: Date
  sent_at: Date | null
  reminders: Generated<number>
  last_sent_at: Date | null
  answered_at: Date | null
  answer: string | null
}

export type CorrectionTable = {
  id: string
  record_kind: string
  record_id: string
  organisation_id: string | null
  field: string
  value_then: Generated<string>
  value_proposed: string
  source_said: Generated<string>
  word: Generated<string>
  author_email: string
  author_person_id: string | null
  locale: string
  token_digest: string | null
  created_at: Timestamp
  verified_at: Date | null
  state: Generated<string>
  value_kept: string | null
  decided_by: string | null
  decided_at: Date | null
  decision_word: Generated<string>
  deciders_to_tell: Generated<boolean>
}

export type MailTable = {
  id: string
  recipient: string
  person_id: string | null
  organisation_id: string | null
  kind: string
  locale: string
  subject: string
  text_body: string
  html_body: string
  reply_to: string | null
  state: Generated<string>
  created_at: Timestamp
  send_after: Timestamp
  attempts: Generated<number>
  last_error: string | null
  sent_at: Date | null
}

export type DraftTable = {
  person_id: string
  form: string
  content: NeededJson
  saved_at: Timestamp
}

export type KeptFormTable = {
  token_digest: string
  path: string
  content: NeededJson
  created_at: Timestamp
}

export type SpreadsheetMappingTable = {
  organisation_id: string
  header_digest: string
  mapping: NeededJson
  updated_at: Timestamp
}

export type SpreadsheetImportTable = {
  id: string
  organisation_id: string
  person_id: string | null
  file_name: string
  header: string[]
  mapping: Json
  state: Generated<string>
  created_at: Timestamp
  applied_at: Date | null
  undone_at: Date | null
  file: Generated<Buffer | null>
}

export type SpreadsheetRowTable = {
  import_id: string
  line: number
  cells: string[]
  outcome: string | null
  plan: Json
  done: Json
}

export type EditionTable = {
  year: number
  made_at: Date
  data_version: number
  file_name: string
  sha256: string
  size: number
  organisations: number
  partnerships: number
}

export type AskedTurnTable = {
  key: string
  count: number
  since: Date
}

export type InstanceSettingTable = {
  name: string
  value: NeededJson
  updated_at: Timestamp
}

export type PublicSettingTable = {
  name: string
  value: string
}

export type JobRunTable = {
  id: string
  job: string
  data: Json
  started_at: Date
  ended_at: Date | null
  failure: ColumnType<unknown, string | null | undefined, string | null>
  asked_again_at: Date | null
}

export type InstanceExportTable = {
  id: string
  asked_by: string | null
  asked_at: Date
  state: Generated<string>
  made_at: Date | null
  size: number | null
  sha256: string | null
  rows: number | null
  files: number | null
}

export type RetentionRuleTable = {
  code: string
  purpose_fr: string
  purpose_en: string
  data_fr: string
  data_en: string
  legal_basis_fr: string
  legal_basis_en: string
  months: number | null
  reviewed_on: string
}

export type PublicProfileTable = {
  organisation_id: string
  website: string | null
  logo_sha256: string | null
  has_contact: boolean
  council_status: string | null
  council_since: string | null
  council_source: string
  mandate_end: string | null
  languages: string[]
  strengths: string
  priorities: number[]
  competences: string[]
  development_plan: string
  development_plan_url: string | null
  officials: NeededJson
  networks: NeededJson
  updated_at: Date
}

/** The tables of People. */
export type PeopleTables = {
  person: PersonTable
  administrator_link: AdministratorLinkTable
  membership: MembershipTable
  invitation: InvitationTable
  stored_file: StoredFileTable
  claim: ClaimTable
  organisation_profile: OrganisationProfileTable
  official: OfficialTable
  organisation_network: OrganisationNetworkTable
  organisation_merge: OrganisationMergeTable
  audit_entry: AuditEntryTable
  confirmation: ConfirmationTable
  campaign: CampaignTable
  campaign_letter: CampaignLetterTable
  correction: CorrectionTable
  mail: MailTable
  draft: DraftTable
  kept_form: KeptFormTable
  spreadsheet_mapping: SpreadsheetMappingTable
  spreadsheet_import: SpreadsheetImportTable
  spreadsheet_row: SpreadsheetRowTable
  edition: EditionTable
  asked_turn: AskedTurnTable
  instance_setting: InstanceSettingTable
  public_setting: PublicSettingTable
  job_run: JobRunTable
  instance_export: InstanceExportTable
  retention_rule: RetentionRuleTable
  public_profile: PublicProfileTable
}
