import { judgeTie } from '../freshness/rules.ts'
import type { Column, Words } from '../opendata/columns.ts'
import type { CellValue } from '../opendata/csv-text.ts'
import { codeLabel } from '../opendata/labels.ts'
import type { StatementRecord, TieEnd, TieRecord } from '../opendata/tie-rows.server.ts'

type WithEnds = { ends: readonly TieEnd[] }

/** The columns of the first two parties, side by side and equal, then those of all others in one cell. */
function partyColumns<Row>(tieOf: (row: Row) => WithEnds): Column<Row>[] {
  const ofParty = (position: number, read: (end: TieEnd, words: Words) => CellValue) => (row: Row, words: Words) => {
    const end = tieOf(row).ends[position]
    return end ? read(end, words) : null
  }
  const columnsOf = (position: number, name: string): Column<Row>[] => [
    { name, value: ofParty(position, (end) => end.key) },
    { name: `${name}_name`, value: ofParty(position, (end) => end.name) },
    { name: `${name}_tier`, value: ofParty(position, (end) => end.tier) },
    { name: `${name}_country`, value: ofParty(position, (end) => end.country) },
    {
      name: `${name}_country_name`,
      value: ofParty(position, (end, { names, locale }) => names.country(end.country)[locale]),
    },
    { name: `${name}_longitude`, kind: 'number', value: ofParty(position, (end) => end.lon) },
    { name: `${name}_latitude`, kind: 'number', value: ofParty(position, (end) => end.lat) },
  ]
  const others = (row: Row) => tieOf(row).ends.slice(2)
  return [
    ...columnsOf(0, 'party_1'),
    ...columnsOf(1, 'party_2'),
    { name: 'other_parties', kind: 'texts', value: (row) => others(row).map((end) => end.key) },
    { name: 'other_party_names', kind: 'texts', value: (row) => others(row).map((end) => end.name) },
  ]
}

const pageOf = ({ id, ends }: { id: string; ends: readonly TieEnd[] }, { links, locale }: Words) =>
  links.partnership(
    locale,
    id,
    ends.map((end) => end.name),
  )

const levelOf = (tie: TieRecord, { today }: Words) => judgeTie(tie, today).level

/** The columns of a tie in open files; what each holds is told in `data.columns.partnerships`. */
export const tieExportColumns: readonly Column<TieRecord>[] = [
  { name: 'id', value: (tie) => tie.id },
  { name: 'type', value: (tie) => tie.type },
  { name: 'type_label', value: (tie, { t }) => codeLabel(t, 'type', tie.type) },
  { name: 'state', value: (tie) => tie.state },
  { name: 'state_label', value: (tie, { t }) => codeLabel(t, 'state', tie.state) },
  { name: 'evidence', value: (tie) => tie.evidence },
  { name: 'evidence_label', value: (tie, { t }) => codeLabel(t, 'evidence', tie.evidence) },
  { name: 'since_year', kind: 'integer', value: (tie) => tie.sinceYear },
  { name: 'until_year', kind: 'integer', value: (tie) => tie.untilYear },
  { name: 'attested_year', kind: 'integer', value: (tie) => tie.attestedYear },
  { name: 'themes', kind: 'texts', value: (tie) => tie.themes },
  {
    name: 'theme_labels',
    kind: 'texts',
    value: (tie, { t }) => tie.themes.map((theme) => codeLabel(t, 'theme', theme)),
  },
  ...partyColumns<TieRecord>((tie) => tie),
  { name: 'freshness', value: levelOf },
  { name: 'freshness_label', value: (tie, words) => words.t(`freshness.level.${levelOf(tie, words)}`) },
  { name: 'confirmed_on', kind: 'day', value: (tie) => tie.confirmedOn },
  { name: 'confirmed_by', kind: 'texts', value: (tie) => tie.confirmedBy },
  { name: 'sources', kind: 'texts', value: (tie) => tie.sources },
  { name: 'licences', kind: 'texts', value: (tie) => tie.licences },
  { name: 'created_at', kind: 'instant', value: (tie) => tie.createdAt },
  { name: 'updated_at', kind: 'instant', value: (tie) => tie.updatedAt },
  { name: 'url', value: pageOf },
]

/**
 * The columns of what one source said of a tie, in the files cut by licence: one row for each statement, and nothing in it but
 * what that source said; what each holds is told in `data.columns.statements`.
 */
export const statementExportColumns: readonly Column<StatementRecord>[] = [
  { name: 'statement_id', value: ({ statement }) => statement.id },
  { name: 'partnership_id', value: ({ tie }) => tie.id },
  { name: 'licence', value: ({ statement }) => statement.licence },
  { name: 'source', value: ({ statement }) => statement.source },
  { name: 'source_name', value: ({ statement }, { names }) => names.source(statement.source)?.name ?? null },
  { name: 'attribution', value: ({ statement }, { names }) => names.source(statement.source)?.attribution ?? null },
  { name: 'page_title', value: ({ statement }) => statement.pageTitle },
  { name: 'page_url', value: ({ statement }) => statement.pageUrl },
  { name: 'evidence', value: ({ statement }) => statement.evidence },
  { name: 'evidence_label', value: ({ statement }, { t }) => codeLabel(t, 'evidence', statement.evidence) },
  { name: 'type', value: ({ statement }) => statement.typeSaid },
  { name: 'type_label', value: ({ statement }, { t }) => codeLabel(t, 'type', statement.typeSaid) },
  { name: 'state', value: ({ statement }) => statement.stateSaid },
  { name: 'state_label', value: ({ statement }, { t }) => codeLabel(t, 'state', statement.stateSaid) },
  { name: 'since_year', kind: 'integer', value: ({ statement }) => statement.sinceYear },
  { name: 'until_year', kind: 'integer', value: ({ statement }) => statement.untilYear },
  { name: 'attested_year', kind: 'integer', value: ({ statement }) => statement.attestedYear },
  { name: 'themes', kind: 'texts', value: ({ statement }) => statement.themes },
  { name: 'themes_said', value: ({ statement }) => statement.themesSaid },
  { name: 'names_said', kind: 'texts', value: ({ statement }) => statement.namesSaid },
  ...partyColumns<StatementRecord>(({ tie }) => tie),
  { name: 'recorded_at', kind: 'instant', value: ({ statement }) => statement.recordedAt },
  { name: 'url', value: ({ tie }, words) => pageOf(tie, words) },
]
