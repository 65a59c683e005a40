import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareAmounts, sumAmounts } from '../../packages/totem/amounts.ts'
import { fonctionMeaning } from '../../packages/totem/meaning.ts'
import { parseBudget, readBudget } from '../../packages/totem/read.ts'
import { totalsOf } from '../../packages/totem/totals.ts'
import type { Budget, BudgetLine, Direction } from '../../packages/totem/types.ts'
import { projectRoot } from '../../platform/project-root.ts'

// Budgets that towns published, and what an independent count of them gave; kept beside the project and not in it.
const folder = join(projectRoot, '../shared/data/totem')

type Counted = {
  idEtab: string
  nomenclature: string
  exercice: string
  natDec: string
  codTypBud: string
  versionSchema: string
  lignes: number
  lignesCalculees: number
  lignesAvecFonction: number
  mtRealTotalHorsCalcule: Record<'D' | 'R', string>
  mtRealFonction04: Record<string, string>
  concours: number
}

const isThere = existsSync(join(folder, 'oracle.json'))
const counted: Record<string, Counted> = isThere ? JSON.parse(readFileSync(join(folder, 'oracle.json'), 'utf8')) : {}

function read(file: string): Budget {
  const { value, issues } = parseBudget(readFileSync(join(folder, file)))
  expect(issues).toEqual([])
  expect(value?.length).toBe(1)
  const [budget] = value ?? []
  if (budget === undefined) throw new Error(`${file} has no budget`)
  return budget
}

const executed = (lines: BudgetLine[], direction: Direction) =>
  sumAmounts(lines.filter((line) => line.direction === direction).map((line) => line.executed ?? '0.00'))

it('has real budgets to read', (test) => {
  if (!isThere) test.skip('../shared/data/totem is missing: the real budgets are not read')
})

describe.skipIf(!isThere)('every real budget', () => {
  const stages = { '01': 'primitive', '02': 'amending', '09': 'administrativeAccount', '10': 'singleAccount' }

  it.each(Object.entries(counted))('%s: counts and totals are those counted apart, to the cent', (file, count) => {
    const { header, lines, grants, lineCount, calculatedLines, grantCount } = read(file)
    expect({
      siret: header.siret,
      nomenclature: header.nomenclature,
      year: String(header.year),
      stage: header.stage,
      budgetType: header.budgetType,
      version: header.version,
    }).toEqual({
      siret: count.idEtab,
      nomenclature: count.nomenclature,
      year: count.exercice,
      stage: stages[count.natDec as keyof typeof stages],
      budgetType: count.codTypBud === 'P' ? 'principal' : 'annexed',
      version: count.versionSchema,
    })
    expect([lineCount + calculatedLines, calculatedLines]).toEqual([count.lignes, count.lignesCalculees])
    expect([lines.length, grants.length, grantCount]).toEqual([lineCount, count.concours, count.concours])
    expect(lines.filter(({ fonction }) => fonction !== null).length).toBe(count.lignesAvecFonction)
    for (const [code, direction] of [
      ['D', 'expenditure'],
      ['R', 'receipt'],
    ] as const) {
      const sum = executed(lines, direction)
      expect(
        compareAmounts(sum, sumAmounts([`${count.mtRealTotalHorsCalcule[code]}.00`.replace(/(\.\d\d)\.00$/, '$1')])),
      ).toBe(0)
      const sections = totalsOf(lines).bySection.filter((total) => total.direction === direction)
      expect(sumAmounts(sections.map(({ amounts }) => amounts.executed ?? '0.00'))).toBe(sum)
    }
    const found = totalsOf(lines).byFonction.filter(({ fonction }) => fonction?.startsWith('04'))
    const named = found.map((one) => [
      `${one.fonction}/${one.direction === 'receipt' ? 'R' : 'D'}/${one.isOrder ? 1 : 0}`,
      one.amounts.executed,
    ])
    expect(Object.fromEntries(named)).toEqual(count.mtRealFonction04)
  })

  it.each([
    ['Montreuil_93_CA_2016.xml', '541700.86', '70456.00'],
    ['Montreuil_93_CA_2018.xml', '387959.64', '2503.56'],
    ['Montreuil_93_CA_2020.xml', '492604.30', '390173.16'],
    ['Montreuil_93_CA_2022.xml', '285761.30', '49400.00'],
  ])('%s: international action is %s spent and %s received', (file, spent, received) => {
    const { header, lines } = read(file)
    const own = lines.filter(
      ({ fonction, isOrder }) =>
        !isOrder &&
        fonction !== null &&
        fonctionMeaning(header.nomenclature, header.year, fonction) === 'otherInternationalAction',
    )
    expect([executed(own, 'expenditure'), executed(own, 'receipt')]).toEqual([spent, received])
  })

  it('names no private person: neither those declared so, nor those of files that declare nothing', () => {
    const budgets = Object.keys(counted).map(read)
    const grants = budgets.flatMap((budget) => budget.grants)
    const persons = grants.filter(({ legalKind }) => legalKind === 'P3' || legalKind === null)
    expect(persons.length).toBe(7 + 13 + 15 + 1 + 37)
    for (const grant of persons)
      expect(grant).toMatchObject({ beneficiary: null, purpose: null, isPrivatePerson: true })
    expect(grants.filter(({ isPrivatePerson }) => !isPrivatePerson).every(({ beneficiary }) => beneficiary)).toBe(true)
  })
})

describe.skipIf(!isThere)('a real budget that was spoilt', () => {
  const whole = isThere ? readFileSync(join(folder, 'Montreuil_93_CA_2016.xml')) : Buffer.alloc(0)

  it.each([0.01, 0.2, 0.5, 0.9, 0.999])('cut at %d of its length is refused', (share) => {
    const { value, issues } = parseBudget(whole.subarray(0, Math.floor(whole.length * share)))
    expect([value, issues.map(({ rule }) => rule)]).toEqual([null, ['truncated']])
  })

  it('reads the same in pieces of any size', async () => {
    for (const size of [1021, 65_536, 1_000_003]) {
      const lines: BudgetLine[] = []
      const pieces = Array.from({ length: Math.ceil(whole.length / size) }, (_, at) =>
        whole.subarray(at * size, (at + 1) * size),
      )
      await readBudget(pieces, { line: (line) => lines.push(line) })
      expect(lines).toEqual(read('Montreuil_93_CA_2016.xml').lines)
    }
  })
})
