import { describe, expect, it } from 'vitest'
import { type DisputedPlace, findDisputed, findSetAside } from './set-aside.ts'

const crimea: DisputedPlace = {
  code: 'crimea',
  country: 'UA',
  box: { minLon: 32.4, minLat: 44.35, maxLon: 36.65, maxLat: 46.25 },
  acceptedCountries: ['UA'],
  placeKeys: [],
}
const north: DisputedPlace = {
  code: 'northern-cyprus',
  country: 'CY',
  box: { minLon: 32.6, minLat: 34.98, maxLon: 34.65, maxLat: 35.75 },
  acceptedCountries: ['CY'],
  placeKeys: ['kyrenia', 'northern cyprus'],
}
const places = [crimea, north]

const end = (key: string, country: string | null, lat: number | null = null, lon: number | null = null) => {
  return { keys: [key], country, lat, lon }
}

describe('what waits for a human', () => {
  it.each([
    ['a point in the box under another country', end('sevastopol', 'RU', 44.6, 33.5), 'disputedPlace'],
    ['a point in the box under the accepted country', end('sevastopol', 'UA', 44.6, 33.5), null],
    ['a listed name without a point under another country', end('kyrenia', 'TR'), 'disputedPlace'],
    ['a listed name at the place, its country not named', end('northern cyprus', null), 'disputedPlace'],
    ['a namesake far away', end('kyrenia', 'US', 40, -80), null],
    ['a place nobody disputes', end('lyon', 'FR', 45.7, 4.8), null],
    ['an Israeli authority', end('haifa', 'IL', 32.8, 35), 'sensitivePlace'],
    ['a Palestinian authority, alike', end('nablus', 'PS', 32.2, 35.2), 'sensitivePlace'],
  ])('%s', (_, given, expected) => {
    expect(findSetAside(given, places)?.reason ?? null).toBe(expected)
  })
})

it('an authority carries the note of the place it lies in', () => {
  expect(findDisputed(end('simferopol', 'UA', 44.95, 34.1), places)).toBe('crimea')
  expect(findDisputed(end('kyrenia', 'CY', 35.34, 33.32), places)).toBe('northern-cyprus')
  expect(findDisputed(end('larnaca', 'CY', 35.0, 33.6), places)).toBeNull()
  expect(findDisputed(end('kyiv', 'UA', 50.45, 30.5), places)).toBeNull()
})
