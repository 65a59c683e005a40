import type { Database } from '../platform/db/tables.ts'

type TableName = keyof Database

/** What everybody may read of ties, projects, missions and positions, and of the data agreements are guided by. */
export const tieVisitorReads = [
  'public_tie_content',
  'public_project',
  'public_project_place',
  'public_mission',
  'public_position',
  'public_photo',
  'approval_step_rule',
  'atlas_sheet_field',
  'country_context',
  'election',
] as const satisfies readonly TableName[]

const all = 'select, insert, update, delete'

/** What requests of members may do with the tables both sides of a tie keep: every one under row-level security. */
export const tieWrites: Readonly<Partial<Record<TableName, string>>> = {
  public_tie_content: all,
  public_project: all,
  public_project_place: all,
  public_mission: all,
  public_position: all,
  public_photo: all,
  approval_step_rule: 'select, insert, update',
  atlas_sheet_field: 'select, insert, update',
  country_context: 'select, insert, update',
  election: all,
  partnership_text: all,
  partnership_step: all,
  publication_consent: all,
  document: all,
  document_version: all,
  agreement: all,
  agreement_party: all,
  agreement_amount: all,
  amendment: all,
  agreement_version: all,
  commitment: all,
  agreement_step: all,
  // Its words stay as they were said; the organisation and the tie change when two records of a body are merged.
  proposal:
    'select, insert, update (state, closed_at, partnership_id, organisation_id, person_id, proposed_name), delete',
  // Given once: what was answered is never changed; who said it may be erased.
  proposal_answer: 'select, insert, update (organisation_id, person_id, answered_name, answered_function), delete',
  tie_link: all,
  tie_act: 'select, insert, update (withdrawn_at, partnership_id, organisation_id, recorded_by, recorded_name), delete',
  tie_act_answer: 'select, insert, update (organisation_id, person_id, answered_name, answered_function), delete',
  governance_body: all,
  governance_member: all,
  meeting: all,
  ledger_entry: all,
  practice_transfer: all,
  calendar_feed: all,
  due_alert: all,
  person_preference: all,
  legal_reminder: all,
  project: all,
  project_text: all,
  project_frame: all,
  project_marker: all,
  project_participant: all,
  project_place: all,
  project_task: all,
  project_money: all,
  field_update: all,
  reply_address: all,
  project_event: all,
  volunteer_assignment: all,
  youth_mobility: all,
  neutrality_view: all,
  mission: all,
  mission_participant: all,
  mission_cost: all,
  assembly_position: all,
  photo: all,
}
