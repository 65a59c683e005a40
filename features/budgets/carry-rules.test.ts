import { describe, expect, it } from 'vitest'
import { type CarriedLine, carriedFields, carryChoices } from './carry-rules.ts'

const blank = Object.fromEntries(carriedFields.map((field) => [field, null])) as Record<
  (typeof carriedFields)[number],
  null
>
const line = (id: string, year: number, facts: Partial<CarriedLine> = {}): CarriedLine => ({
  ...blank,
  ...{ id, year, label: 'Subventions', direction: 'expenditure', nature: '6574', functionCode: '048' },
  ...{ beneficiary: '', amount: '10.00' },
  ...facts,
})

describe('the choices of a year', () => {
  it('go to the same nature, function and beneficiary of other years, where nobody has said anything', () => {
    const lines = [
      line('a', 2022, { actionType: 'twinning', theme: 'peace' }),
      line('b', 2016),
      line('c', 2018, { actionType: 'decentralisedCooperation' }),
      line('d', 2016, { nature: '6251' }),
      line('e', 2016, { functionCode: '041' }),
      line('f', 2016, { beneficiary: 'AMIS DE BEIT SIRA' }),
      line('g', 2016, { direction: 'receipt' }),
      line('h', 2020, { actionType: 'twinning', theme: 'culture' }),
    ]
    const [group, ...others] = carryChoices(lines, 2022, [2016, 2018, 2020])
    expect(others).toEqual([])
    expect(group).toMatchObject({ choices: { actionType: 'twinning', theme: 'peace' }, unsure: [] })
    expect(group?.to).toEqual([
      { id: 'b', year: 2016, amount: '10.00', says: { actionType: 'twinning', theme: 'peace' } },
      { id: 'c', year: 2018, amount: '10.00', says: { theme: 'peace' } },
    ])
  })

  it('go only to the years that are asked for', () => {
    const lines = [line('a', 2022, { theme: 'peace' }), line('b', 2016), line('c', 2018)]
    expect(carryChoices(lines, 2022, [2018])[0]?.to.map(({ id }) => id)).toEqual(['c'])
  })

  it('stay where lines alike of that year say different things, or some say nothing', () => {
    const lines = [
      line('a', 2022, { theme: 'peace', country: 'PS' }),
      line('b', 2022, { theme: 'culture', country: 'PS' }),
      line('c', 2016),
    ]
    expect(carryChoices(lines, 2022, [2016])).toMatchObject([{ choices: { country: 'PS' }, unsure: ['theme'] }])
    expect(carryChoices([line('a', 2022, { theme: 'peace' }), line('b', 2022), line('c', 2016)], 2022, [2016])).toEqual(
      [],
    )
  })

  it('are nothing where that year has no line', () => {
    expect(carryChoices([line('a', 2016, { theme: 'peace' })], 2022, [2016])).toEqual([])
  })
})
