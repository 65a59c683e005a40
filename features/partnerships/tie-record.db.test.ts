import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makeTie } from '../../tests/ties.ts'
import type { Role } from '../accounts/rules.ts'
import { answerPublication, listConsents } from './consents.server.ts'
import { setTieDiscreet } from './discreet.server.ts'
import { createTie } from './new-tie.server.ts'
import { listProposals } from './proposal-list.server.ts'
import { publishTies } from './publish.server.ts'
import { publicationParts } from './schema.ts'
import { changeSharedFacts, findSharedFacts } from './tie-facts.server.ts'
import type { SharedFacts } from './tie-facts.ts'
import { getTieHead } from './tie-head.server.ts'
import { getTieRecord, listKeepers } from './tie-record.server.ts'
import { addTieStep, listTieSteps, listTieTexts, removeTieStep, writeTieText } from './tie-texts.server.ts'

// A tie of three: Châtellerault, Velbert and Kaya. Somebody keeps the first two sides; Kaya has nobody yet.

const owner = await testContext()
const here = await makeAuthority(owner, { name: 'Châtellerault' })
const velbert = await makeAuthority(owner, { name: 'Velbert', country: 'DE' })
const kaya = await makeAuthority(owner, { name: 'Kaya', country: 'BF' })
const alone = await makeAuthority(owner, { name: 'Corby', country: 'GB' })
const elsewhere = await makeAuthority(owner, { name: 'Annecy' })
const tie = await makeTie(owner, [here, velbert, kaya], { sinceYear: 1975 })
const quiet = await makeTie(owner, [here, alone])
const links = { proposals: () => 'https://x', acts: () => 'https://x', answer: () => 'https://x' }

async function memberOf(organisation: { id: string }, role: Role, partnershipId?: string): Promise<Ctx> {
  const { id } = await makePerson(owner)
  await makeSeat(owner, {
    personId: id,
    organisationId: organisation.id,
    role,
    ...(partnershipId ? { partnershipId } : {}),
  })
  return memberContext(id, organisation.id)
}

let ours: Ctx
let theirs: Ctx
let reader: Ctx
let stranger: Ctx
let guest: Ctx
const of = (organisation: { id: string }, partnershipId = tie.id) => ({
  partnershipId,
  organisationId: organisation.id,
})

beforeAll(async () => {
  ours = await memberOf(here, 'contributor')
  theirs = await memberOf(velbert, 'manager')
  reader = await memberOf(here, 'reader')
  stranger = await memberOf(elsewhere, 'owner')
  guest = await memberOf(kaya, 'contributor', quiet.id)
  await publishTies(owner)
})

const text = { locale: 'fr', body: 'Cinquante ans de visites.' }
const step = { when: '1975', locale: 'fr', body: 'Serment de jumelage', sourceSaid: '' }
const yes = publicationParts.map((part) => ({ part, answer: 'yes' }))
const facts: SharedFacts = {
  type: 'twinning',
  sinceYear: 1975,
  openEnded: true,
  termYear: null,
  themes: [],
  sdgs: [6],
  rights: [],
  languages: ['fr'],
}

describe('the record of a tie', () => {
  const reads: [string, (ctx: Ctx, party: { id: string }) => Promise<unknown>][] = [
    ['its head', (ctx, party) => getTieHead(ctx, of(party))],
    ['its texts', (ctx, party) => listTieTexts(ctx, of(party))],
    ['its steps', (ctx, party) => listTieSteps(ctx, of(party))],
    ['its answers on publication', (ctx, party) => listConsents(ctx, of(party))],
    ['its short lists', (ctx, party) => getTieRecord(ctx, of(party))],
    ['who keeps it', (ctx, party) => listKeepers(ctx, of(party))],
  ]
  it.each(reads)('shows %s to its parties only', async (_, work) => {
    await expect(work(await anonymousContext(), here)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(work(stranger, here)).rejects.toMatchObject({ reason: 'record_not_found' })
    await expect(work(stranger, elsewhere)).rejects.toMatchObject({ reason: 'record_not_found' })
    await expect(work(guest, kaya)).rejects.toMatchObject({ reason: 'record_not_found' })
    await expect(work(reader, here)).resolves.toBeDefined()
    await expect(work(theirs, velbert)).resolves.toBeDefined()
  })

  const deeds: [string, (ctx: Ctx, party: { id: string }) => Promise<unknown>][] = [
    ['its text', (ctx, party) => writeTieText(ctx, of(party), text)],
    ['a step', (ctx, party) => addTieStep(ctx, of(party), step)],
    ['a step away', (ctx, party) => removeTieStep(ctx, of(party), newId())],
    ['an answer', (ctx, party) => answerPublication(ctx, of(party), yes)],
    ['what binds all', (ctx, party) => changeSharedFacts(ctx, of(party), facts, '', links)],
  ]
  it.each(deeds)('lets contributors of a party write %s', async (_, work) => {
    await expect(work(await anonymousContext(), here)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(work(stranger, elsewhere)).rejects.toMatchObject({ reason: 'record_not_found' })
    await expect(work(stranger, here)).rejects.toMatchObject({ reason: 'record_not_found' })
    await expect(work(reader, here)).rejects.toMatchObject({ reason: 'role_too_low' })
    // A member of one side cannot speak for another.
    await expect(work(ours, velbert)).rejects.toMatchObject({ reason: 'record_not_found' })
  })

  it('tells who looks after each side, and names nobody of the others', async () => {
    const { parties } = await getTieHead(ours, of(here))
    expect(parties.map(({ name, lookedAfter, isOurs }) => ({ name, lookedAfter, isOurs }))).toEqual([
      { name: 'Châtellerault', lookedAfter: true, isOurs: true },
      { name: 'Velbert', lookedAfter: true, isOurs: false },
      { name: 'Kaya', lookedAfter: false, isOurs: false },
    ])
    expect((await listKeepers(ours, of(here))).map(({ organisationId }) => organisationId)).toEqual([here.id])
  })

  it('is taken up by the first word, and keeps what was replaced', async () => {
    expect((await getTieHead(ours, of(here))).takenUpAt).toBeNull()
    await writeTieText(ours, of(here), text)
    expect((await getTieHead(theirs, of(velbert))).takenUpAt).not.toBeNull()
    await writeTieText(ours, of(here), { locale: 'fr', body: 'Un demi-siècle de visites.' })
    await writeTieText(theirs, of(velbert), { locale: 'de', body: 'Fünfzig Jahre Besuche.' })
    const texts = await listTieTexts(reader, of(here))
    expect(texts.map(({ locale, body, earlier }) => [locale, body, earlier.map((one) => one.body)])).toEqual([
      ['fr', 'Un demi-siècle de visites.', [text.body]],
      ['de', 'Fünfzig Jahre Besuche.', []],
    ])
    const trail = await owner.db
      .selectFrom('audit_entry')
      .select(['action', 'before', 'after'])
      .where('record_id', '=', tie.id)
      .execute()
    expect(trail.map(({ action }) => action)).toContain('takenUp')
    expect(JSON.stringify(trail)).not.toContain('visites')
  })

  it('has its history told by each side, and taken back by who told it', async () => {
    await addTieStep(ours, of(here), step)
    await addTieStep(theirs, of(velbert), { ...step, when: '1989-05-12', locale: 'de', body: 'Erste Reise nach Kaya' })
    const steps = await listTieSteps(ours, of(here))
    expect(steps.map(({ year, organisationName }) => [year, organisationName])).toEqual([
      [1975, 'Châtellerault'],
      [1989, 'Velbert'],
    ])
    const [first, second] = steps
    await expect(removeTieStep(ours, of(here), second?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
    await expect(removeTieStep(ours, of(here, quiet.id), first?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
    await removeTieStep(ours, of(here), first?.id ?? '')
    expect(await listTieSteps(ours, of(here))).toHaveLength(1)
  })
})

describe('what binds all parties', () => {
  it('is proposed where somebody keeps another side', async () => {
    expect(await changeSharedFacts(ours, of(here), facts, 'Comme convenu', links)).toBe('proposed')
    const [proposal] = await listProposals(theirs, of(velbert))
    expect(proposal).toMatchObject({ subject: 'tie', state: 'open', word: 'Comme convenu', notAnswer: null })
    expect(Object.keys(proposal?.changes ?? {}).toSorted()).toEqual(['languages', 'openEnded', 'sdgs'])
    expect(await findSharedFacts(ours, tie.id)).toMatchObject({ openEnded: null, sdgs: [] })
    expect((await getTieHead(ours, of(here))).counts.openProposals).toBe(1)
  })

  it('is written as our own declaration where nobody does', async () => {
    const mine = { ...facts, sinceYear: 1979, themes: ['culture' as const], openEnded: false, termYear: 2030 }
    expect(await changeSharedFacts(ours, of(here, quiet.id), mine, '', links)).toBe('written')
    expect(await findSharedFacts(ours, quiet.id)).toMatchObject({
      sinceYear: 1979,
      themes: ['culture'],
      termYear: 2030,
      sdgs: [6],
    })
    expect(await getTieHead(ours, of(here, quiet.id))).toMatchObject({
      evidence: 'oneParty',
      openEnded: false,
      termYear: 2030,
    })
    expect(await changeSharedFacts(ours, of(here, quiet.id), mine, '', links)).toBe('same')
  })
})

describe('a new tie', () => {
  const said = { type: 'twinning' as const, sinceYear: 2001, openEnded: true, termYear: null, discreet: false }
  const make = (ctx: Ctx, partners: string[], more = {}) => createTie(ctx, here.id, { ...said, partners, ...more })

  it('is made by contributors', async () => {
    await expect(make(await anonymousContext(), [kaya.key])).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(make(stranger, [kaya.key])).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(make(reader, [kaya.key])).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(make(ours, ['zz-nowhere'])).rejects.toMatchObject({ reason: 'tie_partner_unknown' })
    await expect(make(ours, [])).rejects.toMatchObject({ reason: 'tie_partner_needed' })
    await expect(make(ours, [here.key])).rejects.toMatchObject({ reason: 'tie_partner_needed' })
  })

  it('is one tie between three, and is not made twice, in whatever order', async () => {
    const { id, existing } = await make(ours, [kaya.key, alone.key])
    expect(existing).toBe(false)
    const head = await getTieHead(ours, of(here, id))
    expect(head).toMatchObject({
      type: 'twinning',
      state: 'active',
      evidence: 'oneParty',
      sinceYear: 2001,
      openEnded: true,
    })
    expect(head.parties.map(({ name }) => name)).toEqual(['Châtellerault', 'Kaya', 'Corby'])
    expect(await make(ours, [alone.key, kaya.key])).toEqual({ id, existing: true })
    expect(await make(ours, [velbert.key, kaya.key])).toEqual({ id: tie.id, existing: true })
    const seen = await owner.db.selectFrom('public_tie').select('party_keys').where('id', '=', id).executeTakeFirst()
    expect(seen?.party_keys).toHaveLength(3)
  })

  it('may begin in discreet mode', async () => {
    const { id } = await make(ours, [kaya.key], { discreet: true })
    expect(await owner.db.selectFrom('public_tie').select('id').where('id', '=', id).execute()).toEqual([])
  })
})

describe('publication', () => {
  const content = () =>
    owner.db.selectFrom('public_tie_content').selectAll().where('tie_id', '=', tie.id).executeTakeFirst()
  const say = (ctx: Ctx, party: { id: string }, part: string, answer: string) =>
    answerPublication(ctx, of(party), [{ part, answer }])
  let kayas: Ctx

  beforeAll(async () => {
    kayas = await memberOf(kaya, 'contributor', tie.id)
    const signed = await makeAgreement(owner, of(here), { title: 'Convention eau', state: 'inForce' })
    await makeAgreement(owner, of(here), { title: 'Brouillon secret' })
    const promise = { agreement_id: signed.id, organisation_id: here.id, kind: 'money', amount: '5000.00' }
    await owner.db
      .insertInto('commitment')
      .values([
        { ...promise, id: newId(), body: 'Cinq forages', state: 'notPerformed' },
        { ...promise, id: newId(), body: 'Promesse remplacée', superseded_at: new Date() },
      ])
      .execute()
  })

  it('waits for the yes of each, part by part, and ends with one no at once', async () => {
    await answerPublication(ours, of(here), yes)
    await answerPublication(theirs, of(velbert), yes)
    expect(await content()).toBeUndefined()
    await say(kayas, kaya, 'presentation', 'yes')
    const first = await content()
    expect(JSON.stringify(first?.presentation)).toContain('Fünfzig Jahre Besuche.')
    expect(JSON.stringify(first?.presentation)).not.toContain(text.body)
    expect(first?.agreements).toBeNull()
    await say(kayas, kaya, 'agreements', 'yes')
    const second = await content()
    expect(JSON.stringify(second?.agreements)).toContain('Convention eau')
    expect(JSON.stringify(second)).not.toMatch(/Brouillon secret|notPerformed|5000|Promesse remplacée/)
    await say(theirs, velbert, 'presentation', 'no')
    expect((await content())?.presentation).toBeNull()
    await say(theirs, velbert, 'presentation', 'yes')
    expect((await content())?.presentation).not.toBeNull()
  })

  it('leaves with the tie when a party asks for discretion, and comes back with it', async () => {
    await setTieDiscreet(theirs, { organisationId: velbert.id, recordId: tie.id }, true)
    expect(await content()).toBeUndefined()
    await setTieDiscreet(theirs, { organisationId: velbert.id, recordId: tie.id }, false)
    expect((await content())?.presentation).not.toBeNull()
  })

  it('takes nothing but yes or no, for parts there are', async () => {
    await expect(say(ours, here, 'presentation', 'maybe')).rejects.toMatchObject({ reason: 'consent_answer_wrong' })
    await expect(say(ours, here, 'everything', 'yes')).rejects.toMatchObject({ reason: 'consent_answer_wrong' })
  })
})
