import { describe, expect, it } from 'vitest'
import { fonctionMeaning, isDecentralisedCooperationNature } from '../../packages/totem/meaning.ts'
import { type AccountItem, type Clues, lineKey, suggest } from './suggestions.ts'

const nobody = { organisationId: null, partnershipId: null, projectId: null }

const clues = (facts: Partial<Clues> = {}, nomenclature = 'M57-M57', year = 2022): Clues => ({
  meaningOf: (code) => fonctionMeaning(nomenclature, year, code),
  isCooperationNature: (nature) => isDecentralisedCooperationNature(nomenclature, year, nature),
  words: [
    { pattern: 'jumelage', kind: 'international' },
    { pattern: 'cooperat* decentral*', kind: 'international' },
    { pattern: 'eau solidaire', kind: 'onePercent' },
  ],
  ambiguous: new Set(['maurice']),
  names: [],
  places: [],
  lastYear: new Map(),
  refused: new Set(),
  ...facts,
})

let made = 0
const item = ({ texts = [], ...facts }: Partial<AccountItem> = {}): AccountItem => ({
  kind: 'line',
  position: ++made,
  nature: '6574',
  functionCode: null,
  operation: null,
  direction: 'expenditure',
  texts,
  ownTexts: texts,
  ...facts,
})

const rulesOf = (one: AccountItem, facts: Partial<Clues> = {}) =>
  suggest([one], clues(facts)).flatMap(({ reasons }) => reasons.map(({ rule }) => rule))

describe('codes are read with the account plan and its year', () => {
  it.each([
    ['M57-M57', 2022, '042', 'interregional'],
    ['M71-M71', 2020, '042', 'european'],
    ['M71-M71', 2020, '041', 'interregional'],
    ['M14-M14_COM_SUP3500', 2020, '041', 'globalGrant'],
  ])('%s %i, function %s: %s', (nomenclature, year, functionCode, meaning) => {
    const [found] = suggest([item({ functionCode })], clues({}, nomenclature, year))
    expect(found?.reasons).toMatchObject([{ rule: 'function', code: functionCode, meaning }])
  })

  it('05 is European funds in M57 and the recovery plan in M14: there it is no reason', () => {
    expect(suggest([item({ functionCode: '051' })], clues())).toHaveLength(1)
    expect(suggest([item({ functionCode: '05' })], clues({}, 'M14-M14_COM_SUP3500', 2022))).toHaveLength(0)
  })

  it('6562 is decentralised cooperation in M57, and equipment in M14', () => {
    expect(rulesOf(item({ nature: '6562' }))).toEqual(['nature6562'])
    expect(suggest([item({ nature: '6562' })], clues({}, 'M14-M14_COM_SUP3500', 2020))).toHaveLength(0)
  })
})

describe('words, names and places are met whole, without accents', () => {
  it.each([
    ['Comité de Jumelage', ['word']],
    ['JUMELAGES ET AMITIÉ', []],
    ['RESEAU COOPERAT DECENTRAL PALESTINE', ['word', 'country']],
    ['Programme Eau solidaire au Mali', ['onePercent', 'country']],
    ['Rue Maurice Ravel', []],
    ['Formalité', []],
  ])('%s', (text, expected) => {
    const places = ['Mali', 'Palestine', 'Maurice'].map((name) => ({ name, partnershipId: null, country: 'XX' }))
    expect(rulesOf(item({ texts: [text] }), { places }).toSorted()).toEqual(expected.toSorted())
  })

  it('a partner is found by its name even where that is also a word, with its tie', () => {
    const names = [{ ...nobody, name: 'Maurice', as: 'partner' as const, partnershipId: 'the-tie' }]
    const [found] = suggest([item({ texts: ['Fournitures pour Maurice'] })], clues({ names }))
    expect(found?.reasons).toMatchObject([{ rule: 'name', as: 'partner', partnershipId: 'the-tie' }])
  })

  it('a word says nothing more where it is part of what is met', () => {
    const words: Clues['words'] = ['jumelage', 'comité de jumelage'].map((pattern) => ({
      pattern,
      kind: 'international',
    }))
    const [found] = suggest([item({ texts: ['COMITE DE JUMELAGE'] })], clues({ words }))
    expect(found?.reasons).toEqual([{ rule: 'word', word: 'comité de jumelage' }])
  })

  it('a long name with its sign marks', () => {
    const names = [
      { ...nobody, name: 'Réseau Coopération décentralisée pour la Palestine (RCDP)', as: 'network' as const },
    ]
    expect(rulesOf(item({ texts: ['RESEAU COOPERATION DECENTRALISEE POUR LA PALESTINE RCDP'] }), { names })).toContain(
      'name',
    )
  })

  it('says the surest reason first', () => {
    const names = [{ ...nobody, name: 'Cités Unies France', as: 'network' as const }]
    expect(rulesOf(item({ functionCode: '042', texts: ['Cités Unies France, jumelage'] }), { names })).toEqual([
      'function',
      'name',
      'word',
    ])
  })
})

describe('what was decided before', () => {
  const grant = item({ kind: 'grant', texts: ['Comité de jumelage', 'Voyage d’élèves'] })

  it('is known again next year whatever its place in the file', () => {
    const next = item({ kind: 'grant', texts: ['COMITE DE JUMELAGE', 'Voyage d’eleves'] })
    expect(lineKey(next)).toBe(lineKey(grant))
    const lastYear = new Map([[lineKey(grant), { lineId: 'line', label: 'Jumelage', year: 2021 }]])
    expect(rulesOf(next, { lastYear })).toEqual(['lastYear', 'word'])
  })

  it('is not proposed again once refused', () => {
    expect(rulesOf(grant, { refused: new Set([lineKey(grant)]) })).toEqual([])
  })
})
