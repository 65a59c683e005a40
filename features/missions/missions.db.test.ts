import { describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import {
  addMissionCost,
  addMissionParticipant,
  closeMission,
  createMission,
  getMission,
  listMissions,
  removeFromMission,
  setMissionDiscreet,
  setMissionPublic,
  updateMission,
} from './missions.server.ts'
import { findPublicMission, listPublicMissions } from './public-missions.server.ts'
import { type MissionFacts, missingBefore, missionProblems, readMission } from './rules.ts'

const owner = await testContext()

const facts: MissionFacts = {
  ...readMission(new FormData()),
  ...{
    direction: 'outgoing',
    title: 'Comité de pilotage',
    country: 'BF',
    startsOn: '2026-01-10',
    endsOn: '2026-01-15',
  },
}
const cost = { nature: 'travel', planned: '1200.50', spent: null, currency: 'EUR', paidBy: 'Chambéry' }
const person = { name: 'Claire Dupont', functionTitle: 'Adjointe à l’international', kind: 'elected', isPublic: false }

async function memberOf(organisationId: string, role: 'reader' | 'contributor'): Promise<Ctx> {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, organisationId)
}

async function makeWork() {
  const town = await makeAuthority(owner, { name: 'Chambéry' })
  const elsewhere = await makeAuthority(owner, { name: 'Annecy' })
  const [ctx, reader, stranger] = await Promise.all([
    memberOf(town.id, 'contributor'),
    memberOf(town.id, 'reader'),
    memberOf(elsewhere.id, 'contributor'),
  ])
  const id = await createMission(ctx, town.id, facts, null)
  return { town, ctx, reader, stranger, of: { missionId: id, organisationId: town.id } }
}

describe('a mission', () => {
  it('says what it lacks before departure, and nothing after', () => {
    const bare = { ...facts, state: 'prepared', elected: 1, participants: 1, costs: 0 }
    expect(missingBefore(bare)).toEqual(['mandate', 'purpose', 'embassy', 'security', 'costs', 'programme'])
    expect(missingBefore({ ...bare, elected: 0, direction: 'incoming' })).toEqual(['purpose', 'costs', 'programme'])
    expect(missingBefore({ ...bare, state: 'done' })).toEqual([])
    expect(missionProblems({ ...facts, endsOn: '2026-01-01', country: '' }).map(({ field }) => field)).toEqual([
      'country',
      'endsOn',
    ])
  })

  it('is written, read by members, and closed once', async () => {
    const { town, ctx, reader, of } = await makeWork()
    await addMissionParticipant(ctx, of, person)
    await addMissionCost(ctx, of, cost)
    await updateMission(ctx, of, { ...facts, report: 'Deux jours de travail.' })
    const mission = await getMission(reader, of)
    expect(mission).toMatchObject({ report: 'Deux jours de travail.', participants: [person], costs: [cost] })
    expect(await listMissions(reader, town.id)).toMatchObject([{ title: facts.title, state: 'prepared' }])
    await removeFromMission(ctx, of, 'cost', mission.costs[0]?.id ?? '')
    await closeMission(ctx, of, 'done')
    await expect(closeMission(ctx, of, 'cancelled')).rejects.toThrow('mission_closed')
    const later = {
      ...of,
      missionId: await createMission(ctx, town.id, { ...facts, startsOn: '2099-01-01', endsOn: '2099-01-02' }, null),
    }
    await expect(closeMission(ctx, later, 'done')).rejects.toThrow('mission_not_left')
  })

  it('is public after its return, elected members by function, and gone in discreet mode', async () => {
    const { town, ctx, of } = await makeWork()
    await addMissionParticipant(ctx, of, person)
    await addMissionParticipant(ctx, of, {
      ...person,
      name: 'Jean Petit',
      kind: 'expert',
      functionTitle: '',
      isPublic: true,
    })
    await addMissionCost(ctx, of, cost)
    await setMissionPublic(ctx, of, true)
    expect(await findPublicMission(owner, of.missionId)).toBeNull()
    await closeMission(ctx, of, 'done')
    const shown = await findPublicMission(owner, of.missionId)
    expect(shown?.content.participants).toEqual([
      { kind: 'elected', functionTitle: person.functionTitle },
      { kind: 'expert', name: 'Jean Petit' },
    ])
    expect(JSON.stringify(shown)).not.toContain('Claire Dupont')
    expect(shown?.content.costs).toEqual([{ nature: 'travel', currency: 'EUR', planned: '1200.50', spent: null }])
    expect(await listPublicMissions(owner, town.key)).toHaveLength(1)
    await setMissionDiscreet(ctx, of, true)
    expect(await findPublicMission(owner, of.missionId)).toBeNull()
    await setMissionDiscreet(ctx, of, false)
    await setMissionPublic(ctx, of, false)
    expect(await listPublicMissions(owner, town.key)).toHaveLength(0)
  })

  it('is its body’s alone', async () => {
    const { town, ctx, reader, stranger, of } = await makeWork()
    const deeds = (one: Ctx, at = of) => [
      () => updateMission(one, at, facts),
      () => closeMission(one, at, 'cancelled'),
      () => setMissionPublic(one, at, true),
      () => setMissionDiscreet(one, at, true),
      () => addMissionParticipant(one, at, person),
      () => addMissionCost(one, at, cost),
      () => removeFromMission(one, at, 'cost', newId()),
    ]
    const nobody = await anonymousContext()
    for (const deed of [...deeds(nobody), () => createMission(nobody, town.id, facts, null)])
      await expect(deed()).rejects.toThrow('sign_in_needed')
    for (const deed of [...deeds(reader), () => createMission(reader, town.id, facts, null)])
      await expect(deed()).rejects.toThrow('role_too_low')
    for (const deed of [...deeds(stranger), () => getMission(stranger, of)])
      await expect(deed()).rejects.toThrow('not_a_member')
    for (const deed of deeds(ctx, { ...of, missionId: newId() }))
      await expect(deed()).rejects.toThrow('mission_not_found')
    await expect(createMission(ctx, town.id, facts, newId())).rejects.toThrow('record_not_found')
    await expect(addMissionCost(ctx, of, { ...cost, planned: null })).rejects.toThrow('mission_amount_missing')
  })
})
