import { beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { accountFile, sampleLines, type WrittenAccount } from '../../tests/account-file.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { applyRetention, loadRetentionRules } from '../accounts/retention.server.ts'
import { applyAccounts, bringAccounts, discardAccounts, withdrawAccounts } from './accounts.server.ts'
import { findAccount, listAccounts } from './accounts-list.server.ts'

const owner = await testContext()
let made = 0
let town: { id: string; key: string; name: string }
let siret: string
let me: Ctx

beforeEach(async () => {
  const siren = String(219_300_486 + 1_000 * ++made)
  siret = `${siren}00018`
  town = await makeAuthority(owner, { name: `Ville ${made}`, siren })
  me = await seatIn(town.id, 'contributor')
})

async function seatIn(organisationId: string, role: 'reader' | 'contributor' | 'owner', acting = organisationId) {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, acting)
}

const account = (facts: WrittenAccount = {}): WrittenAccount => ({
  siret,
  lines: sampleLines,
  population: 110_000,
  ...facts,
})

async function bring(account: WrittenAccount | Uint8Array, options: { attached?: boolean } = {}, ctx = me) {
  const bytes = account instanceof Uint8Array ? account : accountFile(account)
  return bringAccounts(ctx, town.id, { fileName: 'compte.xml', chunks: [bytes] }, options)
}

async function bringAndApply(facts: WrittenAccount = {}) {
  const [brought] = await bring(account(facts))
  const [applied] = await applyAccounts(me, town.id, [brought?.id ?? ''])
  return applied ?? expect.fail('nothing applied')
}

const linesOf = (id = town.id) =>
  owner.db
    .selectFrom('budget_line')
    .select([
      'year',
      'direction',
      'section',
      'label',
      'reason',
      'planned',
      'voted',
      'opened',
      'executed',
      'carried_over',
    ])
    .where('organisation_id', '=', id)
    .orderBy('account_position')
    .execute()

const stateOf = async (id: string) =>
  (await owner.db.selectFrom('account_document').select('state').where('id', '=', id).executeTakeFirst())?.state ?? null

describe('a file is looked at before anything counts', () => {
  it('says what was found, with exact totals of real operations by function and direction', async () => {
    const [{ id, known } = { id: '', known: null }] = await bring(account({ decided: '2023-06-28' }))
    expect(known).toBeNull()
    const page = await findAccount(me, town.id, id)
    expect(page).toMatchObject({
      state: 'waiting',
      year: 2022,
      stage: 'administrativeAccount',
      budgetType: 'principal',
      decidedOn: '2023-06-28',
      population: 110_000,
      lineCount: 7,
      calculatedCount: 1,
      measure: 'executed',
      replaces: [],
    })
    const total = (code: string) => page.functions.filter(({ functionCode }) => functionCode === code)
    expect(total('048')).toMatchObject([
      { direction: 'expenditure', amount: '16632.50', carriedAfter: '500.05', use: 'taken', lineCount: 3 },
      { direction: 'receipt', amount: '2503.56', use: 'taken' },
    ])
    expect(total('048')[0]?.label).toContain('coopération décentralisée')
    expect(total('041')).toMatchObject([{ amount: '300.00', use: 'proposed' }])
    expect(page.sections.filter(({ isOrder }) => isOrder)).toMatchObject([{ amount: '77.00' }])
    expect(await linesOf()).toEqual([])
  })

  it('the same file again is the same document, before and after it counts', async () => {
    const [first] = await bring(account())
    expect(await bring(account())).toEqual([{ id: first?.id, known: 'waiting' }])
    await applyAccounts(me, town.id, [first?.id ?? ''])
    expect(await bring(account())).toEqual([{ id: first?.id, known: 'live' }])
    await expect(applyAccounts(me, town.id, [first?.id ?? ''])).rejects.toMatchObject({
      reason: 'accounts_live_already',
    })
    expect(await linesOf()).toHaveLength(3)
  })

  it('refuses an account of somebody else, unless it is said to be attached: then it is an annexed one', async () => {
    const other = account({ siret: '26930001200012', label: 'CCAS', type: 'P' })
    await expect(bring(other)).rejects.toMatchObject({
      code: 'invalid',
      reason: 'accounts_other_siren',
      values: { siret: '26930001200012', label: 'CCAS' },
    })
    const [kept] = await bring(other, { attached: true })
    expect(await findAccount(me, town.id, kept?.id ?? '')).toMatchObject({
      budgetType: 'annexed',
      siret: '26930001200012',
    })
  })

  it('refuses where the organisation has no SIREN to compare with', async () => {
    const nameless = await makeAuthority(owner, { name: 'Sans numéro' })
    const ctx = await seatIn(nameless.id, 'contributor')
    await expect(
      bringAccounts(ctx, nameless.id, { fileName: 'c.xml', chunks: [accountFile(account())] }),
    ).rejects.toMatchObject({ reason: 'accounts_no_siren' })
  })

  it.each([
    ['nothing', '', 'accounts_file_empty'],
    ['not XML', 'Bonjour;1\n', 'accounts_file_not_totem'],
    ['IATI', '<iati-activities version="2.03"></iati-activities>', 'accounts_file_iati'],
    ['another XML', '<html></html>', 'accounts_file_other_xml'],
    ['a DOCTYPE', '<!DOCTYPE a [<!ENTITY b "c">]><DocumentBudgetaire/>', 'accounts_file_doctype'],
    ['no budget', '<DocumentBudgetaire></DocumentBudgetaire>', 'accounts_file_no_budget'],
    [
      'cut short',
      new TextDecoder().decode(accountFile({ lines: sampleLines })).slice(0, 1500),
      'accounts_file_truncated',
    ],
    ['no year', new TextDecoder().decode(accountFile({})).replace('<Exer V="2022"/>', ''), 'accounts_file_header'],
    [
      'an unknown stage',
      new TextDecoder().decode(accountFile({})).replace('NatDec V="09"', 'NatDec V="77"'),
      'accounts_file_stage',
    ],
  ])('%s: a sentence of its own, and nothing kept', async (_, text, reason) => {
    await expect(bring(new TextEncoder().encode(text))).rejects.toMatchObject({ code: 'invalid', reason })
    expect(await listAccounts(me, town.id)).toEqual([])
  })

  it('a waiting document can be set aside, a live one cannot', async () => {
    const [first] = await bring(account())
    await discardAccounts(me, town.id, first?.id ?? '')
    expect(await stateOf(first?.id ?? '')).toBeNull()
    const { id } = await bringAndApply()
    await expect(discardAccounts(me, town.id, id)).rejects.toMatchObject({ reason: 'accounts_not_waiting' })
  })

  it('never keeps the name of a private person of the annexes', async () => {
    const grants = [
      { name: 'RESEAU PALESTINE', kind: 'P1', amount: '13000.0' },
      { name: 'MME DUPONT Jeanne', kind: 'P3', amount: '150' },
      { name: 'M. MARTIN Paul', kind: '', amount: '75' },
    ]
    const [kept] = await bring(account({ grants }))
    const rows = await owner.db
      .selectFrom('account_grant')
      .selectAll()
      .where('document_id', '=', kept?.id ?? '')
      .orderBy('position')
      .execute()
    expect(rows).toMatchObject([
      { beneficiary: 'RESEAU PALESTINE', amount: '13000.00', is_private_person: false },
      { beneficiary: null, amount: '150.00', is_private_person: true },
      { beneficiary: null, amount: '75.00', is_private_person: true },
    ])
    expect(JSON.stringify(rows)).not.toMatch(/DUPONT|MARTIN/)
    expect(await findAccount(me, town.id, kept?.id ?? '')).toMatchObject({ grantCount: 3, hiddenPersons: 2 })
  })
})

describe('what counts', () => {
  it('takes 048 at once: real operations, both directions, measures of an account', async () => {
    expect(await bringAndApply()).toMatchObject({ taken: 3, moved: 0, replaced: 0, left: 0 })
    expect(await linesOf()).toMatchObject([
      {
        year: 2022,
        direction: 'expenditure',
        reason: 'function048',
        opened: '8000.00',
        executed: '1632.40',
        voted: null,
      },
      { direction: 'expenditure', opened: '20000.00', executed: '15000.10', carried_over: '500.05', planned: null },
      { direction: 'receipt', executed: '2503.56' },
    ])
    expect((await linesOf())[1]?.label).toMatch(/subvention/i)
  })

  it('takes 048 and 044 of a budget as asked for and voted, with the account plan of its year', async () => {
    const amounts = { MtPropNouv: '110', MtPrev: '100' }
    const lines = ['048', '044', '042', '051'].map((fonction) => ({ nature: '6574', fonction, amounts }))
    await bringAndApply({ stage: '01', year: 2024, nomenclature: 'M57-M57', lines })
    expect(await linesOf()).toMatchObject([
      { reason: 'function048', planned: '110.00', voted: '100.00', opened: null, executed: null },
      { reason: 'function044', planned: '110.00', voted: '100.00' },
    ])
  })

  it('takes nothing where the account plan gives the function no meaning', async () => {
    expect(await bringAndApply({ nomenclature: 'M4-M4' })).toMatchObject({ taken: 0 })
  })

  it('keeps the totals of the whole budget, order operations apart', async () => {
    const { id } = await bringAndApply()
    const totals = await owner.db
      .selectFrom('account_total')
      .selectAll()
      .where('document_id', '=', id)
      .orderBy('executed')
      .execute()
    expect(totals).toMatchObject([
      { is_order: true, executed: '77.00' },
      { direction: 'receipt', is_order: false, executed: '2503.56' },
      { direction: 'expenditure', is_order: false, executed: '106932.50', carried_after: '500.05' },
    ])
  })

  it('a later account of the year replaces the first, whichever kind; lines move with what was said of them', async () => {
    const first = await bringAndApply({ decided: '2023-06-01' })
    await owner.db
      .updateTable('budget_line')
      .set({ country: 'FR', note: 'gardé' })
      .where('document_id', '=', first.id)
      .execute()
    const lines = [
      ...sampleLines.slice(1).map((line, at) => (at === 0 ? { ...line, amounts: { MtReal: '16000.00' } } : line)),
    ]
    const [later] = await bring(account({ stage: '10', label: 'Ville (M57)', decided: '2023-06-29', lines }))
    expect((await findAccount(me, town.id, later?.id ?? '')).replaces).toMatchObject([{ id: first.id, isLater: false }])
    const [applied] = await applyAccounts(me, town.id, [later?.id ?? ''])
    expect(applied).toMatchObject({ replaced: 1, moved: 2, taken: 0, left: 1 })
    expect(await stateOf(first.id)).toBe('superseded')
    const rows = await owner.db
      .selectFrom('budget_line')
      .selectAll()
      .where('organisation_id', '=', town.id)
      .orderBy('executed')
      .execute()
    expect(rows).toMatchObject([
      { document_id: first.id, executed: '1632.40' },
      { document_id: later?.id, executed: '2503.56', note: 'gardé' },
      { document_id: later?.id, executed: '16000.00', country: 'FR', carried_over: null },
    ])
    expect((await findAccount(me, town.id, first.id)).lost).toMatchObject([
      { nature: '6251', functionCode: '048', amount: '1632.40' },
    ])
    expect(await bring(account({ decided: '2023-06-01' }))).toEqual([{ id: first.id, known: 'superseded' }])
  })

  it('an account decided earlier does not replace a later one by accident', async () => {
    await bringAndApply({ decided: '2023-06-29' })
    const [older] = await bring(account({ decided: '2023-05-02' }))
    await expect(applyAccounts(me, town.id, [older?.id ?? ''])).rejects.toMatchObject({ reason: 'accounts_older' })
  })

  it('decisions of a year stand beside each other, told apart by their day', async () => {
    const lines = [{ nature: '6574', fonction: '048', amounts: { MtPrev: '10' } }]
    const first = await bringAndApply({ stage: '02', decided: '2022-05-02', lines })
    const second = await bringAndApply({ stage: '02', decided: '2022-11-02', lines })
    expect([await stateOf(first.id), await stateOf(second.id)]).toEqual(['live', 'live'])
    const again = await bringAndApply({ stage: '02', decided: '2022-11-02', lines: [...lines, ...lines] })
    expect([await stateOf(second.id), again.moved, again.taken]).toEqual(['superseded', 1, 1])
  })

  it('a part of a line stays a part when its account is replaced', async () => {
    const first = await bringAndApply({ decided: '2023-01-01' })
    await owner.db.updateTable('budget_line').set({ share: '40' }).where('document_id', '=', first.id).execute()
    const second = await bringAndApply({ decided: '2023-02-01' })
    expect(second).toMatchObject({ moved: 3, taken: 0 })
    expect((await linesOf()).map((line) => line.executed)).toEqual(['652.96', '6000.04', '1001.42'])
  })

  it('is taken back and brought again without losing what was said of its lines', async () => {
    const first = await bringAndApply()
    await owner.db.updateTable('budget_line').set({ theme: 'eau' }).where('document_id', '=', first.id).execute()
    await withdrawAccounts(me, town.id, first.id)
    expect(await stateOf(first.id)).toBe('withdrawn')
    await expect(withdrawAccounts(me, town.id, first.id)).rejects.toMatchObject({ reason: 'accounts_not_live' })
    const second = await bringAndApply()
    expect(second).toMatchObject({ moved: 3, taken: 0, left: 0 })
    expect(second.id).not.toBe(first.id)
  })

  it('what was taken back may count again as it is', async () => {
    const { id } = await bringAndApply()
    await withdrawAccounts(me, town.id, id)
    expect(await applyAccounts(me, town.id, [id])).toMatchObject([{ taken: 0 }])
    expect(await linesOf()).toHaveLength(3)
  })

  it('several documents count all together or not at all', async () => {
    const [first] = await bring(account())
    await expect(applyAccounts(me, town.id, [first?.id ?? '', newId()])).rejects.toMatchObject({ code: 'not_found' })
    expect(await stateOf(first?.id ?? '')).toBe('waiting')
  })

  it('a file of several budgets gives a document for each', async () => {
    const bytes = accountFile(account(), account({ label: 'Eau', type: 'A', nomenclature: 'M4-M49' }))
    const brought = await bring(bytes)
    expect(brought).toHaveLength(2)
    await applyAccounts(
      me,
      town.id,
      brought.map(({ id }) => id),
    )
    expect((await listAccounts(me, town.id)).map(({ budgetType, state, taken }) => [budgetType, state, taken])).toEqual(
      [
        ['principal', 'live', 3],
        ['annexed', 'live', 0],
      ],
    )
  })
})

describe('who may', () => {
  it('nobody unknown, no reader, no other organisation brings, applies, sets aside or takes back', async () => {
    const { id } = await bringAndApply()
    const neighbour = await makeAuthority(owner, { name: 'Voisine' })
    const refusals: [Ctx, { code: string; reason: string }][] = [
      [await anonymousContext(), { code: 'unauthenticated', reason: 'sign_in_needed' }],
      [await seatIn(town.id, 'reader'), { code: 'forbidden', reason: 'role_too_low' }],
      [await seatIn(neighbour.id, 'owner'), { code: 'forbidden', reason: 'not_a_member' }],
      [await seatIn(town.id, 'contributor', neighbour.id), { code: 'forbidden', reason: 'acting_for_another' }],
    ]
    for (const [ctx, refusal] of refusals) {
      await expect(bring(account(), {}, ctx)).rejects.toMatchObject(refusal)
      await expect(applyAccounts(ctx, town.id, [id])).rejects.toMatchObject(refusal)
      await expect(withdrawAccounts(ctx, town.id, id)).rejects.toMatchObject(refusal)
      await expect(discardAccounts(ctx, town.id, id)).rejects.toMatchObject(refusal)
    }
  })

  it('a reader sees the accounts, a stranger does not; a document of another organisation is not there', async () => {
    const { id } = await bringAndApply()
    const reader = await seatIn(town.id, 'reader')
    expect(await listAccounts(reader, town.id)).toHaveLength(1)
    const neighbour = await makeAuthority(owner, { name: 'Voisine' })
    const stranger = await seatIn(neighbour.id, 'owner')
    await expect(listAccounts(stranger, town.id)).rejects.toMatchObject({ reason: 'not_a_member' })
    for (const deed of [findAccount, withdrawAccounts, discardAccounts])
      await expect(deed(stranger, neighbour.id, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(applyAccounts(stranger, neighbour.id, [id])).rejects.toMatchObject({ code: 'not_found' })
    // The second belt: even without the question of the command, the rows are not there.
    const seen = await stranger.db.transaction().execute((db) => db.selectFrom('account_line').selectAll().execute())
    expect(seen).toEqual([])
  })
})

it('what waits is swept after a month, what counts is not', async () => {
  const [waiting] = await bring(account({ year: 2010 }))
  const { id } = await bringAndApply()
  await loadRetentionRules(owner)
  const later = new Date(Date.now() + 40 * 86_400_000)
  await applyRetention({ ...(await jobContext('retention')), now: later })
  expect([await stateOf(waiting?.id ?? ''), await stateOf(id)]).toEqual([null, 'live'])
})
