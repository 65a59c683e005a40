import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'

// How many years back, so that the demonstration never grows old.
type Given = {
  key: string
  kind: string
  yearsAgo: number
  amount?: string
  currency?: string
  quantity?: string
  note: string
}

const given: Given[] = [
  { key: 'exemple-fr', kind: 'money', yearsAgo: 1, amount: '24000', note: 'Subvention à la régie de l’eau' },
  {
    key: 'exemple-bf',
    kind: 'money',
    yearsAgo: 1,
    amount: '6500000',
    currency: 'XOF',
    note: 'Terrain et clôture du forage',
  },
  { key: 'exemple-fr', kind: 'days', yearsAgo: 1, quantity: '18', note: 'Deux fontainiers, neuf jours' },
  { key: 'exemple-bf', kind: 'days', yearsAgo: 0, quantity: '12', note: 'Trois conseillères au festival de l’eau' },
  { key: 'exemple-bf', kind: 'inKind', yearsAgo: 0, amount: '3200', note: 'Accueil et interprètes de la délégation' },
  {
    key: 'exemple-fr',
    kind: 'volunteerTime',
    yearsAgo: 0,
    quantity: '140',
    note: 'Comité de jumelage, cours de français',
  },
]

type Learned = {
  key: string
  from: string
  what: string
  stage: string
  department: string
  where: string
  yearsAgo: number
}

const learned: Learned[] = [
  {
    ...{ key: 'exemple-fr', from: 'exemple-bf', stage: 'adopted', yearsAgo: 2 },
    what: 'Le comité d’usagers, qui décide avec le service et tient ses comptes à la vue de tous',
    ...{ department: 'Service des cantines', where: 'Les trois écoles' },
  },
  {
    ...{ key: 'exemple-bf', from: 'exemple-fr', stage: 'adopted', yearsAgo: 3 },
    what: 'Le relevé des compteurs par secteur, pour trouver les fuites',
    ...{ department: 'Régie de l’eau', where: 'Secteurs 1 et 3' },
  },
  {
    ...{ key: 'exemple-fr', from: 'exemple-bf', stage: 'tested', yearsAgo: 0 },
    what: 'Le conseil de quartier qui se tient dehors',
    ...{ department: 'Vie des quartiers', where: 'La Fontaine' },
  },
]

/** Fills the agenda of the demonstration: what both towns gave and learned, and when they meet next. */
export async function fillAgenda(ctx: Ctx, organisations: ReadonlyMap<string, string>): Promise<void> {
  const { id: tie } = await ctx.db
    .selectFrom('partnership')
    .select('id')
    .where('parties_key', '=', 'exemple-bf exemple-fr')
    .executeTakeFirstOrThrow()
  const year = ctx.now.getUTCFullYear()
  const ofTie = (key: string) => ({ id: newId(), partnership_id: tie, organisation_id: organisations.get(key) ?? '' })
  await ctx.db
    .insertInto('ledger_entry')
    .values(
      given.map(({ key, kind, yearsAgo, amount = null, currency = 'EUR', quantity = null, note }) => ({
        ...ofTie(key),
        ...{ kind, year: year - yearsAgo, amount, currency, quantity, note, created_at: ctx.now },
      })),
    )
    .execute()
  await ctx.db
    .insertInto('practice_transfer')
    .values(
      learned.map(({ key, from, what, stage, department, where, yearsAgo }) => ({
        ...ofTie(key),
        ...{ from_organisation_id: organisations.get(from) ?? '', what, stage, department },
        ...{ adopted_where: where, since_year: year - yearsAgo, created_at: ctx.now },
      })),
    )
    .execute()
  const inDays = (days: number) => sql<string>`${ctx.now}::date + ${days}::int`
  await ctx.db
    .insertInto('meeting')
    .values([
      {
        ...ofTie('exemple-fr'),
        ...{ on_date: inDays(-200), place: 'Exempleville', state: 'held', created_at: ctx.now },
        agenda: 'Bilan de l’année, suite du forage',
        ...{
          minutes: 'Les deux maires et les deux services étaient là.',
          decisions: 'Le forage se fera au secteur 3.',
        },
      },
      {
        ...ofTie('exemple-bf'),
        ...{ on_date: inDays(5), place: 'Exemple-sur-Navette', state: 'planned', created_at: ctx.now },
        agenda: 'La suite de la convention, le comité d’usagers',
      },
    ])
    .execute()
}
