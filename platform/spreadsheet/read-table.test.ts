import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { guessSeparator } from './csv-table.ts'
import { readTable } from './read-table.ts'
import { unpackedSize } from './xlsx-table.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))

async function cellsOf(bytes: Uint8Array): Promise<string[][]> {
  const read = await readTable(bytes)
  if (!('table' in read)) throw new Error(JSON.stringify(read))
  return read.table.rows.map((row) => row.cells)
}

async function xlsx(...sheets: { name: string; rows: (string | number | Date | null)[][] }[]): Promise<Uint8Array> {
  const written = writeXlsxFile(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      data: rows.map((row) => row.map((value) => (value instanceof Date ? { value, format: 'dd/mm/yyyy' } : value))),
    })),
  )
  return written.toBuffer()
}

describe('a CSV file', () => {
  it.each([',', ';', '\t', '|'])('is read with the separator %j', async (separator) => {
    const lines = [
      ['Ville partenaire', 'Pays', 'Depuis'],
      ['Ouahigouya', 'Burkina Faso', '1991'],
    ]
    expect(await cellsOf(utf8(lines.map((line) => line.join(separator)).join('\r\n')))).toEqual(lines)
  })

  it.each([
    ['UTF-8', utf8('Thème\nsanté')],
    ['UTF-8 with a mark', utf8('\ufeffThème\nsanté')],
    ['Latin-1', latin1('Thème\nsanté')],
  ])('is read in %s', async (_, bytes) => {
    expect(await cellsOf(bytes)).toEqual([['Thème'], ['santé']])
  })

  it('keeps the number each line has in the file, and leaves out empty ones', async () => {
    const read = await readTable(utf8('a;b\n;\n\n1;"deux\nlignes"\n2;x'))
    expect('table' in read && read.table.rows).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 4, cells: ['1', 'deux\nlignes'] },
      { line: 6, cells: ['2', 'x'] },
    ])
  })

  it('is not taken to be cut by commas that stand in its text', () => {
    expect(guessSeparator('nom;notes\nKayes;eau, santé, école\nTlemcen;culture\nPesaro;sport')).toBe(';')
  })
})

describe('a workbook', () => {
  it('is read from its first sheet that holds lines, dates as days', async () => {
    const bytes = await xlsx(
      { name: 'Lisez-moi', rows: [['Base de l’action extérieure']] },
      {
        name: 'Liens',
        rows: [
          ['Partenaire', 'Depuis'],
          [null, null],
          ['Kayes', new Date('1986-05-12T00:00:00Z')],
          ['Pesaro', 1990],
        ],
      },
    )
    const read = await readTable(bytes)
    expect(read).toEqual({
      table: {
        sheet: 'Liens',
        rows: [
          { line: 1, cells: ['Partenaire', 'Depuis'] },
          { line: 3, cells: ['Kayes', '1986-05-12'] },
          { line: 4, cells: ['Pesaro', '1990'] },
        ],
      },
    })
  })

  it('with several sheets asks which, with their lines, and is read from the one that is said', async () => {
    const bytes = await xlsx(
      { name: 'Lisez-moi', rows: [['Base']] },
      { name: '2025', rows: [['Partenaire'], ['Kayes'], [null], ['Pesaro']] },
      { name: '2026', rows: [['Partenaire'], ['Dakar']] },
    )
    const sheets = [
      { name: '2025', lines: 3 },
      { name: '2026', lines: 2 },
    ]
    expect(await readTable(bytes)).toEqual({ sheets })
    expect(await readTable(bytes, 'Lisez-moi')).toEqual({ sheets })
    const rows = [
      { line: 1, cells: ['Partenaire'] },
      { line: 2, cells: ['Dakar'] },
    ]
    expect(await readTable(bytes, '2026')).toEqual({ table: { sheet: '2026', rows } })
  })

  it('that unpacks to more than a machine holds is refused before it is opened', async () => {
    const bytes = await xlsx({ name: 'a', rows: [['a'], ['b']] })
    const size = unpackedSize(bytes)
    expect(size).toBeGreaterThan(100)
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    const entry = bytes.findIndex((_, at) => at + 4 <= bytes.length && view.getUint32(at, true) === 0x02014b50)
    view.setUint32(entry + 24, 4_000_000_000, true)
    expect(await readTable(bytes)).toEqual({ problem: { reason: 'spreadsheet_unpacks_too_large', values: {} } })
  })
})

describe('what is no sheet', () => {
  it.each([
    ['nothing', new Uint8Array(), 'spreadsheet_empty'],
    ['blank lines', utf8('\n\n;;\n'), 'spreadsheet_empty'],
    ['an old Excel file', latin1('\u00d0\u00cf\u0011\u00e0 rest'), 'spreadsheet_old_excel'],
    ['a PDF', latin1('%PDF-1.7'), 'spreadsheet_not_readable'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0, 0, 1), 'spreadsheet_not_readable'],
    ['a ZIP that is no workbook', latin1('PK\u0003\u0004 rest'), 'spreadsheet_not_readable'],
    ['more lines than are taken', utf8('a\n'.repeat(20_002)), 'spreadsheet_too_many_rows'],
    ['more bytes than are taken', new Uint8Array(25 * 1024 * 1024 + 1), 'spreadsheet_too_large'],
  ])('%s is told as such', async (_, bytes, reason) => {
    const read = await readTable(bytes)
    expect('problem' in read && read.problem.reason).toBe(reason)
  })

  it('is never thrown, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const read = await readTable(bytes)
        expect('problem' in read || ('table' in read && read.table.rows.length > 0)).toBe(true)
      }),
    )
  })
})
