import { describe, expect, it } from 'vitest'
import { nameKey, slug } from './names.ts'

describe('nameKey', () => {
  it.each([
    ['L’Haÿ-les-Roses', 'l hay les roses'],
    ["L'Haÿ-les-Roses", 'l hay les roses'],
    ['Saint-Ouen-sur-Seine', 'saint ouen sur seine'],
    ['St-Ouen-sur-Seine', 'saint ouen sur seine'],
    ['Ste. Colombe', 'sainte colombe'],
    ['Brest', 'brest'],
    ['Steenvoorde', 'steenvoorde'],
    ['Łódź', 'lodz'],
    ['Žilina', 'zilina'],
    ['Đà Nẵng', 'da nang'],
    ['Đà Nẵng'.normalize('NFD'), 'da nang'],
    ['İzmir', 'izmir'],
    ['Diyarbakır', 'diyarbakir'],
    ['Schœlcher', 'schoelcher'],
    ['Gießen', 'giessen'],
    ['Tromsø', 'tromso'],
    ['Þorlákshöfn', 'thorlakshofn'],
    ['Vitória', 'vitoria'],
    ['Cap-Haïtien', 'cap haitien'],
    ['N’Djaména', 'n djamena'],
    ['Hawaiʻi', 'hawaii'],
    ['  Faucigny - Glières  ', 'faucigny glieres'],
    ['CA "Saint-Louis (Agglomération)"', 'ca saint louis agglomeration'],
    ['', ''],
  ])('%s → %s', (name, key) => {
    expect(nameKey(name)).toBe(key)
  })

  it('gives the same key when applied to a key', () => {
    for (const name of ['St-Ouen-sur-Seine', 'Łódź', 'L’Haÿ-les-Roses', 'Œuilly']) {
      expect(nameKey(nameKey(name))).toBe(nameKey(name))
    }
  })

  it('keeps names of other scripts apart', () => {
    expect(nameKey('الخليل')).toBe('الخليل')
    expect(nameKey('Київ')).not.toBe(nameKey('Львів'))
  })
})

describe('slug', () => {
  it.each([
    ['L’Haÿ-les-Roses', 'l-hay-les-roses'],
    ['St. Gallen', 'st-gallen'],
    ['Đà Nẵng', 'da-nang'],
    ['Communauté de communes Faucigny - Glières', 'communaute-de-communes-faucigny-glieres'],
    ['السنغال', ''],
  ])('%s → %s', (name, expected) => {
    expect(slug(name)).toBe(expected)
  })
})
