import { describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { readInvitation } from './accept-invitation.server.ts'
import { createInvitation } from './invitations.server.ts'
import { changeSeat, endSeat, leaveOrganisation, listMembers, saveOwnFunction } from './members.server.ts'
import type { Role } from './rules.ts'

const owner = await testContext()
const linkTo = () => 'https://navette.example/fr/espace'

/** A town with one member of each role. */
async function town() {
  const { id } = await makeAuthority(owner, { name: 'Nanterre' })
  const people = {} as Record<Role, { id: string; email: string; seat: string }>
  for (const role of ['reader', 'contributor', 'manager', 'owner'] as const) {
    const person = await makePerson(owner)
    people[role] = { ...person, seat: await makeSeat(owner, { personId: person.id, organisationId: id, role }) }
  }
  return { id, people, as: (role: Role) => memberContext(people[role].id, id) }
}

const membersSeenBy = (ctx: Ctx, id: string) => inTransaction(ctx, (inner) => listMembers(inner, id))

const roleOf = async (seat: string) => {
  const row = await owner.db
    .selectFrom('membership')
    .select(['role', 'ended_at'])
    .where('id', '=', seat)
    .executeTakeFirstOrThrow()
  return row.ended_at ? 'ended' : row.role
}

describe('the members of an organisation', () => {
  it('are shown to each other, their addresses to managers only, and nothing to others', async () => {
    const { id, people, as } = await town()
    const seen = await membersSeenBy(await as('reader'), id)
    expect(seen.map((row) => row.role)).toEqual(['owner', 'manager', 'contributor', 'reader'])
    expect(seen.every((row) => row.email === null)).toBe(true)
    const managed = await membersSeenBy(await as('manager'), id)
    expect(managed.map((row) => row.email)).toContain(people.reader.email)
    const stranger = await makePerson(owner)
    await expect(membersSeenBy(await memberContext(stranger.id), id)).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(membersSeenBy(await anonymousContext(), id)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('say themselves what they do', async () => {
    const { id, as } = await town()
    await saveOwnFunction(await as('reader'), id, '  Adjointe au maire ')
    const rows = await membersSeenBy(await as('owner'), id)
    expect(rows.find((row) => row.role === 'reader')?.functionTitle).toBe('Adjointe au maire')
  })
})

describe('changing a seat', () => {
  it('is refused to those below, and above one’s own reach', async () => {
    const { id, people, as } = await town()
    const change = {
      organisationId: id,
      membershipId: people.reader.seat,
      role: 'contributor',
      functionTitle: '',
      linkTo,
    } as const
    await expect(changeSeat(await as('contributor'), change)).rejects.toMatchObject({ reason: 'role_too_low' })
    const raise = changeSeat(await as('manager'), { ...change, role: 'manager' })
    await expect(raise).rejects.toMatchObject({ reason: 'role_not_to_give' })
    const topple = changeSeat(await as('manager'), { ...change, membershipId: people.owner.seat })
    await expect(topple).rejects.toMatchObject({ reason: 'role_too_low' })
  })

  it('changes the role, tells its holder, and is written down', async () => {
    const { id, people, as } = await town()
    await changeSeat(await as('manager'), {
      organisationId: id,
      membershipId: people.reader.seat,
      role: 'contributor',
      functionTitle: 'Stagiaire',
      linkTo,
    })
    expect(await roleOf(people.reader.seat)).toBe('contributor')
    const mail = await owner.db.selectFrom('mail').select('kind').where('recipient', '=', people.reader.email).execute()
    expect(mail).toEqual([{ kind: 'seatChanged' }])
    const entry = await owner.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('record_id', '=', people.reader.seat)
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({
      before: { role: 'reader' },
      after: { role: 'contributor', functionTitle: 'Stagiaire' },
    })
  })

  it('finds no seat of another organisation', async () => {
    const { id, as } = await town()
    const other = await town()
    const change = {
      organisationId: id,
      membershipId: other.people.reader.seat,
      role: 'reader',
      functionTitle: '',
      linkTo,
    } as const
    await expect(changeSeat(await as('owner'), change)).rejects.toMatchObject({ reason: 'seat_unknown' })
    await expect(endSeat(await as('owner'), { ...change, membershipId: newId() })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('never leaves an organisation without an owner', async () => {
    const { id, people, as } = await town()
    const change = { organisationId: id, membershipId: people.owner.seat, functionTitle: '', linkTo }
    await expect(changeSeat(await as('owner'), { ...change, role: 'reader' })).rejects.toMatchObject({
      reason: 'last_owner',
    })
    await expect(endSeat(await as('owner'), change)).rejects.toMatchObject({ reason: 'last_owner' })
    await expect(leaveOrganisation(await as('owner'), id)).rejects.toMatchObject({ reason: 'last_owner' })
    await changeSeat(await as('owner'), { ...change, membershipId: people.manager.seat, role: 'owner' })
    await leaveOrganisation(await as('owner'), id)
    expect(await roleOf(people.owner.seat)).toBe('ended')
  })

  it('keeps an owner even when two of them end each other’s seat at once', async () => {
    const { id, people, as } = await town()
    await changeSeat(await as('owner'), {
      organisationId: id,
      membershipId: people.manager.seat,
      role: 'owner',
      functionTitle: '',
      linkTo,
    })
    const both = await Promise.allSettled([
      endSeat(await as('owner'), { organisationId: id, membershipId: people.manager.seat, linkTo }),
      endSeat(await as('manager'), { organisationId: id, membershipId: people.owner.seat, linkTo }),
    ])
    expect(both.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
  })
})

describe('ending a seat', () => {
  it('keeps the seat as ended and closes the invitations its holder had made', async () => {
    const { id, people, as } = await town()
    const invitation = {
      organisationId: id,
      role: 'reader',
      email: null,
      locale: 'fr',
      word: '',
      partnershipId: null,
    } as const
    const { token } = await createInvitation(await as('manager'), {
      ...invitation,
      linkTo: (secret) => `https://navette.example/${secret}`,
    })
    await endSeat(await as('owner'), { organisationId: id, membershipId: people.manager.seat, linkTo })
    expect(await roleOf(people.manager.seat)).toBe('ended')
    expect((await readInvitation(await anonymousContext(), token)).state).toBe('revoked')
    const rows = await membersSeenBy(await as('owner'), id)
    expect(rows.at(-1)).toMatchObject({ id: people.manager.seat, role: 'manager' })
    await expect(membersSeenBy(await as('manager'), id)).rejects.toMatchObject({ reason: 'not_a_member' })
  })

  it('is for oneself too, whatever the role', async () => {
    const { id, people, as } = await town()
    await leaveOrganisation(await as('reader'), id)
    expect(await roleOf(people.reader.seat)).toBe('ended')
    await expect(leaveOrganisation(await as('reader'), id)).rejects.toMatchObject({ reason: 'not_a_member' })
  })
})
