/** A table whose rows belong to an organisation by one of its columns, and what names the row besides. */
export type MovedColumn = {
  table: string
  column: string
  /** The column that names a row on its way back. */
  id: string
  /** A row stays where the other organisation has one with the same value here. */
  same?: string
  /** Only rows of this kind, where the column names records of several kinds. */
  recordKind?: string
  /** A row stays where this other column of it names the one it would go to: nobody learns from themselves. */
  apart?: string
}

const byId = (table: string, column = 'organisation_id'): MovedColumn => ({ table, column, id: 'id' })

/**
 * What belongs to an organisation and goes over to the one that takes its record over. Ties, seats and keys have rules of
 * their own; the trail of changes stays as it was written.
 */
export const movedColumns: readonly MovedColumn[] = [
  { table: 'invitation', column: 'organisation_id', id: 'id' },
  { table: 'claim', column: 'organisation_id', id: 'id', same: 'person_id' },
  { table: 'stored_file', column: 'organisation_id', id: 'id' },
  { table: 'official', column: 'organisation_id', id: 'id' },
  { table: 'organisation_profile', column: 'organisation_id', id: 'organisation_id', same: 'organisation_id' },
  { table: 'organisation_network', column: 'organisation_id', id: 'network_id', same: 'network_id' },
  { table: 'organisation_network', column: 'network_id', id: 'organisation_id', same: 'organisation_id' },
  { table: 'mention_organisation', column: 'organisation_id', id: 'mention_id', same: 'mention_id' },
  { table: 'confirmation', column: 'organisation_id', id: 'id' },
  { table: 'confirmation', column: 'record_id', id: 'id', recordKind: 'organisation' },
  { table: 'correction', column: 'organisation_id', id: 'id' },
  { table: 'correction', column: 'record_id', id: 'id', recordKind: 'organisation' },
  { table: 'campaign', column: 'organisation_id', id: 'id' },
  { table: 'campaign_letter', column: 'organisation_id', id: 'id', same: 'campaign_id' },
  { table: 'spreadsheet_mapping', column: 'organisation_id', id: 'header_digest', same: 'header_digest' },
  { table: 'spreadsheet_import', column: 'organisation_id', id: 'id' },
  // What it said, promised, did and gave in its ties and projects.
  { table: 'partnership_text', column: 'organisation_id', id: 'id', same: 'partnership_id' },
  byId('partnership_step'),
  { table: 'publication_consent', column: 'organisation_id', id: 'partnership_id', same: 'partnership_id' },
  byId('document'),
  byId('agreement'),
  { table: 'agreement_party', column: 'organisation_id', id: 'agreement_id', same: 'agreement_id' },
  { table: 'agreement_amount', column: 'organisation_id', id: 'id', same: 'agreement_id' },
  byId('amendment'),
  byId('commitment'),
  { table: 'agreement_step', column: 'organisation_id', id: 'id', same: 'agreement_id' },
  byId('proposal'),
  byId('tie_link'),
  byId('tie_link', 'made_for'),
  { table: 'proposal_answer', column: 'organisation_id', id: 'id', same: 'proposal_id' },
  byId('tie_act'),
  byId('tie_act_answer'),
  byId('governance_body'),
  byId('governance_member'),
  byId('meeting'),
  byId('ledger_entry'),
  { table: 'practice_transfer', column: 'organisation_id', id: 'id', apart: 'from_organisation_id' },
  { table: 'practice_transfer', column: 'from_organisation_id', id: 'id', apart: 'organisation_id' },
  { table: 'due_alert', column: 'organisation_id', id: 'subject_id', same: 'subject_id' },
  byId('legal_reminder'),
  byId('project'),
  { table: 'project_participant', column: 'organisation_id', id: 'id', same: 'project_id' },
  byId('project_place'),
  byId('project_place', 'territory_id'),
  byId('project_task'),
  byId('project_money'),
  byId('project_money', 'funder_id'),
  byId('field_update'),
  { table: 'reply_address', column: 'organisation_id', id: 'token_digest' },
  byId('project_event'),
  byId('volunteer_assignment'),
  byId('youth_mobility'),
  { table: 'neutrality_view', column: 'organisation_id', id: 'project_id', same: 'project_id' },
  byId('mission'),
  byId('assembly_position'),
  byId('photo'),
  // Its accounts and its international budget; the same account brought by both stays where it was.
  { table: 'account_document', column: 'organisation_id', id: 'id', same: 'siret' },
  { table: 'account_mapping', column: 'organisation_id', id: 'header_digest', same: 'header_digest' },
  { table: 'staff_grade', column: 'organisation_id', id: 'id', same: 'label' },
  byId('budget_line'),
  byId('budget_line', 'counterpart_id'),
  { table: 'refused_suggestion', column: 'organisation_id', id: 'line_key', same: 'line_key' },
  byId('payment_answer'),
  { table: 'budget_change_reason', column: 'organisation_id', id: 'value', same: 'value' },
  byId('budget_floor'),
  { table: 'budget_publication', column: 'organisation_id', id: 'organisation_id', same: 'organisation_id' },
  { table: 'one_percent_room', column: 'organisation_id', id: 'id', same: 'mechanism' },
  byId('one_percent_room', 'holder_id'),
  { table: 'oda_return', column: 'organisation_id', id: 'year', same: 'year' },
  { table: 'organisation_key_redirect', column: 'organisation_id', id: 'old_key' },
  { table: 'organisation', column: 'epci_id', id: 'id' },
  { table: 'organisation', column: 'ept_id', id: 'id' },
  { table: 'organisation', column: 'departement_id', id: 'id' },
  { table: 'organisation', column: 'region_id', id: 'id' },
  { table: 'organisation', column: 'seat_id', id: 'id' },
]

/** What is moved of one column: the names of the rows. */
export type MovedRows = { table: string; column: string; ids: string[] }

/** A row as the database gives it, kept to be put back. */
export type KeptRow = Record<string, unknown>

/** A project both records took part in: how the row that stays was, and the row that went. */
export type FoldedParticipant = { stayed: KeptRow; went: KeptRow }

/** What a merge did to the projects both records are in, and to what one of them asked to hide. */
export type MergedProjects = { folded: FoldedParticipant[]; asked: MovedRows[] }

/** What happened to a tie: its party replaced, taken out (the other record was a party too), or the tie folded into another. */
export type MovedTie = {
  id: string
  position: number
  partiesKey: string
  /** True where the tie had the other record as a party already. */
  takenOut: boolean
  folded: FoldedTie | null
}

/** A tie whose parties became those of another one: what it was, and what went over. */
export type FoldedTie = {
  into: string
  row: KeptRow
  parties: KeptRow[]
  /** Statements that went over, and those the other tie had already. */
  statementIds: string[]
  doubles: KeptRow[]
  /** What hung on the tie and went over. */
  attached: MovedRows[]
  /** Texts the other tie had in the same language by the same party: they went over as earlier versions. */
  superseded?: string[]
  /** Answers on publication the other tie had already. */
  consents?: KeptRow[]
}

/** What hangs on a tie by its id. */
export const tieAttachments: readonly MovedColumn[] = [
  { table: 'membership', column: 'partnership_id', id: 'id' },
  { table: 'invitation', column: 'partnership_id', id: 'id' },
  { table: 'confirmation', column: 'record_id', id: 'id', recordKind: 'partnership' },
  { table: 'correction', column: 'record_id', id: 'id', recordKind: 'partnership' },
  byId('partnership_text', 'partnership_id'),
  byId('partnership_step', 'partnership_id'),
  { table: 'publication_consent', column: 'partnership_id', id: 'organisation_id', same: 'organisation_id' },
  byId('document', 'partnership_id'),
  byId('agreement', 'partnership_id'),
  byId('proposal', 'partnership_id'),
  byId('tie_link', 'partnership_id'),
  byId('tie_act', 'partnership_id'),
  byId('governance_body', 'partnership_id'),
  byId('meeting', 'partnership_id'),
  byId('ledger_entry', 'partnership_id'),
  byId('practice_transfer', 'partnership_id'),
  byId('project', 'partnership_id'),
  byId('field_update', 'partnership_id'),
  { table: 'reply_address', column: 'partnership_id', id: 'token_digest' },
  byId('mission', 'partnership_id'),
  byId('assembly_position', 'partnership_id'),
  byId('photo', 'partnership_id'),
  byId('budget_line', 'partnership_id'),
]

/** Everything one merge moved, from which a split puts it back. */
export type MergeRecord = {
  rows: MovedRows[]
  ties: MovedTie[]
  seats: {
    movedIds: string[]
    /** Seats ended because their holder sat in both, and the role the other seat had before. */
    endedIds: string[]
    raised: { id: string; role: string }[]
  }
  /** Projects both were in, and what one of them had asked to hide; none in the record of an early merge. */
  projects?: MergedProjects
  aliases: { alias_key: string; reason: string }[]
  redirect: string
}

/** The name under which the parties of a tie are one: their keys, sorted. */
export const partiesKeyOf = (keys: readonly string[]): string => keys.toSorted().join(' ')
