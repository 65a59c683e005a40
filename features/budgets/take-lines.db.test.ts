import { beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { accountFile, sampleLines, type WrittenAccount } from '../../tests/account-file.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { applyAccounts, bringAccounts, withdrawAccounts } from './accounts.server.ts'
import { type LinePick, takeLines } from './take-lines.server.ts'

const owner = await testContext()
let made = 0
let town: { id: string }
let siret: string
let me: Ctx

beforeEach(async () => {
  const siren = String(219_500_017 + 1_000 * ++made)
  siret = `${siren}00018`
  town = await makeAuthority(owner, { name: `Ville ${made}`, siren })
  me = await seatIn(town.id, 'contributor')
})

async function seatIn(organisationId: string, role: 'reader' | 'contributor' | 'owner') {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, organisationId)
}

async function bringAndApply(facts: WrittenAccount = {}): Promise<{ id: string }> {
  const chunks = [accountFile({ siret, lines: sampleLines, ...facts })]
  const [brought] = await bringAccounts(me, town.id, { fileName: 'compte.xml', chunks })
  const [applied] = await applyAccounts(me, town.id, [brought?.id ?? ''])
  return applied ?? expect.fail('nothing applied')
}

describe('lines taken by hand', () => {
  const pick = (documentId: string, position: number, more: Partial<LinePick> = {}): LinePick => ({
    documentId,
    position,
    reason: 'hand',
    ...more,
  })

  it('take a share in percent or a part in euros, never more than all of it', async () => {
    const { id } = await bringAndApply()
    const { ids } = await takeLines(me, town.id, [
      pick(id, 3, { share: '40', tags: { theme: 'culture' }, label: 'Festival' }),
      pick(id, 3, { part: '1000.00' }),
    ])
    const lines = await owner.db.selectFrom('budget_line').selectAll().where('id', 'in', ids).orderBy('part').execute()
    expect(lines).toMatchObject([
      { part: '1000.00', executed: '1000.00', opened: '1111.11' },
      { share: '40.0000', executed: '36000.00', opened: '40000.00', theme: 'culture', label: 'Festival' },
    ])
    await expect(takeLines(me, town.id, [pick(id, 3, { share: '61' })])).rejects.toMatchObject({
      reason: 'budget_share_too_much',
      values: { left: 60 },
    })
  })

  it('leave what is taken already, and order operations', async () => {
    const { id } = await bringAndApply()
    expect(await takeLines(me, town.id, [pick(id, 1), pick(id, 5), pick(id, 6), pick(id, 6)])).toMatchObject({
      ids: [expect.any(String)],
      already: 2,
      order: 1,
    })
  })

  it('take a grant of the annex, as paid', async () => {
    const { id } = await bringAndApply({ grants: [{ name: 'KAYA', kind: 'P1', amount: '900.50' }] })
    const { ids } = await takeLines(me, town.id, [{ documentId: id, position: null, grantPosition: 1, reason: 'hand' }])
    const line = await owner.db
      .selectFrom('budget_line')
      .selectAll()
      .where('id', '=', ids[0] ?? '')
      .executeTakeFirst()
    expect(line).toMatchObject({ label: 'KAYA', counterpart_name: 'KAYA', executed: '900.50', section: 'running' })
  })

  it('only from live accounts of the organisation, by its contributors', async () => {
    const { id } = await bringAndApply()
    await expect(takeLines(me, town.id, [pick(id, 99)])).rejects.toMatchObject({ reason: 'budget_line_not_in_account' })
    await withdrawAccounts(me, town.id, id)
    await expect(takeLines(me, town.id, [pick(id, 3)])).rejects.toMatchObject({ code: 'not_found' })
    const neighbour = await makeAuthority(owner, { name: 'Voisine' })
    const stranger = await seatIn(neighbour.id, 'owner')
    await expect(takeLines(stranger, neighbour.id, [pick(id, 3)])).rejects.toMatchObject({ code: 'not_found' })
    await expect(takeLines(stranger, town.id, [pick(id, 3)])).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(takeLines(await seatIn(town.id, 'reader'), town.id, [pick(id, 3)])).rejects.toMatchObject({
      reason: 'role_too_low',
    })
    await expect(takeLines(await anonymousContext(), town.id, [pick(id, 3)])).rejects.toMatchObject({
      code: 'unauthenticated',
    })
  })
})
