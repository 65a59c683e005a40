import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { pngWith } from '../../tests/pictures.ts'
import { makePair, makeProject } from '../../tests/ties.ts'
import { listPhotos } from '../partnerships/photos.server.ts'
import { addAssignment, addEvent, addMobility, getProjectLife, removeFromLife } from './life.server.ts'
import { openMailListener } from './mail-listener.ts'
import {
  addFieldUpdate,
  correctFieldUpdate,
  listNews,
  setFieldUpdateDiscreet,
  withdrawFieldUpdate,
} from './news.server.ts'
import type { NewsFacts } from './news.ts'
import { getPeaceInitiative, setPeaceStage, writeNeutralityView } from './peace.server.ts'
import { receiveFieldMail } from './receive-mail.server.ts'
import { askReplyAddress, findReplyUntil } from './reply-address.server.ts'
import { answerPublication, setWantsPublic } from './visibility.server.ts'

const owner = await testContext()
const folder = await mkdtemp(join(tmpdir(), 'navette-news-'))
afterAll(() => rm(folder, { recursive: true }))

async function memberOf(
  organisation: { id: string },
  role: 'reader' | 'contributor' = 'contributor',
  name = 'Awa Sawadogo',
) {
  const person = await makePerson(owner, { name })
  await makeSeat(owner, { personId: person.id, organisationId: organisation.id, role })
  return { person, ctx: await memberContext(person.id, organisation.id) }
}

async function makeWork() {
  const { tie, here, there } = await makePair(owner)
  const [town, partner, reader, stranger] = await Promise.all([
    memberOf(here),
    memberOf(there, 'contributor', 'Salif Ouédraogo'),
    memberOf(here, 'reader'),
    memberOf(await makeAuthority(owner, { name: 'Annecy' })),
  ])
  const { id } = await makeProject(owner, { organisationId: here.id, partnershipId: tie.id }, { state: 'running' })
  const of = { projectId: id, organisationId: here.id }
  return {
    tie,
    here,
    there,
    town,
    partner,
    reader,
    stranger,
    of,
    ofPartner: { projectId: id, organisationId: there.id },
  }
}

const facts: NewsFacts = {
  onDate: '2026-01-20',
  locale: 'fr',
  body: 'La borne-fontaine donne de l’eau.',
  figures: [{ label: 'Élèves', value: '240', unit: 'enfants' }],
  wantsPublic: true,
}
const arrival = (ctx: Ctx) => ({ via: 'workspace' as const, writtenAt: ctx.now })

async function publicNews(projectId: string): Promise<{ body: string; name: string }[] | undefined> {
  const row = await owner.db
    .selectFrom('public_project')
    .select('content')
    .where('id', '=', projectId)
    .executeTakeFirst()
  return (row?.content as { news?: { body: string; name: string }[] } | undefined)?.news
}

describe('news of a project', () => {
  it('is told by both sides, kept once though sent twice, newest first', async () => {
    const { town, partner, of, ofPartner } = await makeWork()
    const id = newId()
    expect(await addFieldUpdate(town.ctx, of, id, facts, arrival(town.ctx))).toBe(true)
    expect(await addFieldUpdate(town.ctx, of, id, facts, arrival(town.ctx))).toBe(false)
    await addFieldUpdate(
      partner.ctx,
      ofPartner,
      newId(),
      { ...facts, onDate: '2026-01-25', body: 'Réunion.' },
      arrival(partner.ctx),
    )
    const seen = await listNews(town.ctx, of)
    expect(seen.map(({ body, authorName, organisationName }) => [body, authorName, organisationName])).toEqual([
      ['Réunion.', 'Salif Ouédraogo', 'Ouahigouya'],
      [facts.body, 'Awa Sawadogo', 'Chambéry'],
    ])
    expect(seen[1]?.figures).toEqual(facts.figures)
    // The id of somebody else's news is nobody's to take.
    await expect(addFieldUpdate(partner.ctx, ofPartner, id, facts, arrival(partner.ctx))).rejects.toThrow(
      'news_id_taken',
    )
  })

  it('keeps when it was written without a line', async () => {
    const { town, of } = await makeWork()
    const written = new Date(town.ctx.now.getTime() - 3 * 24 * 3600_000)
    await addFieldUpdate(town.ctx, of, newId(), facts, { via: 'offline', writtenAt: written })
    expect((await listNews(town.ctx, of))[0]).toMatchObject({ via: 'offline', writtenAt: written })
  })

  it('is corrected and withdrawn by who wrote it, hidden by any side', async () => {
    const { town, partner, of, ofPartner } = await makeWork()
    const id = newId()
    await addFieldUpdate(town.ctx, of, id, facts, arrival(town.ctx))
    await expect(correctFieldUpdate(partner.ctx, ofPartner, id, facts)).rejects.toThrow('news_not_yours')
    await expect(withdrawFieldUpdate(partner.ctx, ofPartner, id)).rejects.toThrow('news_not_yours')
    await correctFieldUpdate(town.ctx, of, id, { ...facts, body: 'Deux bornes donnent de l’eau.' })
    await setFieldUpdateDiscreet(partner.ctx, ofPartner, id, true)
    await expect(setFieldUpdateDiscreet(partner.ctx, ofPartner, id, false)).rejects.toThrow('news_not_yours')
    await setFieldUpdateDiscreet(town.ctx, of, id, false)
    await withdrawFieldUpdate(town.ctx, of, id)
    const [one] = await listNews(partner.ctx, ofPartner)
    expect(one).toMatchObject({ body: 'Deux bornes donnent de l’eau.', wantsPublic: false })
    expect(one?.withdrawnAt).not.toBeNull()
    await expect(correctFieldUpdate(town.ctx, of, id, facts)).rejects.toThrow('news_withdrawn')
    const trail = await owner.db
      .selectFrom('audit_entry')
      .select('action')
      .where('record_id', '=', id)
      .orderBy('at')
      .execute()
    expect(trail.map(({ action }) => action).toSorted()).toEqual([
      'discreet',
      'newsAdded',
      'newsCorrected',
      'newsWithdrawn',
      'notDiscreet',
    ])
  })

  it('is public only where it is wanted and every authority has said yes, and not in discreet mode', async () => {
    const { town, partner, of, ofPartner, there } = await makeWork()
    const id = newId()
    await addFieldUpdate(town.ctx, of, id, facts, arrival(town.ctx))
    await addFieldUpdate(
      town.ctx,
      of,
      newId(),
      { ...facts, body: 'Entre nous.', wantsPublic: false },
      arrival(town.ctx),
    )
    await setWantsPublic(town.ctx, of, true)
    expect(await publicNews(of.projectId)).toBeUndefined()
    await owner.db
      .insertInto('project_participant')
      .values({
        id: newId(),
        project_id: of.projectId,
        organisation_id: there.id,
        role: 'partner',
        circle: 'elected',
        credit_order: 2,
      })
      .execute()
    await answerPublication(partner.ctx, ofPartner, 'yes')
    expect((await publicNews(of.projectId))?.map(({ body, name }) => [body, name])).toEqual([[facts.body, 'Chambéry']])
    await setFieldUpdateDiscreet(partner.ctx, ofPartner, id, true)
    expect(await publicNews(of.projectId)).toBeUndefined()
  })

  it('belongs to a tie too, and is read by its parties alone', async () => {
    const { tie, here, there, town, partner, stranger } = await makeWork()
    const of = { partnershipId: tie.id, organisationId: here.id }
    await addFieldUpdate(town.ctx, of, newId(), facts, arrival(town.ctx))
    expect(await listNews(partner.ctx, { ...of, organisationId: there.id })).toHaveLength(1)
    await expect(listNews(stranger.ctx, of)).rejects.toThrow('record_not_found')
  })

  it('is told by those who may alone', async () => {
    const { reader, stranger, town, of } = await makeWork()
    const nobody = await anonymousContext()
    const add = (ctx: Ctx) => addFieldUpdate(ctx, of, newId(), facts, arrival(ctx))
    await expect(add(nobody)).rejects.toThrow('sign_in_needed')
    await expect(add(stranger.ctx)).rejects.toThrow('record_not_found')
    await expect(add(reader.ctx)).rejects.toThrow('role_too_low')
    for (const deed of [correctFieldUpdate(town.ctx, of, newId(), facts), withdrawFieldUpdate(town.ctx, of, newId())])
      await expect(deed).rejects.toThrow('news_not_found')
    await expect(setFieldUpdateDiscreet(town.ctx, of, newId(), true)).rejects.toThrow('news_not_found')
    await expect(withdrawFieldUpdate(reader.ctx, of, newId())).rejects.toThrow('role_too_low')
    await expect(setFieldUpdateDiscreet(nobody, of, newId(), true)).rejects.toThrow('sign_in_needed')
    await expect(correctFieldUpdate(stranger.ctx, of, newId(), facts)).rejects.toThrow('record_not_found')
  })
})

describe('news by answering a mail', () => {
  async function makeAddress() {
    const work = await makeWork()
    await askReplyAddress(work.town.ctx, work.of, 'reponse.example')
    const mail = await owner.db
      .selectFrom('mail')
      .select(['reply_to', 'text_body'])
      .where('recipient', '=', work.town.person.email)
      .where('kind', '=', 'replyAddress')
      .executeTakeFirstOrThrow()
    return { ...work, address: mail.reply_to ?? '', words: mail.text_body }
  }

  it('sends an address of one’s own, good for one person and one project', async () => {
    const { address, words, town, of, reader, stranger } = await makeAddress()
    expect(address).toMatch(/^nouvelles\+[0-9a-f]{40}@reponse\.example$/)
    expect(words).toContain(address)
    expect(await findReplyUntil(town.ctx, of)).not.toBeNull()
    await expect(askReplyAddress(town.ctx, of, null)).rejects.toThrow('reply_address_off')
    await expect(askReplyAddress(reader.ctx, of, 'reponse.example')).rejects.toThrow('role_too_low')
    await expect(askReplyAddress(stranger.ctx, of, 'reponse.example')).rejects.toThrow('record_not_found')
    await expect(askReplyAddress(await anonymousContext(), of, 'reponse.example')).rejects.toThrow('sign_in_needed')
  })

  it('makes what is sent to it news, photos among the parties', async () => {
    const { address, town, of, here } = await makeAddress()
    const job = await jobContext('fieldMail')
    const unforeseen: unknown[] = []
    const listener = await openMailListener({
      ...{ port: 0, host: '127.0.0.1', domain: 'reponse.example', filesFolder: folder },
      ctx: () => ({ ...job, now: new Date() }),
      report: (error) => unforeseen.push(error),
    })
    const transport = createTransport({ host: '127.0.0.1', port: listener.port, secure: false, ignoreTLS: true })
    const mail = {
      from: town.person.email,
      to: address,
      subject: 'Re: Donner des nouvelles',
      messageId: '<une@mairie.example>',
      text: 'Le puits est creusé.\n\n-- \nAwa\n',
      attachments: [{ filename: 'puits.png', content: pngWith('12.3N').bytes, contentType: 'image/png' }],
    }
    try {
      await transport.sendMail(mail)
      await transport.sendMail(mail)
      await transport.sendMail({
        ...mail,
        messageId: '<deux@mairie.example>',
        headers: { 'Auto-Submitted': 'auto-replied' },
      })
      const news = await listNews(town.ctx, of)
      expect(unforeseen).toEqual([])
      expect(news.map(({ body, via, authorName, wantsPublic }) => [body, via, authorName, wantsPublic])).toEqual([
        ['Le puits est creusé.', 'mail', 'Awa Sawadogo', false],
      ])
      const photos = await listPhotos(town.ctx, { fieldUpdateId: news[0]?.id ?? '' })
      expect(photos).toMatchObject([{ consent: 'notAsked', wantsPublic: false, organisationId: here.id }])
      await expect(transport.sendMail({ ...mail, from: 'autre@mairie.example' })).rejects.toThrow(/550.*own address/)
      await expect(transport.sendMail({ ...mail, to: `nouvelles+${'0'.repeat(40)}@reponse.example` })).rejects.toThrow(
        /550/,
      )
      await owner.db
        .updateTable('reply_address')
        .set({ expires_at: new Date(0) })
        .where('project_id', '=', of.projectId)
        .execute()
      await expect(transport.sendMail(mail)).rejects.toThrow(/550/)
    } finally {
      await listener.close()
    }
  })

  it('refuses what is too large, empty, or from somebody who left', async () => {
    const { address, town, here } = await makeAddress()
    const job = await jobContext('fieldMail')
    const mail = (body: string) => ({
      raw: Buffer.from(`From: ${town.person.email}\r\nTo: ${address}\r\nSubject: x\r\n\r\n${body}`),
      to: [address],
      from: town.person.email,
    })
    await expect(receiveFieldMail(job, { ...mail(''), raw: Buffer.alloc(21_000_000) }, folder)).rejects.toThrow(
      'field_mail_large',
    )
    await expect(receiveFieldMail(job, mail('> ancien'), folder)).rejects.toThrow('field_mail_empty')
    await owner.db
      .updateTable('membership')
      .set({ ended_at: new Date() })
      .where('person_id', '=', town.person.id)
      .where('organisation_id', '=', here.id)
      .execute()
    await expect(receiveFieldMail(job, mail('Bonjour'), folder)).rejects.toThrow('record_not_found')
  })
})

describe('the life of a project', () => {
  const event = {
    ...{ title: 'Fête de l’eau', onDate: '2026-01-20', untilDate: null, place: 'Ouahigouya', note: '' },
    ...{ participants: 120, women: 70, young: 45 },
  }
  const assignment = { name: 'Léa Martin', scheme: 'vsi', host: '', task: '', startsOn: '2026-01-01', endsOn: null }
  const journey = {
    ...{ direction: 'outgoing', startsOn: '2026-07-01', endsOn: null, youngPeople: 12, companions: 2 },
    ...{ ageFrom: 15, ageTo: 18, activity: 'Chantier' },
  }

  it('is written by each side, read by all, and public as totals without a name', async () => {
    const { town, partner, of, ofPartner } = await makeWork()
    await addEvent(town.ctx, of, event)
    await addEvent(partner.ctx, ofPartner, { ...event, women: null })
    await addAssignment(town.ctx, of, assignment)
    const journeyId = await addMobility(town.ctx, of, journey)
    const life = await getProjectLife(partner.ctx, ofPartner)
    expect([life.events.length, life.assignments[0]?.name, life.mobilities[0]?.youngPeople]).toEqual([
      2,
      'Léa Martin',
      12,
    ])
    await owner.db
      .updateTable('project')
      .set({ wants_public: true, partnership_id: null })
      .where('id', '=', of.projectId)
      .execute()
    await removeFromLife(town.ctx, of, 'mobility', journeyId)
    const row = await owner.db
      .selectFrom('public_project')
      .select('content')
      .where('id', '=', of.projectId)
      .executeTakeFirst()
    expect((row?.content as { numbers?: unknown } | undefined)?.numbers).toEqual({
      events: 2,
      participants: 240,
      women: 70,
      young: 90,
      volunteers: 1,
    })
    expect(JSON.stringify(row?.content)).not.toContain('Léa')
  })

  it('is refused where it cannot be', async () => {
    const { town, reader, stranger, partner, of, ofPartner } = await makeWork()
    await expect(addEvent(town.ctx, of, { ...event, women: 121 })).rejects.toThrow('life_part_above')
    await expect(addMobility(town.ctx, of, { ...journey, youngPeople: 0 })).rejects.toThrow('life_count_wrong')
    const nobody = await anonymousContext()
    const deeds = (ctx: Ctx) => [
      () => addEvent(ctx, of, event),
      () => addAssignment(ctx, of, assignment),
      () => addMobility(ctx, of, journey),
      () => removeFromLife(ctx, of, 'event', newId()),
      () => setPeaceStage(ctx, of, { stage: 'mediation', asymmetry: '' }),
      () => writeNeutralityView(ctx, of, { body: 'Nous écoutons.', wantsPublic: true }),
    ]
    for (const deed of deeds(nobody)) await expect(deed()).rejects.toThrow('sign_in_needed')
    for (const deed of deeds(reader.ctx)) await expect(deed()).rejects.toThrow('role_too_low')
    for (const deed of deeds(stranger.ctx)) await expect(deed()).rejects.toThrow('record_not_found')
    const id = await addEvent(town.ctx, of, event)
    await expect(removeFromLife(partner.ctx, ofPartner, 'event', id)).rejects.toThrow('record_not_found')
  })
})

describe('an initiative for peace', () => {
  it('shows every view side by side, to the public only once each party has said yes', async () => {
    const { tie, town, partner, of, ofPartner } = await makeWork()
    await setPeaceStage(town.ctx, of, { stage: 'mediation', asymmetry: 'Les moyens.' })
    await writeNeutralityView(town.ctx, of, { body: 'Nous écoutons.', wantsPublic: true })
    const seen = await getPeaceInitiative(partner.ctx, ofPartner)
    expect(seen.views.map(({ name, body }) => [name, body])).toEqual([
      ['Chambéry', 'Nous écoutons.'],
      ['Ouahigouya', null],
    ])
    await owner.db
      .insertInto('publication_consent')
      .values(
        [of.organisationId, ofPartner.organisationId].map((organisation_id) => ({
          partnership_id: tie.id,
          organisation_id,
          part: 'projects',
          answer: 'yes',
        })),
      )
      .execute()
    await setWantsPublic(town.ctx, of, true)
    expect((await getPeaceInitiative(town.ctx, of)).isPublic).toBe(false)
    await writeNeutralityView(partner.ctx, ofPartner, { body: 'Nous parlons à tous.', wantsPublic: true })
    expect((await getPeaceInitiative(town.ctx, of)).isPublic).toBe(true)
    await writeNeutralityView(partner.ctx, ofPartner, { body: 'Nous parlons à tous.', wantsPublic: false })
    expect((await getPeaceInitiative(town.ctx, of)).isPublic).toBe(false)
  })
})
