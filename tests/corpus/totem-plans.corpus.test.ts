import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCsv } from '../../packages/totem/csv.ts'
import {
  type FonctionMeaning,
  fonctionMeaning,
  isDecentralisedCooperationNature,
} from '../../packages/totem/meaning.ts'
import { loadNomenclatures } from '../../packages/totem/node.ts'
import { parseBudget } from '../../packages/totem/read.ts'
import { checkScdlRow, SCDL_COLUMNS, toScdlRow } from '../../packages/totem/scdl.ts'
import { sectionOfFunctionChapter, sectionOfNature } from '../../packages/totem/section.ts'
import { projectRoot } from '../../platform/project-root.ts'

// The official account plans, and the SCDL files another programme made of three budgets.
const folder = join(projectRoot, '../shared/data/totem')
const plansFolder = join(folder, 'plans-de-comptes')
const files = existsSync(plansFolder) ? readdirSync(plansFolder).filter((name) => name.endsWith('.xml')) : []
const held = await loadNomenclatures()

type Account = { kind: 'nature' | 'fonction' | 'chapter'; code: string; label: string; section: string | undefined }

// Read apart from the package and from its script: tags and attributes as they stand in the text.
function accountsOf(file: string): Account[] {
  const bytes = readFileSync(join(plansFolder, file))
  const isLatin = /encoding=["']ISO-8859-1/i.test(bytes.subarray(0, 100).toString('latin1'))
  const text = new TextDecoder(isLatin ? 'windows-1252' : 'utf-8').decode(bytes).replaceAll(/<[!?][^>]*>/g, '')
  let part = ''
  return [...text.matchAll(/<(\w+)((?:\s+\w+=(?:"[^"]*"|'[^']*'))*)\s*\/?>/g)].flatMap(
    ([, name = '', attributes = '']) => {
      if (name === 'Nature' || name === 'Fonction') part = name
      const kind = name === 'RefFonc' ? 'fonction' : name === 'Compte' && part === 'Nature' ? 'nature' : 'chapter'
      const [code, label, section] = ['Code', 'Libelle', 'Section'].map((one) => attributeOf(attributes, one))
      return code && label ? [{ kind, code, label: label.replaceAll(/\s+/g, ' ').trim(), section }] : []
    },
  )
}

function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  const named: Record<string, string> = { amp: '&', apos: "'", quot: '"', lt: '<', gt: '>' }
  const text = found?.[1] ?? found?.[2]
  // Control codes, plain or as &#x92;, are meant as what Windows shows there.
  const windows = (control: string) => new TextDecoder('windows-1252').decode(Uint8Array.of(control.charCodeAt(0)))
  return text
    ?.replaceAll(/&#x([89][0-9a-f]);/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/[\u0080-\u009f]/g, windows)
    .replaceAll(/&(\w+);/g, (_, entity) => named[entity] ?? `&${entity};`)
}

// What the label itself says; the rules of the package are by code.
function meaningOfLabel(code: string, label: string): FonctionMeaning | null {
  if (/^04$/.test(code)) return 'internationalAction'
  if (/subvention globale/i.test(label)) return 'globalGrant'
  if (/^Aide publique au développement/.test(label)) return 'officialDevelopmentAssistance'
  if (code === '048') return 'otherInternationalAction'
  if (/^Actions interrégionales$/.test(label)) return 'interregional'
  if (/^Actions européennes$/.test(label)) return 'european'
  return null
}

it('has account plans to compare with', (test) => {
  if (files.length === 0)
    test.skip('../shared/data/totem/plans-de-comptes is missing: the account plans are not compared')
})

describe.skipIf(files.length === 0)('the account plans', () => {
  it.each(files)('%s: every code has the label of the plan, every chapter its section', (file) => {
    const [, year = '', name = ''] = /^(\d{4})_(\w+)\.xml$/.exec(file) ?? []
    const plan = held.nomenclatureOf(name, Number(year))
    expect([plan?.plan, plan?.isExactYear]).toEqual([name, true])
    const accounts = accountsOf(file)
    const wrong = accounts.filter(({ kind, code, label }) => plan?.[kind](code) !== label)
    // A chapter by function also stands among the accounts, at times with a longer label: one of the two is given.
    expect(wrong.filter(({ kind }) => kind !== 'chapter')).toEqual([])
    for (const { code } of wrong) {
      const given = plan?.chapter(code)
      expect(accounts.some((one) => one.code === code && one.label === given)).toBe(true)
    }
    const byFunction = accounts.filter(({ code, section }) => section && /^9\d{2,}$/.test(code))
    for (const { code, section } of byFunction) {
      expect([code, sectionOfFunctionChapter(name, code)]).toEqual([code, section === 'F' ? 'running' : 'investment'])
    }
  })

  it.each(files)('%s: functions and account 6562 mean what their labels say', (file) => {
    const [, year = '', name = ''] = /^(\d{4})_(\w+)\.xml$/.exec(file) ?? []
    const accounts = accountsOf(file)
    for (const { code, label } of accounts.filter(({ kind, code }) => kind === 'fonction' && code.startsWith('04'))) {
      expect([code, fonctionMeaning(name, Number(year), code)]).toEqual([code, meaningOfLabel(code, label)])
    }
    for (const { kind, code, label } of accounts) {
      if (kind === 'fonction' && /^Gestion des fonds européens$/.test(label)) {
        expect([code, fonctionMeaning(name, Number(year), code)]).toEqual([code, 'europeanFunds'])
      }
      if (kind === 'nature' && /coopération décentralisée/i.test(label)) {
        expect([code, isDecentralisedCooperationNature(name, Number(year), code)]).toEqual([code, true])
      }
    }
    const cooperation = accounts.some(
      ({ kind, label }) => kind === 'nature' && /coopération décentralisée/i.test(label),
    )
    expect(isDecentralisedCooperationNature(name, Number(year), '6562')).toBe(cooperation)
  })

  it.each(files)('%s: the class of an account gives the section of its chapter', (file) => {
    const [, year = '', name = ''] = /^(\d{4})_(\w+)\.xml$/.exec(file) ?? []
    const plan = held.nomenclatureOf(name, Number(year))
    const accounts = accountsOf(file)
    const sections = new Map(accounts.filter(({ section }) => section).map(({ code, section }) => [code, section]))
    for (const { code } of accounts.filter(({ kind }) => kind === 'nature')) {
      for (const direction of ['expenditure', 'receipt'] as const) {
        const said = sections.get(plan?.chapterOfNature(code, direction) ?? '')
        const own = said === 'F' ? 'running' : 'investment'
        if (said !== undefined) expect([code, sectionOfNature(code)]).toEqual([code, own])
      }
    }
  })
})

const converted = [
  'DOCBUDG-21560046100010-056025-CA-2021-01032022000000',
  'DOCBUDG-21560046100010-056025-DM2-2021-25112021000000',
  'DOCBUDG-21560046100085-056025-BP-2022-07042022000000',
].filter((name) => existsSync(join(folder, name, 'expected.csv')))

describe.skipIf(converted.length === 0)('SCDL beside the conversion of Megalis', () => {
  it.each(converted)('%s: the same rows, but for what the schema or the plan says otherwise', (name) => {
    const [budget] = parseBudget(readFileSync(join(folder, name, 'totem.xml'))).value ?? []
    const [, ...theirs] = parseCsv(readFileSync(join(folder, name, 'expected.csv'), 'utf8'))
    expect(budget?.lines.length).toBe(theirs.length)
    const plan = held.nomenclatureOf(budget?.header.nomenclature ?? '', budget?.header.year ?? 0)
    const labels = new Set<string>()
    budget?.lines.forEach((line, at) => {
      const row = toScdlRow(budget.header, line, plan)
      expect(checkScdlRow(row)).toEqual([])
      SCDL_COLUMNS.forEach((column, place) => {
        const other = theirs[at]?.[place] ?? ''
        // The schema writes the stage without capital.
        const expected = column === 'BGT_NATDEC' ? other.toLowerCase() : other
        // They leave chapter and section of receipts and operations empty; the schema requires both, the plan gives them.
        const isFilled = other === '' && ['BGT_CONTNAT', 'BGT_CONTNAT_LABEL', 'BGT_SECTION'].includes(column)
        if (isFilled) expect(row[column]).not.toBe('')
        else if (column === 'BGT_NATURE_LABEL' && row[column] !== expected)
          labels.add(`${row.BGT_NATURE}: ${row[column]} ≠ ${expected}`)
        else expect([column, row[column]]).toEqual([column, expected])
      })
    })
    // Their copy of the plan was of another edition: an account renamed, a dash lost, a space that does not break.
    const known = ['73111: Taxes', '73224: Fonds', "6512: Droits d'utilisation"]
    expect([...labels].filter((label) => !known.some((start) => label.startsWith(start)))).toEqual([])
  })
})
