import { describe, expect, it } from 'vitest'
import { fieldsOf, parseValue, readPopulation } from './fields.ts'

describe('what may be corrected', () => {
  it('leaves to the register what the register keeps', () => {
    expect(fieldsOf('organisation', false)).toContain('population')
    expect(fieldsOf('organisation', true)).toEqual(['otherName', 'website', 'other'])
    expect(fieldsOf('partnership', true)).toContain('doesNotExist')
  })
})

describe('what is typed for a field', () => {
  it.each([
    ['sinceYear', { value: ' 1987 ' }, { value: '1987' }],
    ['sinceYear', { value: '2031' }, { reason: 'correction_year_wrong' }],
    ['sinceYear', { value: 'vers 1987' }, { reason: 'correction_year_wrong' }],
    ['population', { value: '59 856', year: '2023' }, { value: '59856 (2023)' }],
    ['population', { value: '59.856', year: '2023' }, { value: '59856 (2023)' }],
    ['population', { value: '59 856' }, { reason: 'correction_year_wrong' }],
    ['population', { value: 'beaucoup', year: '2023' }, { reason: 'correction_population_wrong' }],
    ['website', { value: 'www.nanterre.fr' }, { value: 'https://www.nanterre.fr/' }],
    ['website', { value: 'javascript:alert(1)' }, { reason: 'correction_website_wrong' }],
    ['state', { value: 'ended' }, { value: 'ended' }],
    ['state', { value: 'unknown' }, { reason: 'correction_value_missing' }],
    ['doesNotExist', { value: '' }, { value: '' }],
    ['name', { value: '' }, { reason: 'correction_value_missing' }],
    ['name', { value: 'x'.repeat(201) }, { reason: 'correction_value_long' }],
  ] as const)('%s: %j', (field, typed, expected) => {
    expect(parseValue(field, typed, 2026)).toEqual(expected)
  })

  it('gives a population back as a number and its year', () => {
    expect(readPopulation('59856 (2023)')).toEqual({ inhabitants: 59856, year: 2023 })
    expect(readPopulation('some')).toBeNull()
  })
})
