import { describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makePair } from '../../tests/ties.ts'
import { addLedgerEntry, addTransfer, getLedger, removeLedgerEntry, removeTransfer } from './ledger.server.ts'
import { publishTies } from './publish.server.ts'

const owner = await testContext()
const { tie, here, there } = await makePair(owner)
await publishTies(owner, { ids: [tie.id] })

async function seated(organisationId: string, role: 'reader' | 'contributor') {
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId, role })
  return memberContext(person.id, organisationId)
}
const officer = await seated(here.id, 'contributor')
const reader = await seated(here.id, 'reader')
const partner = await seated(there.id, 'contributor')
const ours = { partnershipId: tie.id, organisationId: here.id }
const theirs = { partnershipId: tie.id, organisationId: there.id }
const days = { kind: 'days', year: 2026, value: '12.50', currency: null, note: 'Deux fontainiers' } as const
const learned = {
  ...{
    fromOrganisationId: there.id,
    what: 'Le comité d’usagers',
    stage: 'adopted' as const,
    department: 'Service de l’eau',
  },
  ...{ adoptedWhere: 'Quartier du Covet', sinceYear: 2025 },
}

describe('the ledger of a tie', () => {
  it('is read by the other side at once, which answers by its own line', async () => {
    await addLedgerEntry(officer, ours, days)
    await addLedgerEntry(partner, theirs, { ...days, kind: 'money', value: '5000000.00', currency: 'XOF' })
    const { entries } = await getLedger(partner, theirs)
    expect(entries.map(({ organisationId, kind, value, currency }) => [organisationId, kind, value, currency])).toEqual(
      [
        [here.id, 'days', '12.50', null],
        [there.id, 'money', '5000000.00', 'XOF'],
      ],
    )
  })

  it('lets each side take off its own lines, never those of the other', async () => {
    const id = await addLedgerEntry(officer, ours, days)
    await expect(removeLedgerEntry(partner, theirs, id)).rejects.toMatchObject({ code: 'not_found' })
    await removeLedgerEntry(officer, ours, id)
    await expect(removeLedgerEntry(officer, ours, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(removeLedgerEntry(officer, ours, 'x')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('holds practices both ways, public once both say yes to the presentation', async () => {
    const mine = await addTransfer(officer, ours, learned)
    await addTransfer(partner, theirs, {
      ...learned,
      fromOrganisationId: here.id,
      what: 'La régie des marchés',
      stage: 'tested',
    })
    expect((await getLedger(officer, ours)).transfers).toHaveLength(2)
    const shown = () =>
      owner.db.selectFrom('public_tie_content').select('presentation').where('tie_id', '=', tie.id).executeTakeFirst()
    expect((await shown())?.presentation ?? null).toBe(null)
    await owner.db
      .insertInto('publication_consent')
      .values(
        [here, there].map(({ id }) => ({
          partnership_id: tie.id,
          organisation_id: id,
          part: 'presentation',
          answer: 'yes',
        })),
      )
      .execute()
    await removeTransfer(officer, ours, mine)
    await addTransfer(officer, ours, learned)
    expect(JSON.stringify((await shown())?.presentation)).toContain('Le comité d’usagers')
  })

  it('takes no practice from who is no party', async () => {
    await expect(addTransfer(officer, ours, { ...learned, fromOrganisationId: newId() })).rejects.toMatchObject({
      reason: 'transfer_from_wrong',
    })
    await expect(addTransfer(officer, ours, { ...learned, fromOrganisationId: here.id })).rejects.toMatchObject({
      reason: 'transfer_from_wrong',
    })
  })

  it('is written by contributors of a party only, and is not there for others', async () => {
    await expect(addLedgerEntry(reader, ours, days)).rejects.toMatchObject({ reason: 'role_too_low' })
    const stranger = await memberContext((await makePerson(owner)).id, here.id)
    await expect(getLedger(stranger, ours)).rejects.toMatchObject({ code: 'not_found' })
    const administrator = await memberContext((await makePerson(owner, { administrator: true })).id, here.id)
    await expect(getLedger(administrator, ours)).rejects.toMatchObject({ code: 'not_found' })
    await expect(addLedgerEntry(await anonymousContext(), ours, days)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(getLedger(officer, { ...ours, partnershipId: newId() })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('leaves a trail of who wrote, and none of what', async () => {
    const rows = await owner.db.selectFrom('audit_entry').selectAll().where('action', '=', 'ledgerAdded').execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain('fontainiers')
  })
})
