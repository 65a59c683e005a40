import { describe, expect, it } from 'vitest'
import { locales } from '../../../platform/i18n/locales.ts'
import { translator } from '../../../platform/i18n/translator.ts'
import { findColumnsProblem, sheetFields } from './fields.ts'
import { findHeader, headerDigest, recogniseColumns, toColumns } from './recognise.ts'

const isCountry = (label: string) => ['Mali', 'Burkina Faso', 'Sénégal'].includes(label)
const read = (header: string[], rows: string[][] = []) =>
  toColumns(
    recogniseColumns(
      header,
      rows.map((cells, index) => ({ line: index + 2, cells })),
      isCountry,
    ),
  )

describe('the columns of', () => {
  it('the sheet of the national atlas', () => {
    expect(
      read([
        'Collectivité territoriale française',
        'Collectivité territoriale étrangère',
        'Pays',
        'Type de partenariat',
        'Thématiques',
        'Date de début',
        'Date de fin',
        'Statut',
        'Contact',
        'Mise à jour le',
        'Code INSEE',
      ]),
    ).toEqual([
      'ownName',
      'partnerName',
      'partnerCountry',
      'type',
      'themes',
      'since',
      'until',
      'state',
      null,
      null,
      null,
    ])
  })

  it('the base of a regional network', () => {
    expect(
      read([
        'Structure',
        'Type de structure',
        'Pays d’intervention',
        'Localité partenaire',
        'Secteurs d’intervention',
        'ODD',
        'Site web',
        'Année',
      ]),
    ).toEqual(['ownName', null, 'partnerCountry', 'partnerName', 'themes', null, null, 'since'])
  })

  it('an officer’s own list', () => {
    expect(read(['Ville', 'PAYS', 'jumelée depuis', 'Notes', 'élu référent'])).toEqual([
      'partnerName',
      'partnerCountry',
      'since',
      null,
      null,
    ])
    expect(read(['Sister city', 'Country', 'Year', 'Status', 'Areas of work'])).toEqual([
      'partnerName',
      'partnerCountry',
      'since',
      'state',
      'themes',
    ])
  })

  it.each(locales)('our own download (%s), surely', (locale) => {
    const header = sheetFields.map((field) => translator(locale)(`spreadsheet.field.${field}`))
    const guesses = recogniseColumns(header, [], isCountry)
    expect(guesses).toEqual(sheetFields.map((field) => ({ field, confidence: 'sure' })))
  })

  it('a list without headings over some columns, by what stands in them', () => {
    expect(
      read(
        ['Partenaire', '', '', ''],
        [
          ['Kayes', 'Mali', 'jumelage', 'x'],
          ['Dori', 'Burkina Faso', 'convention', ''],
          ['Podor', 'Sénégal', 'jumelage', ''],
        ],
      ),
    ).toEqual(['partnerName', 'partnerCountry', 'type', null])
  })
})

describe('headings', () => {
  it('are found under a title', () => {
    const rows = [
      ['Action internationale de la ville'],
      ['Mise à jour : mars 2026'],
      ['Partenaire', 'Pays', 'Depuis'],
      ['Kayes', 'Mali', '1986'],
    ]
    expect(findHeader(rows.map((cells, index) => ({ line: index + 1, cells })))).toBe(2)
  })

  it('are the same whatever their accents and capitals', () => {
    expect(headerDigest(['Thème', 'PAYS '])).toBe(headerDigest(['theme', 'pays']))
    expect(headerDigest(['Thème', 'Pays'])).not.toBe(headerDigest(['Pays', 'Thème']))
  })
})

it('columns given by hand must name the partner once', () => {
  expect(findColumnsProblem(['partnerCountry', null])?.reason).toBe('spreadsheet_no_partner_column')
  expect(findColumnsProblem(['partnerName', 'since', 'since'])).toEqual({
    reason: 'spreadsheet_column_twice',
    column: 2,
  })
  expect(findColumnsProblem(['id'])).toBeNull()
})
