import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { getDataVersion } from '../../platform/db/data-version.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { plansOf } from '../../tests/plans.ts'
import { makeTie } from '../../tests/ties.ts'
import { setOrganisationDiscreet } from '../organisations/discreet.server.ts'
import { setTieDiscreet } from '../partnerships/discreet.server.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import type { BodyOfProject } from './members.server.ts'
import { addMoney } from './money.server.ts'
import { getWhoElse, listOverlaps } from './overlaps.server.ts'
import { addParticipant } from './participants.server.ts'
import { addPlace, setPlaceDiscreet } from './places.server.ts'
import { noProjectFilters } from './project-filters.ts'
import { emptyFacts } from './project-input.ts'
import {
  countPublicProjects,
  findPublicProject,
  listProjectDots,
  listPublicProjects,
} from './public-projects.server.ts'
import { searchProjects } from './search.server.ts'
import { createProject } from './sheet.server.ts'
import { changeState } from './state.server.ts'
import {
  answerPublication,
  listWords,
  setConfidential,
  setParticipantDiscreet,
  setProjectDiscreet,
  setShowsMoney,
  setWantsPublic,
} from './visibility.server.ts'

const owner = await testContext()

async function memberOf(organisation: { id: string }): Promise<Ctx> {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId: organisation.id, role: 'contributor' })
  return memberContext(id, organisation.id)
}

async function makeWorld() {
  const here = await makeAuthority(owner, { name: 'Chambéry', lon: 5.92, lat: 45.57 })
  const there = await makeAuthority(owner, { name: 'Ouahigouya', country: 'BF', lon: -2.42, lat: 13.58 })
  const tie = await makeTie(owner, [here, there], { state: 'active' })
  await owner.db
    .updateTable('partnership_statement')
    .set({ themes: ['waterSanitation'] })
    .where('partnership_id', '=', tie.id)
    .execute()
  await publishTies(owner, { ids: [tie.id] })
  const [town, partner] = await Promise.all([memberOf(here), memberOf(there)])
  const facts = {
    ...emptyFacts,
    title: 'L’eau à l’école',
    summary: 'Six écoles raccordées.',
    themes: ['waterSanitation' as const],
  }
  const id = await createProject(town, { organisationId: here.id, partnershipId: tie.id }, facts)
  const of: BodyOfProject = { projectId: id, organisationId: here.id }
  const ofPartner: BodyOfProject = { projectId: id, organisationId: there.id }
  await addParticipant(town, of, { key: '', name: 'Agence de l’eau', role: 'funder', circle: 'funders' })
  await addParticipant(town, of, { key: there.key, name: '', role: 'carrier', circle: 'elected' })
  const school = {
    territory: there.key,
    name: 'École du centre',
    lon: '-2.4216',
    lat: '13.5823',
    precision: 'locality',
  }
  await addPlace(town, of, { ...school, territory: here.key, precision: 'authority' })
  const schoolId = await addPlace(town, of, school)
  return { here, there, tie, town, partner, of, ofPartner, id, school: schoolId }
}

type World = Awaited<ReturnType<typeof makeWorld>>
const isPublic = async (world: World) => (await findPublicProject(owner, world.id)) !== null
async function publish(world: World) {
  await setWantsPublic(world.town, world.of, true)
  await answerPublication(world.partner, world.ofPartner, 'yes')
}
const consent = (world: World, organisation: { id: string }, part: string, answer: 'yes' | 'no') =>
  owner.db
    .insertInto('publication_consent')
    .values({ partnership_id: world.tie.id, organisation_id: organisation.id, part, answer })
    .onConflict((conflict) => conflict.columns(['partnership_id', 'organisation_id', 'part']).doUpdateSet({ answer }))
    .execute()

describe('publication', () => {
  it('waits for the lead and for each authority', async () => {
    const world = await makeWorld()
    expect((await listWords(world.town, world.of)).map(({ word }) => word)).toEqual(['yes', 'waits'])
    await setWantsPublic(world.town, world.of, true)
    expect(await isPublic(world)).toBe(false)
    const before = (await getDataVersion(owner)).version
    await answerPublication(world.partner, world.ofPartner, 'yes')
    expect(await isPublic(world)).toBe(true)
    expect((await getDataVersion(owner)).version).toBeGreaterThan(before)
    await answerPublication(world.partner, world.ofPartner, 'no')
    expect(await isPublic(world)).toBe(false)
  })

  it('takes a yes for all projects of the tie, and any no', async () => {
    const world = await makeWorld()
    await setWantsPublic(world.town, world.of, true)
    await consent(world, world.there, 'projects', 'yes')
    await publishTies(owner, { ids: [world.tie.id] })
    expect(await isPublic(world)).toBe(true)
    await consent(world, world.here, 'projects', 'no')
    await publishTies(owner, { ids: [world.tie.id] })
    expect(await isPublic(world)).toBe(false)
  })

  it('says who carried it before who paid, places as near as was chosen, and is found by its words', async () => {
    const world = await makeWorld()
    await publish(world)
    const found = await findPublicProject(owner, world.id)
    expect(found?.participants.map(({ name }) => name)).toEqual(['Chambéry', 'Ouahigouya', 'Agence de l’eau'])
    expect(found).toMatchObject({ tieId: world.tie.id, leadKey: world.here.key, countries: ['BF', 'FR'] })
    expect(found?.places).toEqual([
      expect.objectContaining({ name: 'Chambéry', lon: 5.92, lat: 45.57, precision: 'authority' }),
      expect.objectContaining({ name: 'École du centre', lon: -2.42, lat: 13.58, precision: 'locality' }),
    ])
    const filters = { ...noProjectFilters(), q: 'ecole ouahig' }
    const inBurkina = { filters: { ...filters, country: ['BF'] }, organisationKey: world.there.key }
    expect((await listPublicProjects(owner, inBurkina, { limit: 5 })).map(({ id }) => id)).toEqual([world.id])
    const box = { ...inBurkina, boxes: [{ west: -3, south: 13, east: -2, north: 14 }] }
    expect(await countPublicProjects(owner, box)).toBe(1)
    expect(await countPublicProjects(owner, { ...box, boxes: [{ west: 0, south: 0, east: 1, north: 1 }] })).toBe(0)
  })

  it('tells what was learned and disturbed once it is over, and nothing nobody said', async () => {
    const world = await makeWorld()
    await publish(world)
    expect((await findPublicProject(owner, world.id))?.content).not.toHaveProperty('learned')
    const change = { since: '2026-10-01', reason: '', learned: 'Former.', disturbed: 'Un puits.' }
    await changeState(world.town, world.of, { ...change, to: 'running' })
    await changeState(world.town, world.of, { ...change, to: 'finished' })
    expect((await findPublicProject(owner, world.id))?.content).toMatchObject({
      learned: 'Former.',
      disturbed: 'Un puits.',
    })
  })

  it('shows money of a tie once each party has said yes to it, and without a tie where lead and funder did', async () => {
    const world = await makeWorld()
    await publish(world)
    const typed = { funder: world.here.key, funderName: '', source: 'ownFunds', nature: 'money', year: '2027' }
    const amounts = { planned: '1000', spent: '', currency: 'EUR', note: '' }
    await addMoney(world.town, world.of, { ...typed, ...amounts })
    await setShowsMoney(world.town, world.of, true)
    expect((await findPublicProject(owner, world.id))?.content.money).toBeUndefined()
    await consent(world, world.here, 'money', 'yes')
    await consent(world, world.there, 'money', 'yes')
    await publishTies(owner, { ids: [world.tie.id] })
    expect((await findPublicProject(owner, world.id))?.content.money).toMatchObject([
      { funder: 'Chambéry', planned: '1000.00' },
    ])

    const alone = await createProject(
      world.town,
      { organisationId: world.here.id, partnershipId: null },
      { ...emptyFacts, title: 'Seul' },
    )
    const ofAlone = { projectId: alone, organisationId: world.here.id }
    await setWantsPublic(world.town, ofAlone, true)
    await addMoney(world.town, ofAlone, { ...typed, ...amounts })
    await addMoney(world.town, ofAlone, { ...typed, ...amounts, funder: '', funderName: 'Une fondation' })
    expect((await findPublicProject(owner, alone))?.content.money).toBeUndefined()
    await setShowsMoney(world.town, ofAlone, true)
    expect((await findPublicProject(owner, alone))?.content.money).toHaveLength(1)
  })
})

describe('discretion', () => {
  it('of the whole, by any body in it, until that body lifts it', async () => {
    const world = await makeWorld()
    await publish(world)
    await setProjectDiscreet(world.partner, world.ofPartner, true)
    expect(await isPublic(world)).toBe(false)
    await setProjectDiscreet(world.town, world.of, false)
    expect(await isPublic(world)).toBe(false)
    await setProjectDiscreet(world.partner, world.ofPartner, false)
    expect(await isPublic(world)).toBe(true)
    await setConfidential(world.town, world.of, true)
    expect(await isPublic(world)).toBe(false)
  })

  it('of a place, and of a body with its territory and the tie that names it', async () => {
    const world = await makeWorld()
    await publish(world)
    await setPlaceDiscreet(world.partner, world.ofPartner, world.school, true)
    expect((await findPublicProject(owner, world.id))?.places).toHaveLength(1)
    await setPlaceDiscreet(world.partner, world.ofPartner, world.school, false)
    await setParticipantDiscreet(world.partner, world.ofPartner, true)
    const { rows } = await sql<{
      text: string
    }>`select p::text || coalesce((select string_agg(l::text, ' ') from public_project_place l
      where l.project_id = p.id), '') as text from public_project p where id = ${world.id}`.execute(owner.db)
    expect(rows[0]?.text).not.toContain('Ouahigouya')
    expect(rows[0]?.text).not.toContain(world.tie.id)
    expect(rows[0]?.text).not.toContain('École du centre')
  })

  it('of the tie or of an authority takes the project along, and gives it back', async () => {
    const world = await makeWorld()
    await publish(world)
    const record = { organisationId: world.there.id, recordId: world.tie.id }
    await setTieDiscreet(world.partner, record, true)
    expect(await isPublic(world)).toBe(false)
    await setTieDiscreet(world.partner, record, false)
    expect(await isPublic(world)).toBe(true)
    await setOrganisationDiscreet(world.partner, world.there.id, true)
    expect(await isPublic(world)).toBe(false)
    await setOrganisationDiscreet(world.partner, world.there.id, false)
    expect(await isPublic(world)).toBe(true)
  })
})

describe('who else acts there', () => {
  it('is found on the same territory or within thirty kilometres, on one of the same subjects', async () => {
    const world = await makeWorld()
    await publish(world)
    const plan = { themes: ['waterSanitation'], territoryKeys: [], points: [], ownKeys: ['fr-x'] }
    const found = async (more: object) => (await listOverlaps(owner, { ...plan, ...more })).map(({ id }) => id)
    expect(await found({ territoryKeys: [world.there.key] })).toEqual([world.id, world.tie.id])
    const near = await listOverlaps(owner, { ...plan, points: [{ lon: -2.3, lat: 13.5 }] })
    expect(near.find(({ id }) => id === world.id)).toMatchObject({ kilometres: 16, place: 'École du centre' })
    expect(await found({ points: [{ lon: -2.0, lat: 13.3 }] })).not.toContain(world.id)
    expect(await found({ territoryKeys: [world.there.key], themes: ['culture'] })).toEqual([])
    expect(await found({ territoryKeys: [world.there.key], ownKeys: [world.here.key] })).toEqual([])
  })

  it('reminds of an election or the end of the mandate there, and refuses nothing', async () => {
    const world = await makeWorld()
    const { rows } = await sql<{
      id: string
    }>`insert into organisation_profile (organisation_id, mandate_end, public_since)
      values (${world.there.id}, current_date + 60, now()) returning organisation_id as id`.execute(owner.db)
    expect(rows).toHaveLength(1)
    await owner.db
      .insertInto('election')
      .values({
        ...{ code: 'bf-2', country: 'BF', tiers: ['municipality'], name_fr: 'Élections', name_en: 'Elections' },
        ...{
          on_date: '2099-01-01',
          date_precision: 'year',
          source_name: 'essai',
          source_url: null,
          checked_on: '2026-01-01',
        },
      })
      .execute()
    const { reminders, overlaps, placesMissing } = await getWhoElse(world.town, world.of)
    expect(reminders).toMatchObject([{ kind: 'mandate', of: 'Ouahigouya' }])
    expect(placesMissing).toBe(false)
    expect(overlaps.map(({ id }) => id)).not.toContain(world.id)
    expect(overlaps.map(({ id }) => id)).not.toContain(world.tie.id)
  })
})

describe('the search of public projects', () => {
  beforeAll(async () => {
    await sql`insert into public_project (id, title, locale, texts, type, state, themes, sdgs, rights, dac_sectors, participants,
        participant_keys, countries, content, search, created_at, updated_at)
      select gen_random_uuid(), 'x', 'fr', '{}', 'twinning', 'running', array['culture'], '{}', '{}', '{}', '[]', '{}', '{}', '{}',
        array_to_tsvector(array['mot' || i, 'projet']), now(), now() from generate_series(1, 20000) i`.execute(owner.db)
    await sql`insert into public_project_place (project_id, position, name, territory_key, country, lon, lat, precision)
      select id, 1, 'x', 'fr-' || id, 'FR', random() * 300 - 150, random() * 120 - 60, 'exact' from public_project where title = 'x'`.execute(
      owner.db,
    )
    await sql`analyze public_project, public_project_place`.execute(owner.db)
  })

  // The newest that have these words: whichever is shorter, those that have them or the newest.
  const byWords = /public_project_(search|new)/
  // What the pages ask, through the functions they ask it by.
  const page = { limit: 50, newestFirst: true }
  const q = { filters: { ...noProjectFilters(), q: 'mot77' } }
  const box = { filters: noProjectFilters(), boxes: [{ west: 1, south: 10, east: 1.3, north: 10.3 }] }
  const territory = { filters: noProjectFilters(), organisationKey: 'fr-y' }
  it.each([
    [
      'the first page of the list',
      (ctx: Ctx) => listPublicProjects(ctx, { filters: noProjectFilters() }, page),
      'public_project_new',
    ],
    ['a page by words', (ctx: Ctx) => listPublicProjects(ctx, q, page), byWords],
    ['a number by words', (ctx: Ctx) => countPublicProjects(ctx, q), 'public_project_search'],
    ['dots by words', (ctx: Ctx) => listProjectDots(ctx, q), 'public_project_search'],
    ['a number in a box', (ctx: Ctx) => countPublicProjects(ctx, box), 'public_project_place_point'],
    ['a part in a box', (ctx: Ctx) => listPublicProjects(ctx, box, { limit: 50 }), 'public_project_place_point'],
    ['a number on a territory', (ctx: Ctx) => countPublicProjects(ctx, territory), 'public_project_place_territory'],
    ['a page on a territory', (ctx: Ctx) => listPublicProjects(ctx, territory, page), 'public_project_place_territory'],
    [
      'the projects of a tie',
      (ctx: Ctx) => listPublicProjects(ctx, { filters: noProjectFilters(), tieId: newId() }, page),
      'public_project_tie',
    ],
    ['one project', (ctx: Ctx) => findPublicProject(ctx, newId()), 'public_project_pkey'],
    ['the search of the site', (ctx: Ctx) => searchProjects(ctx, { q: 'mot77', country: [] }, 5), byWords],
  ])('%s uses its index', async (_, ask, index) => {
    const plans = await plansOf(owner, ask)
    expect(plans.length).toBeGreaterThan(0)
    for (const plan of plans) {
      expect(plan).toMatch(index)
      expect(plan).not.toContain('Seq Scan')
    }
  })
})
