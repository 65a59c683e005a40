import { describe, expect, it } from 'vitest'
import { whenToSend } from './timing.ts'

const now = new Date('2026-11-21T09:00:00Z')

describe('the one mail of the week', () => {
  it('leaves at once for somebody who was never written to', () => {
    expect(whenToSend(now, null)).toEqual(now)
  })

  it('waits until a week has passed since the last one, to the second', () => {
    expect(whenToSend(now, new Date('2026-11-20T18:30:00Z'))).toEqual(new Date('2026-11-27T18:30:00Z'))
    expect(whenToSend(now, new Date('2026-11-14T09:00:01Z'))).toEqual(new Date('2026-11-21T09:00:01Z'))
    expect(whenToSend(now, new Date('2026-11-14T09:00:00Z'))).toEqual(now)
    expect(whenToSend(now, new Date('2026-01-01T00:00:00Z'))).toEqual(now)
  })
})
