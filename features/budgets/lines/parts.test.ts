import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareAmounts, sumAmounts } from '../../../packages/totem/amounts.ts'
import { fitTake, homeOfGrant, isFull, readTake, restOf, shareOf, type Taken, whole } from './parts.ts'

const part = (amount: string): Taken => ({ amount, share: null, part: amount })
const share = (amount: string, percent: string): Taken => ({ amount, share: percent, part: null })

describe('how much of a line is typed', () => {
  it.each([
    ['', whole],
    ['  ', whole],
    ['100 %', whole],
    ['50 %', { share: '50.0000', part: null }],
    ['33,3333%', { share: '33.3333', part: null }],
    ['1 200,5', { share: null, part: '1200.50' }],
    ['1 200,00 €', { share: null, part: '1200.00' }],
    ['-69.52', { share: null, part: '-69.52' }],
    ['0 %', null],
    ['101 %', null],
    ['0', null],
    ['la moitié', null],
    ['12,345', null],
  ])('“%s”', (typed, read) => {
    expect(readTake(typed)).toEqual(read)
  })
})

describe('the parts of an accounting line never exceed it', () => {
  it('all of it once, then nothing more', () => {
    expect(fitTake('541.70', [], whole)).toEqual({ take: whole })
    const taken = [{ amount: '541.70', share: null, part: null }]
    expect(fitTake('541.70', taken, whole)).toMatchObject({ reason: 'budget_line_taken' })
    expect(fitTake('541.70', taken, { share: null, part: '0.01' })).toMatchObject({ reason: 'budget_line_taken' })
  })

  it('the rest of what is taken in part, exactly', () => {
    expect(fitTake('1000.00', [part('400.00')], whole)).toEqual({ take: { share: null, part: '600.00' } })
    expect(fitTake('1000.00', [part('400.00')], { share: null, part: '600.01' })).toEqual({
      reason: 'budget_part_too_large',
      rest: '600.00',
    })
  })

  it('shares make a whole, also where the line says zero', () => {
    expect(fitTake('0.00', [share('0.00', '60.0000')], { share: '40.0000', part: null })).toMatchObject({ take: {} })
    expect(fitTake('0.00', [share('0.00', '60.0000')], { share: '41.0000', part: null })).toMatchObject({
      reason: 'budget_part_too_large',
    })
    expect(isFull('0.00', [share('0.00', '60.0000'), share('0.00', '40.0000')])).toBe(true)
  })

  it('a line below zero is parted below zero', () => {
    expect(fitTake('-69.52', [], { share: null, part: '-20.00' })).toMatchObject({ take: { part: '-20.00' } })
    expect(fitTake('-69.52', [], { share: null, part: '20.00' })).toMatchObject({ reason: 'budget_part_too_large' })
    expect(restOf('-69.52', [part('-20.00')])).toBe('-49.52')
  })

  it('two halves of three cents are two cents and one', () => {
    const first = shareOf('0.03', '50.0000')
    expect(first).toBe('0.02')
    expect(fitTake('0.03', [share(first, '50.0000')], { share: '50.0000', part: null })).toEqual({
      take: { share: null, part: '0.01' },
    })
  })

  it('whatever shares and parts are asked, in whatever order', () => {
    const asked = fc.oneof(
      fc.integer({ min: 1, max: 1_000_000 }).map((units) => ({ share: (units / 10_000).toFixed(4), part: null })),
      fc.integer({ min: 1, max: 200_000 }).map((cents) => ({ share: null, part: (cents / 100).toFixed(2) })),
      fc.constant(whole),
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.array(asked, { maxLength: 8 }), (cents, wanted) => {
        const main = (cents / 100).toFixed(2)
        const taken: Taken[] = []
        for (const one of wanted) {
          const fitted = fitTake(main, taken, one)
          if ('reason' in fitted) continue
          const { take } = fitted
          const amount = take.part ?? (take.share ? shareOf(main, take.share) : main)
          taken.push({ ...take, amount })
        }
        expect(compareAmounts(sumAmounts(taken.map(({ amount }) => amount)), main)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('the line a grant is a part of', () => {
  const home = (position: number, facts = {}) => ({
    position,
    functionCode: '33',
    isInternational: false,
    rest: '1000.00',
    isFull: false,
    ...facts,
  })
  it('is the international one, else the first with room, else the first', () => {
    expect(homeOfGrant('500.00', [])).toBeNull()
    expect(homeOfGrant('500.00', [home(1), home(2, { isInternational: true, isFull: true })])?.position).toBe(2)
    expect(homeOfGrant('500.00', [home(1, { rest: '100.00' }), home(2)])?.position).toBe(2)
    expect(homeOfGrant('5000.00', [home(1), home(2)])?.position).toBe(1)
  })
})
