import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { getDataVersion } from '../../platform/db/data-version.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { joinNetwork, leaveNetwork, listNetworkMembers, listNetworksOf } from './networks.server.ts'
import { addOfficial, changeOfficial, listOfficials, removeOfficial, setOfficialDiscreet } from './officials.server.ts'
import type { OfficialFacts } from './officials.ts'
import { getProfile, saveProfile, setLogo, setProfilePublic } from './profile.server.ts'
import { emptyProfile } from './profile.ts'
import { findPublicProfile } from './public-profile.server.ts'
import { publishOrganisations } from './publish.server.ts'

const owner = await testContext()
const town = await makeAuthority(owner, { name: 'Chambéry' })
const elsewhere = await makeAuthority(owner, { name: 'Annecy' })
const network = await makeAuthority(owner, { name: 'Réseau régional', key: 'reseau' })
const mayor: OfficialFacts = {
  name: 'Awa Diallo',
  functionTitle: 'Maire',
  kind: 'elected',
  isPublic: true,
  until: null,
}
const facts = { ...emptyProfile, strengths: 'Festival Lafi Bala', contactEmail: 'contact@chambery.example' }
let contributor: Ctx
let reader: Ctx
let stranger: Ctx

async function memberOf(organisationId: string, role: 'reader' | 'contributor'): Promise<Ctx> {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, organisationId)
}

/** As a page does: everything in one transaction that says who acts. */
const act = <T>(ctx: Ctx, work: (inner: Ctx) => Promise<T>) => inTransaction(ctx, work)

beforeAll(async () => {
  contributor = await memberOf(town.id, 'contributor')
  reader = await memberOf(town.id, 'reader')
  stranger = await memberOf(elsewhere.id, 'contributor')
  await sql`update organisation set tier = 'network', kind = 'organisation' where id = ${network.id}`.execute(owner.db)
  await publishOrganisations(owner)
})

const commands: readonly [string, (ctx: Ctx) => Promise<unknown>][] = [
  ['the sheet', (ctx) => saveProfile(ctx, town.id, facts)],
  ['its publication', (ctx) => setProfilePublic(ctx, town.id, true)],
  ['its logo', (ctx) => setLogo(ctx, town.id, null)],
  ['a new person', (ctx) => addOfficial(ctx, town.id, mayor)],
  ['a person', (ctx) => changeOfficial(ctx, town.id, newId(), mayor)],
  ['taking a person off', (ctx) => removeOfficial(ctx, town.id, newId())],
  ['hiding a person', (ctx) => setOfficialDiscreet(ctx, town.id, newId(), true)],
  ['a network', (ctx) => joinNetwork(ctx, town.id, 'reseau', null)],
  ['leaving a network', (ctx) => leaveNetwork(ctx, town.id, 'reseau')],
]

describe.each(commands)('%s', (_, command) => {
  it('is for contributors', async () => {
    await expect(act(await anonymousContext(), command)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(act(stranger, command)).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(act(reader, command)).rejects.toMatchObject({ reason: 'role_too_low' })
  })
})

const entries = async (kind: string) =>
  (
    await owner.db
      .selectFrom('audit_entry')
      .select(['action', 'before', 'after'])
      .where('record_kind', '=', kind)
      .orderBy('id')
      .execute()
  ).map(({ action, before, after }) => ({ action, before, after }))

const published = () => findPublicProfile(owner, town.id)

describe('the sheet', () => {
  it('is written down field by field, and nothing where nothing changed', async () => {
    await act(contributor, (ctx) => saveProfile(ctx, town.id, facts))
    await act(contributor, (ctx) => saveProfile(ctx, town.id, facts))
    expect(await act(reader, (ctx) => getProfile(ctx, town.id))).toMatchObject(facts)
    expect(await entries('profile')).toEqual([
      {
        action: 'changed',
        before: { strengths: '', contactEmail: null },
        after: { strengths: 'Festival Lafi Bala', contactEmail: 'contact@chambery.example' },
      },
    ])
  })

  it('refuses what the form would', async () => {
    const wrong = act(contributor, (ctx) => saveProfile(ctx, town.id, { ...facts, website: 'javascript:1' }))
    await expect(wrong).rejects.toMatchObject({ code: 'invalid', reason: 'profile_web_address_wrong' })
  })

  it('is public once its organisation says so, without the address, and no longer when it says no', async () => {
    expect(await published()).toBeNull()
    const before = (await getDataVersion(owner)).version
    await act(contributor, (ctx) => setProfilePublic(ctx, town.id, true))
    const shown = await published()
    expect(shown).toMatchObject({ strengths: 'Festival Lafi Bala', hasContact: true })
    expect(JSON.stringify(shown)).not.toContain('contact@')
    expect((await getDataVersion(owner)).version).toBeGreaterThan(before)
    await act(contributor, (ctx) => setProfilePublic(ctx, town.id, false))
    expect(await published()).toBeNull()
  })

  it('takes no file of another organisation as its logo', async () => {
    const id = newId()
    const file = { id, sha256: 'a'.repeat(64), size: 1, media_type: 'image/png', name: 'logo.png' }
    await owner.db
      .insertInto('stored_file')
      .values({ ...file, organisation_id: elsewhere.id })
      .execute()
    await expect(act(contributor, (ctx) => setLogo(ctx, town.id, id))).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('persons by function', () => {
  it('stand on the published sheet as each was chosen, until hidden at once', async () => {
    await act(contributor, (ctx) => setProfilePublic(ctx, town.id, true))
    const id = await act(contributor, (ctx) => addOfficial(ctx, town.id, mayor))
    const officer: OfficialFacts = { ...mayor, name: 'Jean Agent', kind: 'officer', isPublic: false }
    await act(contributor, (ctx) => addOfficial(ctx, town.id, officer))
    await act(contributor, (ctx) => addOfficial(ctx, town.id, { ...mayor, name: 'Ancienne', until: '2020-03-01' }))
    expect((await published())?.officials).toEqual([{ name: 'Awa Diallo', function: 'Maire', kind: 'elected' }])
    await act(contributor, (ctx) => setOfficialDiscreet(ctx, town.id, id, true))
    expect((await published())?.officials).toEqual([])
    await act(contributor, (ctx) => setOfficialDiscreet(ctx, town.id, id, false))
    await act(contributor, (ctx) => changeOfficial(ctx, town.id, id, { ...mayor, functionTitle: 'Conseillère' }))
    expect((await published())?.officials[0]).toMatchObject({ function: 'Conseillère' })
    await act(contributor, (ctx) => removeOfficial(ctx, town.id, id))
    expect(await act(reader, (ctx) => listOfficials(ctx, town.id))).toHaveLength(2)
    await expect(act(contributor, (ctx) => removeOfficial(ctx, town.id, id))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('are not reached through another organisation', async () => {
    const id = await act(contributor, (ctx) => addOfficial(ctx, town.id, mayor))
    const reached = act(stranger, (ctx) => removeOfficial(ctx, elsewhere.id, id))
    await expect(reached).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('networks', () => {
  it('are named on both sides', async () => {
    await act(contributor, (ctx) => joinNetwork(ctx, town.id, 'reseau', 2004))
    expect(await act(reader, (ctx) => listNetworksOf(ctx, town.id))).toMatchObject([{ key: 'reseau', sinceYear: 2004 }])
    const animator = await memberOf(network.id, 'reader')
    expect(await act(animator, (ctx) => listNetworkMembers(ctx, network.id))).toMatchObject([{ name: 'Chambéry' }])
    expect((await published())?.networks).toEqual([{ name: 'Réseau régional', sinceYear: 2004 }])
    await act(contributor, (ctx) => leaveNetwork(ctx, town.id, 'reseau'))
    expect((await published())?.networks).toEqual([])
  })

  it('are chosen from the list, with a year that has been', async () => {
    const join = (key: string, year: number | null) => act(contributor, (ctx) => joinNetwork(ctx, town.id, key, year))
    await expect(join(elsewhere.key, null)).rejects.toMatchObject({ code: 'not_found' })
    await expect(join('reseau', 2999)).rejects.toMatchObject({ reason: 'network_year_wrong' })
    await expect(join('reseau', Number.NaN)).rejects.toMatchObject({ reason: 'network_year_wrong' })
  })
})
