import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'

const day = (ctx: Ctx, months: number): string => {
  const at = new Date(ctx.now)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString().slice(0, 10)
}

type Given = {
  title: string
  summary: string
  objectives: string
  state: string
  themes: string[]
  sdgs: number[]
  startsIn: number
  endsIn: number
  second: { title: string; summary: string }
  place: { name: string; lon: number; lat: number }
  planned: string
  spent: string | null
  step: string
}

const given: readonly Given[] = [
  {
    title: 'Raccorder six écoles à l’eau',
    summary: 'Six écoles d’Exempleville reçoivent l’eau du réseau communal ; deux agents apprennent à l’entretenir.',
    objectives: 'De l’eau potable toute l’année dans chaque école, et quelqu’un qui sait réparer.',
    ...{ state: 'running', themes: ['waterSanitation', 'education'], sdgs: [4, 6], startsIn: -8, endsIn: 10 },
    second: {
      title: 'Connecting six schools to water',
      summary: 'Six schools receive water of the municipal network.',
    },
    place: { name: 'École du centre', lon: -1.52, lat: 12.37 },
    ...{ planned: '48000', spent: '21500', step: 'Réception des deux premières écoles' },
  },
  {
    title: 'Un festival de l’eau, ici et là-bas',
    summary: 'Les deux villes préparent une semaine commune : expositions, contes, visites de réservoirs.',
    objectives: 'Que les habitants des deux villes voient d’où vient leur eau.',
    ...{ state: 'prepared', themes: ['culture', 'waterSanitation'], sdgs: [6, 11], startsIn: 5, endsIn: 6 },
    second: { title: 'A water festival, here and there', summary: 'Both towns prepare a week together.' },
    place: { name: 'Place du marché', lon: -1.53, lat: 12.36 },
    ...{ planned: '9000', spent: null, step: 'Programme arrêté par les deux comités' },
  },
]

/** Two projects of the two towns: one under way, one being prepared. */
export async function fillProjects(ctx: Ctx, organisations: ReadonlyMap<string, string>): Promise<void> {
  const [here, there] = [organisations.get('exemple-fr') ?? '', organisations.get('exemple-bf') ?? '']
  const { rows } = await sql<{ id: string }>`select partnership_id as id from partnership_party
    where organisation_id = ${there} limit 1`.execute(ctx.db)
  for (const one of given) await fillProject(ctx, { here, there, tie: rows[0]?.id ?? null }, one)
}

type Around = { here: string; there: string; tie: string | null }

async function fillProject(ctx: Ctx, { here, there, tie }: Around, one: Given): Promise<void> {
  const id = newId()
  await ctx.db
    .insertInto('project')
    .values({
      ...{
        id,
        partnership_id: tie,
        organisation_id: here,
        locale: 'fr',
        type: 'decentralisedCooperation',
        example: true,
      },
      ...{ title: one.title, summary: one.summary, objectives: one.objectives, themes: one.themes, sdgs: one.sdgs },
      ...{ state: one.state, state_since: day(ctx, Math.min(one.startsIn, 0)), operating_mode: 'projectBased' },
      ...{ starts_on: day(ctx, one.startsIn), ends_on: day(ctx, one.endsIn) },
      ...{ created_at: ctx.now, updated_at: ctx.now },
    })
    .execute()
  const of = { project_id: id }
  await ctx.db
    .insertInto('project_text')
    .values({ ...of, locale: 'en', ...one.second })
    .execute()
  const frames = [
    { ...of, frame: 'solidarity', weight: 60 },
    { ...of, frame: 'mutualInterest', weight: 40 },
  ]
  await ctx.db.insertInto('project_frame').values(frames).execute()
  const bodies = [
    { organisation_id: there, name: '', role: 'carrier', circle: 'elected', credit_order: 1 },
    { organisation_id: here, name: '', role: 'lead', circle: 'elected', credit_order: 2 },
    { organisation_id: null, name: 'Agence de l’eau', role: 'funder', circle: 'funders', credit_order: 9 },
  ]
  await ctx.db
    .insertInto('project_participant')
    .values(bodies.map((body) => ({ id: newId(), ...of, ...body })))
    .execute()
  const places = [
    { organisation_id: there, territory_id: there, ...one.place, precision: 'locality' },
    {
      organisation_id: here,
      territory_id: here,
      name: 'Exemple-sur-Navette',
      lon: null,
      lat: null,
      precision: 'authority',
    },
  ]
  await ctx.db
    .insertInto('project_place')
    .values(places.map((place) => ({ id: newId(), ...of, ...place })))
    .execute()
  const step = { kind: 'milestone', title: one.step, due_on: day(ctx, 2), organisation_id: there }
  await ctx.db
    .insertInto('project_task')
    .values({ id: newId(), ...of, ...step })
    .execute()
  const money = { source: 'ownFunds', year: ctx.now.getUTCFullYear(), planned: one.planned, spent: one.spent }
  await ctx.db
    .insertInto('project_money')
    .values({ id: newId(), ...of, organisation_id: here, funder_id: here, ...money })
    .execute()
}
