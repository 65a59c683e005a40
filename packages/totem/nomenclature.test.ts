import { describe, expect, it } from 'vitest'
import { loadNomenclatures } from './node.ts'
import { readNomenclatures } from './nomenclature.ts'

const small = readNomenclatures({
  plans: 'plan,year\nM9,2018\nM9,2021\nM9,2024\nM9_A,2024\n',
  natures:
    'code,label,expenditureChapter,receiptChapter,plans\n6562,"Achats, fournitures",011,,M9:2018-2021\n6562,Coopération,65,74,M9:2024 M9_A\n777,Nouveau,,77,M9:2018+2024\n',
  fonctions: 'code,label,plans\n048,Autres actions,M9 M9_A\n',
  chapters: 'code,label,plans\n9304,Coopération,M9\n4541,Travaux,M9\n',
})

describe('account plans', () => {
  it('give a label by plan and year, never by code alone', () => {
    const label = (name: string, year: number) => small.nomenclatureOf(name, year)?.nature('6562')
    expect([label('M9-M9', 2021), label('M9-M9', 2024), label('M9-M9_A', 2024)]).toEqual([
      'Achats, fournitures',
      'Coopération',
      'Coopération',
    ])
  })

  it.each([
    [2021, 2021, true],
    [2023, 2021, false],
    [2030, 2024, false],
    [2010, 2018, false],
  ])('of %d are read from %d, which is said', (year, planYear, isExactYear) =>
    expect(small.nomenclatureOf('M9-M9', year)).toMatchObject({ plan: 'M9', planYear, isExactYear }),
  )

  it('find a code that year has not in the nearest other year, which is said too', () => {
    const plan = small.nomenclatureOf('M9', 2021)
    expect([plan?.nature('777'), plan?.yearOf('nature', '777'), plan?.yearOf('nature', '6562')]).toEqual([
      'Nouveau',
      2018,
      2021,
    ])
    expect([plan?.nature('1'), plan?.yearOf('nature', '1')]).toEqual([null, null])
  })

  it('give the chapter of an account by direction, and the label of chapters by function and of works for third persons', () => {
    const plan = small.nomenclatureOf('M9', 2024)
    expect([plan?.chapterOfNature('6562', 'expenditure'), plan?.chapterOfNature('777', 'expenditure')]).toEqual([
      '65',
      null,
    ])
    expect([plan?.chapter('9304'), plan?.chapter('45412'), plan?.fonction('048')]).toEqual([
      'Coopération',
      'Travaux',
      'Autres actions',
    ])
  })

  it('say nothing of a plan that is not held', () => expect(small.nomenclatureOf('M4-M43_D', 2022)).toBeNull())

  it('refuse texts that are not theirs', () =>
    expect(() => readNomenclatures({ plans: 'a,b\n', natures: '', fonctions: '', chapters: '' })).toThrow(RangeError))
})

describe('the plans that come with the package', () => {
  it('tell M14 from M57 on the account and the function of cooperation', async () => {
    const held = await loadNomenclatures()
    const [m14, m57, abridged] = ['M14-M14_COM_SUP3500', 'M57-M57_D', 'M57-M57_A'].map((name) =>
      held.nomenclatureOf(name, 2024),
    )
    expect([m14?.nature('6562'), m57?.nature('6562'), abridged?.nature('6562')]).toEqual([
      'Matériel, équipement et fournitures',
      'Au titre de la coopération décentralisée',
      null,
    ])
    expect([m14?.fonction('048'), m57?.fonction('048'), m57?.chapter('9304')]).toEqual([
      'Autres actions de coopération décentralisée',
      'Autres actions',
      'Coopération décentralisée et actions interrégionales, européennes et internationales',
    ])
    expect(held.plans.length).toBe(28)
  })
})
