import mammoth from 'mammoth'
import { describe, expect, it } from 'vitest'
import { testContext } from '../../tests/db.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { readPdf } from '../../tests/read-pdf.ts'
import { makeAgreement, makePair } from '../../tests/ties.ts'
import { loadApprovalSteps } from './approval-steps.server.ts'
import { getKit, makeKitPaper } from './kit.server.ts'
import { loadLaw } from './load-law.server.ts'

const owner = await testContext()
await loadLaw(owner)
await loadApprovalSteps(owner)
const { tie, here, there } = await makePair(owner)
const agreement = await makeAgreement(owner, { partnershipId: tie.id, organisationId: here.id })

async function seated(organisationId: string, role: 'reader' | 'contributor') {
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId, role })
  return memberContext(person.id, organisationId)
}
const officer = await seated(here.id, 'reader')
const partner = await seated(there.id, 'reader')
const stranger = await memberContext((await makePerson(owner)).id)
const of = { partnershipId: tie.id, organisationId: here.id, agreementId: agreement.id }

describe('the kit of an agreement', () => {
  it('says for each paper what the record lacks, and where it is said', async () => {
    const kit = await getKit(officer, of)
    expect(kit).toMatchObject({ title: 'Convention de coopération', isFrench: true, amendment: null })
    expect(kit.papers.map(({ kind }) => kind)).toEqual([
      'deliberation',
      'note',
      'agreement',
      'amendment',
      'transmittal',
    ])
    const text = kit.papers.find(({ kind }) => kind === 'agreement')
    expect(text?.gaps).toEqual(expect.arrayContaining([{ what: 'signatory', where: 'parties' }]))
    expect(text?.gaps.some(({ what }) => what === 'object')).toBe(false)
    expect(await getKit(partner, { ...of, organisationId: there.id })).toMatchObject({ isFrench: false })
  })

  it('is for the parties of the tie, and of that very tie', async () => {
    await expect(getKit(stranger, of)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getKit(await anonymousContext(), of)).rejects.toMatchObject({ code: 'unauthenticated' })
    const other = await makePair(owner, ['Annecy', 'Kaya'])
    const elsewhere = await seated(other.here.id, 'contributor')
    const wrong = { ...of, partnershipId: other.tie.id, organisationId: other.here.id }
    await expect(getKit(elsewhere, wrong)).rejects.toMatchObject({ code: 'not_found' })
    const asked = { kind: 'note', language: 'fr', format: 'pdf' }
    await expect(makeKitPaper(stranger, of, asked)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('makes each paper out of the record, for either side', async () => {
    const note = await makeKitPaper(officer, of, { kind: 'note', language: 'fr', format: 'pdf' })
    expect(note.name).toMatch(/^note-de-synthese-\d{4}-\d{2}-\d{2}\.pdf$/)
    const pdf = await readPdf(note.bytes)
    expect(pdf.universal).toBe('1')
    expect(pdf.text.replace(/\s+/g, ' ')).toContain('Eau potable et assainissement')
    expect(pdf.text).toContain('2030')
    const text = await makeKitPaper(
      partner,
      { ...of, organisationId: there.id },
      { kind: 'agreement', language: 'en', format: 'docx' },
    )
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(text.bytes) })
    expect(value).toContain('represented by [to be completed: name of the signatory]')
    expect(value).toContain('1 January 2026')
  })

  it('knows no other paper, language or format', async () => {
    for (const asked of [
      { kind: 'poem', language: 'fr', format: 'pdf' },
      { kind: 'note', language: 'en', format: 'pdf' },
      { kind: 'note', language: 'fr', format: 'exe' },
    ])
      await expect(makeKitPaper(officer, of, asked)).rejects.toMatchObject({ reason: 'kit_paper_unknown' })
  })
})
