import { describe, expect, it } from 'vitest'
import { type LedgerEntry, readLedgerEntry, readTransfer, spanOfLedger, weighLedger } from './reciprocity.ts'

const entry = (
  organisationId: string,
  kind: LedgerEntry['kind'],
  value: string,
  currency: string | null = null,
): LedgerEntry => ({
  ...{ id: value, organisationId, kind, year: 2026, value, currency, note: '', createdAt: new Date(0) },
})

describe('the ledger', () => {
  it('adds nothing across kinds or currencies, and never makes a float of money', () => {
    const weighed = weighLedger(
      [
        entry('here', 'money', '0.10', 'EUR'),
        entry('here', 'money', '0.20', 'EUR'),
        entry('there', 'money', '5000000.00', 'XOF'),
        entry('there', 'inKind', '3000.00', 'EUR'),
        entry('here', 'days', '12.50'),
        entry('there', 'days', '25.00'),
      ],
      ['here', 'there'],
    )
    expect(weighed).toEqual([
      { kind: 'money', currency: 'EUR', totals: ['0.30', null], shares: [1, 0] },
      { kind: 'money', currency: 'XOF', totals: [null, '5000000.00'], shares: [0, 1] },
      { kind: 'days', currency: null, totals: ['12.50', '25.00'], shares: [0.5, 1] },
      { kind: 'inKind', currency: 'EUR', totals: [null, '3000.00'], shares: [0, 1] },
    ])
  })

  it('keeps a place for each party, in the order of the tie, whoever gave', () => {
    expect(weighLedger([entry('c', 'days', '1.00')], ['a', 'b', 'c'])[0]?.totals).toEqual([null, null, '1.00'])
    expect(weighLedger([], ['a', 'b'])).toEqual([])
  })

  it('says which years it speaks of', () => {
    expect(spanOfLedger([])).toBe(null)
    expect(spanOfLedger([{ year: 2026 }, { year: 2019 }])).toEqual({ from: 2019, to: 2026 })
  })
})

describe('a line of the ledger', () => {
  const good = { kind: 'money', year: '2026', value: '24 000,50', currency: 'xof', note: 'Le forage' }
  it('is read as people type it', () => {
    expect(readLedgerEntry(good, 2026)).toEqual({
      value: { kind: 'money', year: 2026, value: '24000.50', currency: 'XOF', note: 'Le forage' },
    })
    expect(readLedgerEntry({ ...good, kind: 'days', value: '12' }, 2026)).toMatchObject({ value: { currency: null } })
  })

  it.each([
    ['kind', 'gifts', 'ledger_kind_missing'],
    ['year', '2027', 'ledger_year_wrong'],
    ['value', '-3', 'ledger_value_wrong'],
    ['value', '0', 'ledger_value_wrong'],
    ['currency', 'euros', 'ledger_currency_wrong'],
    ['note', ' ', 'ledger_note_wrong'],
  ])('with %s “%s” says what to mend', (field, value, reason) => {
    expect(readLedgerEntry({ ...good, [field]: value }, 2026)).toEqual({ problems: [{ field, reason }] })
  })
})

describe('a practice learned', () => {
  const good = { from: 'there', what: 'Le comité d’usagers', stage: 'adopted', department: 'Eau', sinceYear: '2025' }
  it('says from whom, how far, by which department', () => {
    expect(readTransfer(good, ['there'], 2026)).toEqual({
      value: {
        ...{ fromOrganisationId: 'there', what: 'Le comité d’usagers', stage: 'adopted' },
        ...{ department: 'Eau', adoptedWhere: '', sinceYear: 2025 },
      },
    })
    expect(readTransfer({ ...good, sinceYear: '' }, ['there'], 2026)).toMatchObject({ value: { sinceYear: null } })
  })

  it.each([
    ['from', 'here', 'transfer_from_wrong'],
    ['what', '', 'transfer_what_wrong'],
    ['stage', 'x', 'transfer_stage_missing'],
    ['sinceYear', '3000', 'ledger_year_wrong'],
  ])('with %s “%s” says what to mend', (field, value, reason) => {
    expect(readTransfer({ ...good, [field]: value }, ['there'], 2026)).toEqual({ problems: [{ field, reason }] })
  })
})
