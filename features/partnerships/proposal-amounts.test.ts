import { describe, expect, it } from 'vitest'
import { amountName, amountNamed, leavesNoAmount, readWantedAmounts } from './proposal-amounts.ts'

describe('the forecast amounts of a proposal', () => {
  it('are named by party, year, kind and currency', () => {
    const of = { position: 2, year: 2027, kind: 'inKind', currency: 'XOF' } as const
    expect(amountName(of)).toBe('amount.2.2027.inKind.XOF')
    expect(amountNamed('amount.2.2027.inKind.XOF')).toEqual(of)
    for (const other of ['amount', 'amount.2.1827.money.EUR', 'amount.2.2027.gold.EUR', 'amount.x.2027.money.EUR'])
      expect(amountNamed(other)).toBeNull()
  })

  it('are read as they are typed: changed, emptied to take them off, added', () => {
    const typed = {
      'amount.1.2026.money.EUR': '12 500,5',
      'amount.1.2027.money.EUR': ' ',
      'newAmount-1-party': '2',
      'newAmount-1-year': '2028',
      'newAmount-1-kind': 'volunteerTime',
      'newAmount-1-amount': '4000',
      'newAmount-1-currency': 'eur',
      'newAmount-2-party': '1',
      'newAmount-2-amount': '',
    }
    expect(readWantedAmounts(typed)).toEqual({
      wanted: {
        'amount.1.2026.money.EUR': '12500.50',
        'amount.1.2027.money.EUR': null,
        'amount.2.2028.volunteerTime.EUR': '4000.00',
      },
      problems: [],
    })
  })

  it('that cannot be meant are told at their field', () => {
    const added = (facts: Record<string, string>) =>
      readWantedAmounts({
        'amount.1.2026.money.EUR': '10',
        ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [`newAmount-1-${name}`, value])),
      }).problems
    const one = { party: '1', year: '2026', kind: 'money', amount: '10', currency: 'EUR' }
    expect(readWantedAmounts({ 'amount.1.2026.money.EUR': 'beaucoup' }).problems).toEqual([
      { reason: 'word_amount_wrong', field: 'amount.1.2026.money.EUR' },
    ])
    expect(added(one)).toEqual([{ reason: 'agreement_amount_there', field: 'newAmount-1-amount' }])
    expect(added({ ...one, year: '27' })).toEqual([{ reason: 'word_year_wrong', field: 'newAmount-1-year' }])
    expect(added({ ...one, currency: 'euro' })).toEqual([
      { reason: 'agreement_currency_wrong', field: 'newAmount-1-currency' },
    ])
  })

  it('leave a convention one at least, whatever else is changed', () => {
    const present = { kind: 'convention', 'amount.1.2026.money.EUR': '10.00' }
    const gone = { 'amount.1.2026.money.EUR': { from: '10.00', to: null } }
    expect(leavesNoAmount(present, gone)).toBe(true)
    expect(leavesNoAmount({ ...present, kind: 'oath' }, gone)).toBe(false)
    expect(leavesNoAmount({ kind: 'convention' }, { endsOn: { from: null, to: '2028-01-01' } })).toBe(false)
    const moved = { ...gone, 'amount.1.2027.money.EUR': { from: null, to: '10.00' } }
    expect(leavesNoAmount(present, moved)).toBe(false)
  })
})
