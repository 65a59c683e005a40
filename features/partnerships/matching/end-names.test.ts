import { describe, expect, it } from 'vitest'
import { readEndNames } from './end-names.ts'

const parts = (name: string, french = false, others: string[] = []) =>
  Object.fromEntries(
    Map.groupBy(readEndNames(name, french, others).keys, ([, part]) => part)
      .entries()
      .map(([part, keys]) => [part, keys.map(([key]) => key)]),
  )

describe('the names an end may be known by', () => {
  it.each([
    ['Ouahigouya', { own: ['ouahigouya'] }],
    ['Lingen (Ems)', { joined: ['lingen ems', 'ems lingen'], own: ['lingen'], enclosing: ['ems'] }],
    ['Tokyo – Shinjuku', { joined: ['tokyo shinjuku'], own: ['shinjuku'], enclosing: ['tokyo'] }],
    ['Vitré, Ille-et-Vilaine', { joined: ['vitre ille et vilaine'], own: ['vitre'], enclosing: ['ille et vilaine'] }],
    ['Biel/Bienne', { own: ['biel bienne', 'biel', 'bienne'] }],
    ['City of Bradford', { own: ['city of bradford', 'bradford'] }],
  ])('%s', (name, expected) => {
    const { own, joined, enclosing } = parts(name)
    expect({ own, ...(joined && { joined }), ...(enclosing && { enclosing }) }).toMatchObject(expected)
  })

  it('takes other names the list gives', () => {
    expect(parts('Cologne', false, ['Köln']).own).toEqual(['cologne', 'koln'])
  })
})

describe('the tier a name says', () => {
  it.each([
    ['Maui County', false, 'county', 'maui'],
    ['Unna (district)', false, 'district', 'unna'],
    ['Sverdlovsk Oblast', false, 'region-abroad', 'sverdlovsk'],
    ['Województwo lubuskie', false, 'region-abroad', 'lubuskie'],
    ['Province de Luang Prabang', false, 'province', 'luang prabang'],
    ['Wiltshire', false, 'county', 'wiltshire'],
    ['Bala (Muskoka District)', false, null, 'bala'],
    ['Newport, Pembrokeshire', false, null, 'newport'],
    ['Arras (communauté)', true, 'epci', 'arras'],
    ['Communauté urbaine d’Alençon', true, 'epci', 'alencon'],
    ['Métropole Rouen Normandie', true, 'epci', 'rouen normandie'],
    ['Département de la Mayenne', true, 'departement', 'la mayenne'],
    ['Chambéry', true, null, 'chambery'],
  ])('%s', (name, french, tier, bare) => {
    expect(readEndNames(name, french)).toMatchObject({ tier, bare })
  })
})
