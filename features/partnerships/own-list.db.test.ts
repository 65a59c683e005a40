import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makeTie } from '../../tests/ties.ts'
import type { Role } from '../accounts/rules.ts'
import { addThemes, setTiesDiscreet } from './bulk.server.ts'
import { findReading, keepReading, listOwnTies } from './own-list.server.ts'
import { parseReading } from './own-list.ts'
import { publishTies } from './publish.server.ts'
import { listReachablePartners, writeToPartners } from './write-partners.server.ts'

const owner = await testContext()
const here = await makeAuthority(owner, { name: 'Nanterre' })
const tlemcen = await makeAuthority(owner, { name: 'Tlemcen', country: 'DZ' })
const watford = await makeAuthority(owner, { name: 'Watford', country: 'GB' })
const gone = await makeAuthority(owner, { name: 'Veliky Novgorod', country: 'RU' })
const elsewhere = await makeAuthority(owner, { name: 'Annecy' })
const first = await makeTie(owner, [here, tlemcen], { sinceYear: 1981 })
const second = await makeTie(owner, [here, watford])
const ended = await makeTie(owner, [here, gone], { state: 'ended' })
const foreign = await makeTie(owner, [elsewhere, watford])

async function memberOf(organisation: { id: string }, role: Role): Promise<Ctx> {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId: organisation.id, role })
  return memberContext(id, organisation.id)
}

let ours: Ctx
let reader: Ctx
let stranger: Ctx

beforeAll(async () => {
  ours = await memberOf(here, 'contributor')
  reader = await memberOf(here, 'reader')
  stranger = await memberOf(elsewhere, 'owner')
  await publishTies(owner)
})

describe('the list of an organisation’s ties', () => {
  it('is for its members', async () => {
    await expect(listOwnTies(await anonymousContext(), here.id)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(listOwnTies(stranger, here.id)).rejects.toMatchObject({ reason: 'not_a_member' })
    expect(await listOwnTies(reader, here.id)).toHaveLength(3)
  })

  it('says when an agreement in force ends, and in whose hands a tie is', async () => {
    await makeAgreement(
      owner,
      { partnershipId: first.id, organisationId: here.id },
      { state: 'inForce', endsOn: '2027-06-30' },
    )
    await makeAgreement(
      owner,
      { partnershipId: first.id, organisationId: here.id },
      { state: 'draft', endsOn: '2026-12-31' },
    )
    const proposal = (partnership_id: string, organisation_id: string) => ({
      id: newId(),
      partnership_id,
      organisation_id,
      subject: 'tie',
      changes: '{}',
    })
    await owner.db
      .insertInto('proposal')
      .values([proposal(first.id, tlemcen.id), proposal(second.id, here.id)])
      .execute()
    const ties = new Map((await listOwnTies(ours, here.id)).map((tie) => [tie.id, tie]))
    expect(ties.get(first.id)).toMatchObject({
      agreementEndsOn: '2027-06-30',
      agreements: 2,
      hands: 'ours',
      sinceYear: 1981,
      partners: [{ name: 'Tlemcen', country: 'DZ', lookedAfter: false }],
    })
    expect(ties.get(second.id)).toMatchObject({ agreementEndsOn: null, hands: 'theirs' })
    expect(ties.get(ended.id)).toMatchObject({ hands: 'nobody', state: 'ended' })
  })

  it('is read again as it was left, by each person', async () => {
    await expect(keepReading(stranger, here.id, parseReading(new URLSearchParams()))).rejects.toMatchObject({
      reason: 'not_a_member',
    })
    const reading = parseReading(new URLSearchParams('state=ended&columns=themes&view=board'))
    await keepReading(reader, here.id, reading)
    expect(await findReading(reader, here.id)).toEqual(reading)
    expect(await findReading(ours, here.id)).toEqual(parseReading(new URLSearchParams()))
    await keepReading(reader, here.id, parseReading(new URLSearchParams('q=kaya')))
    expect((await findReading(reader, here.id)).q).toBe('kaya')
  })
})

describe('several ties at once', () => {
  it.each([
    ['themes', (ctx: Ctx, organisation: string, ids: string[]) => addThemes(ctx, organisation, ids, ['sport'])],
    ['discretion', (ctx: Ctx, organisation: string, ids: string[]) => setTiesDiscreet(ctx, organisation, ids, true)],
  ])('are changed by contributors of the organisation: %s', async (_, work) => {
    await expect(work(await anonymousContext(), here.id, [first.id])).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(work(stranger, here.id, [first.id])).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(work(reader, here.id, [first.id])).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(work(ours, here.id, [first.id, foreign.id])).rejects.toMatchObject({ code: 'not_found' })
    await expect(work(ours, here.id, ['nothing'])).rejects.toMatchObject({ code: 'not_found' })
    await expect(work(ours, here.id, [])).rejects.toMatchObject({ reason: 'ties_none_chosen' })
  })

  it('get themes beside those others say, as our own declaration', async () => {
    await expect(addThemes(ours, here.id, [first.id], ['golf'])).rejects.toMatchObject({ reason: 'ties_no_theme' })
    expect(await addThemes(ours, here.id, [first.id, second.id], ['sport', 'culture'])).toBe(2)
    expect(await addThemes(ours, here.id, [first.id], ['sport'])).toBe(0)
    const shown = await owner.db
      .selectFrom('public_tie')
      .select('themes')
      .where('id', '=', second.id)
      .executeTakeFirst()
    expect(shown?.themes.toSorted()).toEqual(['culture', 'sport'])
  })

  it('leave the public together, and come back', async () => {
    const seen = async () =>
      (await owner.db.selectFrom('public_tie').select('id').where('id', 'in', [first.id, second.id]).execute()).length
    expect(await setTiesDiscreet(ours, here.id, [first.id, second.id], true)).toBe(2)
    expect(await seen()).toBe(0)
    await setTiesDiscreet(ours, here.id, [first.id, second.id], false)
    expect(await seen()).toBe(2)
  })
})

describe('a message to all partners', () => {
  const message = {
    subject: 'Nos élections',
    message: 'Le nouveau conseil\n\nvous salue.',
    replyTo: 'ri@nanterre.example',
  }
  const mails = () => owner.db.selectFrom('mail').selectAll().where('kind', '=', 'partnerMessage').execute()

  it('is written by contributors', async () => {
    await expect(writeToPartners(await anonymousContext(), here.id, message)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(writeToPartners(stranger, here.id, message)).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(writeToPartners(reader, here.id, message)).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(writeToPartners(ours, here.id, { ...message, message: ' ' })).rejects.toMatchObject({
      reason: 'partners_message_wrong',
    })
    await expect(writeToPartners(ours, here.id, message)).rejects.toMatchObject({ reason: 'partners_none_reachable' })
    expect(await mails()).toEqual([])
  })

  it('reaches each living partner that has an address by a mail of its own, with a copy in the history', async () => {
    for (const { id, name } of [tlemcen, gone])
      await owner.db
        .insertInto('organisation_profile')
        .values({ organisation_id: id, contact_email: `${name.toLowerCase().replace(' ', '-')}@commune.example` })
        .execute()
    expect((await listReachablePartners(reader, here.id)).map(({ name, reachable }) => [name, reachable])).toEqual([
      ['Tlemcen', true],
      ['Watford', false],
    ])
    expect(await writeToPartners(ours, here.id, message)).toBe(1)
    const [mail, ...others] = await mails()
    expect(others).toEqual([])
    expect(mail).toMatchObject({ recipient: 'tlemcen@commune.example', reply_to: 'ri@nanterre.example' })
    expect(mail?.text_body).toContain('vous salue.')
    expect(mail?.text_body).not.toContain('Veliky')
    const copy = await owner.db
      .selectFrom('audit_entry')
      .select('note')
      .where('action', '=', 'wroteToPartners')
      .executeTakeFirst()
    expect(copy?.note).toContain('vous salue.')
  })

  it('is not written more than three times a day', async () => {
    await writeToPartners(ours, here.id, message)
    await writeToPartners(ours, here.id, message)
    await expect(writeToPartners(ours, here.id, message)).rejects.toMatchObject({ reason: 'too_many_turns' })
    expect(await mails()).toHaveLength(3)
  })
})
