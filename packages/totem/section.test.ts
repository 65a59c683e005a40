import { describe, expect, it } from 'vitest'
import { madeBudget, madeFile, madeLine, utf8 } from './fixture.ts'
import { parseBudget } from './read.ts'
import { sectionOfFunctionChapter, sectionOfNature } from './section.ts'

describe('the section of a line', () => {
  it.each([
    ['001', 'investment'],
    ['002', 'running'],
    ['021', 'investment'],
    ['023', 'running'],
    ['024', 'investment'],
    ['1641', 'investment'],
    ['2313', 'investment'],
    ['3555', 'investment'],
    ['4541', 'investment'],
    ['6562', 'running'],
    ['7472', 'running'],
    ['8', null],
    ['', null],
  ])('by account %s is %s', (nature, section) => expect(sectionOfNature(nature)).toBe(section))

  it.each([
    ['M57-M57_D', '9004', 'investment'],
    ['M57-M57_D', '9304', 'running'],
    ['M57-M57_D', '922', 'investment'],
    ['M52-M52', '9104', 'investment'],
    ['M14-M14_COM_SUP3500', '90048', 'investment'],
    ['M14-M14_COM_SUP3500', '92048', 'running'],
    ['M71-M71', '953', 'running'],
    ['M71-M71', '954', 'investment'],
    ['M57-M57_D', '65', null],
    ['M57-M57_D', '95', null],
  ])('in %s by chapter %s is %s', (nomenclature, chapter, section) =>
    expect(sectionOfFunctionChapter(nomenclature, chapter)).toBe(section),
  )

  it('is what the producer says, before the chapter, before the account', () => {
    const lines = [
      madeLine({ Nature: '6562', ContNat: '9004' }, '<CaracSup Code="Section" V="F"/>'),
      madeLine({ Nature: '6562', ContNat: '9004' }),
      madeLine({ Nature: '6562', ContNat: '' }),
    ]
    const [budget] =
      parseBudget(utf8(madeFile(madeBudget({ nomenclature: 'M52-M52', lines: lines.join('') })))).value ?? []
    expect(budget?.lines.map(({ section }) => section)).toEqual(['running', 'investment', 'running'])
  })
})
