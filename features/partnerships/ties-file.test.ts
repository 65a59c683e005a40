import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTiesFile } from './ties-file.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const twinTowns = 'city1,country1,lat1,lng1,city2,country2,lat2,lng2'
const own =
  'name1,country1,code1,name2,country2,type,since_year,until_year,state,attested_year,themes,evidence,page_title,page_url'

describe('a list of twin towns', () => {
  it('is read with its lines, its points and what such a list means', () => {
    const file = parseTiesFile(
      bytes(`${twinTowns}\nChambéry,France,45.57,5.9118,Ouahigouya,Burkina Faso,13.5833,-2.4167\n`),
    )
    expect(file.problem).toBeNull()
    expect(file.issues).toEqual([])
    expect(file.value[0]).toMatchObject({
      line: 2,
      type: 'twinning',
      state: 'unknown',
      evidence: 'thirdParty',
      ends: [
        { name: 'Chambéry', country: 'France', lat: 45.57, lon: 5.9118 },
        { name: 'Ouahigouya', country: 'Burkina Faso', lat: 13.5833, lon: -2.4167 },
      ],
    })
  })

  it.each([
    ['a latitude beyond the pole', 'A,France,91,2,B,Mali,1,2', 'lat1', 'coordinate'],
    ['words for a coordinate', 'A,France,north,2,B,Mali,1,2', 'lat1', 'coordinate'],
    ['half a point', 'A,France,,2,B,Mali,1,2', 'lat1', 'coordinate'],
    ['no name', 'A,France,1,2,,Mali,1,2', 'name2', 'missing'],
    ['a name without a letter', '???,France,1,2,B,Mali,1,2', 'name1', 'name'],
    ['too few cells', 'A,France,1,2,B', 'row', 'cells'],
    ['too many cells', 'A,France,1,2,B,Mali,1,2,more', 'row', 'cells'],
    ['an open quote', '"A,France,1,2,B,Mali,1,2', 'row', 'quote'],
    ['an endless cell', `${'A'.repeat(3000)},France,1,2,B,Mali,1,2`, 'row', 'length'],
  ])('%s spoils its row only', (_, row, field, rule) => {
    const good = 'C,France,1,2,D,Mali,1,2'
    const file = parseTiesFile(bytes(`${twinTowns}\n${good}\n${row}\n${good}`))
    expect(file.issues.map((issue) => [issue.line, issue.field, issue.rule])).toEqual([[3, field, rule]])
    expect(file.value.map((value) => value.line)).toEqual([2, 4])
  })

  it('takes decimal commas and the empty cells a spreadsheet adds', () => {
    const file = parseTiesFile(bytes(`${twinTowns.replaceAll(',', ';')}\nA;France;45,5;5,9;B;Mali;13;-2;;\n`))
    expect(file.value[0]?.ends[0]).toMatchObject({ lat: 45.5, lon: 5.9 })
  })
})

describe('our own list', () => {
  const row = (changes: Record<string, string>) => {
    const cells: Record<string, string> = {
      name1: 'Chambéry',
      country1: 'FR',
      code1: '73065',
      name2: 'Ouahigouya',
      country2: 'BF',
      ...changes,
    }
    return parseTiesFile(
      bytes(
        `${own}\n${own
          .split(',')
          .map((column) => cells[column] ?? '')
          .join(',')}`,
      ),
    )
  }

  it('keeps what the page said', () => {
    const file = row({
      type: 'decentralisedCooperation',
      since_year: '1991',
      state: 'active',
      attested_year: '2016',
      themes: 'health;festival',
      evidence: 'official',
      page_url: 'https://example.org/a',
    })
    expect(file.value[0]).toMatchObject({
      type: 'decentralisedCooperation',
      sinceYear: 1991,
      state: 'active',
      attestedYear: 2016,
      themes: ['health'],
      themesSaid: 'health;festival',
      evidence: 'officialSource',
      pageUrl: 'https://example.org/a',
    })
    expect(file.value[0]?.ends[0].code).toBe('73065')
  })

  it('says nothing more than the row does', () => {
    expect(row({}).value[0]).toMatchObject({
      type: 'unknown',
      state: 'unknown',
      evidence: 'thirdParty',
      sinceYear: null,
      themes: [],
    })
  })

  it.each([
    ['since_year', '91', 'year'],
    ['since_year', '3000', 'year'],
    ['type', 'friendship', 'type'],
    ['state', 'dormant', 'state'],
    ['evidence', 'rumour', 'evidence'],
    ['page_url', 'javascript:alert(1)', 'url'],
  ])('%s “%s” is refused', (column, value, rule) => {
    expect(row({ [column]: value }).issues.map((issue) => [issue.field, issue.rule])).toEqual([[column, rule]])
  })

  it('a tie does not end before it begins', () => {
    expect(row({ since_year: '2001', until_year: '1999' }).issues[0]).toMatchObject({
      field: 'until_year',
      rule: 'yearOrder',
    })
  })

  it('names the columns it does not know', () => {
    const file = parseTiesFile(bytes('name1,country1,name2,country2,mayor\nA,FR,B,ML,X'))
    expect(file.ignoredColumns).toEqual(['mayor'])
    expect(file.value).toHaveLength(1)
  })
})

describe('the list of starter ties', () => {
  it('has a French first end without a column that says so', () => {
    const file = parseTiesFile(
      bytes(
        'fr_name,fr_kind,fr_code,foreign_name,foreign_country_iso2,foreign_kind,state_when_seen,evidence\nAgen,commune,47001,Golfe 1,TG,municipality,active_when_seen,third_party',
      ),
    )
    expect(file.value[0]).toMatchObject({
      state: 'active',
      evidence: 'thirdParty',
      ends: [
        { name: 'Agen', country: 'FR', code: '47001', kind: 'commune' },
        { name: 'Golfe 1', country: 'TG', kind: 'municipality' },
      ],
    })
  })
})

describe('a file that is no list of ties', () => {
  it.each([
    ['nothing at all', new Uint8Array(), 'import_file_empty'],
    ['blank lines', bytes('\n\n \n'.replace(' ', '')), 'import_file_empty'],
    ['another table', bytes('a,b\n1,2'), 'import_header_unknown'],
    ['a column twice', bytes('name1,name1,country1,name2,country2\n'), 'import_header_unknown'],
    ['an Excel workbook', bytes('PK\u0003\u0004rest'), 'import_file_spreadsheet'],
    ['a PDF', bytes('%PDF-1.7'), 'import_file_binary'],
    ['zeros', new Uint8Array(100), 'import_file_binary'],
  ])('%s: one reason', (_, content, reason) => {
    const file = parseTiesFile(content)
    expect(file.problem?.reason).toBe(reason)
    expect(file.value).toEqual([])
  })

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (garbage, headed) => {
        const content = headed ? new Uint8Array([...bytes(`${twinTowns}\n`), ...garbage]) : garbage
        const file = parseTiesFile(content)
        expect(file.value.length === 0 || file.problem === null).toBe(true)
      }),
    )
  })
})
