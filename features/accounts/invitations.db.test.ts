import { beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { acceptInvitation, readInvitation } from './accept-invitation.server.ts'
import { createInvitation, listInvitations, type NewInvitation, revokeInvitation } from './invitations.server.ts'

const owner = await testContext()
const town = await makeAuthority(owner, { name: 'Chambéry' })
const partner = await makeAuthority(owner, { name: 'Ouahigouya', country: 'BF' })
const tieId = newId()
const seats = { reader: '', contributor: '', manager: '', owner: '' }

beforeAll(async () => {
  for (const role of ['reader', 'contributor', 'manager', 'owner'] as const) {
    seats[role] = (await makePerson(owner, { name: `${role} de Chambéry` })).id
    await makeSeat(owner, { personId: seats[role], organisationId: town.id, role })
  }
  await owner.db
    .insertInto('partnership')
    .values({ id: tieId, type: 'twinning', state: 'active', evidence: 'oneParty', parties_key: 'a b' })
    .execute()
  for (const [index, end] of [town, partner].entries())
    await owner.db
      .insertInto('partnership_party')
      .values({ partnership_id: tieId, organisation_id: end.id, position: index + 1 })
      .execute()
})

const invitation = (facts: Partial<NewInvitation> = {}): NewInvitation => ({
  organisationId: town.id,
  role: 'contributor',
  email: null,
  locale: 'both',
  word: '',
  partnershipId: null,
  linkTo: (token, locale) => `https://navette.example/${locale}/invitation?token=${token}`,
  ...facts,
})

const actingFor = (personId: string) => memberContext(personId, town.id)

async function invite(personId: string, facts: Partial<NewInvitation> = {}) {
  return createInvitation(await actingFor(personId), invitation(facts))
}

const invitationsSeenBy = async (personId: string) =>
  inTransaction(await actingFor(personId), (ctx) => listInvitations(ctx, town.id))

const seatsOf = (personId: string) =>
  owner.db.selectFrom('membership').select(['role', 'partnership_id']).where('person_id', '=', personId).execute()

describe('inviting', () => {
  it('is for managers and owners of the organisation they act for', async () => {
    const stranger = await makePerson(owner)
    await expect(createInvitation(await anonymousContext(), invitation())).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(invite(stranger.id)).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(invite(seats.contributor)).rejects.toMatchObject({ reason: 'role_too_low' })
    const elsewhere = createInvitation(await memberContext(seats.owner, partner.id), invitation())
    await expect(elsewhere).rejects.toMatchObject({ reason: 'acting_for_another' })
  })

  it('lets a manager give no more than contributor', async () => {
    await expect(invite(seats.manager, { role: 'manager' })).rejects.toMatchObject({ reason: 'role_not_to_give' })
    await expect(invite(seats.manager, { role: 'contributor' })).resolves.toHaveProperty('token')
  })

  it('writes to an address in both languages where the reader’s is not known, with the link of each', async () => {
    const { token } = await invite(seats.owner, { email: 'Elue@Mairie.example', word: 'Bienvenue parmi nous' })
    const mail = await owner.db
      .selectFrom('mail')
      .selectAll()
      .where('recipient', '=', 'elue@mairie.example')
      .executeTakeFirstOrThrow()
    expect(mail).toMatchObject({ kind: 'invitation', locale: 'both' })
    expect(mail.text_body).toContain('Bienvenue parmi nous')
    expect(mail.text_body).toContain(`/fr/invitation?token=${token}`)
    expect(mail.text_body).toContain(`/en/invitation?token=${token}`)
    const kept = await owner.db.selectFrom('invitation').select('token_digest').execute()
    expect(kept.map((row) => row.token_digest)).not.toContain(token)
  })

  it('replaces the invitation the same address had, and refuses one for a member', async () => {
    const first = await invite(seats.owner, { email: 'deux@mairie.example' })
    await invite(seats.owner, { email: 'deux@mairie.example' })
    expect((await readInvitation(await anonymousContext(), first.token)).state).toBe('revoked')
    const member = await makePerson(owner)
    await makeSeat(owner, { personId: member.id, organisationId: town.id, role: 'reader' })
    await expect(invite(seats.owner, { email: member.email })).rejects.toMatchObject({ reason: 'already_member' })
  })

  it('is taken back by those who could have given it', async () => {
    const forOwner = await invite(seats.owner, { role: 'owner' })
    const revoking = revokeInvitation(await actingFor(seats.manager), town.id, forOwner.id)
    await expect(revoking).rejects.toMatchObject({ reason: 'invitation_not_open' })
    await revokeInvitation(await actingFor(seats.owner), town.id, forOwner.id)
    const again = revokeInvitation(await actingFor(seats.owner), town.id, forOwner.id)
    await expect(again).rejects.toMatchObject({ code: 'not_found' })
    const rows = await invitationsSeenBy(seats.manager)
    expect(rows.find((row) => row.id === forOwner.id)?.state).toBe('revoked')
    await expect(invitationsSeenBy(seats.reader)).rejects.toMatchObject({
      reason: 'role_too_low',
    })
  })
})

describe('accepting an invitation', () => {
  it('shows whoever holds the link who invites to what, and no address', async () => {
    const { token } = await invite(seats.owner, { email: 'secret@mairie.example' })
    const read = await readInvitation(await anonymousContext(), token)
    expect(read).toMatchObject({
      state: 'open',
      role: 'contributor',
      inviter: 'owner de Chambéry',
      organisation: { name: 'Chambéry' },
    })
    expect(JSON.stringify(read)).not.toContain('secret@mairie.example')
    await expect(readInvitation(await anonymousContext(), 'autre')).rejects.toMatchObject({
      reason: 'invitation_unknown',
    })
  })

  it('gives the seat at once, to whoever holds the link, and once', async () => {
    const { token } = await invite(seats.owner, { email: 'absent@mairie.example', role: 'manager' })
    const colleague = await makePerson(owner)
    await expect(acceptInvitation(await anonymousContext(), token)).rejects.toMatchObject({ code: 'unauthenticated' })
    await acceptInvitation(await memberContext(colleague.id), token, 'Chargée de mission')
    expect(await seatsOf(colleague.id)).toEqual([{ role: 'manager', partnership_id: null }])
    const second = await makePerson(owner)
    const again = acceptInvitation(await memberContext(second.id), token)
    await expect(again).rejects.toMatchObject({ reason: 'invitation_accepted' })
    const entry = await owner.db
      .selectFrom('audit_entry')
      .select(['person_id', 'after'])
      .where('action', '=', 'invitationAccepted')
      .where('person_id', '=', colleague.id)
      .executeTakeFirstOrThrow()
    // The link was forwarded: it proves nothing about the address it was sent to.
    expect(entry.after).toMatchObject({ role: 'manager', addressProven: false })
  })

  it('proves the address it was sent to when its holder is the one who accepts', async () => {
    const invited = await makePerson(owner, { email: 'moi@mairie.example' })
    const { token } = await invite(seats.owner, { email: 'moi@mairie.example' })
    await acceptInvitation(await memberContext(invited.id), token)
    const entry = await owner.db
      .selectFrom('audit_entry')
      .select('after')
      .where('person_id', '=', invited.id)
      .executeTakeFirstOrThrow()
    expect(entry.after).toMatchObject({ addressProven: true })
  })

  it('is refused once taken back, or after thirty days', async () => {
    const late = await makePerson(owner)
    const revoked = await invite(seats.owner)
    await revokeInvitation(await actingFor(seats.owner), town.id, revoked.id)
    await expect(acceptInvitation(await memberContext(late.id), revoked.token)).rejects.toMatchObject({
      reason: 'invitation_revoked',
    })
    const old = await invite(seats.owner)
    const month = { ...(await memberContext(late.id)), now: new Date(Date.now() + 31 * 86_400_000) }
    await expect(acceptInvitation(month, old.token)).rejects.toMatchObject({ reason: 'invitation_expired' })
    expect(await seatsOf(late.id)).toEqual([])
  })

  it('raises the seat somebody has, and never lowers it', async () => {
    const reader = await makePerson(owner)
    await makeSeat(owner, { personId: reader.id, organisationId: town.id, role: 'reader' })
    await acceptInvitation(await memberContext(reader.id), (await invite(seats.owner, { role: 'manager' })).token)
    expect(await seatsOf(reader.id)).toEqual([{ role: 'manager', partnership_id: null }])
    await acceptInvitation(await memberContext(reader.id), (await invite(seats.owner, { role: 'reader' })).token)
    expect(await seatsOf(reader.id)).toEqual([{ role: 'manager', partnership_id: null }])
  })

  it('narrows a guest to one tie of the organisation', async () => {
    const guest = await makePerson(owner)
    await expect(invite(seats.owner, { partnershipId: newId() })).rejects.toMatchObject({ reason: 'tie_not_yours' })
    await expect(invite(seats.owner, { partnershipId: tieId, role: 'owner' })).rejects.toMatchObject({
      reason: 'role_not_to_give',
    })
    const { token } = await invite(seats.manager, { partnershipId: tieId })
    expect((await readInvitation(await anonymousContext(), token)).tie).toEqual(['Chambéry', 'Ouahigouya'])
    const accepted = await acceptInvitation(await memberContext(guest.id), token)
    expect(accepted).toEqual({ key: town.key, partnershipId: tieId })
    expect(await seatsOf(guest.id)).toEqual([{ role: 'contributor', partnership_id: tieId }])
    const ctx = await memberContext(guest.id)
    const others = await inTransaction(ctx, ({ db }) => db.selectFrom('membership').select('id').execute())
    expect(others).toHaveLength(1)
  })
})
