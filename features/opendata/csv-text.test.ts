import { describe, expect, it } from 'vitest'
import { guardFormula, toCsvLine } from './csv-text.ts'

describe('a line of CSV', () => {
  it('quotes only what needs it and ends as RFC 4180 has it', () => {
    expect(toCsvLine(['Chambéry', 'a,b', 'say "oui"', 'two\nlines', 12.5, true, null])).toBe(
      'Chambéry,"a,b","say ""oui""","two\nlines",12.5,true,\r\n',
    )
  })

  it('puts several texts in one cell and writes instants in UTC', () => {
    expect(toCsvLine([['BF', 'DE'], [], new Date('2026-11-20T09:00:00Z')])).toBe('BF|DE,,2026-11-20T09:00:00.000Z\r\n')
  })

  it.each(['=1+1', '+33 4', '-2', '@SUM(A1)', '\tx', '＝1'])('keeps a spreadsheet from running %j', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`)
    expect(toCsvLine([text]).startsWith("'")).toBe(true)
    expect(toCsvLine([[text, 'b']]).startsWith("'")).toBe(true)
  })

  it('leaves negative numbers alone: they are numbers, not text', () => {
    expect(toCsvLine([-2.42, -1])).toBe('-2.42,-1\r\n')
  })
})
