import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { testContext } from '../../tests/db.ts'
import { anonymousContext, jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { jpegWith } from '../../tests/pictures.ts'
import { makePair } from '../../tests/ties.ts'
import { type PhotoFacts, readPhotoForm } from './papers.ts'
import { addPhoto, listPhotos, openPhoto, setPhotoDiscreet, setPhotoPublic } from './photos.server.ts'
import { publishTies } from './publish.server.ts'
import { isPublicPhoto, listPublicPhotos, publishPhotosOf } from './publish-photos.server.ts'

const owner = await testContext()
const { tie, here, there } = await makePair(owner)
await publishTies(owner, { ids: [tie.id] })
const folder = await mkdtemp(join(tmpdir(), 'navette-photos-'))
afterAll(() => rm(folder, { recursive: true }))

async function seated(organisationId: string, role: 'reader' | 'contributor') {
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId, role })
  return memberContext(person.id, organisationId)
}
const officer = await seated(here.id, 'contributor')
const reader = await seated(here.id, 'reader')
const partner = await seated(there.id, 'contributor')
const stranger = await memberContext((await makePerson(owner)).id)

const place = 'GPS 13.58N 2.42W'
const picture = () => new File([Uint8Array.from(jpegWith(place, 6).bytes)], 'chantier.jpg')
const facts: PhotoFacts = {
  caption: 'Le forage',
  description: 'Trois techniciennes relèvent le débit',
  credit: 'Ville de Ouahigouya',
  takenOn: '2026-03-12',
  consent: 'given',
  wantsPublic: true,
}
const of = { partnershipId: tie.id, organisationId: here.id }
const add = (ctx = officer, said = facts) => addPhoto(ctx, of, said, picture(), folder)
const public_ = () => listPublicPhotos(owner, { tieId: tie.id })

async function answer(organisationId: string, value: 'yes' | 'no') {
  await owner.db
    .insertInto('publication_consent')
    .values({ partnership_id: tie.id, organisation_id: organisationId, part: 'photos', answer: value })
    .onConflict((conflict) =>
      conflict.columns(['partnership_id', 'organisation_id', 'part']).doUpdateSet({ answer: value }),
    )
    .execute()
  await publishPhotosOf(await jobContext('publish'), { tieIds: [tie.id] })
}

describe('a photo', () => {
  it('loses the place where it was taken before it is kept', async () => {
    const id = await add()
    const opened = await openPhoto(partner, id, folder)
    const bytes = Buffer.from(await new Response(opened.body).arrayBuffer())
    expect(bytes.includes(place)).toBe(false)
    expect(await listPhotos(partner, { partnershipId: tie.id })).toMatchObject([{ id, credit: 'Ville de Ouahigouya' }])
  })

  it('is added by those who write for a party only, and seen by the parties only', async () => {
    await expect(add(reader)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(add(stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(add(await anonymousContext())).rejects.toMatchObject({ code: 'unauthenticated' })
    const id = await add()
    await expect(openPhoto(stranger, id, folder)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listPhotos(stranger, { partnershipId: tie.id })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is refused without credit, description or consent, and never published where none was asked', async () => {
    const form = new FormData()
    const read = readPhotoForm(form, new Date())
    expect('problems' in read && read.problems.map(({ field }) => field)).toEqual(['description', 'credit', 'consent'])
    await expect(add(officer, { ...facts, credit: '' })).rejects.toMatchObject({ reason: 'photo_credit_missing' })
    await expect(add(officer, { ...facts, consent: 'notAsked' })).rejects.toMatchObject({
      reason: 'photo_consent_needed',
    })
    const id = await add(officer, { ...facts, consent: 'notAsked', wantsPublic: false })
    await expect(setPhotoPublic(officer, { photoId: id, organisationId: here.id }, true)).rejects.toMatchObject({
      reason: 'photo_consent_needed',
    })
    const broken = new File([Uint8Array.from(jpegWith(place, 1).bytes.subarray(0, 60))], 'x.jpg')
    await expect(addPhoto(officer, of, facts, broken, folder)).rejects.toMatchObject({ reason: 'photo_unreadable' })
  })
})

describe('publication of photos', () => {
  it('waits for every party, and ends with one of them', async () => {
    const id = await add()
    await answer(here.id, 'yes')
    expect(await public_()).toEqual([])
    await answer(there.id, 'yes')
    const shown = await public_()
    expect(shown.length).toBeGreaterThan(0)
    expect(await isPublicPhoto(owner, shown[0]?.sha256 ?? '')).toBe(true)
    await setPhotoPublic(officer, { photoId: id, organisationId: here.id }, false)
    expect(await public_()).toHaveLength(shown.length - 1)
    await answer(there.id, 'no')
    expect(await public_()).toEqual([])
    expect(await isPublicPhoto(owner, shown[0]?.sha256 ?? '')).toBe(false)
  })

  it('ends at once when any party puts the photo in discreet mode; who added it alone lifts it', async () => {
    await answer(there.id, 'yes')
    const id = await add()
    const before = (await public_()).length
    const theirs = { photoId: id, organisationId: there.id }
    await setPhotoDiscreet(partner, theirs, true)
    expect(await public_()).toHaveLength(before - 1)
    await expect(setPhotoDiscreet(partner, theirs, false)).rejects.toMatchObject({ reason: 'photo_not_yours' })
    await expect(setPhotoDiscreet(reader, { photoId: id, organisationId: here.id }, false)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(setPhotoDiscreet(stranger, theirs, true)).rejects.toMatchObject({ code: 'not_found' })
    await setPhotoDiscreet(officer, { photoId: id, organisationId: here.id }, false)
    expect(await public_()).toHaveLength(before)
  })
})
