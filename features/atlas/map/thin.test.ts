import { describe, expect, it } from 'vitest'
import { tieEvidences, tieStates } from '../../partnerships/schema.ts'
import { thin } from './thin.ts'
import type { Thread } from './weave.ts'

const [unknown, active] = [tieStates.indexOf('unknown'), tieStates.indexOf('active')]
const [thirdParty, bothParties] = [tieEvidences.indexOf('thirdParty'), tieEvidences.indexOf('bothParties')]

let next = 0
function threads(count: number, ties: number, state = unknown, evidence = thirdParty): Thread[] {
  return Array.from({ length: count }, () => ({ from: next++, to: next++, state, evidence, ties }))
}

const strengthsOf = (kept: readonly Thread[]) => kept.map(({ ties }) => ties).sort((a, b) => b - a)

describe('threads that are too many', () => {
  it('stay as they are while there is room', () => {
    const all = threads(5, 1)
    expect(thin(all, 5)).toEqual({ threads: all, thinned: null })
  })

  it('lose the thinnest, all of one strength together', () => {
    const { threads: kept, thinned } = thin([...threads(3, 9), ...threads(3, 2), ...threads(4, 1)], 5)
    expect(strengthsOf(kept)).toEqual([9, 9, 9])
    expect(thinned).toEqual({ threads: 7, least: 3, onlyLeastKnown: true })
  })

  it('keep what is better known, however thin it is', () => {
    const confirmed = threads(2, 1, active, bothParties)
    const { threads: kept } = thin([...threads(4, 3), ...confirmed, ...threads(20, 1)], 6)
    expect(kept).toEqual(expect.arrayContaining(confirmed))
    expect(strengthsOf(kept)).toEqual([3, 3, 3, 3, 1, 1])
  })

  it('fill the drawing where all are equally thin: it is never left without any', () => {
    const { threads: kept, thinned } = thin(threads(30, 1), 10)
    expect(kept).toHaveLength(10)
    expect(thinned).toEqual({ threads: 20, least: 2, onlyLeastKnown: true })
  })

  it('are all measured alike where even the better known are too many', () => {
    const { threads: kept, thinned } = thin([...threads(2, 8), ...threads(9, 1, active, bothParties)], 4)
    expect(strengthsOf(kept)).toEqual([8, 8])
    expect(thinned).toEqual({ threads: 9, least: 2, onlyLeastKnown: false })
  })
})
