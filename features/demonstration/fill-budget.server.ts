import { type Insertable, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { BudgetLineTable } from '../../platform/db/budget-tables.ts'
import { newId } from '../../platform/ids.ts'
import { buildRows, type OdaLine } from '../budgets/oda-rules.ts'
import { policyMarkers } from '../projects/schema.ts'

type Line = Partial<Insertable<BudgetLineTable>> & { label: string }

const answers = (given: Readonly<Record<string, number>> = {}) =>
  JSON.stringify({ ...Object.fromEntries(policyMarkers.map((marker) => [marker, 0])), ...given })

const money = (planned: string, voted: string, executed: string) => ({ planned, voted, executed })

// A year with something to correct: a line nobody classified, a country that is not eligible, no channel, no sector.
const lines: readonly Line[] = [
  {
    label: 'Subvention à la régie de l’eau d’Exempleville',
    ...money('26000', '24000', '24000'),
    ...{ paid: '22500.00', cofunded: '9000', department: 'Relations internationales', country: 'BF' },
    ...{ action_type: 'decentralisedCooperation', theme: 'waterSanitation', purpose_frame: 'solidarity' },
    ...{ oda_kind: 'cooperation', oda_channel: '12002', dac_sector: '14030', counterpart_kind: 'partnerAuthority' },
    oda_markers: answers({ gender: 1, environment: 2 }),
  },
  {
    label: 'Comité de jumelage : échanges scolaires',
    ...money('4000', '3500', '3500'),
    ...{ paid: '3500.00', department: 'Éducation', theme: 'education', action_type: 'twinning' },
    ...{ counterpart_kind: 'frenchActor', counterpart_name: 'Comité de jumelage d’Exemple-sur-Navette' },
  },
  {
    label: 'Festival de l’eau, ici et là-bas',
    ...money('9000', '6500', '6184.37'),
    ...{ department: 'Culture', theme: 'culture', country: 'BF', purpose_frame: 'mutualInterest' },
    ...{ oda_kind: 'cooperation', oda_channel: '11002' },
  },
  {
    label: 'Jumelage avec Musterhausen : accueil des chœurs',
    ...money('5000', '4800', '4712.50'),
    ...{ paid: '4712.50', department: 'Culture', theme: 'culture', action_type: 'twinning', country: 'DE' },
    ...{ oda_kind: 'cooperation', oda_channel: '11002', dac_sector: '16061', oda_markers: answers() },
  },
  {
    label: 'Semaine de la solidarité internationale',
    ...money('2500', '2100', '2080'),
    ...{ paid: '2080.00', department: 'Vie associative', action_type: 'globalCitizenshipEducation' },
    ...{ oda_kind: 'awareness', dac_sector: '99820', oda_markers: answers() },
  },
  {
    label: 'Cotisation à un réseau de collectivités',
    ...money('1200', '1200', '1200'),
    ...{ paid: '1200.00', department: 'Relations internationales', action_type: 'networkParticipation' },
    oda_kind: 'none',
  },
]

const past: OdaLine = {
  ...{ id: '', label: 'Échange de pratiques au Sénégal', valuation: 'money', country: 'SN', group: 'ldc' },
  ...{ groupYear: null, kind: 'cooperation', channel: '12002', sector: '15112', markers: {}, paid: '5400.00' },
  ...{ executed: null, cofunded: null, staffCost: null, partners: '' },
}

/** A year of the French town’s budget with a return to finish, and the return it filed the year before. */
export async function fillBudget(ctx: Ctx, organisations: ReadonlyMap<string, string>): Promise<void> {
  const [here, there] = [organisations.get('exemple-fr') ?? '', organisations.get('exemple-bf') ?? '']
  const year = ctx.now.getUTCFullYear() - 1
  const of = { organisation_id: here, example: true, created_at: ctx.now, updated_at: ctx.now }
  const { rows } = await sql<{ tie: string; project: string | null }>`
    select t.partnership_id as tie, (select p.id from project p where p.partnership_id = t.partnership_id
      and p.state = 'prepared' limit 1) as project
    from partnership_party t where t.organisation_id = ${there} limit 1`.execute(ctx.db)
  const { tie = null, project = null } = rows[0] ?? {}
  const grade = newId()
  const cost = { label: 'Attaché territorial', yearly_cost: '52000', days_per_year: 205 }
  await ctx.db
    .insertInto('staff_grade')
    .values({ id: grade, organisation_id: here, year, ...cost })
    .execute()
  const [water = { label: '' }, committee = { label: '' }, festival = { label: '' }, ...others] = lines
  const all: Line[] = [
    { ...water, partnership_id: tie, counterpart_id: there, told_partner: true },
    { ...committee, partnership_id: tie },
    { ...festival, project_id: project },
    ...others,
    {
      label: 'Chargée de mission, à la moyenne de son grade',
      ...{ valuation: 'staff', grade_id: grade, quantity: '62', unit: 'days', executed: '15726.83' },
      ...{ oda_kind: 'runningCosts', oda_channel: '11002', dac_sector: '91010', oda_markers: answers() },
      department: 'Relations internationales',
    },
  ]
  const spent = all.map((line) => ({ id: newId(), ...of, year, direction: 'expenditure', ...line }))
  const state = { label: 'Participation de l’État', funding_source: 'state', ...money('9000', '9000', '9000') }
  await ctx.db.insertInto('budget_line').values(spent).execute()
  await ctx.db
    .insertInto('budget_line')
    .values({ id: newId(), ...of, year, direction: 'receipt', ...state, partnership_id: tie, country: 'BF' })
    .execute()
  await fillPast(ctx, here, year - 1, { ...of, id: newId(), partnership_id: null })
}

type Around = Pick<Insertable<BudgetLineTable>, 'id' | 'organisation_id' | 'example' | 'created_at' | 'updated_at'>

async function fillPast(ctx: Ctx, here: string, year: number, of: Around & { partnership_id: null }): Promise<void> {
  const { label, country, paid, kind, channel, sector } = past
  await ctx.db
    .insertInto('budget_line')
    .values({
      ...of,
      ...{ year, direction: 'expenditure', label, country, paid, executed: paid, voted: '6000', planned: '6000' },
      ...{ oda_kind: kind, oda_channel: channel, dac_sector: sector, theme: 'governance' },
    })
    .execute()
  const filed = buildRows([{ ...past, id: of.id, groupYear: year }], year)
  await ctx.db
    .insertInto('oda_return')
    .values({
      ...{ organisation_id: here, year, state: 'filed', filed_on: `${year + 1}-05-19`, reference: 'EXEMPLE-1' },
      filed_rows: JSON.stringify(filed),
      ...{ contact: 'Service des relations internationales', signatory: 'La maire d’Exemple-sur-Navette' },
    })
    .execute()
}
