import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appRole } from '../db/roles.ts'
import { publishBudgets } from '../features/budgets/publish-budgets.server.ts'
import { closeMission, createMission } from '../features/missions/missions.server.ts'
import { setOwnDiscreet, setOwnPublic } from '../features/missions/own-record.server.ts'
import { readPosition } from '../features/missions/position-rules.ts'
import { createPosition } from '../features/missions/positions.server.ts'
import { noLinks, readMission } from '../features/missions/rules.ts'
import { setOrganisationDiscreet } from '../features/organisations/discreet.server.ts'
import { addOfficial, setOfficialDiscreet } from '../features/organisations/officials.server.ts'
import { setProfilePublic } from '../features/organisations/profile.server.ts'
import { setMentionDiscreet, setTieDiscreet } from '../features/partnerships/discreet.server.ts'
import { addPhoto, setPhotoDiscreet } from '../features/partnerships/photos.server.ts'
import { publishTies } from '../features/partnerships/publish.server.ts'
import { addFieldUpdate, setFieldUpdateDiscreet } from '../features/projects/news.server.ts'
import { addParticipant } from '../features/projects/participants.server.ts'
import { addPlace, setPlaceDiscreet } from '../features/projects/places.server.ts'
import { emptyFacts } from '../features/projects/project-input.ts'
import { createProject } from '../features/projects/sheet.server.ts'
import {
  answerPublication,
  setConfidential,
  setProjectDiscreet,
  setWantsPublic,
} from '../features/projects/visibility.server.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { getDataVersion } from '../platform/db/data-version.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { newId } from '../platform/ids.ts'
import { makeTie } from './api-world.ts'
import { makeBudgetLine } from './budget-ground.ts'
import { testContext, testDatabaseUrl } from './db.ts'
import { type Doors, openDoors } from './doors.ts'
import { makeAuthority, makeSource } from './factories.ts'
import { makePerson, makeSeat, memberContext } from './people.ts'
import { jpegWith } from './pictures.ts'
import { makeAgreement } from './ties.ts'

// One of each is put in discreet mode; then every door a stranger may open is searched for its name, key and id.

const owner = await testContext()
const town = await makeAuthority(owner, { name: 'Chambéry', key: 'c73065', lon: 5.92, lat: 45.57, population: 60_000 })
const group = await makeAuthority(owner, { name: 'Kryptagglo', key: 'e200000123', tier: 'epci', lon: 5.9, lat: 45.5 })
const village = await makeAuthority(owner, { name: 'Barberaz', key: 'c73029', epciId: group.id, lon: 5.93, lat: 45.56 })
const torino = await makeAuthority(owner, { name: 'Torino', key: 'it-torino', country: 'IT', lon: 7.69, lat: 45.07 })
const ouahigouya = await makeAuthority(owner, {
  name: 'Ouahigouya',
  key: 'bf-ouahigouya',
  country: 'BF',
  lon: -2.4,
  lat: 13.6,
})
const xipho = await makeAuthority(owner, {
  name: 'Xiphoville',
  key: 'ml-xiphoville',
  country: 'ML',
  lon: -8,
  lat: 12.6,
  otherNames: ['Xiphopolis'],
})
const open = await makeTie(owner, { parties: [town, ouahigouya], sinceYear: 1991 })
const villageTie = await makeTie(owner, { parties: [village, ouahigouya] })
const hiddenTie = await makeTie(owner, { parties: [town, torino], sinceYear: 1957 })
const xiphoTie = await makeTie(owner, { parties: [town, xipho] })
const kaya = await makeAuthority(owner, { name: 'Kaya', key: 'bf-kaya', country: 'BF', lon: -1.1, lat: 13.1 })
const toldTie = await makeTie(owner, { parties: [village, kaya] })

// Everything its parties may tell of a tie, and have all agreed to publish.
for (const party of [village, kaya]) {
  const of = { partnership_id: toldTie, organisation_id: party.id }
  const parts = ['presentation', 'agreements', 'money']
  await owner.db
    .insertInto('publication_consent')
    .values(parts.map((part) => ({ ...of, part, answer: 'yes', person_id: null })))
    .execute()
}
const ofKaya = { partnership_id: toldTie, organisation_id: kaya.id }
const inFrench = { locale: 'fr', created_by: null }
await owner.db
  .insertInto('partnership_text')
  .values({ ...ofKaya, id: newId(), locale: 'fr', body: 'Xérotexte de Kaya', updated_by: null })
  .execute()
await owner.db
  .insertInto('partnership_step')
  .values({ ...ofKaya, ...inFrench, id: newId(), year: 1999, on_date: null, body: 'Xéroserment' })
  .execute()
await makeAgreement(
  owner,
  { partnershipId: toldTie, organisationId: kaya.id },
  { title: 'Xéroconvention', state: 'inForce' },
)

async function makeMention(text: string, organisations: readonly { id: string }[]): Promise<string> {
  const source = await makeSource(owner)
  const id = newId()
  const row = { id, code: text, year: 2008, text_fr: text, text_en: text, source_id: source.id }
  await owner.db.insertInto('mention').values(row).execute()
  for (const { id: organisation_id } of organisations)
    await owner.db.insertInto('mention_organisation').values({ mention_id: id, organisation_id }).execute()
  return id
}
const mention = await makeMention('Zygomention', [town])
await makeMention('Avec les gens de là-bas', [town, xipho])
await owner.db
  .insertInto('organisation_key_redirect')
  .values({ old_key: 'ml-xiphancien', organisation_id: xipho.id })
  .execute()

async function contributorOf(organisation: { id: string }): Promise<Ctx> {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId: organisation.id, role: 'contributor' })
  return memberContext(id, organisation.id)
}

// What must not be found any more: names, keys, ids, other names.
const secrets = {
  organisation: [...['Xiphoville', 'xiphoville', 'ml-xiphoville', 'Xiphopolis', 'Avec les gens'], xipho.id, xiphoTie],
  'organisation above others': ['Kryptagglo', 'kryptagglo', 'e200000123', group.id],
  tie: [hiddenTie],
  'words of a tie': ['Xérotexte', 'Xéroserment', 'Xéroconvention'],
  mention: ['Zygomention', mention],
  person: ['Ophélie Kaché'],
  project: ['Wapitiprojet', 'wapitiprojet'],
  'place of a project': ['Vzorplace'],
  'confidential project': ['Zibelinprojet', 'zibelinprojet'],
  mission: ['Quokkamission', 'quokkamission'],
  position: ['Narvalposition', 'narvalposition'],
  news: ['Yakounouvelle'],
  photo: ['Ocelophoto'],
  // What the town paid around the tie, the project and the body, each alone and all told apart from the rest.
  budget: ['71234.56', '71234,56', '72345.67', '72345,67', '73456.78', '73456,78'],
}

let doors: Doors
let acting: Record<'town' | 'torino' | 'group' | 'xipho' | 'kaya' | 'ouahigouya', Ctx>
let projects: Record<'hidden' | 'placed' | 'confidential', string>
let place: string
let field: Record<'mission' | 'open' | 'position' | 'news' | 'photo' | 'sha256', string>
let person: string
const visitor = openDatabase(await testDatabaseUrl(), { role: appRole, max: 4 })
const filesFolder = await mkdtemp(join(tmpdir(), 'navette-doors-'))
afterAll(() => Promise.all([visitor.close(), rm(filesFolder, { recursive: true })]))
let version = await getDataVersion(owner)

const act = <T>(ctx: Ctx, work: (inner: Ctx) => Promise<T>) => inTransaction({ ...ctx, now: new Date() }, work)

async function setAll(discreet: boolean): Promise<void> {
  await act(acting.xipho, (ctx) => setOrganisationDiscreet(ctx, xipho.id, discreet))
  await act(acting.group, (ctx) => setOrganisationDiscreet(ctx, group.id, discreet))
  await act(acting.torino, (ctx) => setTieDiscreet(ctx, { organisationId: torino.id, recordId: hiddenTie }, discreet))
  await act(acting.kaya, (ctx) => setTieDiscreet(ctx, { organisationId: kaya.id, recordId: toldTie }, discreet))
  await act(acting.town, (ctx) => setMentionDiscreet(ctx, { organisationId: town.id, recordId: mention }, discreet))
  await act(acting.town, (ctx) => setOfficialDiscreet(ctx, town.id, person, discreet))
  const ofTown = (projectId: string) => ({ projectId, organisationId: town.id })
  const ofOther = (projectId: string) => ({ projectId, organisationId: ouahigouya.id })
  await act(acting.ouahigouya, (ctx) => setProjectDiscreet(ctx, ofOther(projects.hidden), discreet))
  await act(acting.ouahigouya, (ctx) => setPlaceDiscreet(ctx, ofOther(projects.placed), place, discreet))
  await act(acting.town, (ctx) => setConfidential(ctx, ofTown(projects.confidential), discreet))
  await act(acting.ouahigouya, async (ctx) => {
    const ofThere = { organisationId: ouahigouya.id }
    await setOwnDiscreet(ctx, { kind: 'mission', id: field.mission, ...ofThere }, discreet)
    await setOwnDiscreet(ctx, { kind: 'position', id: field.position, ...ofThere }, discreet)
    await setFieldUpdateDiscreet(ctx, { projectId: projects.placed, ...ofThere }, field.news, discreet)
    await setPhotoDiscreet(ctx, { photoId: field.photo, ...ofThere }, discreet)
  })
  version = await getDataVersion(owner)
}

const formOf = (values: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(values)) form.set(name, value)
  return form
}

// Two missions of Ouahigouya that took place, a position it voted, its news of a project, its photo of a mission.
async function openField(): Promise<void> {
  const organisationId = ouahigouya.id
  const journey = { direction: 'outgoing', country: 'FR', startsOn: '2026-01-10' }
  field = await act(acting.ouahigouya, async (ctx) => {
    const goOn = async (title: string) => {
      const missionId = await createMission(ctx, organisationId, readMission(formOf({ ...journey, title })), noLinks)
      await setOwnPublic(ctx, { kind: 'mission', id: missionId, organisationId }, true)
      await closeMission(ctx, { missionId, organisationId }, 'done')
      return missionId
    }
    const [mission, openMission] = [await goOn('Quokkamission'), await goOn('Un voyage que l’on raconte')]
    const said = { kind: 'wish', title: 'Narvalposition', locale: 'fr', votedOn: '2026-03-12' }
    const position = await createPosition(ctx, organisationId, readPosition(formOf(said)), null)
    await setOwnPublic(ctx, { kind: 'position', id: position, organisationId }, true)
    const news = newId()
    const told = { onDate: '2026-03-12', locale: 'fr', body: 'Yakounouvelle', figures: [], wantsPublic: true }
    const arrival = { via: 'workspace', writtenAt: new Date() } as const
    await addFieldUpdate(ctx, { projectId: projects.placed, organisationId }, news, told, arrival)
    const picture = new File([Uint8Array.from(jpegWith('GPS 13.58N', 6).bytes)], 'place.jpg')
    const shown = { caption: '', description: 'Ocelophoto', credit: 'Ouahigouya', takenOn: null }
    const facts = { ...shown, consent: 'nobody', wantsPublic: true } as const
    const photo = await addPhoto(ctx, { missionId: openMission, organisationId }, facts, picture, filesFolder)
    return { mission, open: openMission, position, news, photo, sha256: '' }
  })
  const { rows } = await sql<{ sha256: string }>`select sha256 from public_photo where id = ${field.photo}`.execute(
    owner.db,
  )
  field.sha256 = rows[0]?.sha256 ?? ''
  secrets.mission.push(field.mission)
  secrets.position.push(field.position)
  secrets.photo.push(field.sha256)
}

// The town publishes its budget: a line for what is going to be discreet, one for what is not, and one that says nothing.
async function openBudget(): Promise<void> {
  const lines: Parameters<typeof makeBudgetLine>[2][] = [
    { executed: '71234.56', partnership_id: hiddenTie, country: 'IT' },
    { executed: '72345.67', project_id: projects.hidden, theme: 'health' },
    { executed: '73456.78', counterpart_id: xipho.id, country: 'ML' },
    { executed: '1000.00', partnership_id: open, country: 'BF' },
    { executed: '2000.00' },
  ]
  for (const line of lines) await makeBudgetLine(owner, town.id, { year: 2025, ...line })
  await owner.db.insertInto('budget_publication').values({ organisation_id: town.id, wants_public: true }).execute()
  await publishBudgets(owner, [town.id])
}

// Three projects of the town with Ouahigouya, which both let be published, each with a place there.
async function openProjects(): Promise<void> {
  const openOne = async (title: string, name: string) => {
    const facts = { ...emptyFacts, title, themes: ['culture' as const] }
    const at = { territory: ouahigouya.key, name, lon: '-2.41', lat: '13.61', precision: 'exact' }
    const [id, placeId] = await act(acting.town, async (ctx) => {
      const projectId = await createProject(ctx, { organisationId: town.id, partnershipId: null }, facts)
      const of = { projectId, organisationId: town.id }
      await addParticipant(ctx, of, { key: ouahigouya.key, name: '', role: 'host', circle: 'elected' })
      await setWantsPublic(ctx, of, true)
      return [projectId, await addPlace(ctx, of, at)] as const
    })
    await act(acting.ouahigouya, (ctx) =>
      answerPublication(ctx, { projectId: id, organisationId: ouahigouya.id }, 'yes'),
    )
    return [id, placeId] as const
  }
  const [hidden] = await openOne('Wapitiprojet', 'Marché')
  const [placed, placeId] = await openOne('Un projet ouvert', 'Vzorplace')
  const [confidential] = await openOne('Zibelinprojet', 'Gare')
  projects = { hidden, placed, confidential }
  place = placeId
}

/** Every secret with the doors it was found behind. */
async function search(): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const { address, text } of await doors.openAll())
    for (const [kind, words] of Object.entries(secrets))
      if (words.some((word) => text.includes(word))) found[kind] = [...(found[kind] ?? []), address]
  return found
}

beforeAll(async () => {
  acting = {
    town: await contributorOf(town),
    torino: await contributorOf(torino),
    group: await contributorOf(group),
    xipho: await contributorOf(xipho),
    ouahigouya: await contributorOf(ouahigouya),
    kaya: await contributorOf(kaya),
  }
  await publishTies(owner)
  await act(acting.town, (ctx) => setProfilePublic(ctx, town.id, true))
  const mayor = { name: 'Ophélie Kaché', functionTitle: 'Maire', kind: 'elected' as const, isPublic: true, until: null }
  person = await act(acting.town, (ctx) => addOfficial(ctx, town.id, mayor))
  await openProjects()
  await openField()
  await openBudget()
  version = await getDataVersion(owner)
  doors = await openDoors({
    database: visitor,
    dataVersion: () => version,
    keys: [town.key, village.key, torino.key, ouahigouya.key],
    ties: [open, villageTie, toldTie],
    projects: [projects.placed],
    missions: [field.mission, field.open],
    positions: [field.position],
    photos: [field.sha256],
    filesFolder,
    countries: ['FR', 'IT', 'ML', 'BF'],
  })
})

describe('discreet mode', () => {
  it('begins with everything in sight, or it would prove nothing', async () => {
    const found = await search()
    expect(Object.keys(found).sort()).toEqual(Object.keys(secrets).sort())
    for (const kind of ['mission', 'position']) expect(found[kind]).toContain(`/sitemap/${kind}s-1.xml`)
    expect((await doors.open('/sitemap/budgets-1.xml')).text).toContain(`/budget/${town.key}`)
    expect(found.budget).toEqual(
      expect.arrayContaining([`/api/v1/budgets/${town.key}`, '/data/budget-parts.csv', '/data/budget-parts.xlsx']),
    )
    // Pages, API, OGC, files, tiles and sitemap each showed something.
    const shown = Object.values(found).flat().join('\n')
    for (const door of ['/fr/', '/api/v1/', '/ogc/', '/data/', '.xlsx', '.atom', '/tiles/', '/sitemap/'])
      expect(shown).toContain(door)
  })

  it('takes each record out of every door', async () => {
    const before = version.version
    await setAll(true)
    expect(version.version).toBeGreaterThan(before)
    expect(await search()).toEqual({})
  })

  it('gives out no old tile that a cache had kept', async () => {
    for (const address of doors.tilesOf(version.version - 1))
      expect((await doors.open(address)).text).not.toContain('Xipho')
    for (const address of doors.tilesSeen) {
      const { text } = await doors.open(address)
      for (const words of Object.values(secrets)) for (const word of words) expect(text).not.toContain(word)
    }
  })

  it.each([
    ['key', 'ml-xiphoville', 'ml-quxhoville'],
    ['former key', 'ml-xiphancien', 'ml-quxhancien'],
    ['key of a group', 'e200000123', 'e200000124'],
    ['tie', hiddenTie, '018f0000-0000-7000-8000-000000000000'],
    ['tie of an organisation', xiphoTie, '018f0000-0000-7000-8000-000000000000'],
    ['name', 'Xiphoville', 'Quxhoville'],
    ['other name', 'Xiphopolis', 'Quxhopolis'],
    ['title of a project', 'Wapitiprojet', 'Wapotiprojet'],
    ['title of a mission', 'Quokkamission', 'Quekkamission'],
    ['title of a position', 'Narvalposition', 'Norvalposition'],
  ])('answers a stranger who asks by its %s as for what never was', async (_, hidden, never) => {
    const told = await doors.askFor(hidden)
    const untold = await doors.askFor(never)
    expect(told.map(({ text }) => text.replaceAll(hidden, '…').replaceAll(encodeURIComponent(hidden), '…'))).toEqual(
      untold.map(({ text }) => text.replaceAll(never, '…').replaceAll(encodeURIComponent(never), '…')),
    )
  })

  it('answers a stranger who has kept an address as for what never was', async () => {
    const never = '018f0000-0000-7000-8000-000000000000'
    for (const [at, id, none] of [
      ['/fr/mission/', field.mission, never],
      ['/en/position/', field.position, never],
      ['/photo/', field.sha256, '0'.repeat(64)],
    ] as const) {
      const [told, untold] = [await doors.open(at + id), await doors.open(at + none)]
      expect({ status: told.status, text: told.text }).toEqual({ status: 404, text: untold.text })
    }
  })

  it('leaves no count that tells of it', async () => {
    const { rows: countries } = await sql`select country from public_tie_count where country in ('IT', 'ML')`.execute(
      visitor.db,
    )
    expect(countries).toEqual([])
    const { rows } = await sql<{ ties: number; countries: string[] }>`select tie_count as ties,
      partner_countries as countries from public_organisation where key = ${town.key}`.execute(visitor.db)
    expect(rows).toEqual([{ ties: 1, countries: ['BF'] }])
  })

  it('ends as it began when each side lifts it', async () => {
    await setAll(false)
    expect(Object.keys(await search()).sort()).toEqual(Object.keys(secrets).sort())
  })
})
