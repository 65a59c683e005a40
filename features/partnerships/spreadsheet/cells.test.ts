import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { locales } from '../../../platform/i18n/locales.ts'
import { translator } from '../../../platform/i18n/translator.ts'
import { themes, tieStates, tieTypes } from '../schema.ts'
import { parseState, parseThemeCell, parseTieType } from './cell-words.ts'
import { parseYear } from './cell-years.ts'
import { sheetFields } from './fields.ts'
import { readRow } from './read-row.ts'

describe('a year', () => {
  it.each([
    ['1991', 1991],
    ['1991,0', 1991],
    ['12/05/1991', 1991],
    ['12.05.1991', 1991],
    ['1991-05-12', 1991],
    ['1991-05-12T00:00:00.000Z', 1991],
    ['12 mai 1991', 1991],
    ['1er décembre 2004', 2004],
    ['May 12, 1991', 1991],
    ['05/12/91', 1991],
    ['12/05/26', 2026],
    ['vers 1991', 1991],
    ['depuis 1957 (serment)', 1957],
    ['33370', 1991],
    ['33370.5', 1991],
  ])('is read in %j', (cell, year) => {
    expect(parseYear(cell, 2026)).toEqual({ value: year })
  })

  it.each(['', ' ', '-', 'n/a', '?', 'inconnu', 'Non renseigné'])('is not said by %j', (cell) => {
    expect(parseYear(cell)).toBeNull()
  })

  it.each([
    ['bientôt', 'year'],
    ['9999', 'year'],
    ['1991-1995', 'severalYears'],
    ['12', 'year'],
  ])('%j is a mistake', (cell, rule) => {
    expect(parseYear(cell)).toEqual({ rule })
  })
})

describe('the nature of a tie', () => {
  it.each([
    ['Jumelage', 'twinning'],
    ['Sister city', 'twinning'],
    ['jumelage européen', 'twinning'],
    ['Jumelage-coopération', 'decentralisedCooperation'],
    ['Convention de coopération décentralisée', 'decentralisedCooperation'],
    ['COOPERATION DECENTRALISEE', 'decentralisedCooperation'],
    ['Coopération transfrontalière', 'europeanCooperation'],
    ['pacte d’amitié', 'agreement'],
    ['Partenariat', 'agreement'],
    ['Aide humanitaire d’urgence', 'humanitarianEmergency'],
  ])('%j is read as %s', (cell, type) => {
    expect(parseTieType(cell)).toEqual({ value: type })
  })

  it('that nobody knows is a mistake, and blank says nothing', () => {
    expect(parseTieType('zzz')).toEqual({ rule: 'type' })
    expect(parseTieType(' – ')).toBeNull()
  })
})

describe('the state of a tie', () => {
  it.each([
    ['en veille', 'suspended'],
    ['Suspendu depuis 2022', 'suspended'],
    ['inactif', 'suspended'],
    ['Terminé', 'ended'],
    ['clôturée', 'ended'],
    ['En cours', 'active'],
    ['ongoing', 'active'],
  ])('%j is read as %s', (cell, state) => {
    expect(parseState(cell)).toEqual({ value: state })
  })

  it('unknown takes nothing back', () => {
    expect(parseState('inconnu')).toBeNull()
    expect(parseState('état inconnu')).toBeNull()
  })
})

describe('themes', () => {
  it('are read in words of both languages, and those that are none are told', () => {
    expect(parseThemeCell('Eau et assainissement, santé / Culture; bidules')).toEqual({
      value: ['waterSanitation', 'health', 'culture'],
      unknown: ['bidules'],
    })
  })
})

describe('what is downloaded', () => {
  it.each(locales)('is understood again in every word (%s)', (locale) => {
    const t = translator(locale)
    for (const type of tieTypes)
      expect(parseTieType(t(`atlas.type.${type}`))).toEqual(type === 'unknown' ? null : { value: type })
    for (const state of tieStates)
      expect(parseState(t(`atlas.state.${state}`))).toEqual(state === 'unknown' ? null : { value: state })
    fc.assert(
      fc.property(fc.subarray([...themes]), (some) => {
        const cell = some.map((theme) => t(`atlas.theme.${theme}`)).join('; ')
        expect(parseThemeCell(cell)).toEqual({ value: some, unknown: [] })
      }),
    )
  })
})

describe('a line', () => {
  const columns = sheetFields

  it('is read whatever stands in it, and never throws', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('1991', '-', '=1', "'=1", 'jumelage', '99999', '\u0000'),
    )
    fc.assert(
      fc.property(fc.array(cell, { maxLength: columns.length + 2 }), (cells) => {
        const row = readRow({ line: 2, cells }, columns, 2026)
        for (const problem of row.problems) expect(columns[problem.column ?? -1]).toBe(problem.field)
      }),
    )
  })

  it('keeps what is right beside what is wrong', () => {
    const row = readRow(
      { line: 7, cells: ['', '', 'Kayes', 'Mali', '', 'jumelage', 'peut-être', 'bientôt'] },
      columns,
      2026,
    )
    expect(row.told).toEqual({ type: 'twinning' })
    expect(row.problems.map(({ field, column, rule }) => ({ field, column, rule }))).toEqual([
      { field: 'state', column: 6, rule: 'state' },
      { field: 'since', column: 7, rule: 'year' },
    ])
  })
})
