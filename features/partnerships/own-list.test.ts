import { describe, expect, it } from 'vitest'
import { countListChoices, formatReading, type OwnListTie, parseReading, selectTies } from './own-list.ts'

const tie = (id: string, facts: Partial<OwnListTie> & { name?: string; country?: string }): OwnListTie => ({
  id,
  partners: [
    { key: id, name: facts.name ?? id, country: facts.country ?? 'BF', lookedAfter: false, lon: null, lat: null },
  ],
  type: 'twinning',
  state: 'active',
  sinceYear: null,
  themes: [],
  freshness: 'fresh',
  agreementEndsOn: null,
  agreements: 0,
  projects: 0,
  hands: 'nobody',
  discreet: false,
  takenUp: true,
  ...facts,
})
const today = '2026-11-21'
const ties = [
  tie('1', { name: 'Žilina', country: 'SK', sinceYear: 1960, state: 'suspended', themes: ['culture'] }),
  tie('2', { name: 'Tlemcen', country: 'DZ', sinceYear: 1981, agreementEndsOn: '2027-02-01', freshness: 'stale' }),
  tie('3', { name: 'Craiova', country: 'RO', sinceYear: 2005, agreementEndsOn: '2027-10-01', hands: 'ours' }),
]
const found = (query: string) =>
  selectTies(ties, parseReading(new URLSearchParams(query)), today, 'fr').map(({ id }) => id)

describe('the list of ties', () => {
  it.each([
    ['', ['3', '2', '1']],
    ['q=zilina', ['1']],
    ['state=suspended', ['1']],
    ['country=DZ&country=RO', ['3', '2']],
    ['theme=culture', ['1']],
    ['ending=3', ['2']],
    ['ending=12', ['3', '2']],
    ['ending=none', ['1']],
    ['hands=ours', ['3']],
    ['freshness=stale', ['2']],
    ['sort=since', ['1', '2', '3']],
    ['sort=agreementEnd', ['2', '3', '1']],
    ['sort=freshness', ['2', '3', '1']],
    ['state=asleep&sort=luck', ['3', '2', '1']],
  ])('answers %s', (query, expected) => {
    expect(found(query)).toEqual(expected)
  })

  it.each(['', 'q=kaya&state=active&view=board', 'columns=type&columns=themes&sort=since', 'ending=6&hands=theirs'])(
    'is asked for by an address that says the same again: %s',
    (query) => {
      const reading = parseReading(new URLSearchParams(query))
      expect(parseReading(formatReading(reading))).toEqual(reading)
    },
  )

  it('counts before choices, each with the other filters on', () => {
    const counts = countListChoices(ties, parseReading(new URLSearchParams('state=active')), today)
    expect(counts.state).toEqual([
      { value: 'active', count: 2 },
      { value: 'suspended', count: 1 },
    ])
    expect(counts.country.map(({ value }) => value).toSorted()).toEqual(['DZ', 'RO'])
    expect(counts.ending).toEqual([
      { value: '3', count: 1 },
      { value: '6', count: 1 },
      { value: '12', count: 2 },
    ])
  })
})
