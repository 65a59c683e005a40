import { beforeAll, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority, makeSource } from '../../tests/factories.ts'
import { anonymousContext } from '../../tests/people.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { explainAbsence } from './why-not-here.server.ts'

let visitor: Ctx

beforeAll(async () => {
  const owner = await testContext()
  const chambery = await makeAuthority(owner, { name: 'Chambéry', inseeCode: '73065', lat: 45.6, lon: 5.9 })
  const ouahigouya = await makeAuthority(owner, { name: 'Ouahigouya', country: 'BF', lat: 13.6, lon: -2.4 })
  const shy = await makeAuthority(owner, { name: 'Discrète', country: 'BF', discreetSince: new Date() })
  const quiet = await makeAuthority(owner, { name: 'Tranquille', country: 'BF', lat: 12, lon: -2 })
  await makeTie(owner, { parties: [chambery, ouahigouya] })
  await makeTie(owner, { parties: [chambery, shy] })
  await makeTie(owner, { parties: [chambery, quiet], discreetSince: new Date() })
  const source = await makeSource(owner, 'liste')
  const run = newId()
  await owner.db
    .insertInto('import_run')
    .values({ id: run, kind: 'ties', source_id: source.id, started_at: new Date() })
    .execute()
  for (const [line, there] of [
    [2, 'Bethléem'],
    [3, 'Discrète'],
    [4, 'Tranquille'],
  ] as const)
    await owner.db
      .insertInto('import_row')
      .values({
        run_id: run,
        line,
        outcome: 'setAside',
        reason: 'disputed',
        raw: JSON.stringify({ a: 'Chambéry', b: there }),
      })
      .execute()
  await publishTies(owner)
  visitor = await anonymousContext()
})

const ask = (first: string, second = '') => explainAbsence(visitor, { first, second, client: '203.0.113.9' })

it('finds a tie whatever the accents and the case', async () => {
  expect((await ask('chambery', 'OUAHIGOUYA')).ties).toMatchObject([{ names: ['Chambéry', 'Ouahigouya'] }])
})

it('finds a line that was set aside, and says why', async () => {
  expect(await ask('Chambéry', 'Bethleem')).toMatchObject({
    ties: [],
    aside: [{ source: 'liste', line: 2, outcome: 'setAside' }],
  })
})

it.each(['Discrète', 'Tranquille'])('answers of %s, which is in discreet mode, as of nothing', async (name) => {
  const [known, unknown] = [await ask('Chambéry', name), await ask('Chambéry', 'Nullepart')]
  expect(known.ties).toEqual(unknown.ties)
  expect(known.aside).toEqual(unknown.aside)
  expect((await ask('Discrète')).first.found).toEqual([])
})

it('does not answer without end', async () => {
  const greedy = () => explainAbsence(visitor, { first: 'a', second: '', client: '203.0.113.10' })
  for (let turn = 0; turn < 60; turn++) await greedy()
  await expect(greedy()).rejects.toMatchObject({ reason: 'too_many_turns' })
})
