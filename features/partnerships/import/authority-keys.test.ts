import { describe, expect, it } from 'vitest'
import { freeKey, placeKeys } from '../../organisations/keys.ts'
import { areaKey } from './authority-keys.ts'

describe('public keys of authorities abroad', () => {
  it('number the places of one name in the order of the gazetteer, whichever is asked for', () => {
    const keys = placeKeys([
      { id: 30, name: 'Kayes', country: 'ML' },
      { id: 20, name: 'Kayes', country: 'CG' },
      { id: 10, name: 'Kayès', country: 'ML' },
    ])
    expect(Object.fromEntries(keys)).toEqual({ 10: 'ml-kayes', 20: 'cg-kayes', 30: 'ml-kayes-2' })
  })

  it('stay readable for names in other scripts', () => {
    expect(placeKeys([{ id: 7, name: '东京', country: 'JP' }]).get(7)).toBe('jp-place-7')
  })

  it.each([
    ['Maui County', 'US', 'US.HI.009', 'county', 'us-maui-county'],
    ['Hesse', 'DE', 'DE.05', 'region-abroad', 'de-hesse-region'],
    ['Cercle de Yélimané', 'ML', 'ML.03.1', 'cercle', 'ml-yelimane-cercle'],
    ['Trysil', 'NO', 'NO.34.3421', 'unknown', 'no-trysil-area'],
  ] as const)('%s never takes the key of a town', (name, country, code, tier, key) => {
    expect(areaKey({ name, country, code }, tier)).toBe(key)
  })

  it('go on to the next free number', () => {
    expect(freeKey('ml-kayes', new Set())).toBe('ml-kayes')
    expect(freeKey('ml-kayes', new Set(['ml-kayes', 'ml-kayes-2']))).toBe('ml-kayes-3')
  })
})
