import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Document, Packer, Paragraph } from 'docx'
import { afterAll, describe, expect, it } from 'vitest'
import { testContext } from '../../tests/db.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makeMission, makePair, makeProject } from '../../tests/ties.ts'
import { openFileFor } from '../accounts/files.server.ts'
import {
  addDocumentVersion,
  fileDocument,
  listDocuments,
  openDocumentVersion,
  withdrawDocument,
} from './documents.server.ts'
import type { DocumentFacts } from './papers.ts'

const owner = await testContext()
const { tie, here, there } = await makePair(owner)
const agreement = await makeAgreement(owner, { partnershipId: tie.id, organisationId: here.id })
const folder = await mkdtemp(join(tmpdir(), 'navette-papers-'))
afterAll(() => rm(folder, { recursive: true }))

async function seated(organisationId: string, role: 'reader' | 'contributor', partnershipId?: string) {
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId, role, ...(partnershipId ? { partnershipId } : {}) })
  return memberContext(person.id, organisationId)
}
const officer = await seated(here.id, 'contributor')
const reader = await seated(here.id, 'reader')
const partner = await seated(there.id, 'contributor')
const guest = await seated(here.id, 'contributor', tie.id)
const stranger = await memberContext((await makePerson(owner)).id)
const administrator = await memberContext((await makePerson(owner, { administrator: true })).id)

const facts: DocumentFacts = {
  kind: 'signedText',
  title: 'Convention signée',
  locale: 'fr',
  confidential: false,
  note: '',
}
const pdf = (text = 'signé') => new File([`%PDF-1.7\n${text}`], 'convention.pdf')
const home = { partnershipId: tie.id, organisationId: here.id }
const file = (ctx = officer, of: Parameters<typeof fileDocument>[1] = home, said = facts) =>
  fileDocument(ctx, of, said, pdf(), folder)

describe('filing a paper', () => {
  it('is for those who write for a party, and shows it to every party', async () => {
    const id = await file()
    for (const ctx of [officer, reader, partner, guest]) {
      const listed = await listDocuments(ctx, { partnershipId: tie.id })
      expect(listed.find((document) => document.id === id)).toMatchObject({
        title: 'Convention signée',
        organisationName: 'Chambéry',
        versions: [{ number: 1, name: 'convention.pdf', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      })
      const opened = await openDocumentVersion(ctx, { documentId: id, number: 1 }, folder)
      expect(await new Response(opened.body).text()).toBe('%PDF-1.7\nsigné')
    }
  })

  it('is refused to everybody else', async () => {
    await expect(file(reader)).rejects.toMatchObject({ code: 'forbidden', reason: 'role_too_low' })
    await expect(file(stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(file(await anonymousContext())).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(file(partner)).rejects.toMatchObject({ code: 'forbidden', reason: 'acting_for_another' })
    await expect(file(administrator)).rejects.toMatchObject({ code: 'not_found' })
    await expect(file(officer, { partnershipId: 'x', organisationId: here.id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('takes papers of the kinds offices use, told by their content', async () => {
    const word = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('Délibération')] }] }))
    const id = await fileDocument(officer, home, facts, new File([Uint8Array.from(word)], 'délibération.docx'), folder)
    const [listed] = (await listDocuments(officer, { partnershipId: tie.id })).filter((one) => one.id === id)
    expect(listed?.versions[0]?.mediaType).toMatch(/wordprocessingml/)
    const program = new File(['MZ program'], 'convention.pdf')
    await expect(fileDocument(officer, home, facts, program, folder)).rejects.toMatchObject({ reason: 'file_kind' })
    const archive = new File([Uint8Array.from([0x50, 0x4b, 3, 4, ...Array(60).fill(0)])], 'x.docx')
    await expect(fileDocument(officer, home, facts, archive, folder)).rejects.toMatchObject({ reason: 'file_kind' })
  })

  it('goes with an agreement, a project or a mission as well', async () => {
    const project = await makeProject(owner, { organisationId: here.id, partnershipId: tie.id })
    const mission = await makeMission(owner, { organisationId: here.id })
    await file(officer, { agreementId: agreement.id, organisationId: here.id })
    await file(officer, { projectId: project.id, organisationId: here.id })
    await file(officer, { missionId: mission.id, organisationId: here.id })
    expect(await listDocuments(partner, { agreementId: agreement.id })).toMatchObject([
      { agreementTitle: 'Convention de coopération' },
    ])
    expect(await listDocuments(partner, { projectId: project.id })).toHaveLength(1)
    expect(await listDocuments(reader, { missionId: mission.id })).toHaveLength(1)
    await expect(listDocuments(partner, { missionId: mission.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(listDocuments(stranger, { projectId: project.id })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a confidential paper', () => {
  it('is read by the body that filed it, and by nobody else', async () => {
    const id = await file(officer, home, { ...facts, title: 'Note interne', confidential: true })
    const listed = await listDocuments(reader, { partnershipId: tie.id })
    expect(listed.some((document) => document.id === id)).toBe(true)
    for (const ctx of [partner, guest]) {
      expect((await listDocuments(ctx, { partnershipId: tie.id })).some((document) => document.id === id)).toBe(false)
      await expect(openDocumentVersion(ctx, { documentId: id, number: 1 }, folder)).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    const { file_id } = await owner.db
      .selectFrom('document_version')
      .select('file_id')
      .where('document_id', '=', id)
      .executeTakeFirstOrThrow()
    await expect(openFileFor(administrator, folder, file_id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(openFileFor(partner, folder, file_id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is not filed by a guest, who would not find it again', async () => {
    await expect(file(guest, home, { ...facts, confidential: true })).rejects.toMatchObject({
      reason: 'document_confidential_guest',
    })
  })
})

describe('versions', () => {
  it('are numbered, and the earlier ones stay', async () => {
    const id = await file()
    const of = { documentId: id, organisationId: here.id }
    expect(await addDocumentVersion(officer, of, pdf('deux'), 'article 4 complété', folder)).toBe(2)
    const [document] = (await listDocuments(partner, { partnershipId: tie.id })).filter((one) => one.id === id)
    expect(document?.versions.map(({ number, note }) => [number, note])).toEqual([
      [2, 'article 4 complété'],
      [1, ''],
    ])
    const first = await openDocumentVersion(partner, { documentId: id, number: 1 }, folder)
    expect(await new Response(first.body).text()).toBe('%PDF-1.7\nsigné')
    await expect(openDocumentVersion(partner, { documentId: id, number: 3 }, folder)).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('are added by the body that filed the paper only', async () => {
    const id = await file()
    const add = (ctx: typeof officer, organisationId: string) =>
      addDocumentVersion(ctx, { documentId: id, organisationId }, pdf(), '', folder)
    await expect(add(partner, there.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(add(partner, here.id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(add(reader, here.id)).rejects.toMatchObject({ code: 'forbidden', reason: 'role_too_low' })
    await expect(add(stranger, here.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(add(await anonymousContext(), here.id)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  it('are no longer added to a withdrawn paper, which stays listed and readable', async () => {
    const id = await file()
    const of = { documentId: id, organisationId: here.id }
    await expect(withdrawDocument(reader, of)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(withdrawDocument(partner, of)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(withdrawDocument(stranger, of)).rejects.toMatchObject({ code: 'not_found' })
    await expect(withdrawDocument(await anonymousContext(), of)).rejects.toMatchObject({ code: 'unauthenticated' })
    await withdrawDocument(officer, of)
    const [document] = (await listDocuments(partner, { partnershipId: tie.id })).filter((one) => one.id === id)
    expect(document?.withdrawnAt).toBeInstanceOf(Date)
    await openDocumentVersion(partner, { documentId: id, number: 1 }, folder)
    await expect(addDocumentVersion(officer, of, pdf(), '', folder)).rejects.toMatchObject({
      reason: 'document_withdrawn',
    })
    const trail = await owner.db
      .selectFrom('audit_entry')
      .select('action')
      .where('record_id', '=', id)
      .orderBy('at')
      .execute()
    expect(trail.map(({ action }) => action)).toEqual(['filed', 'documentWithdrawn'])
  })
})
