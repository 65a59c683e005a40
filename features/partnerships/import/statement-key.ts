import { createHash } from 'node:crypto'
import { nameKey } from '../../organisations/names.ts'
import type { GivenEnd, TieRow } from '../tie-row.ts'

function endKey(end: GivenEnd): string {
  return [nameKey(end.name), nameKey(end.country), end.code ?? '', nameKey(end.kind ?? '')].join('|')
}

/**
 * What makes a statement the same when its source is read again: everything it says, whichever end comes first.
 * A row that says something else is another statement; the earlier one stays beside it.
 */
export function statementKey(row: TieRow): string {
  if (row.statementKey !== null) return row.statementKey
  const said = [
    ...row.ends.map(endKey).toSorted(),
    row.type,
    row.state,
    row.evidence,
    row.sinceYear,
    row.untilYear,
    row.attestedYear,
    row.themesSaid,
    row.pageTitle,
    row.pageUrl,
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 40)
}
