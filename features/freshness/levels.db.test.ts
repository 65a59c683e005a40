import { beforeAll, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { getDataVersion } from '../../platform/db/data-version.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { confirmRecords } from './confirm.server.ts'
import { raiseWhenLevelsChange } from './levels.server.ts'

let owner: Ctx
let here: Ctx
let nanterre: { id: string; key: string; name: string }
let tie: string

beforeAll(async () => {
  owner = await testContext()
  nanterre = await makeAuthority(owner, { name: 'Nanterre', inseeCode: '92050' })
  const tlemcen = await makeAuthority(owner, { name: 'Tlemcen', country: 'DZ', status: 'toBeConfirmed' })
  tie = await makeTie(owner, { parties: [nanterre, tlemcen] })
  const officer = await makePerson(owner)
  await makeSeat(owner, { personId: officer.id, organisationId: nanterre.id, role: 'contributor' })
  here = await memberContext(officer.id, nanterre.id)
  await publishTies(owner)
})

async function passes(at: string): Promise<number> {
  const { version } = await getDataVersion(owner)
  const raised = await raiseWhenLevelsChange({ ...(await jobContext('freshness')), now: new Date(at) })
  const after = await getDataVersion(owner)
  expect(after.version > version).toBe(raised)
  return after.version - version
}

it('is nobody’s to ask for', async () => {
  await expect(raiseWhenLevelsChange(await anonymousContext())).rejects.toMatchObject({ reason: 'job_only' })
  await expect(raiseWhenLevelsChange(here)).rejects.toMatchObject({ code: 'forbidden', reason: 'job_only' })
})

it('raises the version on the day in Paris on which a tie is no longer fresh, once, and again when it grows stale', async () => {
  const confirmedAt = new Date('2030-03-15T09:00:00Z')
  await confirmRecords({ ...here, now: confirmedAt }, nanterre.id, [{ kind: 'partnership', id: tie }])
  expect(await passes('2030-03-16T03:00:00Z')).toBe(0)
  // The year it is attested in ends; the confirmation still makes it fresh.
  expect(await passes('2031-01-01T12:00:00Z')).toBe(0)
  expect(await passes('2031-03-14T22:59:00Z')).toBe(0)
  expect(await passes('2031-03-14T23:01:00Z')).toBe(1)
  expect(await passes('2031-03-14T23:05:00Z')).toBe(0)
  expect(await passes('2033-12-31T12:00:00Z')).toBe(0)
  expect(await passes('2034-01-01T00:01:00Z')).toBe(1)
})

it('raises it for an authority too, however many days the worker was away', async () => {
  await confirmRecords({ ...here, now: new Date('2034-05-02T09:00:00Z') }, nanterre.id, [
    { kind: 'organisation', id: nanterre.id },
  ])
  expect(await passes('2034-12-01T09:00:00Z')).toBe(0)
  expect(await passes('2035-08-20T09:00:00Z')).toBe(1)
  expect(await passes('2037-05-02T09:00:00Z')).toBe(1)
})
