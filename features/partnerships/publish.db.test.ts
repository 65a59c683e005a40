import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { publishTies } from './publish.server.ts'

let ctx: Ctx
let open: string
let hidden: string
let besideHidden: string

beforeAll(async () => {
  ctx = await testContext()
  const nanterre = await makeAuthority(ctx, { name: 'Nanterre', inseeCode: '92050', lat: 48.9, lon: 2.2 })
  const pesaro = await makeAuthority(ctx, { name: 'Pesaro', country: 'IT', lat: 43.9, lon: 12.9 })
  const shy = await makeAuthority(ctx, { name: 'Shy', country: 'IT', discreetSince: new Date() })
  const tlemcen = await makeAuthority(ctx, { name: 'Tlemcen', country: 'DZ', lat: 34.9, lon: -1.3 })
  open = await makeTie(ctx, {
    parties: [nanterre, pesaro],
    state: 'ended',
    said: [
      { source: 'a', licence: 'CC0-1.0', year: 2008, themes: ['culture'] },
      { source: 'b', licence: 'etalab-2.0', year: 2016, themes: ['culture', 'sport'] },
    ],
  })
  hidden = await makeTie(ctx, { parties: [nanterre, tlemcen], discreetSince: new Date() })
  besideHidden = await makeTie(ctx, { parties: [nanterre, shy] })
  await publishTies(ctx)
})

const published = async () =>
  (await ctx.db.selectFrom('public_tie').select('id').orderBy('id').execute()).map((row) => row.id)
const counts = async () =>
  (
    await sql`select country, type, state, sum(ties) as ties from public_tie_count group by 1, 2, 3 order by 1 nulls first, 2, 3`.execute(
      ctx.db,
    )
  ).rows

it('publishes what all sources said, and nothing in discreet mode nor beside a party in discreet mode', async () => {
  expect(await published()).toEqual([open])
  const tie = await ctx.db.selectFrom('public_tie').selectAll().executeTakeFirstOrThrow()
  expect(tie).toMatchObject({
    state: 'ended',
    themes: ['culture', 'sport'],
    licences: ['CC0-1.0', 'etalab-2.0'],
    sources: ['a', 'b'],
    attested_year: 2016,
    party_names: ['Nanterre', 'Pesaro'],
    countries: ['FR', 'IT'],
    french: true,
    min_lon: 2.2,
    max_lat: 48.9,
  })
  const ends = await ctx.db.selectFrom('public_tie_end').select(['position', 'country']).orderBy('position').execute()
  expect(ends.map((end) => end.country)).toEqual(['FR', 'IT'])
})

it('brings counts and authorities along when one tie comes or goes', async () => {
  await ctx.db.updateTable('partnership').set({ discreet_since: null }).where('id', '=', hidden).execute()
  await publishTies(ctx, { ids: [hidden] })
  expect(await published()).toEqual([open, hidden].toSorted())
  const afterOne = await counts()
  await publishTies(ctx)
  expect(await counts()).toEqual(afterOne)
  const nanterre = await ctx.db
    .selectFrom('public_organisation')
    .select(['tie_count', 'partner_countries'])
    .where('key', '=', 'c92050')
    .executeTakeFirstOrThrow()
  expect(nanterre).toEqual({ tie_count: 2, partner_countries: ['DZ', 'IT'] })

  await ctx.db.updateTable('partnership').set({ discreet_since: ctx.now }).where('id', '=', open).execute()
  await publishTies(ctx, { ids: [open, besideHidden] })
  expect(await published()).toEqual([hidden])
  expect(await counts()).toEqual(
    [
      { country: null, type: 'twinning', state: 'unknown', ties: '1' },
      { country: 'DZ', type: 'twinning', state: 'unknown', ties: '1' },
      { country: 'FR', type: 'twinning', state: 'unknown', ties: '1' },
    ].map((row) => ({ ...row, ties: Number(row.ties) })),
  )
})
