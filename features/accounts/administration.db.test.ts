import { describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import {
  countInstance,
  listImportRows,
  listImports,
  listPeople,
  listTrusted,
  setAdministrator,
  setTrusted,
} from './administration.server.ts'
import { becomeAdministrator, createAdministratorLink, hasAdministrator } from './administrators.server.ts'

const owner = await testContext()
const town = await makeAuthority(owner, { name: 'Chambéry' })
const first = await makePerson(owner, { name: 'Anne' })
const officer = await makePerson(owner, { name: 'Zoé 100%', email: 'zoe@mairie.example' })
await makeSeat(owner, { personId: officer.id, organisationId: town.id, role: 'owner' })

describe('the first administrator', () => {
  it('is whoever uses the link of the first start, once', async () => {
    const token = await createAdministratorLink({ ...owner, actor: { kind: 'job', name: 'start' } })
    await becomeAdministrator(await memberContext(first.id), token)
    expect(await hasAdministrator(owner)).toBe(true)
    await expect(becomeAdministrator(await memberContext(officer.id), token)).rejects.toMatchObject({
      reason: 'link_used',
    })
  })

  it('is not whoever holds a link of an earlier start, or one past its time', async () => {
    const earlier = await createAdministratorLink(owner)
    const later = await createAdministratorLink(owner)
    const asOfficer = await memberContext(officer.id)
    await expect(becomeAdministrator(asOfficer, earlier)).rejects.toMatchObject({ reason: 'link_used' })
    const inTenDays = { ...asOfficer, now: new Date(Date.now() + 10 * 86_400_000) }
    await expect(becomeAdministrator(inTenDays, later)).rejects.toMatchObject({ reason: 'link_used' })
    await expect(becomeAdministrator(await anonymousContext(), later)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })
})

describe('the administrator', () => {
  it('finds people by what they are called, and sees their seats', async () => {
    const found = await inTransaction(await memberContext(first.id), (ctx) => listPeople(ctx, { q: 'zoé 100%' }))
    expect(found.rows).toMatchObject([{ name: 'Zoé 100%', seats: [{ key: town.key, role: 'owner' }] }])
    const other = await inTransaction(await memberContext(first.id), (ctx) => listPeople(ctx, { q: '_' }))
    expect(other.rows).toEqual([])
  })

  it('trusts an organisation, and no longer', async () => {
    const ctx = await memberContext(first.id)
    await setTrusted(ctx, town.key, true)
    expect(await inTransaction(ctx, listTrusted)).toMatchObject([{ key: town.key }])
    await setTrusted(ctx, town.key, false)
    expect(await inTransaction(ctx, listTrusted)).toEqual([])
    await expect(setTrusted(ctx, 'nowhere', true)).rejects.toMatchObject({ reason: 'organisation_unknown' })
  })

  it('shares the office, but never leaves it empty', async () => {
    const ctx = await memberContext(first.id)
    await setAdministrator(ctx, officer.id, true)
    await setAdministrator(ctx, officer.id, false)
    await expect(setAdministrator(ctx, first.id, false)).rejects.toMatchObject({ reason: 'last_administrator' })
    await expect(setAdministrator(ctx, newId(), true)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('counts what waits, and lists imports', async () => {
    const ctx = await memberContext(first.id)
    expect(await inTransaction(ctx, countInstance)).toMatchObject({ people: 2, administrators: 1, claimsWaiting: 0 })
    expect(await inTransaction(ctx, listImports)).toEqual([])
  })
})

describe('what the administrator sees', () => {
  it.each<[string, (ctx: Ctx) => Promise<unknown>]>([
    ['figures', countInstance],
    ['people', (ctx) => listPeople(ctx, {})],
    ['trusted organisations', listTrusted],
    ['imports', listImports],
    ['rows of an import', (ctx) => listImportRows(ctx, newId(), 1)],
  ])('%s: nobody else does', async (_, read) => {
    await expect(inTransaction(await memberContext(officer.id, town.id), read)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(inTransaction(await anonymousContext(), read)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
