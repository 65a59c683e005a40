import { readSeed } from '../../../db/read-seed.ts'
import type { Ctx } from '../../../platform/context.ts'
import { frenchIsoCodes } from '../overseas.ts'
import type { AliasReason, Authority } from './authority.ts'
import { buildRegister, type Register, type RegisterInput } from './build-register.ts'
import { combineDigests, loadOnce } from './load-once.server.ts'
import { createLocator, type FrenchPlace, type Locator } from './locate.ts'
import { readPackageJson } from './package-files.ts'
import type { CommuneRecord, GroupingRecord, TerritoryRecord } from './package-records.ts'
import { readPopulationYears } from './population-years.ts'
import { writeRegister } from './write-register.server.ts'

const recipe = 'register 2'
const folder = '@etalab/decoupage-administratif'

/** The keys of the authorities wanted, for tests that need only a few; the authorities above them come along. */
export type RegisterFilter = ReadonlySet<string>

async function readFiles() {
  const [communes, epci, ept, departements, regions, manifest] = await Promise.all([
    readPackageJson<CommuneRecord[]>(`${folder}/data/communes.json`),
    readPackageJson<GroupingRecord[]>(`${folder}/data/epci.json`),
    readPackageJson<GroupingRecord[]>(`${folder}/data/ept.json`),
    readPackageJson<TerritoryRecord[]>(`${folder}/data/departements.json`),
    readPackageJson<TerritoryRecord[]>(`${folder}/data/regions.json`),
    readPackageJson<{ version: string }>(`${folder}/package.json`),
  ])
  return { communes, epci, ept, departements, regions, manifest }
}

async function readOwnLists() {
  const [sirens, places, otherNames, years] = await Promise.all([
    readSeed('siren-departements-regions', ['key', 'siren']),
    readSeed('authority-places', ['key', 'place_name', 'lon', 'lat']),
    readSeed('authority-aliases', ['key', 'alias', 'reason']),
    readSeed('population-years', ['package_version', 'scope', 'year']),
  ])
  return { sirens, places, otherNames, years }
}

async function readFrenchPlaces(ctx: Ctx): Promise<FrenchPlace[]> {
  return ctx.db
    .selectFrom('place')
    .select(['id', 'name_key', 'country', 'admin2', 'lon', 'lat'])
    .where('country', 'in', [...frenchIsoCodes])
    .orderBy('id')
    .execute()
}

type Files = Awaited<ReturnType<typeof readFiles>>
type OwnLists = Awaited<ReturnType<typeof readOwnLists>>

function toInput(files: Files, lists: OwnLists, locate: Locator): RegisterInput {
  return {
    files: {
      communes: files.communes.content(),
      epci: files.epci.content(),
      ept: files.ept.content(),
      departements: files.departements.content(),
      regions: files.regions.content(),
    },
    sirenByKey: new Map(lists.sirens.rows.map((row) => [row.key, row.siren])),
    otherNames: lists.otherNames.rows.map((row) => ({ ...row, reason: row.reason as AliasReason })),
    years: readPopulationYears(lists.years.rows, files.manifest.content().version),
    locate,
  }
}

function toLocator(lists: OwnLists, places: readonly FrenchPlace[]): Locator {
  const degrees = (cell: string) => (cell === '' ? null : Number(cell))
  const given = lists.places.rows.map(
    (row) => [row.key, { placeName: row.place_name || null, lon: degrees(row.lon), lat: degrees(row.lat) }] as const,
  )
  return createLocator(places, new Map(given))
}

/** Keeps the wanted authorities and those above them. */
function choose(register: Register, wanted: RegisterFilter): Register {
  const byKey = new Map(register.authorities.map((authority) => [authority.key, authority]))
  const kept = new Set<string>()
  const keep = (key: string | null) => {
    const authority = key ? byKey.get(key) : undefined
    if (!authority || kept.has(authority.key)) return
    kept.add(authority.key)
    for (const above of [authority.epci, authority.ept, authority.departement, authority.region]) keep(above)
  }
  for (const key of wanted) keep(key)
  const known = (key: string | null) => (key && kept.has(key) ? key : null)
  const authorities = register.authorities
    .filter((authority) => kept.has(authority.key))
    .map((authority): Authority => ({ ...authority, seat: known(authority.seat) }))
  return { authorities, redirects: register.redirects.filter(([, key]) => kept.has(key)) }
}

/** The French authorities in force, from the official code, the perimeters of groupings and the censuses. */
export async function loadRegister(ctx: Ctx, filter: RegisterFilter | null): Promise<boolean> {
  const [files, lists, gazetteer] = await Promise.all([
    readFiles(),
    readOwnLists(),
    ctx.db.selectFrom('seed_load').select('digest').where('name', '=', 'gazetteer').executeTakeFirst(),
  ])
  const digests = [...Object.values(files), ...Object.values(lists)].map((part) => part.digest)
  return loadOnce(ctx, 'register', combineDigests(recipe, gazetteer?.digest ?? '', ...digests), async (inner) => {
    const whole = buildRegister(toInput(files, lists, toLocator(lists, await readFrenchPlaces(inner))))
    const register = filter ? choose(whole, filter) : whole
    await writeRegister(inner, register)
    return register.authorities.length
  })
}
