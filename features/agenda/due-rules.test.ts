import { describe, expect, it } from 'vitest'
import { countDue, formatDueReading, parseDueReading, selectDue } from './due-reading.ts'
import { type DueItem, groupDue, groupOf, monthOf } from './due-rules.ts'

const item = (facts: Partial<DueItem>): DueItem => ({
  ...{ kind: 'commitment', id: 'a', on: null, precision: 'day', side: 'ours', who: '', partners: [], title: '' },
  ...{ detail: '', count: 1, tieId: null, agreementId: null, projectId: null, missionId: null, year: null },
  ...facts,
})

describe('what is due', () => {
  const today = '2027-03-10'

  it.each([
    ['2027-03-09', 'late'],
    ['2027-03-10', 'week'],
    ['2027-03-17', 'week'],
    ['2027-03-18', 'month'],
    ['2027-04-10', 'month'],
    ['2027-04-11', 'quarter'],
    ['2027-06-10', 'quarter'],
    ['2027-06-11', 'later'],
  ])('on %s stands under %s', (on, group) => {
    expect(groupOf(item({ on }), today)).toBe(group)
  })

  it('without a day waits for us, or is awaited from the other side', () => {
    expect(groupOf(item({ kind: 'proposal' }), today)).toBe('waiting')
    expect(groupOf(item({ kind: 'proposal', side: 'theirs' }), today)).toBe('awaited')
  })

  it('without a day, a commitment and a draft stand apart: nobody waits for them', () => {
    expect(groupOf(item({ kind: 'commitment', on: null }), today)).toBe('undated')
    expect(groupOf(item({ kind: 'draft', side: 'both' }), today)).toBe('undated')
  })

  it('of an agreement to look at again waits once its day has come: it is not late', () => {
    expect(groupOf(item({ kind: 'agreementReview', on: '2027-01-01', side: 'both' }), today)).toBe('waiting')
  })

  it('known by its year alone is not said to be near', () => {
    expect(groupOf(item({ kind: 'election', on: '2027-03-11', precision: 'year' }), today)).toBe('later')
  })

  it('stands by day in its group, and groups nobody has are left out', () => {
    const items = [
      item({ id: 'c', on: '2027-03-12' }),
      item({ id: 'b', on: '2027-03-11' }),
      item({ id: 'd', on: '2026-01-01' }),
    ]
    expect(groupDue(items, today).map(({ group, items: found }) => [group, found.map(({ id }) => id)])).toEqual([
      ['late', ['d']],
      ['week', ['b', 'c']],
    ])
  })

  it('is shown in whole weeks from Monday, over the end of a year too', () => {
    const december = monthOf('2027-12')
    expect([december.before, december.after]).toEqual(['2027-11', '2028-01'])
    expect(december.weeks[0]?.[0]).toBe('2027-11-29')
    expect(december.weeks.at(-1)?.[6]).toBe('2028-01-02')
    expect(monthOf('2027-02').weeks).toHaveLength(4)
  })
})

describe('a reading of what is due', () => {
  it('comes back from its address as it was, and what makes no sense is left out', () => {
    const address = 'side=theirs&kind=meeting&tie=018f0000-0000-7000-8000-000000000000&view=calendar&month=2027-03'
    expect(formatDueReading(parseDueReading(new URLSearchParams(address))).toString()).toBe(address)
    expect(parseDueReading(new URLSearchParams('side=x&kind=y&tie=z&view=w&month=2027-13'))).toEqual({
      ...{ side: [], kind: [], tie: null, view: 'list', month: null },
    })
  })

  it('keeps whose, of which kind and of which tie', () => {
    const items = [item({ id: 'a', tieId: 't' }), item({ id: 'b', side: 'theirs' }), item({ id: 'c', kind: 'meeting' })]
    const ids = (address: string) => selectDue(items, parseDueReading(new URLSearchParams(address))).map(({ id }) => id)
    expect(ids('')).toEqual(['a', 'b', 'c'])
    expect(ids('side=theirs')).toEqual(['b'])
    expect(ids('kind=meeting')).toEqual(['c'])
    expect(countDue(items).side.get('ours')).toBe(2)
  })
})
