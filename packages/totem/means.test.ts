import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { meansOf } from './means.ts'
import { loadNomenclatures } from './node.ts'
import type { Nomenclatures } from './nomenclature.ts'

const folder = join(import.meta.dirname, 'data')
const accounts = readFileSync(join(folder, 'natures.csv'), 'utf8')
  .split('\n')
  .slice(1)
  .flatMap((line) => /^\w+/.exec(line)?.[0] ?? [])

describe('meansOf', () => {
  let plans: Nomenclatures
  beforeAll(async () => {
    plans = await loadNomenclatures(folder)
  })
  const of = (name: string, year: number, nature: string, direction: 'expenditure' | 'receipt' = 'expenditure') =>
    meansOf(plans.nomenclatureOf(name, year), nature, direction)

  it.each([
    ['M14-M14_COM_SUP3500', 2016, '64111', 'personnel'],
    ['M14-M14_COM_SUP3500', 2016, '6218', 'personnel'],
    ['M14-M14_COM_SUP3500', 2016, '6332', 'personnel'],
    ['M14-M14_COM_SUP3500', 2016, '6251', 'purchases'],
    ['M14-M14_COM_SUP3500', 2016, '60623', 'purchases'],
    ['M14-M14_COM_SUP3500', 2016, '6574', 'grants'],
    ['M14-M14_COM_SUP3500', 2022, '6745', 'grants'],
    ['M57-M57_D', 2024, '65748', 'grants'],
    ['M57-M57', 2020, '20421', 'equipmentGrants'],
    ['M57-M57', 2020, '2031', 'ownInvestment'],
    ['M57-M57', 2020, '274', 'otherInvestment'],
    ['M14-M14_COM_SUP3500', 2016, '6532', 'electedMembers'],
    ['M57-M57', 2020, '6558', 'contributions'],
  ])('%s of %i: %s is %s', (name, year, nature, means) => {
    expect(of(name, year, nature)).toBe(means)
  })

  it('reads a code by its own plan: 6562 is a contribution in M57, a cost of elected groups in M14', () => {
    expect(of('M57-M57', 2020, '6562')).toBe('contributions')
    expect(of('M14-M14_COM_SUP3500', 2018, '6562')).toBe('electedMembers')
  })

  it('reads a code by its own plan: 651 is aid to persons in M57, licences in M14', () => {
    expect(of('M57-M57', 2020, '6513')).toBe('aidToPersons')
    expect(of('M14-M14_COM_SUP3500', 2018, '651')).toBe('otherRunning')
  })

  it('tells receipts apart from expenditure', () => {
    expect(of('M14-M14_COM_SUP3500', 2016, '74718', 'receipt')).toBe('grantsReceived')
    expect(of('M14-M14_COM_SUP3500', 2016, '1311', 'receipt')).toBe('investmentGrantsReceived')
    expect(of('M14-M14_COM_SUP3500', 2016, '7062', 'receipt')).toBe('sales')
    expect(of('M14-M14_COM_SUP3500', 2022, '7788', 'receipt')).toBe('otherReceipts')
  })

  it('says nothing of an account the plan does not have, nor under a plan that is not held', () => {
    expect(of('M57-M57_D', 2024, '69999')).toBeNull()
    expect(of('M4-M49', 2024, '6251')).toBeNull()
    expect(meansOf(null, '6251', 'expenditure')).toBeNull()
  })

  it('never contradicts the official chapter of an account, in any plan of any year', () => {
    const wanted = new Map([
      ['011', 'purchases'],
      ['012', 'personnel'],
      ['204', 'equipmentGrants'],
      ['20', 'ownInvestment'],
      ['21', 'ownInvestment'],
      ['23', 'ownInvestment'],
    ])
    for (const { plan, year } of plans.plans) {
      const nomenclature = plans.nomenclatureOf(plan, year)
      for (const code of new Set(accounts)) {
        const expected = wanted.get(nomenclature?.chapterOfNature(code, 'expenditure') ?? '')
        if (expected) expect([plan, code, meansOf(nomenclature, code, 'expenditure')]).toEqual([plan, code, expected])
      }
    }
  })
})
