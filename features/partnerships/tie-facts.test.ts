import { describe, expect, it } from 'vitest'
import { applyFactChanges, compareSharedFacts, needsAnswer, readSharedFacts, type SharedFacts } from './tie-facts.ts'

const facts: SharedFacts = {
  type: 'twinning',
  sinceYear: 1994,
  openEnded: true,
  termYear: null,
  themes: ['health', 'culture'],
  sdgs: [6],
  rights: ['water'],
  languages: ['fr', 'mos'],
}

describe('what binds all parties', () => {
  const party = (isOurs: boolean, lookedAfter: boolean) => ({ isOurs, lookedAfter })
  it.each([
    ['nobody keeps another side', [party(true, true), party(false, false)], false],
    ['somebody does', [party(true, true), party(false, true)], true],
    ['one of two others does', [party(true, true), party(false, false), party(false, true)], true],
    ['only we are there', [party(true, true)], false],
  ])('is answered by the others: %s', (_, parties, expected) => {
    expect(needsAnswer(parties)).toBe(expected)
  })

  it.each([
    ['the same in another order', { themes: ['culture', 'health'] as SharedFacts['themes'] }, []],
    ['another year', { sinceYear: 1993 }, ['sinceYear']],
    ['an end in place of none', { openEnded: false, termYear: 2030 }, ['openEnded', 'termYear']],
    ['nothing more of rights', { rights: [] }, ['rights']],
  ])('is compared: %s', (_, change, expected) => {
    const changes = compareSharedFacts(facts, { ...facts, ...change })
    expect(Object.keys(changes)).toEqual(expected)
    expect(compareSharedFacts({ ...facts, ...change }, applyFactChanges(facts, changes))).toEqual({})
  })

  const typed = { type: 'twinning', sinceYear: '1994', term: 'open', termYear: '' }
  it.each([
    ['whole', {}, { sinceYear: 1994, openEnded: true, termYear: null }],
    ['without years', { sinceYear: '', term: 'unsaid' }, { sinceYear: null, openEnded: null, termYear: null }],
    ['with an agreed end', { term: 'year', termYear: '2030' }, { openEnded: false, termYear: 2030 }],
    ['with a year that is not meant', { term: 'open', termYear: '2030' }, { openEnded: true, termYear: null }],
    ['with lists', { themes: ['health'], sdgs: ['3'], rights: ['health'], languages: ['fr'] }, { sdgs: [3] }],
  ])('is read: %s', (_, more, expected) => {
    expect(readSharedFacts({ ...typed, ...more }, 2026)).toMatchObject({ facts: expected })
  })

  it.each([
    ['no kind', { type: '' }, 'type', 'tie_type_wrong'],
    ['a kind of ours only', { type: 'friendship' }, 'type', 'tie_type_wrong'],
    ['no year', { sinceYear: 'soon' }, 'sinceYear', 'tie_since_wrong'],
    ['a year to come', { sinceYear: '2040' }, 'sinceYear', 'tie_since_wrong'],
    ['an end not given', { term: 'year' }, 'termYear', 'tie_term_needed'],
    ['an end before the beginning', { term: 'year', termYear: '1990' }, 'termYear', 'tie_term_before'],
    ['a goal there is not', { sdgs: ['18'] }, 'sdgs', 'tie_choice_wrong'],
    ['a theme there is not', { themes: ['golf'] }, 'themes', 'tie_choice_wrong'],
  ])('is not read: %s', (_, more, field, reason) => {
    expect(readSharedFacts({ ...typed, ...more }, 2026)).toEqual({ problems: [{ field, reason }] })
  })
})
