import { expect, it } from 'vitest'
import type { ImportReport, ReportedRow } from '../features/partnerships/import-report.ts'
import { translator } from '../platform/i18n/translator.ts'
import { reportCsv, reportText, reportValue } from './import-text.ts'

const t = translator('en')
const left = (line: number, name: string): ReportedRow => {
  return {
    line,
    outcome: 'unmatched',
    reason: 'noSuchPlace',
    detail: { name, country: 'Mali' },
    raw: { city1: 'Rennes', city2: name },
  }
}
const report: ImportReport = {
  runId: null,
  totals: { created: 1, alreadyThere: 0, ambiguous: 0, unmatched: 5, setAside: 0, invalid: 0 },
  ends: { french: { given: 6, matched: 6, farthestKm: 3.2 }, foreign: { given: 6, matched: 1, farthestKm: null } },
  authoritiesAdded: 1,
  statementsAdded: 1,
  ignoredColumns: ['mayor'],
  rows: [
    { line: 2, outcome: 'created', reason: null, detail: {}, raw: { city1: 'Rennes', city2: 'Sendai' } },
    ...['A', 'B', 'C', 'D', '=E'].map((name, index) => left(3 + index, name)),
  ],
}

it('tells a person the totals, then the first rows of each kind of problem', () => {
  expect(reportText(t, report, { dryRun: true, reportFile: null })).toBe(`Rehearsal: nothing was kept.
  1 row: tie created
  5 rows with no authority found
French ends: 6 found of 6 (100.0%). The farthest from the given point: 3 km.
Foreign ends: 1 found of 6 (16.7%).
1 foreign authority to be confirmed added, 1 statement kept.
Columns not recognised, left aside: mayor.

To look at:
  line 3: “A” (Mali) is not among the known places.
  line 4: “B” (Mali) is not among the known places.
  line 5: “C” (Mali) is not among the known places.
  … and 2 more

For the full report, add --report FILE.csv.`)
})

it('tells a program every row', () => {
  expect(reportValue(t, report, { dryRun: true, reportFile: null })).toMatchObject({
    dryRun: true,
    totals: { created: 1 },
    rows: [
      { line: 2, message: null },
      { line: 3, message: '“A” (Mali) is not among the known places.' },
      {},
      {},
      {},
      {},
    ],
  })
})

it('writes every row with its reason and what it said, safe for a spreadsheet', () => {
  const lines = reportCsv(t, report).split('\r\n')
  expect(lines[0]).toBe('line,outcome,outcome_label,reason,message,city1,city2')
  expect(lines[1]).toBe('2,created,created,,,Rennes,Sendai')
  expect(lines[6]).toBe("7,unmatched,not found,noSuchPlace,“=E” (Mali) is not among the known places.,Rennes,'=E")
})

it('knows a sentence in both languages for every reason', () => {
  const reasons =
    'quote cells length missing name coordinate year yearOrder type state evidence url countryMissing countryUnknown noSuchAuthority noSuchPlace noSuchArea tooFar pointOutsideCountry severalPlaces codeUnknown codeOfAnother sameParty disputedPlace sensitivePlace'
  for (const locale of ['fr', 'en'] as const)
    for (const reason of reasons.split(' ')) expect(translator(locale).has(`import.reason.${reason}`)).toBe(true)
})
