import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText, detectSeparator, readCsv } from './csv.ts'

const read = (text: string) => [...readCsv(text)].map((record) => record.cells)

function write(rows: string[][], separator: string, lineEnd: string): string {
  const cell = (text: string) => (/[",;\t\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text)
  return rows.map((row) => row.map(cell).join(separator)).join(lineEnd)
}

describe('reading CSV', () => {
  it.each([
    [
      'quoted cells hold separators, quotes and line ends',
      'a,"b, ""c""\nd"\ne,f',
      [
        ['a', 'b, "c"\nd'],
        ['e', 'f'],
      ],
    ],
    [
      'the three line ends and a missing last one',
      'a,b\r\nc,d\ne,f\rg,h',
      [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
        ['g', 'h'],
      ],
    ],
    [
      'a mark at the start and empty lines are skipped',
      '\ufeffa,b\n\n\nc,',
      [
        ['a', 'b'],
        ['c', ''],
      ],
    ],
    [
      'semicolons and tabs are recognised by the first line',
      'a;b;c\n1,5;2;3',
      [
        ['a', 'b', 'c'],
        ['1,5', '2', '3'],
      ],
    ],
    ['a quote inside a plain cell is a sign like another', 'a,b"c"\n', [['a', 'b"c"']]],
  ])('%s', (_, text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('a quote that is never closed breaks its own record only', () => {
    const records = [...readCsv('a,b\n"c,d\ne,f\n"g",h')]
    expect(records.map((r) => [r.line, r.broken, r.cells])).toEqual([
      [1, false, ['a', 'b']],
      [2, true, ['"c', 'd']],
      [3, false, ['e', 'f']],
      [4, false, ['g', 'h']],
    ])
  })

  it('tells the line each record starts on', () => {
    expect([...readCsv('a,"b\n\nc"\nd,e\n\nf,g')].map((record) => record.line)).toEqual([1, 4, 6])
  })

  it('reads what was written, whatever the cells hold', () => {
    const row = fc.array(fc.string({ maxLength: 12 }), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        (rows, separator, end) => {
          expect([...readCsv(write(rows, separator, end), separator)].map((r) => r.cells)).toEqual(rows)
        },
      ),
    )
  })

  it('never throws and never loses a character outside quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', 'a', 'é') }), (text) => {
        const letters = (s: string) => s.replace(/[^aé]/g, '')
        expect(letters(read(text).flat().join(''))).toBe(letters(text))
      }),
    )
  })

  it('takes the commonest of the three separators outside quotes', () => {
    expect(detectSeparator('"a,b,c";d;e\n1,2,3,4,5')).toBe(';')
    expect(detectSeparator('alone')).toBe(',')
  })
})

describe('decoding', () => {
  it.each([
    ['UTF-8', Buffer.from('Évry', 'utf8')],
    ['UTF-8 with its mark', Buffer.from('\ufeffÉvry', 'utf8')],
    ['windows-1252', Buffer.from('Évry', 'latin1')],
    ['UTF-16', Buffer.from('\ufeffÉvry', 'utf16le')],
  ])('%s', (_, bytes) => {
    expect(decodeText(bytes)).toBe('Évry')
  })
})
