import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { jpegWith } from '../../tests/pictures.ts'
import { makePair } from '../../tests/ties.ts'
import { setOrganisationDiscreet } from '../organisations/discreet.server.ts'
import { setTieDiscreet } from '../partnerships/discreet.server.ts'
import {
  addDocumentVersion,
  fileDocument,
  listDocuments,
  openDocumentVersion,
  withdrawDocument,
} from '../partnerships/documents.server.ts'
import type { DocumentFacts, PhotoFacts } from '../partnerships/papers.ts'
import { addPhoto, listPhotos, readSmallPhoto, setPhotoDiscreet } from '../partnerships/photos.server.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { publishTieContent } from '../partnerships/publish-content.server.ts'
import { isPublicPhoto, listPublicPhotos } from '../partnerships/publish-photos.server.ts'
import { addParticipant } from './participants.server.ts'
import { emptyFacts } from './project-input.ts'
import { createProject } from './sheet.server.ts'
import { answerPublication, setParticipantDiscreet, setProjectDiscreet, setWantsPublic } from './visibility.server.ts'

const owner = await testContext()
const folder = await mkdtemp(join(tmpdir(), 'navette-project-papers-'))
afterAll(() => rm(folder, { recursive: true }))

async function memberOf(organisation: { id: string }, role: 'reader' | 'contributor' = 'contributor'): Promise<Ctx> {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId: organisation.id, role })
  return memberContext(id, organisation.id)
}

async function makeWork({ underTie }: { underTie: boolean }) {
  const { tie, here, there } = await makePair(owner)
  await publishTies(owner, { ids: [tie.id] })
  const [town, partner, reader] = await Promise.all([memberOf(here), memberOf(there), memberOf(here, 'reader')])
  const stranger = await memberOf(await makeAuthority(owner, { name: 'Annecy' }))
  const facts = { ...emptyFacts, title: 'Six écoles raccordées' }
  const projectId = await createProject(
    town,
    { organisationId: here.id, partnershipId: underTie ? tie.id : null },
    facts,
  )
  const of = { projectId, organisationId: here.id }
  const ofPartner = { projectId, organisationId: there.id }
  await addParticipant(town, of, { key: there.key, name: '', role: 'carrier', circle: 'elected' })
  return { tie, here, there, town, partner, reader, stranger, of, ofPartner }
}

type Work = Awaited<ReturnType<typeof makeWork>>

const plan: DocumentFacts = { kind: 'note', title: 'Plan de financement', locale: 'fr', confidential: false, note: '' }
const paper = (words: string) => new File([`%PDF-1.7 ${words}`], 'plan.pdf')
const seen: PhotoFacts = {
  ...{ caption: 'La borne', description: 'Deux élèves puisent de l’eau', credit: 'Awa Sawadogo', takenOn: null },
  ...{ consent: 'parentsGiven', wantsPublic: true },
}
// One pixel each, and no two alike: a photo is public by its content.
let pictures = 0
const picture = () => {
  pictures += 1
  return new File([Uint8Array.from(jpegWith('ici', (pictures % 7) + 2).bytes)], 'borne.jpg')
}

describe('a paper of a project', () => {
  it('is filed, given a new version and withdrawn by the body that holds it, and read by all who take part', async () => {
    const { town, partner, of, ofPartner, reader } = await makeWork({ underTie: false })
    const id = await fileDocument(town, of, plan, paper('première version'), folder)
    const own = { documentId: id, organisationId: of.organisationId }
    expect(await addDocumentVersion(town, own, paper('seconde'), 'Avec la région', folder)).toBe(2)
    const [read] = await listDocuments(partner, { projectId: of.projectId })
    expect(read).toMatchObject({ id, title: plan.title, versions: [{ number: 2 }, { number: 1 }] })
    const opened = await openDocumentVersion(partner, { documentId: id, number: 1 }, folder)
    expect(await new Response(opened.body).text()).toContain('première version')
    await expect(withdrawDocument(partner, { ...own, organisationId: ofPartner.organisationId })).rejects.toMatchObject(
      {
        code: 'not_found',
      },
    )
    await withdrawDocument(town, own)
    expect((await listDocuments(reader, { projectId: of.projectId }))[0]?.withdrawnAt).not.toBeNull()
  })

  it('is nobody else’s, and when confidential its body’s alone', async () => {
    const { town, partner, reader, stranger, of } = await makeWork({ underTie: true })
    const id = await fileDocument(town, of, { ...plan, confidential: true }, paper('à garder'), folder)
    expect(await listDocuments(reader, { projectId: of.projectId })).toMatchObject([{ id }])
    expect(await listDocuments(partner, { projectId: of.projectId })).toEqual([])
    for (const ctx of [partner, stranger])
      await expect(openDocumentVersion(ctx, { documentId: id, number: 1 }, folder)).rejects.toMatchObject({
        code: 'not_found',
      })
    const nobody = await anonymousContext()
    await expect(fileDocument(nobody, of, plan, paper('x'), folder)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(fileDocument(stranger, of, plan, paper('x'), folder)).rejects.toMatchObject({ code: 'not_found' })
    await expect(fileDocument(reader, of, plan, paper('x'), folder)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

const onProject = ({ of }: Work) => listPublicPhotos(owner, { projectId: of.projectId })
const onTie = ({ tie }: Work) => listPublicPhotos(owner, { tieId: tie.id })
async function publish({ town, partner, of, ofPartner }: Work) {
  await setWantsPublic(town, of, true)
  await answerPublication(partner, ofPartner, 'yes')
}
const allow = async ({ tie, here, there }: Work) => {
  for (const { id } of [here, there])
    await owner.db
      .insertInto('publication_consent')
      .values({ partnership_id: tie.id, organisation_id: id, part: 'photos', answer: 'yes' })
      .execute()
  await publishTieContent(owner, [tie.id])
}

describe('a photo of a project', () => {
  it('comes and goes with the page of a project without a tie', async () => {
    const work = await makeWork({ underTie: false })
    const { town, partner, reader, stranger, of, ofPartner } = work
    const id = await addPhoto(town, of, seen, picture(), folder)
    expect(await listPhotos(reader, { projectId: of.projectId })).toMatchObject([{ id, credit: seen.credit }])
    expect((await readSmallPhoto(partner, id, folder)).length).toBeLessThan(100_000)
    await expect(readSmallPhoto(stranger, id, folder)).rejects.toMatchObject({ code: 'not_found' })
    expect(await onProject(work)).toEqual([])
    await publish(work)
    const [shown] = await onProject(work)
    expect(shown).toMatchObject({ caption: 'La borne', credit: 'Awa Sawadogo' })
    const isThere = () => isPublicPhoto(owner, shown?.sha256 ?? '')
    expect(await isThere()).toBe(true)
    await setProjectDiscreet(partner, ofPartner, true)
    expect(await isThere()).toBe(false)
    await setProjectDiscreet(partner, ofPartner, false)
    expect(await isThere()).toBe(true)
    await setPhotoDiscreet(partner, { photoId: id, organisationId: ofPartner.organisationId }, true)
    expect(await isThere()).toBe(false)
  })

  it('leaves with a body that keeps out of the project, or of everything', async () => {
    const work = await makeWork({ underTie: false })
    const { town, partner, of, ofPartner, here } = work
    await publish(work)
    await addPhoto(partner, ofPartner, seen, picture(), folder)
    await addPhoto(town, of, { ...seen, caption: 'L’atelier' }, picture(), folder)
    expect(await onProject(work)).toHaveLength(2)
    await setParticipantDiscreet(partner, ofPartner, true)
    expect(await onProject(work)).toMatchObject([{ caption: 'L’atelier' }])
    const all = await owner.db
      .selectFrom('public_photo')
      .select('sha256')
      .where('project_id', '=', of.projectId)
      .execute()
    expect(all).toHaveLength(1)
    await setOrganisationDiscreet(town, here.id, true)
    expect(await onProject(work)).toEqual([])
    expect(await isPublicPhoto(owner, all[0]?.sha256 ?? '')).toBe(false)
  })

  it('stands on the page of its tie too, once each party allows photos, until the tie is discreet', async () => {
    const work = await makeWork({ underTie: true })
    const { town, of, here, tie } = work
    await addPhoto(town, of, seen, picture(), folder)
    await publish(work)
    expect(await onTie(work)).toEqual([])
    await allow(work)
    expect(await onProject(work)).toHaveLength(1)
    expect(await onTie(work)).toMatchObject([{ credit: 'Awa Sawadogo' }])
    await setTieDiscreet(town, { recordId: tie.id, organisationId: here.id }, true)
    expect([...(await onTie(work)), ...(await onProject(work))]).toEqual([])
  })
})
