import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCsv } from '../../../platform/csv.ts'
import { nameKey } from '../names.ts'
import { buildCountries, buildLabels, buildWorldRegions, type CountryRow, type LabelRow } from './country-rows.ts'

function readRows(name: string): string[][] {
  return [...readCsv(readFileSync(`db/seeds/${name}.csv`, 'utf8'), ',')].slice(1).map((record) => record.cells)
}

let countries: CountryRow[]
let labels: Map<string, LabelRow>

beforeAll(() => {
  const names = readRows('country-names').map(([iso2 = '', name_fr = '', name_en = '', world_region = '']) => ({
    iso2,
    name_fr,
    name_en,
    world_region,
  }))
  countries = buildCountries(names)
  const ours = readRows('country-labels').map(([label = '', country = '', part = '']) => ({
    key: nameKey(label),
    country,
    frenchPart: part || null,
  }))
  labels = new Map(buildLabels(countries, ours).map((row) => [row.key, row]))
})

const meaning = (label: string) => labels.get(nameKey(label))

describe('countries', () => {
  it('are those of ISO 3166 and Kosovo, each in a region of the world, with names in four languages', () => {
    expect(countries).toHaveLength(250)
    expect(countries.filter((c) => !c.region || !c.fr || !c.en || !c.es || !c.ar)).toEqual([])
    expect(countries.find((c) => c.iso2 === 'SN')).toMatchObject({
      fr: 'Sénégal',
      en: 'Senegal',
      ar: 'السنغال',
      m49: '686',
    })
    expect(countries.find((c) => c.iso2 === 'PS')).toMatchObject({ fr: 'Palestine', es: 'Palestina' })
  })

  it('stand in regions that have a French name', () => {
    const french = new Map(readRows('world-regions').map(([m49 = '', name = '']) => [m49, name]))
    const regions = buildWorldRegions(french)
    expect(regions.map(([m49]) => m49).filter((m49) => !french.has(m49))).toEqual([])
    expect(countries.map((c) => c.region).filter((region) => !french.has(region ?? ''))).toEqual([])
  })
})

describe('labels', () => {
  it.each([
    ['England', 'GB', null],
    ['England, United Kingdom', 'GB', null],
    ['Scotland', 'GB', null],
    ['Réunion, France', 'FR', '974'],
    ['French Guiana, France', 'FR', '973'],
    ['Guadeloupe, France', 'FR', '971'],
    ['Georgia (country)', 'GE', null],
    ['Republic of Ireland', 'IE', null],
    ['Madagaskar', 'MG', null],
    ['Moldavia', 'MD', null],
    ['West Bank', 'PS', null],
    ['Cape Verde', 'CV', null],
    ['Congo', 'CG', null],
    ['DR Congo', 'CD', null],
    ['Grece', 'GR', null],
    ['in Italy', 'IT', null],
    ['Kazakhstah', 'KZ', null],
    ['Azores, Portugal', 'PT', null],
    ['New York, United States', 'US', null],
    ['Island', 'IS', null],
    ['Tinn, Norway', 'NO', null],
    ['Sénégal', 'SN', null],
    ['SENEGAL', 'SN', null],
    ['sn', 'SN', null],
    ['SEN', 'SN', null],
    ['New Caledonia', 'FR', '988'],
    ['RE', 'FR', '974'],
    ['Turquie', 'TR', null],
  ])('%s means %s %s', (label, country, frenchPart) => {
    expect(meaning(label)).toMatchObject({ country, frenchPart })
  })

  it('of a place whose belonging is disputed mean nothing by themselves', () => {
    expect(meaning('Northern Cyprus')).toBeUndefined()
    expect(meaning('Abkhazia')).toBeUndefined()
  })

  it('name only countries there are', () => {
    const known = new Set(countries.map((c) => c.iso2))
    expect([...labels.values()].filter((row) => !known.has(row.country))).toEqual([])
  })

  it('cover every name of every country, no name standing for two', () => {
    const overseas = new Set(['GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'TF', 'WF', 'PF', 'NC'])
    const wrong = countries.filter((c) => {
      const expected = overseas.has(c.iso2) ? 'FR' : c.iso2
      return meaning(c.fr)?.country !== expected || meaning(c.en)?.country !== expected
    })
    expect(wrong.map((c) => `${c.iso2} ${c.fr} / ${c.en}`)).toEqual([])
  })
})
