import { describe, expect, it } from 'vitest'
import { latin1, madeBudget, madeFile, madeLine, utf8 } from './fixture.ts'
import { parseBudget, readBudget } from './read.ts'

const label = 'Coopération « Œuvres » – 3 €'
const budget = madeBudget({ lines: madeLine({ LibCpte: label }) })

// windows-1252 has these where ISO-8859-1 has control codes.
const cp1252 = (text: string) =>
  latin1(text.replaceAll('Œ', '\u008c').replaceAll('–', '\u0096').replaceAll('€', '\u0080'))

const latin9 = (text: string) => latin1(text.replaceAll('Œ', '\u00bc').replaceAll('–', '-').replaceAll('€', '\u00a4'))

function utf16(text: string, isBig: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  Array.from({ length: text.length }, (_, at) => view.setUint16(at * 2, text.charCodeAt(at), !isBig))
  return bytes
}

const read = (bytes: Uint8Array) => {
  const { value, issues } = parseBudget(bytes)
  return { label: value?.[0]?.lines[0]?.label, town: value?.[0]?.header.collectivityLabel, issues }
}
const right = { label, town: 'SAINTE-ÉPINE', issues: [] }
const wrong = (declared: string, readAs: string) => [
  { path: '', line: expect.any(Number), rule: 'encodingWrong', effect: 'noted', params: { declared, readAs } },
]

describe('a file in the encoding it declares', () => {
  it.each([
    ['UTF-8', utf8(madeFile(budget))],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${madeFile(budget)}`)],
    ['UTF-8 without declaration', utf8(madeFile(budget).replace(/^<\?xml.*\?>/, ''))],
    ['windows-1252', cp1252(madeFile(budget, 'windows-1252'))],
    ['ISO-8859-1, with the signs Windows puts in it', cp1252(madeFile(budget, 'ISO-8859-1'))],
    ['UTF-16, little end first', utf16(`\ufeff${madeFile(budget, 'UTF-16')}`, false)],
    ['UTF-16, big end first', utf16(`\ufeff${madeFile(budget, 'UTF-16')}`, true)],
    ['UTF-16BE without mark', utf16(madeFile(budget, 'UTF-16BE'), true)],
  ])('%s', (_, bytes) => expect(read(bytes)).toEqual(right))

  it('ISO-8859-15', () =>
    expect(read(latin9(madeFile(budget, 'ISO-8859-15')))).toEqual({ ...right, label: label.replace('–', '-') }))

  it('keeps "É»" in ISO-8859-1, though it is also valid UTF-8', () => {
    const bytes = latin1(madeFile(madeBudget({ lines: madeLine({ LibCpte: '«CAFÉ»' }) }), 'ISO-8859-1'))
    expect(read(bytes)).toEqual({ ...right, label: '«CAFÉ»' })
  })
})

describe('a wrong declaration is told, and the letters are right all the same', () => {
  it('declared UTF-8, is windows-1252', () =>
    expect(read(cp1252(madeFile(budget)))).toEqual({ ...right, issues: wrong('utf-8', 'windows-1252') }))

  it('declared ISO-8859-1, is UTF-8', () =>
    expect(read(utf8(madeFile(budget, 'ISO-8859-1')))).toEqual({ ...right, issues: wrong('iso-8859-1', 'utf-8') }))

  it('declared ISO-8859-1, is UTF-16', () =>
    expect(read(utf16(`\ufeff${madeFile(budget, 'ISO-8859-1')}`, false))).toEqual({
      ...right,
      issues: wrong('iso-8859-1', 'utf-16le'),
    }))

  it('declared UTF-16, is UTF-8', () =>
    expect(read(utf8(madeFile(budget, 'UTF-16')))).toEqual({ ...right, issues: wrong('utf-16', 'utf-8') }))

  it('declared something unheard of, is UTF-8', () =>
    expect(read(utf8(madeFile(budget, 'IBM037')))).toEqual({ ...right, issues: wrong('ibm037', 'utf-8') }))

  it('UTF-8 with labels pasted in windows-1252', () => {
    const [before = '', after = ''] = madeFile(budget).split(label)
    const bytes = [...utf8(before), ...cp1252('é'), ...utf8(label), ...utf8(after)]
    expect(read(Uint8Array.from(bytes))).toEqual({
      ...right,
      label: `é${label}`,
      issues: wrong('utf-8', 'windows-1252'),
    })
  })

  it('UTF-32 is refused', () => {
    const { value, issues } = parseBudget(Uint8Array.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]))
    expect([value, issues.map(({ rule }) => rule)]).toEqual([null, ['encodingUnsupported']])
  })
})

it.each([
  ['UTF-8', utf8(madeFile(budget))],
  ['windows-1252', cp1252(madeFile(budget, 'windows-1252'))],
  ['UTF-16', utf16(`\ufeff${madeFile(budget, 'UTF-16')}`, true)],
])('%s reads the same byte by byte', async (_, bytes) => {
  const labels: (string | null)[] = []
  const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte))
  const { issues } = await readBudget(pieces, { line: (line) => labels.push(line.label) })
  expect([labels, issues]).toEqual([[label], []])
})
