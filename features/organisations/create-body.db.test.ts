import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { loadSmallRegister, makeAuthority, makeSource } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { createBody, type NewBody } from './create-body.server.ts'
import { listLookAlikes, listPlaceMatches } from './look-alikes.server.ts'
import { publishOrganisations } from './publish.server.ts'
import { listBodiesToReview, reviewBody } from './review-bodies.server.ts'

const owner = await testContext()
const administrator = await makePerson(owner, { administrator: true })
const within = async <T>(ctx: Promise<Ctx>, work: (ctx: Ctx) => Promise<T>) => inTransaction(await ctx, work)
const linkTo = () => 'https://navette.example/fr/espace'

beforeAll(async () => {
  await loadSmallRegister(owner)
  await makeSource(owner, 'operator')
  await publishOrganisations(owner)
}, 60_000)

const body = (facts: Partial<NewBody> = {}): NewBody => ({
  name: 'Comité de jumelage de Chambéry',
  country: 'FR',
  kind: 'advisoryCommittee',
  placeId: null,
  councilStatus: '',
  website: '',
  functionTitle: 'Présidente',
  ...facts,
})

const findRow = (id: string) =>
  owner.db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const isPublic = async (id: string) =>
  (await owner.db.selectFrom('public_organisation').select('id').where('id', '=', id).execute()).length > 0

async function placeOf(name: string, country: string): Promise<number> {
  const person = await makePerson(owner)
  const [place] = await within(memberContext(person.id), (ctx) => listPlaceMatches(ctx, { name, country }))
  return place?.id ?? 0
}

describe('creating a body without a SIRET', () => {
  it('needs an account and plausible facts', async () => {
    await expect(createBody(await anonymousContext(), body())).rejects.toMatchObject({ code: 'unauthenticated' })
    const ctx = await memberContext((await makePerson(owner)).id)
    await expect(createBody(ctx, body({ name: ' ' }))).rejects.toMatchObject({ reason: 'body_name' })
    await expect(createBody(ctx, body({ country: 'ZZ' }))).rejects.toMatchObject({ reason: 'body_country' })
    await expect(createBody(ctx, body({ kind: 'municipality' }))).rejects.toMatchObject({ reason: 'body_kind' })
    await expect(createBody(ctx, body({ website: 'javascript:alert(1)' }))).rejects.toMatchObject({
      reason: 'body_website',
    })
    await expect(createBody(ctx, body({ placeId: 1 }))).rejects.toMatchObject({ reason: 'body_place' })
  })

  it('makes its creator the owner, and shows it to nobody else', async () => {
    const person = await makePerson(owner)
    const { id, key } = await createBody(await memberContext(person.id), body())
    expect(key).toBe('fr-comite-de-jumelage-de-chambery')
    const seat = await owner.db
      .selectFrom('membership')
      .select(['role', 'function_title'])
      .where('organisation_id', '=', id)
      .execute()
    expect(seat).toEqual([{ role: 'owner', function_title: 'Présidente' }])
    const seen = (personId: string) =>
      within(memberContext(personId), ({ db }) =>
        db.selectFrom('organisation').select('id').where('id', '=', id).execute(),
      )
    expect(await seen(person.id)).toHaveLength(1)
    expect(await seen((await makePerson(owner)).id)).toHaveLength(0)
    await publishOrganisations(owner, { ids: [id] })
    expect(await isPublic(id)).toBe(false)
  })

  it('gives a town the key of its place, with the number of its namesakes', async () => {
    const person = await makePerson(owner)
    const placeId = await placeOf('Ouahigouya', 'BF')
    const given = body({
      name: 'Commune de Ouahigouya',
      country: 'BF',
      kind: 'municipality',
      placeId,
      councilStatus: 'specialDelegation',
    })
    const first = await createBody(await memberContext(person.id), given)
    expect(first.key).toBe('bf-ouahigouya')
    const row = await findRow(first.id)
    expect(row).toMatchObject({ kind: 'localAuthority', place_id: placeId, point_precision: 'place' })
    const sheet = await owner.db
      .selectFrom('organisation_profile')
      .select('council_status')
      .where('organisation_id', '=', first.id)
      .executeTakeFirst()
    expect(sheet?.council_status).toBe('specialDelegation')
    const second = await createBody(await memberContext((await makePerson(owner)).id), given)
    expect(second.key).toBe('bf-ouahigouya-2')
  })
})

describe('what looks like it', () => {
  it('is found by a mistyped name, in its country only', async () => {
    await makeAuthority(owner, { name: 'Saint-Louis', country: 'SN', key: 'sn-saint-louis' })
    await publishOrganisations(owner)
    const person = await makePerson(owner)
    const alike = (name: string, country: string) =>
      within(memberContext(person.id), (ctx) => listLookAlikes(ctx, { name, country }))
    expect((await alike('Ville de Saint Louis', 'SN')).map((row) => row.key)).toEqual(['sn-saint-louis'])
    expect((await alike('St-Louis', 'SN')).map((row) => row.key)).toEqual(['sn-saint-louis'])
    expect((await alike('Saint Lous', 'SN')).map((row) => row.key)).toEqual(['sn-saint-louis'])
    expect(await alike('Saint-Louis', 'BF')).toEqual([])
  })
})

describe('reviewing a body', () => {
  it('is for the administrator and trusted organisations', async () => {
    const { id } = await createBody(
      await memberContext((await makePerson(owner)).id),
      body({ name: 'Maison du monde' }),
    )
    const stranger = await memberContext((await makePerson(owner)).id)
    await expect(reviewBody(stranger, { organisationId: id, accept: true, word: '', linkTo })).rejects.toMatchObject({
      reason: 'trusted_needed',
    })
    await expect(within(memberContext((await makePerson(owner)).id), listBodiesToReview)).rejects.toMatchObject({
      reason: 'trusted_needed',
    })
    const unknown = reviewBody(await memberContext(administrator.id), {
      organisationId: newId(),
      accept: true,
      word: '',
      linkTo,
    })
    await expect(unknown).rejects.toMatchObject({ reason: 'body_unknown' })
  })

  it('makes an authority public, and gives a body its seat without a page', async () => {
    const network = await makeAuthority(owner, { name: 'Réseau' })
    await owner.db.updateTable('organisation').set({ trusted_since: owner.now }).where('id', '=', network.id).execute()
    const networker = await makePerson(owner)
    await makeSeat(owner, { personId: networker.id, organisationId: network.id, role: 'manager' })
    const desk = () => memberContext(networker.id, network.id)
    const creator = await memberContext((await makePerson(owner)).id)
    const town = await createBody(creator, body({ name: 'Natitingou', country: 'BJ', kind: 'municipality' }))
    const committee = await createBody(creator, body({ name: 'Comité Bénin' }))
    const waiting = await within(desk(), listBodiesToReview)
    expect(waiting.map((row) => row.key)).toEqual(expect.arrayContaining([town.key, committee.key]))
    for (const { id } of [town, committee])
      await reviewBody(await desk(), { organisationId: id, accept: true, word: '', linkTo })
    expect(await isPublic(town.id)).toBe(true)
    expect(await isPublic(committee.id)).toBe(false)
    const again = reviewBody(await desk(), { organisationId: town.id, accept: true, word: '', linkTo })
    await expect(again).rejects.toMatchObject({ reason: 'body_unknown' })
  })

  it('ends the seats of one that is none, and tells why', async () => {
    const person = await makePerson(owner)
    const { id } = await createBody(await memberContext(person.id), body({ name: 'Essai essai' }))
    const review = { organisationId: id, accept: false, word: '', linkTo }
    const asAdministrator = () => memberContext(administrator.id)
    await expect(reviewBody(await asAdministrator(), review)).rejects.toMatchObject({ reason: 'refusal_needs_word' })
    await reviewBody(await asAdministrator(), { ...review, word: 'Ce n’est pas un organisme' })
    const seat = await owner.db
      .selectFrom('membership')
      .select('ended_at')
      .where('organisation_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(seat.ended_at).not.toBeNull()
    const mail = await owner.db
      .selectFrom('mail')
      .select('text_body')
      .where('recipient', '=', person.email)
      .executeTakeFirstOrThrow()
    expect(mail.text_body).toContain('Ce n’est pas un organisme')
  })
})
