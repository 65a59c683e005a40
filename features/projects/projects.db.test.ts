import { describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makePair, makeProject } from '../../tests/ties.ts'
import { listProjects } from './list.server.ts'
import { addMoney, changeMoney, listMoney, removeMoney } from './money.server.ts'
import {
  addParticipant,
  changeParticipant,
  listParticipants,
  removeParticipant,
  searchBodies,
} from './participants.server.ts'
import { addPlace, changePlace, listPlaces, listTerritories, removePlace, setPlaceDiscreet } from './places.server.ts'
import { noProjectFilters } from './project-filters.ts'
import { emptyFacts } from './project-input.ts'
import { getProject } from './record.server.ts'
import { createProject, updateProject } from './sheet.server.ts'
import { changeState } from './state.server.ts'
import { addTask, changeTask, listTasks, removeTask, setTaskDone } from './tasks.server.ts'
import {
  answerPublication,
  setConfidential,
  setParticipantDiscreet,
  setProjectDiscreet,
  setShowsMoney,
  setWantsPublic,
} from './visibility.server.ts'

const owner = await testContext()

async function memberOf(organisation: { id: string }, role: 'reader' | 'contributor' = 'contributor'): Promise<Ctx> {
  const { id } = await makePerson(owner, { name: 'Awa Sawadogo' })
  await makeSeat(owner, { personId: id, organisationId: organisation.id, role })
  return memberContext(id, organisation.id)
}

async function makeWork() {
  const { tie, here, there } = await makePair(owner)
  const [town, partner, reader] = await Promise.all([memberOf(here), memberOf(there), memberOf(here, 'reader')])
  const elsewhere = await makeAuthority(owner, { name: 'Annecy' })
  const stranger = await memberOf(elsewhere)
  const { id } = await makeProject(owner, { organisationId: here.id, partnershipId: tie.id })
  return {
    ...{ tie, here, there, town, partner, reader, stranger, elsewhere },
    of: { projectId: id, organisationId: here.id },
    ofPartner: { projectId: id, organisationId: there.id },
    ofStranger: { projectId: id, organisationId: elsewhere.id },
  }
}

const facts = {
  ...emptyFacts,
  title: 'Des bornes-fontaines',
  themes: ['waterSanitation' as const],
  dacSectors: ['14031'],
}
const place = { territory: '', name: 'École du centre', lon: '-2.42161', lat: '13,58234', precision: 'locality' }
const money = {
  ...{ funder: '', funderName: 'Agence de l’eau', source: 'waterAgency', nature: 'money', year: '2027' },
  ...{ planned: '12 000,50', spent: '', currency: 'eur', note: '' },
}
const task = { kind: 'milestone', title: 'Forage', dueOn: '2027-03-01', organisation: '', personId: '' }
const change = { to: 'prepared' as const, since: null, reason: '', learned: '', disturbed: '' }

type Work = Awaited<ReturnType<typeof makeWork>>
type Of = Work['of']

const commands: [name: string, run: (ctx: Ctx, of: Of, work: Work) => Promise<unknown>][] = [
  ['updateProject', (ctx, of) => updateProject(ctx, of, facts)],
  [
    'addParticipant',
    (ctx, of) => addParticipant(ctx, of, { key: '', name: 'AMREF', role: 'partner', circle: 'civilSociety' }),
  ],
  [
    'changeParticipant',
    (ctx, of) => changeParticipant(ctx, of, newId(), { role: 'partner', circle: 'state', creditOrder: 2 }),
  ],
  ['removeParticipant', (ctx, of) => removeParticipant(ctx, of, newId())],
  ['addPlace', (ctx, of, { there }) => addPlace(ctx, of, { ...place, territory: there.key })],
  ['changePlace', (ctx, of, { there }) => changePlace(ctx, of, newId(), { ...place, territory: there.key })],
  ['removePlace', (ctx, of) => removePlace(ctx, of, newId())],
  ['setPlaceDiscreet', (ctx, of) => setPlaceDiscreet(ctx, of, newId(), true)],
  ['addTask', (ctx, of) => addTask(ctx, of, task)],
  ['setTaskDone', (ctx, of) => setTaskDone(ctx, of, newId(), '2027-03-02')],
  ['removeTask', (ctx, of) => removeTask(ctx, of, newId())],
  ['addMoney', (ctx, of) => addMoney(ctx, of, money)],
  ['changeTask', (ctx, of) => changeTask(ctx, of, newId(), task)],
  ['changeMoney', (ctx, of) => changeMoney(ctx, of, newId(), money)],
  ['removeMoney', (ctx, of) => removeMoney(ctx, of, newId())],
  ['changeState', (ctx, of) => changeState(ctx, of, change)],
  ['setWantsPublic', (ctx, of) => setWantsPublic(ctx, of, true)],
  ['setConfidential', (ctx, of) => setConfidential(ctx, of, true)],
  ['setShowsMoney', (ctx, of) => setShowsMoney(ctx, of, true)],
  ['answerPublication', (ctx, of) => answerPublication(ctx, of, 'yes')],
  ['setParticipantDiscreet', (ctx, of) => setParticipantDiscreet(ctx, of, true)],
  ['setProjectDiscreet', (ctx, of) => setProjectDiscreet(ctx, of, true)],
]

describe.each(commands)('%s', (name, run) => {
  it('refuses whoever has not signed in, strangers and readers, and knows no other record', async () => {
    const work = await makeWork()
    await expect(run(await anonymousContext(), work.of, work)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(run(work.stranger, work.ofStranger, work)).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(work.stranger, work.of, work)).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(work.reader, work.of, work)).rejects.toMatchObject({ code: 'forbidden' })
    const never = { ...work.of, projectId: newId() }
    await expect(run(work.town, never, work)).rejects.toMatchObject({ code: 'not_found' })
    if (name.startsWith('change') || name.startsWith('remove'))
      if (!name.endsWith('State'))
        await expect(run(work.town, work.of, work)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('createProject', () => {
  it('refuses whoever has not signed in, strangers, and ties of others', async () => {
    const { here, stranger, elsewhere, tie } = await makeWork()
    const alone = { organisationId: here.id, partnershipId: null }
    await expect(createProject(await anonymousContext(), alone, facts)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(createProject(stranger, alone, facts)).rejects.toMatchObject({ code: 'forbidden' })
    const under = { organisationId: elsewhere.id, partnershipId: tie.id }
    await expect(createProject(stranger, under, facts)).rejects.toMatchObject({ code: 'not_found' })
  })
  it('opens a project with its lead, seen by both sides, and writes it down', async () => {
    const { here, there, town, partner, tie } = await makeWork()
    const whole = { ...facts, frames: { solidarity: 70, mutualInterest: 30 }, markers: { gender: 1 as const } }
    const second = { locale: 'en', title: 'Standpipes', summary: '' }
    const of = { organisationId: here.id, partnershipId: tie.id }
    const id = await createProject(town, of, { ...whole, second })
    const seen = await getProject(partner, { projectId: id, organisationId: there.id })
    expect(seen).toMatchObject({ ...whole, second, lead: { key: here.key }, state: 'idea', isPublic: false })
    expect(await listParticipants(town, { projectId: id, organisationId: here.id })).toMatchObject([{ role: 'lead' }])
    const { action } = await owner.db
      .selectFrom('audit_entry')
      .select('action')
      .where('record_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(action).toBe('created')
  })
  it('takes only purpose codes it knows', async () => {
    const { here, town } = await makeWork()
    const of = { organisationId: here.id, partnershipId: null }
    await expect(createProject(town, of, { ...facts, dacSectors: ['99999'] })).rejects.toMatchObject({
      reason: 'project_sector_wrong',
    })
  })
})

describe('a project', () => {
  it('is changed by either side, and stays as it is when nothing changed', async () => {
    const { partner, ofPartner } = await makeWork()
    await updateProject(partner, ofPartner, { ...facts, summary: 'Six écoles.' })
    const first = await getProject(partner, ofPartner)
    expect(first).toMatchObject({ title: facts.title, summary: 'Six écoles.' })
    await updateProject(partner, ofPartner, { ...facts, summary: 'Six écoles.' })
    expect((await getProject(partner, ofPartner)).updatedAt).toEqual(first.updatedAt)
  })
  it('belongs to its lead alone while it is confidential', async () => {
    const { town, of, partner, ofPartner } = await makeWork()
    await expect(setConfidential(partner, ofPartner, true)).rejects.toMatchObject({ reason: 'project_lead_only' })
    await setConfidential(town, of, true)
    await expect(getProject(partner, ofPartner)).rejects.toMatchObject({ code: 'not_found' })
    expect(await listProjects(partner, ofPartner.organisationId, noProjectFilters())).toEqual([])
    expect(await listProjects(town, of.organisationId, noProjectFilters())).toMatchObject([{ confidential: true }])
  })
  it('finishes with what was learned and disturbed', async () => {
    const { town, of } = await makeWork()
    await changeState(town, of, { ...change, to: 'running' })
    await expect(changeState(town, of, { ...change, to: 'finished' })).rejects.toMatchObject({ code: 'invalid' })
    const told = { learned: 'Former deux agents.', disturbed: 'Un puits s’est tari.' }
    await changeState(town, of, { ...change, to: 'finished', since: '2026-10-01', ...told })
    expect(await getProject(town, of)).toMatchObject({ state: 'finished', stateSince: '2026-10-01', ...told })
  })
})

describe('participants', () => {
  it('are bodies of the register or names, once each, with one lead', async () => {
    const { town, of, there } = await makeWork()
    await addParticipant(town, of, { key: '', name: 'Agence de l’eau', role: 'funder', circle: 'funders' })
    await addParticipant(town, of, { key: there.key, name: '', role: 'coLead', circle: 'elected' })
    const again = addParticipant(town, of, { key: there.key, name: '', role: 'host', circle: 'elected' })
    await expect(again).rejects.toMatchObject({ reason: 'project_body_twice' })
    const second = addParticipant(town, of, { key: '', name: 'X', role: 'lead', circle: 'elected' })
    await expect(second).rejects.toMatchObject({ reason: 'project_one_lead' })
    const all = await listParticipants(town, of)
    expect(all.map(({ role }) => role)).toEqual(['lead', 'coLead', 'funder'])
    expect(await searchBodies(town, there.key)).toMatchObject([{ key: there.key, name: 'Ouahigouya' }])
  })
  it('that said no are not taken out by others', async () => {
    const { town, of, partner, ofPartner, there } = await makeWork()
    const id = await addParticipant(town, of, { key: there.key, name: '', role: 'host', circle: 'elected' })
    await answerPublication(partner, ofPartner, 'no')
    await expect(removeParticipant(town, of, id)).rejects.toMatchObject({ reason: 'project_said_no' })
    await removeParticipant(partner, ofPartner, id)
    expect(await listParticipants(town, of)).toHaveLength(1)
  })
})

describe('places', () => {
  it('lie on both territories and are kept no nearer than was chosen', async () => {
    const { town, of, partner, ofPartner, here, there } = await makeWork()
    expect((await listTerritories(town, of)).map(({ key }) => key).sort()).toEqual([here.key, there.key].sort())
    await addPlace(town, of, { ...place, territory: there.key })
    await addPlace(town, of, { ...place, territory: here.key, precision: 'country' })
    await addPlace(partner, ofPartner, { ...place, territory: there.key, precision: 'authority' })
    const rows = await owner.db
      .selectFrom('project_place')
      .select(['name', 'lon', 'lat', 'precision'])
      .where('project_id', '=', of.projectId)
      .orderBy('precision')
      .execute()
    expect(rows).toEqual([
      { name: 'Ouahigouya', lon: null, lat: null, precision: 'authority' },
      { name: 'FR', lon: null, lat: null, precision: 'country' },
      { name: 'École du centre', lon: -2.42, lat: 13.58, precision: 'locality' },
    ])
  })
  it('are changed by who entered them, and hidden by anybody in the project until that one lifts it', async () => {
    const { town, of, partner, ofPartner, here, there } = await makeWork()
    const id = await addPlace(town, of, { ...place, territory: there.key })
    const other = changePlace(partner, ofPartner, id, { ...place, territory: there.key })
    await expect(other).rejects.toMatchObject({ reason: 'project_entered_by_other' })
    await expect(removePlace(partner, ofPartner, id)).rejects.toMatchObject({ code: 'forbidden' })
    await setPlaceDiscreet(partner, ofPartner, id, true)
    await setPlaceDiscreet(town, of, id, false)
    const [hidden] = await listPlaces(town, of)
    expect(hidden?.discreetBy).toEqual([there.id])
    expect(hidden?.discreetSince).not.toBeNull()
    await setPlaceDiscreet(partner, ofPartner, id, false)
    expect((await listPlaces(town, of))[0]?.discreetSince).toBeNull()
    await changePlace(town, of, id, { ...place, territory: here.key, precision: 'exact' })
    expect((await listPlaces(town, of))[0]).toMatchObject({ lon: -2.42161, lat: 13.58234 })
    const nowhere = addPlace(town, of, { ...place, territory: 'c73065' })
    await expect(nowhere).rejects.toMatchObject({ reason: 'project_territory_unknown' })
  })
})

describe('money and tasks', () => {
  it('are entered by each side and changed by who entered them', async () => {
    const { town, of, partner, ofPartner, here } = await makeWork()
    const id = await addMoney(town, of, money)
    await addMoney(partner, ofPartner, { ...money, funder: here.key, spent: '3000', planned: '', currency: 'XOF' })
    expect(await listMoney(town, of)).toMatchObject([
      { funder: 'Agence de l’eau', planned: '12000.50', spent: null, currency: 'EUR' },
      { funder: 'Chambéry', planned: null, spent: '3000.00', currency: 'XOF' },
    ])
    await expect(changeMoney(partner, ofPartner, id, money)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeMoney(partner, ofPartner, id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(addMoney(town, of, { ...money, planned: 'beaucoup' })).rejects.toMatchObject({ code: 'invalid' })
    await changeMoney(town, of, id, { ...money, spent: '1' })
    await removeMoney(town, of, id)
    expect(await listMoney(town, of)).toHaveLength(1)
  })
  it('have somebody who sees to them', async () => {
    const { town, of, partner, ofPartner, there } = await makeWork()
    const personId = town.actor.kind === 'person' ? town.actor.personId : ''
    const id = await addTask(town, of, { ...task, organisation: there.key, personId })
    expect(await listTasks(town, of)).toMatchObject([{ organisation: { key: there.key }, personName: 'Awa Sawadogo' }])
    // The other side moves its day; the person of the first stays on it, and is not the other's to name.
    const later = { ...task, title: 'Forage et pompe', dueOn: '2027-04-01', organisation: there.key }
    await changeTask(partner, ofPartner, id, { ...later, personId })
    expect(await listTasks(town, of)).toMatchObject([
      { title: 'Forage et pompe', dueOn: '2027-04-01', personName: 'Awa Sawadogo' },
    ])
    const anew = addTask(partner, ofPartner, { ...later, personId })
    await expect(anew).rejects.toMatchObject({ reason: 'project_person_unknown' })
    await setTaskDone(town, of, id, '2027-03-02')
    expect(await listTasks(town, of)).toMatchObject([{ doneOn: '2027-03-02' }])
    await removeTask(town, of, id)
    expect(await listTasks(town, of)).toEqual([])
    await expect(addTask(town, of, { ...task, personId: newId() })).rejects.toMatchObject({
      reason: 'project_person_unknown',
    })
  })
})
