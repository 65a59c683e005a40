import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeMission, makePosition, makeTie } from '../../tests/ties.ts'
import { listMissions } from '../missions/missions.server.ts'
import { listLinkChoices, setOwnPublic } from '../missions/own-record.server.ts'
import { listPositions } from '../missions/positions.server.ts'
import { findPublicPosition } from '../missions/public-positions.server.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { listProjects } from '../projects/list.server.ts'
import { addParticipant, listParticipants } from '../projects/participants.server.ts'
import { addPlace } from '../projects/places.server.ts'
import { noProjectFilters } from '../projects/project-filters.ts'
import { emptyFacts } from '../projects/project-input.ts'
import { findPublicProject } from '../projects/public-projects.server.ts'
import { createProject } from '../projects/sheet.server.ts'
import { answerPublication, setProjectDiscreet, setWantsPublic } from '../projects/visibility.server.ts'
import { mergeOrganisations } from './merge.server.ts'
import { splitOrganisation } from './split.server.ts'

const owner = await testContext()
const administrator = await makePerson(owner, { administrator: true })
const desk = await memberContext(administrator.id)

async function memberOf(organisationId: string): Promise<Ctx> {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role: 'contributor' })
  return memberContext(id, organisationId)
}

/** Two records of Ouahigouya, each with a mission, a position and a project, and one project both take part in. */
async function makeDoubles() {
  const here = await makeAuthority(owner, { name: 'Chambéry', lon: 5.92, lat: 45.57 })
  const kept = await makeAuthority(owner, { name: 'Ouahigouya', country: 'BF', lon: -2.42, lat: 13.58 })
  const double = await makeAuthority(owner, { name: 'Wahiguya', country: 'BF', lon: -2.42, lat: 13.58 })
  const tie = await makeTie(owner, [here, kept])
  await publishTies(owner, { ids: [tie.id] })
  const [town, officer, other] = await Promise.all([memberOf(here.id), memberOf(kept.id), memberOf(double.id)])
  const open = async (ctx: Ctx, organisationId: string, title: string) => {
    const projectId = await createProject(ctx, { organisationId, partnershipId: null }, { ...emptyFacts, title })
    await setWantsPublic(ctx, { projectId, organisationId }, true)
    return projectId
  }
  const projects = {
    kept: await open(officer, kept.id, 'Le marché'),
    double: await open(other, double.id, 'La gare'),
    // Led by the double; the record that stays and Chambéry take part.
    shared: await open(other, double.id, 'Six écoles'),
  }
  const of = { projectId: projects.shared, organisationId: double.id }
  const partner = { role: 'partner', circle: 'elected', name: '' } as const
  for (const { key } of [kept, here]) await addParticipant(other, of, { ...partner, key })
  const place = { territory: double.key, name: '', lon: '', lat: '', precision: 'authority' }
  await addPlace(other, of, place)
  for (const [ctx, organisationId] of [
    [officer, kept.id],
    [town, here.id],
  ] as const)
    await answerPublication(ctx, { projectId: projects.shared, organisationId }, 'yes')
  const missions = [
    await makeMission(owner, { organisationId: kept.id }),
    await makeMission(owner, { organisationId: double.id }),
  ]
  const positions = {
    kept: (await makePosition(owner, { organisationId: kept.id })).id,
    double: (await makePosition(owner, { organisationId: double.id })).id,
  }
  await setOwnPublic(other, { kind: 'position', id: positions.double, organisationId: double.id }, true)
  return { here, kept, double, town, officer, other, projects, missions, positions }
}

const merge = ({ kept, double }: { kept: { id: string }; double: { id: string } }) =>
  mergeOrganisations(desk, { keptId: kept.id, mergedId: double.id })

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted()

async function participants(projectId: string) {
  const { rows } = await sql<{
    by: string
  }>`select organisation_id as by, role, consent, credit_order as "order", discreet_since
    from project_participant where project_id = ${projectId} order by credit_order, organisation_id`.execute(owner.db)
  return rows
}

describe('merging two bodies that both have missions, positions and projects', () => {
  it('leaves all of it to the one that stays, and its public pages lead there', async () => {
    const made = await makeDoubles()
    const { kept, officer, projects, missions, positions } = made
    expect(await findPublicProject(owner, projects.shared)).not.toBeNull()
    await merge(made)
    expect(ids(await listMissions(officer, kept.id))).toEqual(ids(missions))
    expect(ids(await listPositions(officer, kept.id))).toEqual(Object.values(positions).toSorted())
    expect(await findPublicPosition(owner, positions.double)).toMatchObject({ organisationKey: kept.key })
    expect(ids(await listProjects(officer, kept.id, noProjectFilters()))).toEqual(Object.values(projects).toSorted())
    expect(ids((await listLinkChoices(officer, kept.id)).projects)).toEqual(Object.values(projects).toSorted())
    expect(await findPublicProject(owner, projects.double)).toMatchObject({ leadKey: kept.key })
  })

  it('makes of both in one project one that leads it, still public, at its place, and asks nobody again', async () => {
    const made = await makeDoubles()
    const { kept, here, officer, projects } = made
    await merge(made)
    const of = { projectId: projects.shared, organisationId: kept.id }
    expect(await listParticipants(officer, of)).toMatchObject([
      { key: kept.key, role: 'lead' },
      { key: here.key, role: 'partner' },
    ])
    const shown = await findPublicProject(owner, projects.shared)
    expect(shown).toMatchObject({ leadKey: kept.key, places: [{ territoryKey: kept.key }] })
    expect(shown?.participants.map(({ name }) => name)).toEqual(['Ouahigouya', 'Chambéry'])
  })

  it('keeps a no of either, and lets the one that stays lift what the other asked to hide', async () => {
    const made = await makeDoubles()
    const { kept, double, officer, other, projects } = made
    await setProjectDiscreet(other, { projectId: projects.double, organisationId: double.id }, true)
    await answerPublication(officer, { projectId: projects.shared, organisationId: kept.id }, 'no')
    await merge(made)
    expect(await findPublicProject(owner, projects.shared)).toBeNull()
    expect(await findPublicProject(owner, projects.double)).toBeNull()
    await setProjectDiscreet(officer, { projectId: projects.double, organisationId: kept.id }, false)
    expect(await findPublicProject(owner, projects.double)).not.toBeNull()
  })

  it('is undone by a split: each record has what it had, word for word', async () => {
    const made = await makeDoubles()
    const { kept, double, officer, other, projects, missions } = made
    await setProjectDiscreet(officer, { projectId: projects.shared, organisationId: kept.id }, true)
    await setProjectDiscreet(other, { projectId: projects.shared, organisationId: double.id }, true)
    const before = await participants(projects.shared)
    const askedBy = async () =>
      (
        await owner.db
          .selectFrom('project')
          .select('discreet_by')
          .where('id', '=', projects.shared)
          .executeTakeFirstOrThrow()
      ).discreet_by
    const id = await merge(made)
    expect(await askedBy()).toEqual([kept.id])
    await splitOrganisation(desk, id)
    expect(await participants(projects.shared)).toEqual(before)
    expect((await askedBy()).toSorted()).toEqual([kept.id, double.id].toSorted())
    expect(ids(await listMissions(other, double.id))).toEqual([missions[1]?.id ?? newId()])
    expect(ids(await listProjects(other, double.id, noProjectFilters()))).toEqual(
      [projects.double, projects.shared].toSorted(),
    )
  })
})
