import { describe, expect, it } from 'vitest'
import { fonctionMeaning, fonctionOfChapter, isDecentralisedCooperationNature } from './meaning.ts'

const M14 = 'M14-M14_COM_SUP3500'
const M57D = 'M57-M57_D'

describe('what a function says of international action', () => {
  it.each([
    [M57D, 2024, '041', 'globalGrant'],
    [M57D, 2024, '042', 'interregional'],
    [M57D, 2024, '043', 'european'],
    [M57D, 2024, '044', 'officialDevelopmentAssistance'],
    [M57D, 2024, '048', 'otherInternationalAction'],
    [M57D, 2026, '048', 'otherInternationalAction'],
    [M57D, 2024, '04', 'internationalAction'],
    [M57D, 2024, '05', 'europeanFunds'],
    [M57D, 2024, '0580', 'europeanFunds'],
    ['M57-M57_A', 2023, '044', 'officialDevelopmentAssistance'],
    ['M57-M57', 2015, '051', 'europeanFunds'],
    ['M71-M71', 2018, '041', 'interregional'],
    ['M71-M71', 2018, '042', 'european'],
    ['M71-M71', 2018, '043', 'globalGrant'],
    ['M71-M71', 2018, '044', 'officialDevelopmentAssistance'],
    ['M71-M71', 2018, '62', 'europeanFunds'],
    ['M71-M71', 2022, '05', null],
    [M14, 2022, '05', null],
    ['M52-M52', 2022, '05', null],
    [M14, 2022, '041', 'globalGrant'],
    [M14, 2022, '042', null],
    [M14, 2022, '044', null],
    [M14, 2022, '048', 'otherInternationalAction'],
    ['M52-M52', 2018, '044', null],
    ['M52-M52', 2018, '048', 'otherInternationalAction'],
    [M14, 2022, '62', null],
    [M14, 2022, '33', null],
    ['M14-M14_COM_500_3500', 2022, '048', null],
    ['M4-M43_D', 2022, '048', null],
    ['', 2022, '048', null],
    [M57D, 2014, '048', null],
    ['M57-M57', 2013, '048', null],
    [M14, 2010, '048', null],
  ])('%s %d %s: %s', (nomenclature, year, code, meaning) =>
    expect(fonctionMeaning(nomenclature, year, code)).toBe(meaning),
  )

  it.each([
    [M57D, '9004', 'internationalAction'],
    [M57D, '9304', 'internationalAction'],
    [M57D, '93044', 'officialDevelopmentAssistance'],
    [M57D, '9305', 'europeanFunds'],
    [M57D, '9104', null],
    [M57D, '92048', null],
    ['M52-M52', '9104', 'internationalAction'],
    [M14, '90048', 'otherInternationalAction'],
    [M14, '92048', 'otherInternationalAction'],
    [M14, '9204', 'internationalAction'],
    [M14, '9304', null],
    ['M71-M71', '93042', 'european'],
  ])('voted by function in %s, chapter %s: %s', (nomenclature, chapter, meaning) =>
    expect(fonctionMeaning(nomenclature, 2023, chapter)).toBe(meaning),
  )

  it('finds the function inside a chapter, and none in a chapter by nature', () => {
    expect(['930', '9304', '92048', '65', '011'].map((code) => fonctionOfChapter(M57D, 2024, code))).toEqual([
      '0',
      '04',
      null,
      null,
      null,
    ])
  })
})

describe('account 6562', () => {
  it.each([
    ['M52-M52', true],
    ['M57-M57', true],
    [M57D, true],
    ['M57-M57_P', true],
    ['M71-M71', true],
    [M14, false],
    ['M57-M57_A', false],
    ['M4-M43_D', false],
  ])('in %s is decentralised cooperation: %s', (nomenclature, is) => {
    expect(isDecentralisedCooperationNature(nomenclature, 2023, '6562')).toBe(is)
    expect(isDecentralisedCooperationNature(nomenclature, 2023, '6561')).toBe(false)
    expect(isDecentralisedCooperationNature(nomenclature, 2000, '6562')).toBe(false)
  })
})
