import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { answerAllRight, answerToCorrect, openCampaignLetter, sendCampaignLetters } from './campaign-letters.server.ts'
import { getCampaign, listCampaigns } from './campaign-progress.server.ts'
import { closeCampaign, previewCampaign, startCampaign } from './campaigns.server.ts'
import { confirmRecords } from './confirm.server.ts'
import type { FreshnessLinks } from './links.ts'
import { readScope } from './scope.ts'

const links: FreshnessLinks = {
  verify: (_, token) => `https://navette.example/${token}`,
  corrections: (_, key) => `https://navette.example/${key}`,
  record: (_, kind, key) => `https://navette.example/${kind}/${key}`,
  answer: (locale, token, wish) => `https://navette.example/${locale}/repondre/${token}?${wish}`,
}
const days = (n: number) => new Date(Date.now() + n * 86_400_000)
const day = (n: number) => days(n).toISOString().slice(0, 10)
const scope = readScope(new URLSearchParams('country=ma'))

let owner: Ctx
let network: Ctx
let job: Ctx
let figuig: { id: string; key: string }
let oujda: { id: string; key: string }
let campaign: string
let officer: Ctx

beforeAll(async () => {
  owner = await testContext()
  const here = await makeAuthority(owner, { name: 'Nanterre', inseeCode: '92050', lat: 48.9, lon: 2.2 })
  figuig = await makeAuthority(owner, { name: 'Figuig', country: 'MA', lat: 32.1, lon: -1.2 })
  oujda = await makeAuthority(owner, { name: 'Oujda', country: 'MA', lat: 34.6, lon: -1.9 })
  await makeAuthority(owner, { name: 'Fès', country: 'MA', lat: 34, lon: -5 })
  const reseau = await makeAuthority(owner, { name: 'Réseau', lat: 48.8, lon: 2.3 })
  await owner.db.updateTable('organisation').set({ trusted_since: owner.now }).where('id', '=', reseau.id).execute()
  await makeTie(owner, { parties: [here, figuig], said: [{ source: 'a', licence: 'CC0-1.0', year: 2008 }] })
  await makeTie(owner, { parties: [here, oujda] })
  await makeTie(owner, { parties: [reseau, figuig], discreetSince: new Date() })
  await sql`insert into organisation_profile (organisation_id, contact_email) values (${figuig.id}, 'mairie@figuig.example')`.execute(
    owner.db,
  )
  const mayor = await makePerson(owner, { email: 'maire@oujda.example' })
  await makeSeat(owner, { personId: mayor.id, organisationId: oujda.id, role: 'owner' })
  officer = await memberContext(mayor.id, oujda.id)
  const leader = await makePerson(owner)
  await makeSeat(owner, { personId: leader.id, organisationId: reseau.id, role: 'manager' })
  network = await memberContext(leader.id, reseau.id)
  job = await jobContext('campaign')
  await publishTies(owner)
})

const mails = async () =>
  (
    await sql<{ recipient: string; locale: string; text: string; subject: string }>`
    select recipient, locale, text_body as text, subject from mail where kind = 'campaign' order by created_at, id`.execute(
      owner.db,
    )
  ).rows
const tokenTo = async (recipient: string, at = -1) =>
  /repondre\/([\w-]+)/.exec((await mails()).filter((mail) => mail.recipient === recipient).at(at)?.text ?? '')?.[1] ??
  ''
const run = (now: Date) => sendCampaignLetters({ ...job, now }, links)

describe('a confirmation campaign', () => {
  it('is led by those who are trusted, and by nobody else', async () => {
    const plan = { name: 'Maroc', scope, word: '', endsOn: day(60) }
    for (const [who, reason] of [
      [await anonymousContext(), 'sign_in_needed'],
      [officer, 'trusted_needed'],
    ] as const) {
      await expect(startCampaign(who, plan)).rejects.toMatchObject({ reason })
      await expect(previewCampaign(who, scope)).rejects.toMatchObject({ reason })
      await expect(listCampaigns(who)).rejects.toMatchObject({ reason })
    }
    await expect(sendCampaignLetters(network, links)).rejects.toMatchObject({ reason: 'job_only' })
  })

  it('tells how far it reaches before it starts', async () => {
    expect(await previewCampaign(network, scope)).toEqual({ organisations: 3, withAddress: 2, ties: 2 })
    const wide = readScope(new URLSearchParams())
    const plan = { name: 'Monde', scope: wide, word: '', endsOn: day(60) }
    await expect(startCampaign(network, plan)).rejects.toMatchObject({ reason: 'campaign_scope_wide' })
    await expect(startCampaign(network, { ...plan, scope, endsOn: day(-1) })).rejects.toMatchObject({
      reason: 'campaign_date_wrong',
    })
    await expect(
      startCampaign(network, { ...plan, scope: readScope(new URLSearchParams('country=fr&tier=region')) }),
    ).rejects.toMatchObject({ reason: 'campaign_scope_empty' })
  })

  it('writes one letter to each, in both languages where the reader’s is unknown, without records in discreet mode', async () => {
    campaign = await startCampaign(network, { name: 'Maroc 2026', scope, word: 'Merci d’avance.', endsOn: day(60) })
    expect(await run(new Date())).toBe(2)
    expect(await run(new Date())).toBe(0)
    const [toFiguig] = (await mails()).filter((mail) => mail.recipient === 'mairie@figuig.example')
    expect(toFiguig?.locale).toBe('both')
    expect(toFiguig?.text).toContain('Nanterre – Figuig')
    expect(toFiguig?.text).not.toContain('Réseau – Figuig')
    expect(toFiguig?.text).toContain('Merci d’avance.')
    expect(await getCampaign(network, campaign)).toMatchObject({
      letters: 2,
      sent: 2,
      waiting: 2,
      noAddress: 1,
      before: { stale: 2 },
    })
  })

  it('is not answered by looking', async () => {
    const visitor = await anonymousContext()
    const token = await tokenTo('mairie@figuig.example')
    const { records, answer } = await openCampaignLetter(visitor, token)
    expect(records.organisation.name).toBe('Figuig')
    expect(records.ties.map((tie) => tie.names)).toEqual([['Nanterre', 'Figuig']])
    expect(answer).toBeNull()
    await expect(openCampaignLetter(visitor, 'not-a-token')).rejects.toMatchObject({ reason: 'campaign_link_over' })
    expect(await owner.db.selectFrom('confirmation').selectAll().execute()).toEqual([])
  })

  it('reminds twice, two weeks apart; the first link goes on answering', async () => {
    expect(await run(days(13))).toBe(0)
    expect(await run(days(15))).toBe(2)
    const visitor = await anonymousContext()
    expect(await answerAllRight(visitor, await tokenTo('mairie@figuig.example', 0))).toBe(2)
    expect(await run(days(30))).toBe(1)
    expect(await run(days(45))).toBe(0)
    const last = (await mails()).at(-1)
    expect(last).toMatchObject({ recipient: 'maire@oujda.example', locale: 'fr' })
    expect(last?.subject).toContain('Rappel')
  })

  it('confirms without an account, in the name of the organisation', async () => {
    const given = await owner.db.selectFrom('confirmation').select(['person_id', 'door', 'organisation_id']).execute()
    expect(given).toHaveLength(2)
    expect(given[0]).toEqual({ person_id: null, door: 'campaignLink', organisation_id: figuig.id })
    const tie = await owner.db
      .selectFrom('public_tie')
      .select('evidence')
      .where('party_names', '@>', sql<string[]>`array['Figuig']`)
      .executeTakeFirst()
    expect(tie?.evidence).toBe('oneParty')
  })

  it('shows what was answered, and how fresh the ties were and are', async () => {
    await answerToCorrect(await anonymousContext(), await tokenTo('maire@oujda.example'))
    expect(await getCampaign(network, campaign)).toMatchObject({
      allRight: 1,
      toCorrect: 1,
      waiting: 0,
      reminders: 3,
      before: { fresh: 0, stale: 2 },
      now: { fresh: 1, stale: 1 },
    })
  })

  it('is not seen by another trusted organisation, ends early or on its day, and its links expire', async () => {
    const other = await makeAuthority(owner, { name: 'Autre réseau' })
    await owner.db.updateTable('organisation').set({ trusted_since: owner.now }).where('id', '=', other.id).execute()
    const person = await makePerson(owner)
    await makeSeat(owner, { personId: person.id, organisationId: other.id, role: 'owner' })
    const elsewhere = await memberContext(person.id, other.id)
    expect(await listCampaigns(elsewhere)).toEqual([])
    await expect(closeCampaign(elsewhere, campaign)).rejects.toMatchObject({ reason: 'campaign_not_open' })
    await closeCampaign(network, campaign)
    await expect(closeCampaign(network, campaign)).rejects.toMatchObject({ reason: 'campaign_not_open' })
    const late = { ...(await anonymousContext()), now: days(61) }
    await expect(answerAllRight(late, await tokenTo('maire@oujda.example'))).rejects.toMatchObject({
      reason: 'campaign_link_over',
    })
  })

  it('takes a confirmation given in the workspace for an answer', async () => {
    const second = await startCampaign(network, { name: 'Encore', scope, word: '', endsOn: day(60) })
    await run(new Date())
    await confirmRecords(officer, oujda.id, 'all')
    expect(await getCampaign(network, second)).toMatchObject({ allRight: 1, waiting: 1 })
  })
})
