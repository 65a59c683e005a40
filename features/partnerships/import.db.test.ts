import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { getDataVersion } from '../../platform/db/data-version.ts'
import { testContext } from '../../tests/db.ts'
import { loadSmallRegister } from '../../tests/factories.ts'
import { importTies, type TiesImport } from './import.server.ts'
import type { ImportSource } from './import-report.ts'
import { parseTiesFile } from './ties-file.ts'

let ctx: Ctx

const wikipedia: ImportSource = {
  code: 'wikipedia',
  name: 'Wikipedia',
  publisher: null,
  url: 'https://en.wikipedia.org',
  licence: 'CC-BY-SA-4.0',
  attribution: 'Wikipedia',
}
const townHall: ImportSource = { ...wikipedia, code: 'town-hall', licence: 'etalab-2.0' }

beforeAll(async () => {
  ctx = await testContext()
  await loadSmallRegister(ctx)
})

beforeEach(async () => {
  await sql`delete from public_tie`.execute(ctx.db)
  await sql`delete from public_organisation`.execute(ctx.db)
  await sql`truncate public_tie_end, public_tie_count, partnership_statement, partnership_party, import_row, import_run`.execute(
    ctx.db,
  )
  await sql`delete from partnership`.execute(ctx.db)
  await sql`delete from organisation where status = 'toBeConfirmed'`.execute(ctx.db)
})

const twinTowns = 'city1,country1,lat1,lng1,city2,country2,lat2,lng2'
const chambery = 'Chambéry,France,45.57,5.9118,Ouahigouya,Burkina Faso,13.5833,-2.4167'
const nanterre = 'Nanterre,France,48.8988,2.1969,Tlemcen,Algeria,34.8828,-1.3167'

function read(text: string, more: Partial<TiesImport> = {}): TiesImport {
  const file = parseTiesFile(new TextEncoder().encode(text))
  expect(file.problem).toBeNull()
  return {
    kind: 'ties',
    rows: file.value,
    issues: file.issues,
    source: wikipedia,
    fileName: 'list.csv',
    dryRun: false,
    ...more,
  }
}

const list = (...rows: string[]) => [twinTowns, ...rows].join('\n')

const outcomes = async (text: string, more: Partial<TiesImport> = {}) =>
  (await importTies(ctx, read(text, more))).rows.map((row) => [row.line, row.outcome, row.reason])

async function listTies() {
  const found = await sql<{
    keys: string[]
    state: string
    evidence: string
    type: string
    since: number | null
    licences: string[]
  }>`
    select party_keys as keys, state, evidence, type, since_year as since, licences from public_tie order by party_keys`.execute(
    ctx.db,
  )
  return found.rows
}

describe('an import of ties', () => {
  it('makes ties between an authority of the register and a place to be confirmed, and publishes them', async () => {
    const report = await importTies(ctx, read(list(chambery, nanterre)))
    expect(report.totals).toMatchObject({ created: 2 })
    expect(report.ends.french).toMatchObject({ given: 2, matched: 2 })
    expect(await listTies()).toEqual([
      {
        keys: ['c73065', 'bf-ouahigouya'],
        state: 'unknown',
        evidence: 'thirdParty',
        type: 'twinning',
        since: null,
        licences: ['CC-BY-SA-4.0'],
      },
      {
        keys: ['c92050', 'dz-tlemcen'],
        state: 'unknown',
        evidence: 'thirdParty',
        type: 'twinning',
        since: null,
        licences: ['CC-BY-SA-4.0'],
      },
    ])
    const partner = await ctx.db
      .selectFrom('public_organisation')
      .selectAll()
      .where('key', '=', 'bf-ouahigouya')
      .executeTakeFirstOrThrow()
    expect(partner).toMatchObject({
      status: 'toBeConfirmed',
      tier: 'unknown',
      country: 'BF',
      tie_count: 1,
      partner_countries: ['FR'],
    })
  })

  it('run twice changes nothing', async () => {
    await importTies(ctx, read(list(chambery, nanterre)))
    const version = await getDataVersion(ctx)
    const count = async () =>
      (
        await sql`select (select count(*) from organisation), (select count(*) from partnership_statement)`.execute(
          ctx.db,
        )
      ).rows
    const before = await count()
    const again = await importTies(ctx, read(list(chambery, nanterre)))
    expect(again.totals).toMatchObject({ created: 0, alreadyThere: 2 })
    expect(again).toMatchObject({ authoritiesAdded: 0, statementsAdded: 0 })
    expect(await count()).toEqual(before)
    expect(await getDataVersion(ctx)).toEqual(version)
  })

  it('folds a tie written the other way round, the French party first', async () => {
    const reversed = 'Ouahigouya,Burkina Faso,13.5833,-2.4167,Chambéry,France,45.57,5.9118'
    expect(await outcomes(list(reversed, chambery))).toEqual([
      [2, 'created', null],
      [3, 'alreadyThere', null],
    ])
    expect((await listTies()).map((tie) => tie.keys)).toEqual([['c73065', 'bf-ouahigouya']])
    const statements = await ctx.db.selectFrom('partnership_statement').selectAll().execute()
    expect(statements).toHaveLength(1)
  })

  it('keeps ties between any two countries', async () => {
    expect(await outcomes(list('Watford,"England, United Kingdom",51.6565,-0.3903,Pesaro,Italy,43.91,12.91'))).toEqual([
      [2, 'created', null],
    ])
    expect((await listTies()).map((tie) => tie.keys)).toEqual([['gb-watford', 'it-pesaro']])
  })

  it('tells of each row why it is left out, and lets no bad row spoil the others', async () => {
    const rows = [
      chambery,
      'Chambéry,France,91,5.9,Ouahigouya,Burkina Faso,13.58,-2.41',
      'Nulle-Part,France,48.9,2.2,Tlemcen,Algeria,34.88,-1.31',
      'Nanterre,France,48.9,2.2,Nowhere,Algeria,34.88,-1.31',
      'Nanterre,France,43.3,5.4,Tlemcen,Algeria,34.88,-1.31',
      'Nanterre,France,48.9,2.2,Tlemcen,Atlantis,34.88,-1.31',
      'Nanterre,France,48.9,2.2,Nablus,Palestine,32.22,35.26',
      'Nanterre,France,48.9,2.2,Ashdod,Israel,31.8,34.65',
      'Nanterre,France,48.9,2.2,Sevastopol,Russia,44.6,33.53',
      'Nanterre,France,48.9,2.2,Nanterre,France,48.9,2.2',
      'Nanterre,France,48.9,2.2,Bogus,Algeria,60,60',
      nanterre,
    ]
    expect(await outcomes(list(...rows))).toEqual([
      [2, 'created', null],
      [3, 'invalid', 'coordinate'],
      [4, 'unmatched', 'noSuchAuthority'],
      [5, 'unmatched', 'noSuchPlace'],
      [6, 'unmatched', 'tooFar'],
      [7, 'unmatched', 'countryUnknown'],
      [8, 'setAside', 'sensitivePlace'],
      [9, 'setAside', 'sensitivePlace'],
      [10, 'setAside', 'disputedPlace'],
      [11, 'invalid', 'sameParty'],
      [12, 'invalid', 'pointOutsideCountry'],
      [13, 'created', null],
    ])
    const kept = await ctx.db.selectFrom('import_row').select(['line', 'outcome']).orderBy('line').execute()
    expect(kept.map((row) => row.line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  it('leaves a name two communes bear to whoever can tell them apart', async () => {
    const header = 'name1,country1,code1,lat1,lng1,name2,country2'
    expect(await outcomes(`${header}\nSainte-Colombe,France,,,,Ouahigouya,BF`)).toEqual([
      [2, 'ambiguous', 'severalPlaces'],
    ])
    expect(await outcomes(`${header}\nSainte-Colombe,France,77404,,,Ouahigouya,BF`)).toEqual([[2, 'created', null]])
    expect(await outcomes(`${header}\nSainte-Colombe,France,,45.52,4.87,Ouahigouya,BF`)).toEqual([[2, 'created', null]])
    expect((await listTies()).map((tie) => tie.keys[0])).toEqual(['c69189', 'c77404'])
  })

  it('takes no code on its own word', async () => {
    const header = 'name1,country1,code1,kind1,name2,country2'
    const rows = [
      'Chambéry,FR,92050,commune,Ouahigouya,BF',
      'Chambéry,FR,99999,commune,Ouahigouya,BF',
      'Paris,FR,75,departement,Ouahigouya,BF',
      'Cergy-Pontoise,FR,249500109,epci,Porto-Novo,BJ',
    ]
    expect(await outcomes([header, ...rows].join('\n'))).toEqual([
      [2, 'unmatched', 'codeOfAnother'],
      [3, 'unmatched', 'codeUnknown'],
      [4, 'created', null],
      [5, 'created', null],
    ])
    expect((await listTies()).map((tie) => tie.keys[0])).toEqual(['c75056', 'e249500109'])
  })

  it('is a rehearsal when asked: the same report, nothing kept', async () => {
    const rehearsed = await importTies(
      ctx,
      read(list(chambery, 'Nanterre,France,48.9,2.2,Nowhere,Algeria,34.88,-1.31'), { dryRun: true }),
    )
    expect(rehearsed.totals).toMatchObject({ created: 1, unmatched: 1 })
    expect(rehearsed.runId).toBeNull()
    const kept = await sql<{
      kept: number
    }>`select (select count(*) from partnership) + (select count(*) from import_run)
      + (select count(*) from organisation where status = 'toBeConfirmed') as kept`.execute(ctx.db)
    expect(kept.rows).toEqual([{ kept: 0 }])
  })
})

describe('statements', () => {
  const header = 'name1,country1,name2,country2,type,since_year,state,attested_year,evidence,themes,page_url'
  const page = (cells: string) => `${header}\nChambéry,FR,Ouahigouya,BF,${cells}`

  it('of several sources stand beside each other under one tie', async () => {
    await importTies(ctx, read(list(chambery)))
    await importTies(
      ctx,
      read(page('decentralisedCooperation,1991,active,2016,official,health,https://example.org'), { source: townHall }),
    )
    expect(await listTies()).toEqual([
      {
        keys: ['c73065', 'bf-ouahigouya'],
        type: 'decentralisedCooperation',
        state: 'unknown',
        evidence: 'officialSource',
        since: 1991,
        licences: ['CC-BY-SA-4.0', 'etalab-2.0'],
      },
    ])
    expect(
      await ctx.db.selectFrom('partnership_statement').select(['licence', 'type_said']).orderBy('licence').execute(),
    ).toEqual([
      { licence: 'CC-BY-SA-4.0', type_said: 'twinning' },
      { licence: 'etalab-2.0', type_said: 'decentralisedCooperation' },
    ])
  })

  it('that say a tie is suspended make it so, and the counts follow', async () => {
    await importTies(ctx, read(list(chambery, nanterre)))
    await importTies(ctx, read(page('twinning,,suspended,2022,official,,'), { source: townHall }))
    expect((await listTies()).map((tie) => [tie.keys[0], tie.state])).toEqual([
      ['c73065', 'suspended'],
      ['c92050', 'unknown'],
    ])
    const counted =
      await sql`select country, state, ties from public_tie_count where country is null or country = 'BF' order by country nulls first, state`.execute(
        ctx.db,
      )
    expect(counted.rows).toEqual([
      { country: null, state: 'suspended', ties: 1 },
      { country: null, state: 'unknown', ties: 1 },
      { country: 'BF', state: 'suspended', ties: 1 },
    ])
  })

  it('give a place the tier a list says, and remember how it was called', async () => {
    await importTies(ctx, read(list('Dortmund,Germany,51.51,7.46,Turin,Italy,45.07,7.68')))
    await importTies(
      ctx,
      read('name1,country1,kind1,name2,country2\nTurin,IT,municipality,Dortmund,DE', { source: townHall }),
    )
    const turin = await ctx.db
      .selectFrom('public_organisation')
      .select(['key', 'tier'])
      .where('country', '=', 'IT')
      .executeTakeFirstOrThrow()
    expect(turin.tier).toBe('municipality')
  })
})

describe('who may import, and under which licence', () => {
  it('a licence, once given, does not change unnoticed', async () => {
    await importTies(ctx, read(list(chambery)))
    const other = importTies(ctx, read(list(nanterre), { source: { ...wikipedia, licence: 'CC0-1.0' } }))
    await expect(other).rejects.toMatchObject({ reason: 'import_licence_differs' })
  })

  it('nobody unknown', async () => {
    const stranger: Ctx = { ...ctx, actor: { kind: 'anonymous' } }
    await expect(importTies(stranger, read(list(chambery)))).rejects.toMatchObject({
      code: 'unauthenticated',
      reason: 'import_needs_operator',
    })
    expect(await listTies()).toEqual([])
  })
})
