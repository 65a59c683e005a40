import { expect, it } from 'vitest'
import { parseForeignKind, parseFrenchKind } from './kinds.ts'

it.each([
  ['municipality', 'municipality'],
  ['Region', 'region-abroad'],
  ['region-abroad', 'region-abroad'],
  ['municipality union', 'intercommunality'],
  ['wilaya', 'province'],
  ['parish', 'locality'],
  ['commune', 'municipality'],
  ['', 'unknown'],
  ['guild', 'unknown'],
])('a foreign “%s” is a %s', (kind, tier) => {
  expect(parseForeignKind(kind)).toBe(tier)
})

it.each([
  ['commune', 'commune'],
  ['EPCI', 'epci'],
  ['overseasAuthority', 'overseasAuthority'],
  ['municipality', null],
  [null, null],
])('a French “%s” is %s', (kind, tier) => {
  expect(parseFrenchKind(kind)).toBe(tier)
})
