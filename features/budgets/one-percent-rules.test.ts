import { describe, expect, it } from 'vitest'
import { measureRoom, type Room, shareSpent } from './one-percent-rules.ts'

const room = (facts: Partial<Room> = {}): Room => ({
  ...{ id: 'r', mechanism: 'water', year: 2025, holderId: null, holderKey: null, holderName: 'Régie des eaux' },
  ...{ resources: '8400000.00', pooled: '0.00', usedByHand: null, source: '', votedOn: null },
  ...facts,
})

describe('the room under the 1 %', () => {
  it.each([
    ['nothing taken', {}, null, '84000.00', '0.00', '84000.00', null, '0.0'],
    ['lines alone', {}, '21000.00', '84000.00', '21000.00', '63000.00', null, '25.0'],
    [
      'lines, hand and pooled',
      { usedByHand: '4000.00', pooled: '17000.00' },
      '21000.00',
      '84000.00',
      '25000.00',
      '42000.00',
      null,
      '50.0',
    ],
    ['to the last cent', {}, '84000.00', '84000.00', '84000.00', '0.00', null, '100.0'],
    ['one cent over', {}, '84000.01', '84000.00', '84000.01', null, '0.01', '100.0'],
    ['a ceiling with four digits', { resources: '1234.56' }, '12.35', '12.3456', '12.35', null, '0.0044', '100.0'],
    ['no resources', { resources: '0.00' }, '5.00', '0.00', '5.00', null, '5.00', null],
  ] as const)('%s', (_, facts, fromLines, ceiling, used, unused, over, taken) => {
    expect(measureRoom(room(facts), '1.00', fromLines)).toMatchObject({ ceiling, used, unused, over, taken })
  })

  it('takes another rate as it is', () => {
    expect(measureRoom(room(), '0.50', null).ceiling).toBe('42000.00')
  })
})

describe('whose spending the lines are', () => {
  const spent = [{ mechanism: 'water', year: 2025, amount: '21000.00' }] as const
  const own = room({ id: 'own', holderId: 'us' })
  const regie = room({ id: 'regie' })
  const syndicat = room({ id: 'syndicat', holderName: 'Syndicat' })
  const otherYear = room({ id: 'other', year: 2024 })

  it.each([
    ['the organisation’s own service', [regie, own], 'own'],
    ['the only service there is', [regie, otherYear], 'regie'],
    ['nobody’s, where several could be meant', [regie, syndicat], null],
    ['nobody’s, where none is entered', [otherYear], null],
  ] as const)('is %s', (_, rooms, holder) => {
    const { byRoom, loose } = shareSpent(rooms, spent, 'us')
    expect([...byRoom]).toEqual(holder ? [[holder, '21000.00']] : [])
    expect(loose).toEqual(holder ? [] : spent)
  })
})
