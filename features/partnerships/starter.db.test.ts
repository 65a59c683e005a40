import { beforeAll, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { testContext } from '../../tests/db.ts'
import { loadSmallRegister } from '../../tests/factories.ts'
import { loadStarterTies, type StarterReport } from './starter.server.ts'

let ctx: Ctx
let first: StarterReport

beforeAll(async () => {
  ctx = await testContext()
  await loadSmallRegister(ctx)
  first = await loadStarterTies(ctx)
})

const reportOf = (source: string) => first.reports.find((report) => report.source === source)?.report

it('takes over each source under its own name, with the page that says so', async () => {
  expect(reportOf('ateliers-2016')?.rows.map((row) => [row.line, row.outcome])).toEqual([
    [15, 'alreadyThere'],
    [16, 'created'],
  ])
  const statements = await ctx.db
    .selectFrom('partnership_statement as s')
    .innerJoin('partnership as p', 'p.id', 's.partnership_id')
    .innerJoin('source', 'source.id', 's.source_id')
    .select(['source.code', 's.attested_year', 's.page_title', 'p.state'])
    .where('p.parties_key', '=', 'bf-ouahigouya c73065')
    .where('source.code', 'like', '%20%')
    .orderBy('source.code')
    .execute()
  expect(statements).toMatchObject([
    { code: 'ateliers-2016', attested_year: 2016, state: 'unknown', page_title: expect.stringContaining('2016') },
    { code: 'journee-2015', attested_year: 2015, state: 'unknown', page_title: expect.stringContaining('2015') },
  ])
})

it('leaves out what the register or the gazetteer has not got, with the reason', () => {
  expect(reportOf('starter-ties')?.rows.find((row) => row.raw.fr_name === 'Agen')).toMatchObject({
    outcome: 'unmatched',
  })
  expect(first.mentions.leftOut).toContain('commercy-2015')
})

it('publishes mentions with their source, on the pages of those they name', async () => {
  const mentions = await ctx.db.selectFrom('public_mention').selectAll().where('year', '=', 2016).execute()
  const mention = mentions.find((row) => row.organisation_keys.includes('c73065'))
  expect(mention).toMatchObject({ organisation_keys: ['c73065'], text_fr: expect.stringContaining('Lafi Bala') })
})

it('is done once for each content of its files', async () => {
  expect(await loadStarterTies(ctx)).toEqual({ reports: [], mentions: { loaded: 0, leftOut: [] } })
})
