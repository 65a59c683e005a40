import type { ColumnType, Generated } from 'kysely'

// The tables of projects, column for column as in db/migrations; the test of tables.ts compares both.

type Timestamp = ColumnType<Date, Date | undefined, Date>
type Json = ColumnType<unknown, string | undefined, string>
type NeededJson = ColumnType<unknown, string, string>

export type ProjectTable = {
  id: string
  partnership_id: string | null
  organisation_id: string
  title: string
  summary: Generated<string>
  locale: string
  objectives: Generated<string>
  type: string
  operating_mode: string | null
  themes: Generated<string[]>
  sdgs: Generated<number[]>
  rights: Generated<string[]>
  dac_sectors: Generated<string[]>
  state: Generated<string>
  state_since: string | null
  state_reason: Generated<string>
  starts_on: string | null
  ends_on: string | null
  learned: Generated<string>
  disturbed: Generated<string>
  peace_stage: string | null
  asymmetry: Generated<string>
  wants_public: Generated<boolean>
  confidential: Generated<boolean>
  shows_money: Generated<boolean>
  discreet_since: Date | null
  discreet_by: Generated<string[]>
  example: Generated<boolean>
  created_by: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

export type ProjectTextTable = {
  project_id: string
  locale: string
  title: string
  summary: Generated<string>
}

export type ProjectFrameTable = {
  project_id: string
  frame: string
  weight: number
}

export type ProjectMarkerTable = {
  project_id: string
  marker: string
  value: number
}

export type ProjectParticipantTable = {
  id: string
  project_id: string
  organisation_id: string | null
  name: Generated<string>
  role: string
  circle: string
  credit_order: number
  consent: Generated<string>
  consent_by: string | null
  consent_at: Date | null
  discreet_since: Date | null
}

export type ProjectPlaceTable = {
  id: string
  project_id: string
  organisation_id: string
  territory_id: string
  name: string
  lon: number | null
  lat: number | null
  precision: string
  discreet_since: Date | null
  discreet_by: Generated<string[]>
}

export type ProjectTaskTable = {
  id: string
  project_id: string
  organisation_id: string | null
  person_id: string | null
  kind: string
  title: string
  due_on: string | null
  done_on: string | null
  position: Generated<number>
}

export type ProjectMoneyTable = {
  id: string
  project_id: string
  organisation_id: string
  funder_id: string | null
  funder_name: Generated<string>
  source: string
  nature: Generated<string>
  year: number
  planned: string | null
  spent: string | null
  currency: Generated<string>
  note: Generated<string>
}

export type FieldUpdateTable = {
  id: string
  project_id: string | null
  partnership_id: string | null
  organisation_id: string
  person_id: string | null
  link_id: string | null
  author_name: Generated<string>
  on_date: string
  locale: string
  body: string
  figures: Json
  via: string
  wants_public: Generated<boolean>
  discreet_since: Date | null
  written_at: Date
  received_at: Timestamp
  corrected_at: Date | null
  withdrawn_at: Date | null
}

export type ReplyAddressTable = {
  token_digest: string
  person_id: string
  organisation_id: string
  project_id: string | null
  partnership_id: string | null
  created_at: Timestamp
  expires_at: Date
}

export type ProjectEventTable = {
  id: string
  project_id: string
  organisation_id: string
  title: string
  on_date: string
  until_date: string | null
  place: Generated<string>
  participants: number | null
  women: number | null
  young: number | null
  note: Generated<string>
}

export type VolunteerAssignmentTable = {
  id: string
  project_id: string
  organisation_id: string
  name: Generated<string>
  scheme: string
  host: Generated<string>
  task: Generated<string>
  starts_on: string
  ends_on: string | null
}

export type YouthMobilityTable = {
  id: string
  project_id: string
  organisation_id: string
  direction: string
  starts_on: string
  ends_on: string | null
  young_people: number
  companions: Generated<number>
  age_from: number | null
  age_to: number | null
  activity: Generated<string>
}

export type NeutralityViewTable = {
  project_id: string
  organisation_id: string
  body: string
  wants_public: Generated<boolean>
  updated_by: string | null
  updated_at: Timestamp
}

export type PhotoTable = {
  id: string
  organisation_id: string
  partnership_id: string | null
  project_id: string | null
  mission_id: string | null
  field_update_id: string | null
  file_id: string
  caption: Generated<string>
  description: string
  credit: string
  taken_on: string | null
  consent: string
  wants_public: Generated<boolean>
  discreet_since: Date | null
  created_by: string | null
  created_at: Timestamp
}

export type PublicProjectTable = {
  id: string
  tie_id: string | null
  title: string
  locale: string
  texts: NeededJson
  type: string
  operating_mode: string | null
  state: string
  themes: string[]
  sdgs: number[]
  rights: string[]
  dac_sectors: string[]
  starts_on: string | null
  ends_on: string | null
  lead_key: string | null
  participants: NeededJson
  participant_keys: string[]
  countries: string[]
  content: NeededJson
  search: string
  created_at: Date
  updated_at: Date
  min_lon: number | null
  min_lat: number | null
  max_lon: number | null
  max_lat: number | null
}

export type PublicProjectPlaceTable = {
  project_id: string
  position: number
  name: string
  territory_key: string
  country: string
  lon: number | null
  lat: number | null
  precision: string
}

export type PublicPhotoTable = {
  id: string
  sha256: string
  media_type: string
  tie_id: string | null
  project_id: string | null
  mission_id: string | null
  field_update_id: string | null
  caption: string
  description: string
  credit: string
  taken_on: string | null
  created_at: Date
}

/** The tables of projects. */
export type ProjectTables = {
  project: ProjectTable
  project_text: ProjectTextTable
  project_frame: ProjectFrameTable
  project_marker: ProjectMarkerTable
  project_participant: ProjectParticipantTable
  project_place: ProjectPlaceTable
  project_task: ProjectTaskTable
  project_money: ProjectMoneyTable
  field_update: FieldUpdateTable
  reply_address: ReplyAddressTable
  project_event: ProjectEventTable
  volunteer_assignment: VolunteerAssignmentTable
  youth_mobility: YouthMobilityTable
  neutrality_view: NeutralityViewTable
  photo: PhotoTable
  public_project: PublicProjectTable
  public_project_place: PublicProjectPlaceTable
  public_photo: PublicPhotoTable
}
