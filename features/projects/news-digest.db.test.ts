import { describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makePair } from '../../tests/ties.ts'
import { setNewsDigest, wantsNewsDigest } from '../accounts/mail-preferences.server.ts'
import { addFieldUpdate, listNews, type NewsHome, setFieldUpdateDiscreet } from './news.server.ts'
import { sendNewsDigests } from './news-digest.server.ts'
import { emptyFacts } from './project-input.ts'
import { receiveFieldMail } from './receive-mail.server.ts'
import { createProject } from './sheet.server.ts'
import { setConfidential } from './visibility.server.ts'

const owner = await testContext()
const job = await jobContext('alert')
const base = 'http://navette.example'
const links = {
  news: (locale: string, key: string, home: object) => `${base}/${locale}/${key}/${Object.values(home)[0]}`,
  preferences: (locale: string) => `${base}/${locale}/compte`,
}
const day = (text: string) => new Date(`${text}T05:30:00Z`)
const tell = (on: string, domain: string | null = 'navette.example') =>
  sendNewsDigests({ ...job, now: day(on) }, links, domain)

async function letters() {
  const rows = await owner.db.selectFrom('mail').selectAll().where('kind', '=', 'newsReceived').orderBy('id').execute()
  await owner.db.deleteFrom('mail').execute()
  return rows
}

async function makeWork() {
  const { tie, here, there } = await makePair(owner)
  const seat = async (organisationId: string, role: 'reader' | 'contributor', partnershipId?: string) => {
    const person = await makePerson(owner)
    await makeSeat(owner, { personId: person.id, organisationId, role, ...(partnershipId ? { partnershipId } : {}) })
    return { ...person, ctx: await memberContext(person.id, organisationId) }
  }
  const [officer, partner] = await Promise.all([seat(here.id, 'contributor'), seat(there.id, 'contributor')])
  const guest = await seat(here.id, 'contributor', tie.id)
  await seat(here.id, 'reader')
  const facts = { ...emptyFacts, title: 'Le puits de Bogoya' }
  const projectId = await createProject(officer.ctx, { organisationId: here.id, partnershipId: tie.id }, facts)
  return { tie, here, there, officer, partner, guest, projectId }
}

const told = { onDate: '2026-03-01', locale: 'fr', body: 'La pompe est posée.', figures: [], wantsPublic: false }
async function write(ctx: Ctx, of: NewsHome, on: string): Promise<string> {
  const id = newId()
  await addFieldUpdate({ ...ctx, now: day(on) }, of, id, told, { via: 'workspace', writtenAt: day(on) })
  return id
}

describe('news that came from the others', () => {
  it('are announced to those who write for the body, once a week at most, without their words', async () => {
    const { here, there, officer, partner, guest, projectId } = await makeWork()
    const theirs = { projectId, organisationId: there.id }
    await write(partner.ctx, theirs, '2026-03-02')
    await write(partner.ctx, theirs, '2026-03-03')
    expect(await tell('2026-03-04')).toBe(2)
    const sent = await letters()
    expect(sent.map(({ recipient }) => recipient).toSorted()).toEqual([officer.email, guest.email].toSorted())
    const [first] = sent
    expect(first?.subject).toContain('2 nouvelles de Ouahigouya')
    expect(first?.text_body).toContain(`${base}/fr/${here.key}/${projectId}`)
    expect(first?.text_body).toContain(`${base}/fr/compte`)
    expect(first?.text_body).not.toMatch(/pompe|Bogoya/)
    await write(partner.ctx, theirs, '2026-03-05')
    expect(await tell('2026-03-06')).toBe(0)
    expect(await tell('2026-03-11')).toBe(2)
    expect((await letters())[0]?.subject).toContain('Une nouvelle de Ouahigouya')
    expect(await tell('2026-03-30')).toBe(0)
  })

  it('are told to nobody who said no, nor of what is hidden or stays with one body, nor to who wrote them', async () => {
    const { here, there, officer, partner, guest, projectId } = await makeWork()
    expect(await wantsNewsDigest(officer.ctx)).toBe(true)
    await setNewsDigest(officer.ctx, false)
    expect(await wantsNewsDigest(officer.ctx)).toBe(false)
    const theirs = { projectId, organisationId: there.id }
    const id = await write(partner.ctx, theirs, '2026-03-02')
    await setFieldUpdateDiscreet(officer.ctx, { projectId, organisationId: here.id }, id, true)
    expect(await tell('2026-03-03')).toBe(0)
    await write(partner.ctx, theirs, '2026-03-04')
    expect(await tell('2026-03-05')).toBe(1)
    expect(await letters()).toMatchObject([{ recipient: guest.email }])
    await setConfidential(officer.ctx, { projectId, organisationId: here.id }, true)
    await write(officer.ctx, { projectId, organisationId: here.id }, '2026-03-12')
    expect(await tell('2026-03-13')).toBe(0)
    await setConfidential(officer.ctx, { projectId, organisationId: here.id }, false)
    expect(await tell('2026-03-14')).toBe(1)
    expect(await letters()).toMatchObject([{ recipient: partner.email }])
  })

  it('bring an address of one’s own: answering it makes news of the project, or of the tie', async () => {
    const { tie, here, there, officer, partner, projectId } = await makeWork()
    await write(partner.ctx, { projectId, organisationId: there.id }, '2026-03-02')
    await write(partner.ctx, { partnershipId: tie.id, organisationId: there.id }, '2026-03-02')
    await tell('2026-03-03')
    const own = (await letters()).filter(({ recipient }) => recipient === officer.email)
    expect(own).toHaveLength(2)
    const fieldMail = { ...(await jobContext('fieldMail')), now: day('2026-03-04') }
    for (const { reply_to: address, text_body: text } of own) {
      expect(text).toContain(address ?? 'no address')
      const raw = Buffer.from(
        `From: ${officer.email}\r\nTo: ${address}\r\nMessage-ID: <${newId()}@x>\r\n\r\nMerci, bien reçu.`,
      )
      const mail = { raw, to: [address ?? ''], from: officer.email }
      expect(await receiveFieldMail(fieldMail, mail, '/nowhere')).toBe('kept')
    }
    for (const home of [{ projectId }, { partnershipId: tie.id }])
      expect((await listNews(partner.ctx, { ...home, organisationId: there.id } as NewsHome))[0]).toMatchObject({
        ...{ body: 'Merci, bien reçu.', via: 'mail', organisationId: here.id, wantsPublic: false },
      })
    await tell('2026-03-20', null)
    expect((await letters()).every(({ reply_to: address }) => address === null)).toBe(true)
  })
})
