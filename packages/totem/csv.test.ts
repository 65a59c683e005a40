import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvRow, parseCsv } from './csv.ts'

it('reads quotes, commas and line ends inside cells, and empty cells at the end', () =>
  expect(parseCsv('a,b\r\n"x ""y"", z","1\n2"\n,\n')).toEqual([
    ['a', 'b'],
    ['x "y", z', '1\n2'],
    ['', ''],
  ]))

it('reads what it writes', () => {
  const row = fc.array(fc.string(), { minLength: 2, maxLength: 5 })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), (rows) => {
      expect(parseCsv(rows.map((cells) => `${csvRow(cells)}\r\n`).join(''))).toEqual(rows)
    }),
  )
})

it('refuses a quote that is never closed', () => expect(() => parseCsv('a,"b\n')).toThrow(RangeError))
