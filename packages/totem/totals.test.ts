import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sumAmounts } from './amounts.ts'
import { madeBudget, madeFile, madeLine, utf8 } from './fixture.ts'
import { parseBudget } from './read.ts'
import { totalsOf } from './totals.ts'
import type { BudgetLine } from './types.ts'

function linesOf(...lines: Record<string, string>[]): BudgetLine[] {
  const text = madeFile(madeBudget({ lines: lines.map((values) => madeLine(values)).join('') }))
  return parseBudget(utf8(text)).value?.[0]?.lines ?? []
}

describe('totals', () => {
  it('never add real to order, receipts to expenditure, nor one section to the other', () => {
    const { bySection } = totalsOf(
      linesOf(
        { MtReal: '0.10' },
        { MtReal: '0.20' },
        { MtReal: '5.00', OpBudg: '1' },
        { MtReal: '7.00', CodRD: 'R', Nature: '7472' },
        { MtReal: '9.00', Nature: '2313', ContNat: '23' },
      ),
    )
    expect(
      bySection.map((one) => [one.direction, one.section, one.isOrder, one.lineCount, one.amounts.executed]),
    ).toEqual([
      ['expenditure', 'investment', false, 1, '9.00'],
      ['expenditure', 'running', false, 2, '0.30'],
      ['expenditure', 'running', true, 1, '5.00'],
      ['receipt', 'running', false, 1, '7.00'],
    ])
  })

  it('by function, those without one apart', () => {
    const { byFonction } = totalsOf(
      linesOf({ MtReal: '1' }, { MtReal: '2', Fonction: '' }, { MtReal: '4', Nature: '2313' }, { Fonction: '33' }),
    )
    expect(byFonction.map((one) => [one.fonction, one.lineCount, one.amounts.executed])).toEqual([
      [null, 1, '2.00'],
      ['048', 2, '5.00'],
      ['33', 1, null],
    ])
  })

  it('say null for what no line gives, zero for what is zero', () => {
    const [total] = totalsOf(linesOf({ MtPrev: '0' })).bySection
    expect([total?.amounts.voted, total?.amounts.executed]).toEqual(['0.00', null])
    expect(totalsOf([])).toEqual({ bySection: [], byFonction: [] })
  })

  it('both ways add up to the sum of the lines', () => {
    const made = fc.record({
      MtReal: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }).map((cents) => `${cents}e-2`),
      CodRD: fc.constantFrom('D', 'R'),
      OpBudg: fc.constantFrom('0', '1'),
      Nature: fc.constantFrom('6251', '2313', '7472'),
      Fonction: fc.constantFrom('', '048', '33'),
    })
    fc.assert(
      fc.property(fc.array(made, { maxLength: 30 }), (all) => {
        const lines = linesOf(...all)
        const whole = sumAmounts(lines.map(({ executed }) => executed ?? '0.00'))
        const { bySection, byFonction } = totalsOf(lines)
        for (const totals of [bySection, byFonction]) {
          expect(sumAmounts(totals.map(({ amounts }) => amounts.executed ?? '0.00'))).toBe(whole)
          expect(totals.reduce((count, { lineCount }) => count + lineCount, 0)).toBe(lines.length)
        }
      }),
    )
  })
})
