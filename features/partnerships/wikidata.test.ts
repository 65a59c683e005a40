import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ServedItem, sparqlAnswer } from '../../tests/wikidata-service.ts'
import { parseWikidataPage, wikidataQuery } from './wikidata.ts'

const chambery: ServedItem = {
  id: 45656,
  fr: 'Chambéry',
  country: 'FR',
  point: 'Point(5.9178 45.5646)',
  insee: '73065',
  siren: '217300656',
}
const ouahigouya: ServedItem = { id: 857079, fr: 'Ouahigouya', country: 'BF', point: 'Point(-2.4167 13.5833)' }

describe('an answer of the query service', () => {
  it('gives each tie with its names, codes, points and years', () => {
    const page = parseWikidataPage(sparqlAnswer([{ a: chambery, b: ouahigouya, start: '1991-01-01T00:00:00Z' }]), 7)
    expect(page?.last).toBe('http://www.wikidata.org/entity/Q45656')
    expect(page?.rows[0]).toMatchObject({
      line: 7,
      type: 'twinning',
      state: 'unknown',
      sinceYear: 1991,
      untilYear: null,
      statementKey: 'Q45656 Q857079 1991',
      pageUrl: 'https://www.wikidata.org/wiki/Q45656#P190',
      ends: [
        { name: 'Chambéry', country: 'FR', code: '73065', lat: 45.5646, lon: 5.9178 },
        { name: 'Ouahigouya', country: 'BF', code: null, lat: 13.5833, lon: -2.4167 },
      ],
    })
  })

  it('says that a tie with an end has ended', () => {
    const page = parseWikidataPage(
      sparqlAnswer([{ a: chambery, b: ouahigouya, start: '1991-01-01T00:00:00Z', end: '2014-05-01T00:00:00Z' }]),
      1,
    )
    expect(page?.rows[0]).toMatchObject({ state: 'ended', sinceYear: 1991, untilYear: 2014 })
  })

  it('is one statement whichever item states it, and however often a row is repeated', () => {
    const there = parseWikidataPage(
      sparqlAnswer([
        { a: chambery, b: ouahigouya },
        { a: { ...chambery, point: 'Point(6 45)' }, b: ouahigouya },
      ]),
      1,
    )
    const back = parseWikidataPage(sparqlAnswer([{ a: ouahigouya, b: chambery }]), 1)
    expect(there?.rows).toHaveLength(1)
    expect(back?.rows[0]?.statementKey).toBe(there?.rows[0]?.statementKey)
  })

  it('goes by the English name abroad, by the French one at home, and keeps the other', () => {
    const cologne = { ...ouahigouya, fr: 'Cologne', en: 'Köln', country: 'DE' }
    expect(parseWikidataPage(sparqlAnswer([{ a: chambery, b: cologne }]), 1)?.rows[0]?.ends[1]).toMatchObject({
      name: 'Köln',
      otherNames: ['Cologne'],
    })
  })

  it('reports an item nobody named', () => {
    const page = parseWikidataPage(sparqlAnswer([{ a: chambery, b: { ...ouahigouya, fr: '' } }]), 3)
    expect(page?.issues).toMatchObject([{ line: 3, field: 'name2', rule: 'missing' }])
  })

  it('is refused when it is something else, and never throws', () => {
    for (const body of [null, 'busy', [], { results: {} }, { results: { bindings: 'x' } }])
      expect(parseWikidataPage(body, 1)).toBeNull()
    fc.assert(
      fc.property(fc.json(), (json) => void parseWikidataPage({ results: { bindings: [JSON.parse(json)] } }, 1)),
    )
  })
})

it('asks for the items after the last one, in order', () => {
  const query = wikidataQuery('FR', 'http://www.wikidata.org/entity/Q45656', 50)
  expect(query).toContain('wdt:P297 "FR"')
  expect(query).toContain('FILTER(STR(?a) > "http://www.wikidata.org/entity/Q45656")')
  expect(query).toContain('ORDER BY STR(?a) LIMIT 50')
})
