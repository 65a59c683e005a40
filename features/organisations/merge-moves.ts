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
}

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
  /** Guests, invitations, confirmations and corrections of the tie. */
  attached: MovedRows[]
}

/** What hangs on a tie by its id. */
export const tieAttachments: readonly MovedColumn[] = [
  { table: 'membership', column: 'partnership_id', id: 'id' },
  { table: 'invitation', column: 'partnership_id', id: 'id' },
  { table: 'confirmation', column: 'record_id', id: 'id', recordKind: 'partnership' },
  { table: 'correction', column: 'record_id', id: 'id', recordKind: 'partnership' },
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
  aliases: { alias_key: string; reason: string }[]
  redirect: string
}

/** The name under which the parties of a tie are one: their keys, sorted. */
export const partiesKeyOf = (keys: readonly string[]): string => keys.toSorted().join(' ')
