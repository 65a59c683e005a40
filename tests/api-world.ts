import type { Hono } from 'hono'
import { afterAll } from 'vitest'
import { createApi } from '../api/app.ts'
import { appRole } from '../db/roles.ts'
import { publishTies } from '../features/partnerships/publish.server.ts'
import type { Theme, TieEvidence, TieState, TieType } from '../features/partnerships/schema.ts'
import type { Ctx } from '../platform/context.ts'
import { getDataVersion } from '../platform/db/data-version.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { newId } from '../platform/ids.ts'
import { testDatabaseUrl } from './db.ts'
import { makeAuthority, makeSource } from './factories.ts'

/** What a test says of a tie; everything else is made up. */
export type TieFacts = {
  parties: readonly { id: string; key: string }[]
  type?: TieType
  state?: TieState
  evidence?: TieEvidence
  sinceYear?: number
  untilYear?: number
  discreetSince?: Date
  said?: readonly { source: string; licence: string; year?: number; themes?: Theme[]; state?: TieState }[]
}

let made = 0

/** Makes one tie with what its sources said; nothing is published. */
export async function makeTie(ctx: Ctx, facts: TieFacts): Promise<string> {
  const id = newId()
  const evidence = facts.evidence ?? 'thirdParty'
  const type = facts.type ?? 'twinning'
  await ctx.db
    .insertInto('partnership')
    .values({
      id,
      type,
      state: facts.state ?? 'unknown',
      evidence,
      since_year: facts.sinceYear ?? null,
      until_year: facts.untilYear ?? null,
      parties_key: facts.parties
        .map((party) => party.key)
        .sort()
        .join(' '),
      discreet_since: facts.discreetSince ?? null,
    })
    .execute()
  for (const [index, party] of facts.parties.entries())
    await ctx.db
      .insertInto('partnership_party')
      .values({ partnership_id: id, organisation_id: party.id, position: index + 1 })
      .execute()
  for (const said of facts.said ?? [{ source: 'list', licence: 'etalab-2.0' }]) {
    const source = await makeSource(ctx, said.source, said.licence)
    await ctx.db
      .insertInto('partnership_statement')
      .values({
        id: newId(),
        partnership_id: id,
        source_id: source.id,
        statement_key: `statement ${++made}`,
        licence: said.licence,
        evidence,
        type_said: type,
        state_said: said.state ?? 'unknown',
        since_year: facts.sinceYear ?? null,
        attested_year: said.year ?? null,
        themes: said.themes ?? [],
        names_said: facts.parties.map((party) => party.key),
      })
      .execute()
  }
  return id
}

/** A small public world: towns here and abroad, ties of every shape, one of them hidden. */
export async function makeWorld(ctx: Ctx) {
  const region = await makeAuthority(ctx, {
    name: 'Auvergne-Rhône-Alpes',
    key: 'r84',
    tier: 'region',
    lon: 4.8,
    lat: 45.7,
  })
  const departement = await makeAuthority(ctx, { name: 'Savoie', key: 'd73', tier: 'departement', regionId: region.id })
  const chambery = await makeAuthority(ctx, {
    name: 'Chambéry',
    inseeCode: '73065',
    siren: '217300656',
    departementCode: '73',
    postalCodes: ['73000'],
    population: 59964,
    lon: 5.92,
    lat: 45.57,
    departementId: departement.id,
    regionId: region.id,
    otherNames: ['Chambéry-le-Vieux'],
  })
  const ouahigouya = await makeAuthority(ctx, {
    name: 'Ouahigouya',
    key: 'bf-ouahigouya',
    country: 'BF',
    lon: -2.42,
    lat: 13.58,
  })
  const torino = await makeAuthority(ctx, { name: 'Torino', key: 'it-torino', country: 'IT', lon: 7.69, lat: 45.07 })
  const dortmund = await makeAuthority(ctx, {
    name: 'Dortmund',
    key: 'de-dortmund',
    country: 'DE',
    lon: 7.47,
    lat: 51.51,
  })
  const noumea = await makeAuthority(ctx, { name: 'Nouméa', key: 'c98818', lon: 166.45, lat: -22.27 })
  const papeete = await makeAuthority(ctx, { name: 'Papeete', key: 'c98735', lon: -149.57, lat: -17.53 })
  const nowhere = await makeAuthority(ctx, { name: '=HYPERLINK("http://x";"y")', key: 'it-nowhere', country: 'IT' })
  await ctx.db
    .insertInto('organisation_key_redirect')
    .values({ old_key: 'c73999', organisation_id: chambery.id })
    .execute()
  const ties = {
    cooperation: await makeTie(ctx, {
      parties: [chambery, ouahigouya],
      type: 'decentralisedCooperation',
      state: 'suspended',
      evidence: 'officialSource',
      sinceYear: 1991,
      said: [
        { source: 'city', licence: 'etalab-2.0', year: 2016, themes: ['culture', 'health'], state: 'active' },
        { source: 'encyclopedia', licence: 'CC BY-SA 3.0', year: 2021 },
      ],
    }),
    ended: await makeTie(ctx, { parties: [chambery, torino], state: 'ended', sinceYear: 1957, untilYear: 1999 }),
    threeParties: await makeTie(ctx, {
      parties: [chambery, torino, dortmund],
      said: [{ source: 'encyclopedia', licence: 'CC BY-SA 3.0' }],
    }),
    pacific: await makeTie(ctx, { parties: [noumea, papeete] }),
    withoutPlace: await makeTie(ctx, { parties: [chambery, nowhere] }),
    foreign: await makeTie(ctx, { parties: [torino, dortmund], sinceYear: 1980 }),
    discreet: await makeTie(ctx, { parties: [chambery, dortmund], discreetSince: new Date() }),
  }
  await publishTies(ctx)
  return { chambery, ouahigouya, torino, dortmund, noumea, papeete, nowhere, ties }
}

/** What a test asks of the door for machines. */
export type TestApi = {
  app: Hono
  /** Errors nothing foresaw: a test that caused one fails. */
  reported: unknown[]
  get: (path: string, headers?: Record<string, string>) => Promise<Response>
  json: <T = Record<string, never>>(path: string, headers?: Record<string, string>) => Promise<T>
}

/** The base of every absolute address in these tests. */
export const testBase = 'https://navette.test'

/** The door for machines on a test's own database, with no more rights there than a visitor's request has. */
export async function openTestApi(ctx: Ctx): Promise<TestApi> {
  const visitor = openDatabase(await testDatabaseUrl(), { role: appRole, max: 4 })
  afterAll(visitor.close)
  const present = await getDataVersion(ctx)
  const reported: unknown[] = []
  const app = createApi({
    database: visitor,
    dataVersion: () => present,
    build: 'test',
    baseUrl: testBase,
    links: {
      organisation: (locale, key) => `${testBase}/${locale}/authority/${key}`,
      country: (locale, code) => `${testBase}/${locale}/country/${code}`,
      partnership: (locale, id) => `${testBase}/${locale}/tie/${id}`,
      project: (locale, id) => `${testBase}/${locale}/project/${id}`,
      budget: (locale, key) => `${testBase}/${locale}/budget/${key}`,
      page: (locale, page) => `${testBase}/${locale}/${page}`,
    },
    report: (error) => reported.push(error),
  })
  const get = async (path: string, headers: Record<string, string> = {}) =>
    app.request(`${testBase}${path}`, { headers })
  return {
    app,
    reported,
    get,
    json: async <T>(path: string, headers?: Record<string, string>) => (await (await get(path, headers)).json()) as T,
  }
}
