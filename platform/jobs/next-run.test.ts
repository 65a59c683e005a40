import { describe, expect, it } from 'vitest'
import { nextRun } from './next-run.ts'

const next = (cron: string, now: string) => nextRun(cron, 'Europe/Paris', new Date(now))?.toISOString() ?? null

describe('the next time of a schedule', () => {
  it.each([
    ['* * * * *', '2026-11-21T05:55:43Z', '2026-11-21T05:56:00.000Z'],
    ['* * * * *', '2026-11-21T05:55:00Z', '2026-11-21T05:56:00.000Z'],
    ['20 3 * * *', '2026-11-21T02:19:59Z', '2026-11-21T02:20:00.000Z'],
    ['20 3 * * *', '2026-11-21T02:20:00Z', '2026-11-22T02:20:00.000Z'],
    ['17 7 * * *', '2026-07-01T12:00:00Z', '2026-07-02T05:17:00.000Z'],
    // The night summer time begins, 3.20 follows 1.59 by a little.
    ['20 3 * * *', '2026-03-28T12:00:00Z', '2026-03-29T01:20:00.000Z'],
  ])('%s after %s is %s', (cron, now, expected) => {
    expect(next(cron, now)).toBe(expected)
  })

  it('is not guessed where a schedule says more', () => {
    for (const cron of ['0 8 * * 1', '*/5 * * * *', '0 8 1 * *', ''])
      expect(next(cron, '2026-11-21T05:55:43Z')).toBe(null)
  })
})
