import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipLine, clipRing } from './clip.ts'
import { toStroke } from './plane.ts'
import { settle, signedArea } from './settle.ts'

const rect = { left: 0, top: 0, right: 10, bottom: 10 }
const points = fc
  .array(fc.double({ min: -20, max: 30, noNaN: true }), { minLength: 6, maxLength: 24 })
  .map((list) => list.slice(0, list.length & ~1))

function expectInside(list: ArrayLike<number>): void {
  for (const value of Array.from(list)) {
    expect(value).toBeGreaterThanOrEqual(-1e-9)
    expect(value).toBeLessThanOrEqual(10 + 1e-9)
  }
}

describe('cutting to a rectangle', () => {
  it('leaves nothing of a ring outside', () => {
    fc.assert(fc.property(points, (list) => expectInside(clipRing(toStroke(list), rect))))
  })

  it('leaves nothing of a line outside', () => {
    fc.assert(fc.property(points, (list) => clipLine(toStroke(list), rect).forEach(expectInside)))
  })

  it('leaves the whole rectangle of a ring around it', () => {
    const around = toStroke([-5, -5, 15, -5, 15, 15, -5, 15])
    expect(Math.abs(signedArea(Array.from(clipRing(around, rect))))).toBe(100)
  })

  it('keeps the turn of a ring: a hole stays a hole', () => {
    const ring = [2, -5, 8, -5, 8, 15, 2, 15]
    const back = [2, 15, 8, 15, 8, -5, 2, -5]
    expect(Math.sign(signedArea(Array.from(clipRing(toStroke(ring), rect))))).toBe(1)
    expect(Math.sign(signedArea(Array.from(clipRing(toStroke(back), rect))))).toBe(-1)
  })

  it('cuts a line that goes out and comes back in two', () => {
    const parts = clipLine(toStroke([5, 5, 5, 15, 8, 15, 8, 5]), rect)
    expect(parts.map((part) => Array.from(part))).toEqual([
      [5, 5, 5, 10],
      [8, 10, 8, 5],
    ])
  })
})

describe('settling points', () => {
  it('gives whole numbers, drops repetitions and straight runs, keeps the last point', () => {
    const move = { scale: 1, left: 0, top: 0 }
    expect(settle([0.2, 0, 3, 0.1, 6, 0, 6, 0.4, 9.6, 7], move, 1)).toEqual([0, 0, 6, 0, 10, 7])
  })
})
