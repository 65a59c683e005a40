import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { dayOf } from '../partnerships/agreement-read.server.ts'
import { monthsBefore } from '../partnerships/agreement-rules.ts'
import { keepVersion } from '../partnerships/agreement-write.server.ts'
import { makeSteps } from '../partnerships/approval-steps.server.ts'

type Towns = { tie: string; here: string; there: string }

async function findTowns(ctx: Ctx, organisations: ReadonlyMap<string, string>): Promise<Towns | null> {
  const found = await ctx.db
    .selectFrom('partnership')
    .select('id')
    .where('example', '=', true)
    .where('parties_key', '=', 'exemple-bf exemple-fr')
    .executeTakeFirst()
  const [here, there] = [organisations.get('exemple-fr'), organisations.get('exemple-bf')]
  return found && here && there ? { tie: found.id, here, there } : null
}

type Text = { kind: string; title: string; object: string; startsOn: string; endsOn: string }

async function insertAgreement(ctx: Ctx, { tie, here, there }: Towns, text: Text): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('agreement')
    .values({
      ...{ id, partnership_id: tie, organisation_id: here, kind: text.kind, title: text.title, object: text.object },
      ...{ starts_on: text.startsOn, ends_on: text.endsOn, renewal: 'express', notice_months: 6, languages: ['fr'] },
      ...{ created_at: ctx.now, updated_at: ctx.now },
    })
    .execute()
  const signs = [
    { organisation_id: here, position: 1, signatory_name: 'Michel Exemple', signatory_function: 'Adjoint au maire' },
    { organisation_id: there, position: 2, signatory_name: 'Aminata Example', signatory_function: 'Maire' },
  ]
  await ctx.db
    .insertInto('agreement_party')
    .values(signs.map((party) => ({ agreement_id: id, ...party })))
    .execute()
  await makeSteps(ctx, { agreementId: id, kind: 'convention' })
  return id
}

/** Makes the agreements of the example tie: one in force that ends in five months, with promises of both sides, and a draft. */
export async function fillAgreements(ctx: Ctx, organisations: ReadonlyMap<string, string>): Promise<void> {
  const towns = await findTowns(ctx, organisations)
  if (!towns) return
  await fillInForce(ctx, towns)
  const today = dayOf(ctx.now)
  const start = monthsBefore(`${today.slice(0, 7)}-01`, -6)
  await insertAgreement(ctx, towns, {
    kind: 'convention',
    title: 'Les déchets, une ressource',
    object: 'Collecte et compostage dans deux quartiers de chaque ville.',
    startsOn: start,
    endsOn: monthsBefore(start, -36),
  })
}

async function fillInForce(ctx: Ctx, towns: Towns): Promise<void> {
  const { tie, here, there } = towns
  const today = dayOf(ctx.now)
  const endsOn = monthsBefore(today, -5)
  const startsOn = monthsBefore(endsOn, 36)
  const inForceOn = monthsBefore(startsOn, -1)
  const id = await insertAgreement(ctx, towns, {
    kind: 'convention',
    title: 'L’eau potable et la culture',
    object: 'Réhabiliter des bornes-fontaines, former les agents, échanger entre écoles de musique.',
    startsOn,
    endsOn,
  })
  await ctx.db
    .updateTable('agreement_step')
    .set({ done_on: startsOn, reference: 'Exemple 2024-12', recorded_at: ctx.now })
    .where('agreement_id', '=', id)
    .where('required', '=', true)
    .where('kind', '<>', 'transmission')
    .execute()
  await ctx.db
    .updateTable('agreement_step')
    .set({ done_on: inForceOn, reference: 'Exemple AR 118', recorded_at: ctx.now })
    .where('agreement_id', '=', id)
    .where('kind', '=', 'transmission')
    .execute()
  await ctx.db
    .updateTable('agreement_step')
    .set({ waived_reason: 'La préfecture a répondu que ce texte n’y est pas soumis.', recorded_at: ctx.now })
    .where('agreement_id', '=', id)
    .where('required', '=', false)
    .execute()
  const first = Number(startsOn.slice(0, 4))
  const amounts = [0, 1, 2].flatMap((more) => [
    { organisation_id: here, year: first + more, kind: 'money', amount: '18000.00', currency: 'EUR' },
    { organisation_id: there, year: first + more, kind: 'money', amount: '2500000.00', currency: 'XOF' },
    { organisation_id: there, year: first + more, kind: 'inKind', amount: '1500000.00', currency: 'XOF' },
  ])
  await ctx.db
    .insertInto('agreement_amount')
    .values(amounts.map((amount) => ({ id: newId(), agreement_id: id, ...amount })))
    .execute()
  const promises = [
    {
      organisation_id: here,
      kind: 'money',
      body: 'Verser 18 000 € par an au service des eaux',
      due_on: monthsBefore(today, 2),
    },
    {
      organisation_id: here,
      kind: 'visits',
      body: 'Accueillir deux musiciens en résidence',
      due_on: monthsBefore(today, -3),
    },
    {
      organisation_id: there,
      kind: 'goods',
      body: 'Mettre un terrain et un bâtiment à disposition',
      due_on: monthsBefore(today, 20),
    },
    {
      organisation_id: there,
      kind: 'knowHow',
      body: 'Former les agents d’Exemple-sur-Navette à la gestion par quartier',
      due_on: endsOn,
    },
  ]
  await ctx.db
    .insertInto('commitment')
    .values(promises.map((promise) => ({ id: newId(), agreement_id: id, created_at: ctx.now, ...promise })))
    .execute()
  await ctx.db
    .updateTable('commitment')
    .set({
      state: 'done',
      done_on: monthsBefore(today, 21),
      proof_note: 'Procès-verbal de mise à disposition (exemple).',
    })
    .where('agreement_id', '=', id)
    .where('kind', '=', 'goods')
    .execute()
  await ctx.db
    .updateTable('agreement')
    .set({ state: 'inForce', state_since: inForceOn, in_force_on: inForceOn })
    .where('id', '=', id)
    .execute()
  await keepVersion(ctx, { partnershipId: tie, agreementId: id }, inForceOn, null)
}
