import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { makePerson } from '../../tests/people.ts'
import { publishTies } from '../partnerships/publish.server.ts'

const ctx = await testContext()
const open = await makeAuthority(ctx, { name: 'Chambéry', key: 'c73065' })
const person = await makePerson(ctx)

it.each([
  ['an example of the demonstration', sql`example = true`],
  ['created here and not yet looked at', sql`created_by = ${person.id}`],
  ['taken over by another record', sql`merged_into = ${open.id}`],
  ['a body that is no authority', sql`kind = 'organisation'`],
  ['in discreet mode', sql`discreet_since = now()`],
])('keeps an organisation that is %s out of the public tables, with its ties', async (_, what) => {
  const one = await makeAuthority(ctx, { name: 'Autre' })
  const tie = await makeTie(ctx, { parties: [open, one] })
  const seen = async () => {
    await publishTies(ctx)
    const { rows } = await sql<{ organisation: boolean; tie: boolean }>`
      select exists (select from public_organisation where id = ${one.id}) as organisation,
        exists (select from public_tie where id = ${tie}) as tie`.execute(ctx.db)
    return rows[0]
  }
  expect(await seen()).toEqual({ organisation: true, tie: true })
  await sql`update organisation set ${what} where id = ${one.id}`.execute(ctx.db)
  expect(await seen()).toEqual({ organisation: false, tie: false })
})

it('shows a body created here once somebody trusted has looked at it', async () => {
  const one = await makeAuthority(ctx, { name: 'Nouvelle', country: 'BF' })
  await sql`update organisation set created_by = ${person.id}, reviewed_at = now() where id = ${one.id}`.execute(ctx.db)
  await publishTies(ctx)
  const { rows } = await sql`select key from public_organisation where id = ${one.id}`.execute(ctx.db)
  expect(rows).toEqual([{ key: one.key }])
})
