import type { ColumnType, Generated } from 'kysely'

// The tables of missions and positions of assemblies, column for column as in db/migrations; the test of tables.ts compares both.

type Timestamp = ColumnType<Date, Date | undefined, Date>
type NeededJson = ColumnType<unknown, string, string>

export type MissionTable = {
  id: string
  organisation_id: string
  partnership_id: string | null
  project_id: string | null
  direction: string
  title: string
  purpose: Generated<string>
  country: string
  place: Generated<string>
  starts_on: string
  ends_on: string
  mandate_voted_on: string | null
  mandate_reference: Generated<string>
  embassy_asked_on: string | null
  embassy_answer: Generated<string>
  security_advice: Generated<string>
  security_source: Generated<string>
  security_checked_on: string | null
  programme: Generated<string>
  report: Generated<string>
  followed: Generated<string>
  state: Generated<string>
  wants_public: Generated<boolean>
  discreet_since: Date | null
  example: Generated<boolean>
  created_by: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

export type MissionParticipantTable = {
  id: string
  mission_id: string
  name: string
  function_title: Generated<string>
  kind: string
  is_public: Generated<boolean>
}

export type MissionCostTable = {
  id: string
  mission_id: string
  nature: string
  planned: string | null
  spent: string | null
  currency: Generated<string>
  paid_by: Generated<string>
}

export type AssemblyPositionTable = {
  id: string
  organisation_id: string
  partnership_id: string | null
  kind: string
  title: string
  body: Generated<string>
  locale: string
  voted_on: string | null
  votes_for: number | null
  votes_against: number | null
  abstentions: number | null
  legal_note: Generated<string>
  countries: Generated<string[]>
  wants_public: Generated<boolean>
  discreet_since: Date | null
  example: Generated<boolean>
  created_by: string | null
  created_at: Timestamp
  updated_at: Timestamp
}

export type PublicMissionTable = {
  id: string
  organisation_key: string
  tie_id: string | null
  project_id: string | null
  title: string
  starts_on: string
  ends_on: string
  country: string
  content: NeededJson
  updated_at: Date
}

export type PublicPositionTable = {
  id: string
  organisation_key: string
  tie_id: string | null
  kind: string
  title: string
  voted_on: string | null
  content: NeededJson
  updated_at: Date
}

/** The tables of missions and positions of assemblies. */
export type MissionTables = {
  mission: MissionTable
  mission_participant: MissionParticipantTable
  mission_cost: MissionCostTable
  assembly_position: AssemblyPositionTable
  public_mission: PublicMissionTable
  public_position: PublicPositionTable
}
