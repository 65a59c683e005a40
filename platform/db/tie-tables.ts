import type { ColumnType, Generated } from 'kysely'

// The tables of ties kept by both sides, column for column as in db/migrations; the test of tables.ts compares both.

type Timestamp = ColumnType<Date, Date | undefined, Date>
type NeededJson = ColumnType<unknown, string, string>
type NullableJson = ColumnType<unknown, string | null | undefined, string | null>

export type PartnershipTextTable = {
  id: string
  partnership_id: string
  organisation_id: string
  locale: string
  body: string
  updated_by: string | null
  updated_at: Timestamp
  superseded_at: Date | null
}

export type PartnershipStepTable = {
  id: string
  partnership_id: string
  organisation_id: string
  year: number
  on_date: string | null
  locale: string
  body: string
  source_said: Generated<string>
  created_by: string | null
  created_at: Timestamp
  superseded_at: Date | null
}

export type PublicationConsentTable = {
  partnership_id: string
  organisation_id: string
  part: string
  answer: string
  person_id: string | null
  answered_name: Generated<string>
  answered_at: Timestamp
}

export type DocumentTable = {
  id: string
  organisation_id: string
  partnership_id: string | null
  kind: string
  title: string
  locale: string | null
  confidential: Generated<boolean>
  created_by: string | null
  created_at: Timestamp
  withdrawn_at: Date | null
  project_id: string | null
  mission_id: string | null
  position_id: string | null
  agreement_id: string | null
}

export type DocumentVersionTable = {
  document_id: string
  number: number
  file_id: string
  note: Generated<string>
  added_by: string | null
  added_at: Timestamp
}

export type ProposalTable = {
  id: string
  partnership_id: string
  agreement_id: string | null
  commitment_id: string | null
  organisation_id: string
  person_id: string | null
  proposed_name: Generated<string>
  subject: string
  changes: NeededJson
  word: Generated<string>
  state: Generated<string>
  amends_id: string | null
  created_at: Timestamp
  closed_at: Date | null
}

export type ProposalAnswerTable = {
  id: string
  proposal_id: string
  organisation_id: string
  answer: string
  word: Generated<string>
  person_id: string | null
  link_id: string | null
  answered_name: Generated<string>
  answered_function: Generated<string>
  answered_at: Timestamp
}

export type TieLinkTable = {
  id: string
  partnership_id: string
  organisation_id: string
  agreement_id: string | null
  addressee: Generated<string>
  email: string | null
  locale: string
  token_digest: string
  made_for: string
  created_by: string | null
  created_at: Timestamp
  expires_at: Date
  revoked_at: Date | null
}

export type TieActTable = {
  id: string
  partnership_id: string
  agreement_id: string | null
  commitment_id: string | null
  organisation_id: string
  kind: string
  decided_on: string
  effective_on: string
  clause: Generated<string>
  reason: Generated<string>
  decided_by: Generated<string>
  goes_on: Generated<string>
  review_on: string | null
  document_id: string | null
  recorded_by: string | null
  recorded_name: Generated<string>
  recorded_at: Timestamp
  withdrawn_at: Date | null
}

export type TieActAnswerTable = {
  id: string
  act_id: string
  organisation_id: string
  body: string
  person_id: string | null
  link_id: string | null
  answered_name: Generated<string>
  answered_function: Generated<string>
  answered_at: Timestamp
}

export type GovernanceBodyTable = {
  id: string
  partnership_id: string
  agreement_id: string | null
  organisation_id: string
  name: string
  rule: Generated<string>
  meets_per_year: number | null
  created_at: Timestamp
  ended_on: string | null
}

export type GovernanceMemberTable = {
  id: string
  body_id: string
  organisation_id: string
  name: string
  function_title: Generated<string>
  until: string | null
}

export type MeetingTable = {
  id: string
  partnership_id: string
  body_id: string | null
  organisation_id: string
  on_date: string
  place: Generated<string>
  agenda: Generated<string>
  minutes: Generated<string>
  decisions: Generated<string>
  document_id: string | null
  state: Generated<string>
  created_at: Timestamp
}

export type LedgerEntryTable = {
  id: string
  partnership_id: string
  agreement_id: string | null
  commitment_id: string | null
  organisation_id: string
  kind: string
  year: number
  amount: string | null
  currency: Generated<string>
  quantity: string | null
  note: string
  document_id: string | null
  created_by: string | null
  created_at: Timestamp
}

export type PracticeTransferTable = {
  id: string
  partnership_id: string
  organisation_id: string
  from_organisation_id: string
  what: string
  stage: string
  department: Generated<string>
  adopted_where: Generated<string>
  since_year: number | null
  created_by: string | null
  created_at: Timestamp
}

export type CalendarFeedTable = {
  person_id: string
  token_digest: string
  created_at: Timestamp
}

export type DueAlertTable = {
  organisation_id: string
  subject_kind: string
  subject_id: string
  months: number
  sent_at: Timestamp
}

export type PersonPreferenceTable = {
  person_id: string
  name: string
  value: NeededJson
}

export type PublicTieContentTable = {
  tie_id: string
  languages: string[]
  sdgs: number[]
  rights: string[]
  presentation: NullableJson
  agreements: NullableJson
  money: NullableJson
  suspension: NullableJson
  updated_at: Date
}

/** The tables of ties kept by both sides. */
export type TieRecordTables = {
  partnership_text: PartnershipTextTable
  partnership_step: PartnershipStepTable
  publication_consent: PublicationConsentTable
  document: DocumentTable
  document_version: DocumentVersionTable
  proposal: ProposalTable
  proposal_answer: ProposalAnswerTable
  tie_link: TieLinkTable
  tie_act: TieActTable
  tie_act_answer: TieActAnswerTable
  governance_body: GovernanceBodyTable
  governance_member: GovernanceMemberTable
  meeting: MeetingTable
  ledger_entry: LedgerEntryTable
  practice_transfer: PracticeTransferTable
  calendar_feed: CalendarFeedTable
  due_alert: DueAlertTable
  person_preference: PersonPreferenceTable
  public_tie_content: PublicTieContentTable
}
