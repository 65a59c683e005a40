import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { setOrganisationDiscreet } from '../organisations/discreet.server.ts'
import { setMentionDiscreet, setTieDiscreet } from './discreet.server.ts'
import { listTieVisibility } from './own-visibility.server.ts'
import { publishTies } from './publish.server.ts'

const owner = await testContext()
const here = await makeAuthority(owner, { name: 'Chambéry' })
const there = await makeAuthority(owner, { name: 'Ouahigouya', country: 'BF' })
const other = await makeAuthority(owner, { name: 'Annecy' })
const tie = await makeTie(owner, { parties: [here, there] })
let ours: Ctx
let theirs: Ctx
let reader: Ctx
let stranger: Ctx

async function memberOf(organisationId: string, role: 'reader' | 'contributor'): Promise<Ctx> {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, organisationId)
}

let minutes = 0
/** Each deed a minute after the one before. */
const act = <T>(ctx: Ctx, work: (inner: Ctx) => Promise<T>) =>
  inTransaction({ ...ctx, now: new Date(Date.now() + ++minutes * 60_000) }, work)
const asks = (ctx: Ctx, party: { id: string }, discreet: boolean, recordId = tie) =>
  act(ctx, (inner) => setTieDiscreet(inner, { organisationId: party.id, recordId }, discreet))
const isPublic = async () =>
  (await owner.db.selectFrom('public_tie').select('id').where('id', '=', tie).execute()).length === 1

beforeAll(async () => {
  ours = await memberOf(here.id, 'contributor')
  theirs = await memberOf(there.id, 'contributor')
  reader = await memberOf(here.id, 'reader')
  stranger = await memberOf(other.id, 'contributor')
  await publishTies(owner)
})

describe('discreet mode of a tie', () => {
  it('is for contributors of its parties', async () => {
    await expect(asks(await anonymousContext(), here, true)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(asks(reader, here, true)).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(asks(stranger, here, true)).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(asks(stranger, other, true)).rejects.toMatchObject({ code: 'not_found' })
    await expect(asks(ours, here, true, newId())).rejects.toMatchObject({ code: 'not_found' })
    await expect(asks(ours, here, true, 'nothing')).rejects.toMatchObject({ code: 'not_found' })
    expect(await isPublic()).toBe(true)
  })

  it('begins when one party asks, and ends when no party asks any more', async () => {
    await asks(theirs, there, true)
    expect(await isPublic()).toBe(false)
    await asks(ours, here, true)
    await asks(theirs, there, false)
    expect(await isPublic()).toBe(false)
    await asks(ours, here, false)
    expect(await isPublic()).toBe(true)
  })

  it('is not lifted by the other party', async () => {
    await asks(theirs, there, true)
    await asks(ours, here, false)
    expect(await isPublic()).toBe(false)
    const seen = await act(ours, (ctx) => listTieVisibility(ctx, here.id))
    expect(seen).toMatchObject([{ hiddenByUs: false, hiddenByOthers: true, names: ['Ouahigouya'] }])
    await asks(theirs, there, false)
  })

  it('of the keepers of the atlas outlives what a party asks', async () => {
    await owner.db.updateTable('partnership').set({ discreet_since: owner.now }).where('id', '=', tie).execute()
    await publishTies(owner, { ids: [tie] })
    await asks(ours, here, true)
    await asks(ours, here, false)
    expect(await isPublic()).toBe(false)
    await owner.db.updateTable('partnership').set({ discreet_since: null }).where('id', '=', tie).execute()
    await publishTies(owner, { ids: [tie] })
  })

  it('is written down, for both parties to read', async () => {
    const { rows } = await act(theirs, async ({ db }) => ({
      rows: await db.selectFrom('audit_entry').select('organisation_id').where('record_id', '=', tie).execute(),
    }))
    expect(new Set(rows.map((row) => row.organisation_id))).toEqual(new Set([here.id, there.id]))
  })
})

describe('discreet mode of an organisation', () => {
  const set = (ctx: Ctx, discreet: boolean) => act(ctx, (inner) => setOrganisationDiscreet(inner, there.id, discreet))

  it('is its own', async () => {
    await expect(set(ours, true)).rejects.toMatchObject({ reason: 'not_a_member' })
  })

  it('takes its ties along, and its partners go on seeing who they work with', async () => {
    await set(theirs, true)
    expect(await isPublic()).toBe(false)
    const seen = await act(ours, (ctx) => listTieVisibility(ctx, here.id))
    expect(seen[0]?.names).toEqual(['Ouahigouya'])
    expect(
      await act(stranger, ({ db }) => db.selectFrom('organisation').select('id').where('id', '=', there.id).execute()),
    ).toEqual([])
    await set(theirs, false)
    expect(await isPublic()).toBe(true)
  })
})

it('a mention is not found by whom it does not name', async () => {
  const of = { organisationId: other.id, recordId: newId() }
  await expect(act(stranger, (ctx) => setMentionDiscreet(ctx, of, true))).rejects.toMatchObject({ code: 'not_found' })
})
