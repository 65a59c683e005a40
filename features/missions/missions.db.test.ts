import { describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makePair, makeTie } from '../../tests/ties.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { addParticipant } from '../projects/participants.server.ts'
import { emptyFacts } from '../projects/project-input.ts'
import { createProject } from '../projects/sheet.server.ts'
import { answerPublication, setProjectDiscreet, setWantsPublic } from '../projects/visibility.server.ts'
import {
  addMissionCost,
  addMissionParticipant,
  closeMission,
  createMission,
  getMission,
  listMissions,
  removeFromMission,
  updateMission,
} from './missions.server.ts'
import { linkOwn, listLinkChoices, type OwnRecord, setOwnDiscreet, setOwnPublic } from './own-record.server.ts'
import { findPublicMission, listPublicMissions } from './public-missions.server.ts'
import { type MissionFacts, missingBefore, missionProblems, noLinks, readMission } from './rules.ts'

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

const own = ({ missionId, organisationId }: { missionId: string; organisationId: string }): OwnRecord => ({
  ...{ kind: 'mission', id: missionId, organisationId },
})

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
  const id = await createMission(ctx, town.id, facts, noLinks)
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
      missionId: await createMission(ctx, town.id, { ...facts, startsOn: '2099-01-01', endsOn: '2099-01-02' }, noLinks),
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
    await setOwnPublic(ctx, own(of), true)
    expect(await findPublicMission(owner, of.missionId)).toBeNull()
    await closeMission(ctx, of, 'done')
    const shown = await findPublicMission(owner, of.missionId)
    expect(shown?.content.participants).toEqual([
      { kind: 'elected', functionTitle: person.functionTitle },
      { kind: 'expert', name: 'Jean Petit' },
    ])
    expect(JSON.stringify(shown)).not.toContain('Claire Dupont')
    expect(shown?.content.costs).toEqual([{ nature: 'travel', currency: 'EUR', planned: '1200.50', spent: null }])
    expect(await listPublicMissions(owner, { organisationKey: town.key })).toHaveLength(1)
    await setOwnDiscreet(ctx, own(of), true)
    expect(await findPublicMission(owner, of.missionId)).toBeNull()
    await setOwnDiscreet(ctx, own(of), false)
    await setOwnPublic(ctx, own(of), false)
    expect(await listPublicMissions(owner, { organisationKey: town.key })).toHaveLength(0)
  })

  it('is of a tie and a project, which may change afterwards, and says so in public', async () => {
    const { tie, here, there } = await makePair(owner)
    await publishTies(owner, { ids: [tie.id] })
    const [ctx, partner] = await Promise.all([memberOf(here.id, 'contributor'), memberOf(there.id, 'contributor')])
    const underTie = { ...emptyFacts, title: 'L’eau à l’école' }
    const project = await createProject(ctx, { organisationId: here.id, partnershipId: tie.id }, underTie)
    const missionId = await createMission(ctx, here.id, facts, noLinks)
    const of = { missionId, organisationId: here.id }
    const { ties, projects } = await listLinkChoices(ctx, here.id)
    expect({ ties, projects }).toMatchObject({ ties: [{ id: tie.id, ended: false }], projects: [{ id: project }] })

    // The project brings its tie along; one of another tie is refused, and so is what the body has no part in.
    await linkOwn(ctx, own(of), { partnershipId: null, projectId: project })
    expect(await getMission(ctx, of)).toMatchObject({ partnershipId: tie.id, projectId: project })
    const other = await makeTie(owner, [here, await makeAuthority(owner, { name: 'Cotonou', country: 'BJ' })])
    await expect(linkOwn(ctx, own(of), { partnershipId: other.id, projectId: project })).rejects.toThrow(
      'mission_project_other_tie',
    )
    const alone = await createProject(partner, { organisationId: there.id, partnershipId: null }, underTie)
    for (const links of [
      { ...noLinks, projectId: alone },
      { ...noLinks, partnershipId: newId() },
    ])
      await expect(linkOwn(ctx, own(of), links)).rejects.toThrow('record_not_found')

    await closeMission(ctx, of, 'done')
    await setOwnPublic(ctx, own(of), true)
    expect(await findPublicMission(owner, missionId)).toMatchObject({ tieId: tie.id, project: null })
    await setWantsPublic(ctx, { projectId: project, organisationId: here.id }, true)
    await addParticipant(
      ctx,
      { projectId: project, organisationId: here.id },
      {
        ...{ key: there.key, name: '', role: 'partner', circle: 'elected' },
      },
    )
    await answerPublication(partner, { projectId: project, organisationId: there.id }, 'yes')
    expect(await findPublicMission(owner, missionId)).toMatchObject({ project: { id: project, title: underTie.title } })
    expect(await listPublicMissions(owner, { projectId: project })).toHaveLength(1)
    await setProjectDiscreet(partner, { projectId: project, organisationId: there.id }, true)
    expect(await findPublicMission(owner, missionId)).toMatchObject({ project: null })

    await linkOwn(ctx, own(of), noLinks)
    expect(await findPublicMission(owner, missionId)).toMatchObject({ tieId: null, project: null })
  })

  it('is its body’s alone', async () => {
    const { town, ctx, reader, stranger, of } = await makeWork()
    const deeds = (one: Ctx, at = of) => [
      () => updateMission(one, at, facts),
      () => closeMission(one, at, 'cancelled'),
      () => linkOwn(one, own(at), noLinks),
      () => setOwnPublic(one, own(at), true),
      () => setOwnDiscreet(one, own(at), true),
      () => addMissionParticipant(one, at, person),
      () => addMissionCost(one, at, cost),
      () => removeFromMission(one, at, 'cost', newId()),
    ]
    const nobody = await anonymousContext()
    for (const deed of [...deeds(nobody), () => createMission(nobody, town.id, facts, noLinks)])
      await expect(deed()).rejects.toThrow('sign_in_needed')
    for (const deed of [...deeds(reader), () => createMission(reader, town.id, facts, noLinks)])
      await expect(deed()).rejects.toThrow('role_too_low')
    for (const deed of [...deeds(stranger), () => getMission(stranger, of)])
      await expect(deed()).rejects.toThrow('not_a_member')
    for (const deed of deeds(ctx, { ...of, missionId: newId() }))
      await expect(deed()).rejects.toThrow('mission_not_found')
    await expect(createMission(ctx, town.id, facts, { ...noLinks, partnershipId: newId() })).rejects.toThrow(
      'record_not_found',
    )
    await expect(addMissionCost(ctx, of, { ...cost, planned: null })).rejects.toThrow('mission_amount_missing')
  })
})
