import { describe, expect, it } from 'vitest'
import { formatTicks, mostKept, readTicks } from './kept-ticks.ts'

describe('ticks that go along from one search to the next', () => {
  it('are read as they are written, with the part and the line they are in', () => {
    const ticks = [
      { id: 'line-12', part: '', home: '' },
      { id: 'line-7', part: '50 %', home: '' },
      { id: 'grant-3', part: '1 200,50', home: '44' },
      { id: 'grant-4', part: '', home: '9' },
    ]
    expect(formatTicks(ticks)).toBe('line-12!line-7~50 %!grant-3~1 200,50~44!grant-4~~9')
    expect(readTicks(formatTicks(ticks))).toEqual(ticks)
  })

  it('leave out what is none, and are never more than an address holds', () => {
    expect(readTicks('')).toEqual([])
    expect(readTicks('line-1!<script>!line-x!grant-2~<b>')).toEqual([
      { id: 'line-1', part: '', home: '' },
      { id: 'grant-2', part: '<b>', home: '' },
    ])
    expect(readTicks(Array.from({ length: 999 }, (_, at) => `line-${at}`).join('!'))).toHaveLength(mostKept)
    expect(formatTicks([{ id: 'line-1', part: '1~!2', home: '' }])).toBe('line-1~12')
  })
})
