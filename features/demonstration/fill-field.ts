import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'

// Days from today, so that the demonstration never grows old.
const inDays = (ctx: Ctx, days: number): string =>
  new Date(ctx.now.getTime() + days * 86_400_000).toISOString().slice(0, 10)

/**
 * Fills what happens in the field between the two towns: a mission that took place and one being prepared, news from both
 * sides and an event of their project, a position one assembly voted.
 */
export async function fillField(ctx: Ctx, organisations: ReadonlyMap<string, string>): Promise<void> {
  const [here, there] = [organisations.get('exemple-fr') ?? '', organisations.get('exemple-bf') ?? '']
  const { id: tie } = await ctx.db
    .selectFrom('partnership')
    .select('id')
    .where('parties_key', '=', 'exemple-bf exemple-fr')
    .executeTakeFirstOrThrow()
  const { id: project } = await ctx.db
    .selectFrom('project')
    .select('id')
    .where('partnership_id', '=', tie)
    .where('state', '=', 'running')
    .executeTakeFirstOrThrow()
  const around = { here, there, tie, project }
  await fillMissions(ctx, around)
  await fillNews(ctx, around)
  await fillPosition(ctx, around)
}

type Around = { here: string; there: string; tie: string; project: string }

async function fillMissions(ctx: Ctx, { here, tie, project }: Around): Promise<void> {
  const [done, prepared] = [newId(), newId()]
  const of = { organisation_id: here, partnership_id: tie, project_id: project, direction: 'outgoing', example: true }
  const made = { ...of, country: 'BF', place: 'Exempleville', created_at: ctx.now, updated_at: ctx.now }
  await ctx.db
    .insertInto('mission')
    .values([
      {
        ...{ ...made, id: done, title: 'Réception des deux premières écoles', state: 'done' },
        ...{ starts_on: inDays(ctx, -96), ends_on: inDays(ctx, -91) },
        purpose: 'Recevoir les travaux avec la mairie et les parents d’élèves.',
        ...{ mandate_voted_on: inDays(ctx, -130), mandate_reference: 'Exemple 2026-07' },
        report: 'L’eau arrive dans deux écoles. Les parents tiennent le cahier d’entretien.',
        followed: 'La mairie d’Exempleville forme deux agents de plus.',
      },
      {
        ...{ ...made, id: prepared, title: 'Comité de pilotage de l’eau', state: 'prepared' },
        ...{ starts_on: inDays(ctx, 40), ends_on: inDays(ctx, 45) },
        purpose: 'Décider des quatre écoles suivantes.',
      },
    ])
    .execute()
  const people = [
    { mission_id: done, name: 'Élodie Exemple', function_title: 'Adjointe à l’international', kind: 'elected' },
    { mission_id: done, name: 'Karim Exemple', function_title: 'Ingénieur du service des eaux', kind: 'officer' },
    { mission_id: prepared, name: 'Élodie Exemple', function_title: 'Adjointe à l’international', kind: 'elected' },
  ]
  await ctx.db
    .insertInto('mission_participant')
    .values(people.map((person) => ({ id: newId(), ...person })))
    .execute()
  const costs = [
    { mission_id: done, nature: 'travel', planned: '2400', spent: '2310.40', paid_by: 'Exemple-sur-Navette' },
    { mission_id: done, nature: 'reception', planned: '300', spent: '280', paid_by: 'Exempleville' },
    { mission_id: prepared, nature: 'travel', planned: '2500', spent: null, paid_by: 'Exemple-sur-Navette' },
  ]
  await ctx.db
    .insertInto('mission_cost')
    .values(costs.map((cost) => ({ id: newId(), ...cost })))
    .execute()
}

async function fillNews(ctx: Ctx, { here, there, project }: Around): Promise<void> {
  const said = { project_id: project, locale: 'fr', via: 'workspace', written_at: ctx.now, received_at: ctx.now }
  await ctx.db
    .insertInto('field_update')
    .values([
      {
        ...{ ...said, id: newId(), organisation_id: there, on_date: inDays(ctx, -12), via: 'offline' },
        body: 'L’école du marché a l’eau depuis mardi. Les élèves ont planté six manguiers près de la borne.',
        figures: JSON.stringify([{ label: 'Élèves servis', value: '240', unit: 'enfants' }]),
      },
      {
        ...{ ...said, id: newId(), organisation_id: here, on_date: inDays(ctx, -4) },
        body: 'Deux agents de notre service des eaux ont suivi à distance le premier relevé des compteurs des écoles.',
      },
    ])
    .execute()
  await ctx.db
    .insertInto('project_event')
    .values({
      ...{ id: newId(), project_id: project, organisation_id: there, on_date: inDays(ctx, -30) },
      ...{ title: 'Fête de l’eau à l’école du centre', place: 'Exempleville' },
      ...{ participants: 180, women: 96, young: 120 },
    })
    .execute()
}

async function fillPosition(ctx: Ctx, { here, tie }: Around): Promise<void> {
  await ctx.db
    .insertInto('assembly_position')
    .values({
      ...{ id: newId(), organisation_id: here, partnership_id: tie, kind: 'wish', locale: 'fr', example: true },
      title: 'Pour que les liens entre villes soient tenus, même quand les États se parlent moins',
      body: 'Le conseil municipal rappelle que l’eau, l’école et la santé ne s’arrêtent pas aux frontières, et demande que les agents des deux villes puissent continuer à se rencontrer.',
      ...{ voted_on: inDays(ctx, -60), votes_for: 27, votes_against: 2, abstentions: 4, countries: ['BF'] },
      legal_note: 'Vœu d’intérêt local : il porte sur les échanges de la commune et n’adresse rien à un État.',
      ...{ created_at: ctx.now, updated_at: ctx.now },
    })
    .execute()
}
