import type { Theme, TieEvidence, TieState, TieType } from './schema.ts'

/** One end of a tie as a list wrote it, before it is matched to an authority. */
export type GivenEnd = {
  name: string
  /** A country label or an ISO 3166 alpha-2 code, as written. */
  country: string
  /** INSEE code, SIREN, département or region code of a French end. */
  code: string | null
  /** What the list says the authority is (`municipality`, `region`, `departement`…). */
  kind: string | null
  /** Other names the list gives for it. */
  otherNames: readonly string[]
  lat: number | null
  lon: number | null
}

/** One tie as a list states it. */
export type TieRow = {
  line: number
  ends: [GivenEnd, GivenEnd]
  type: TieType
  state: TieState
  evidence: TieEvidence
  sinceYear: number | null
  untilYear: number | null
  attestedYear: number | null
  themes: Theme[]
  themesSaid: string | null
  pageTitle: string | null
  pageUrl: string | null
  /** What makes the statement the same when it is read again; null where its words do. */
  statementKey: string | null
  /** The cells as they were, for the report. */
  raw: Record<string, string>
}

/** A row that cannot be read: which column, against which rule (`import.rule.<rule>`). */
export type RowIssue = { line: number; field: string; rule: string; raw: Record<string, string> }
