import type { Ctx } from '../platform/context.ts'
import { newId } from '../platform/ids.ts'
import { makeAuthority, makeSource } from './factories.ts'

type Party = { id: string; key: string; name: string }

/** Makes a tie between authorities, as one source states it, in the order of the parties. Nothing is published. */
export async function makeTie(
  ctx: Ctx,
  parties: readonly Party[],
  facts: { type?: string; state?: string; sinceYear?: number } = {},
): Promise<{ id: string }> {
  const id = newId()
  const { type = 'twinning', state = 'unknown', sinceYear = null } = facts
  const source = await makeSource(ctx)
  await ctx.db
    .insertInto('partnership')
    .values({
      id,
      type,
      state,
      evidence: 'thirdParty',
      since_year: sinceYear,
      parties_key: parties
        .map(({ key }) => key)
        .toSorted()
        .join(' '),
    })
    .execute()
  await ctx.db
    .insertInto('partnership_party')
    .values(parties.map((party, index) => ({ partnership_id: id, organisation_id: party.id, position: index + 1 })))
    .execute()
  await ctx.db
    .insertInto('partnership_statement')
    .values({
      id: newId(),
      partnership_id: id,
      source_id: source.id,
      statement_key: id,
      licence: 'etalab-2.0',
      evidence: 'thirdParty',
      type_said: type,
      state_said: state,
      since_year: sinceYear,
      names_said: parties.map(({ name }) => name),
    })
    .execute()
  return { id }
}

/** Makes an agreement of a tie, opened by one of its parties, with all of them in it; a draft unless said otherwise. */
export async function makeAgreement(
  ctx: Ctx,
  of: { partnershipId: string; organisationId: string },
  facts: { kind?: string; title?: string; state?: string; startsOn?: string; endsOn?: string } = {},
): Promise<{ id: string }> {
  const id = newId()
  await ctx.db
    .insertInto('agreement')
    .values({
      id,
      partnership_id: of.partnershipId,
      organisation_id: of.organisationId,
      kind: facts.kind ?? 'convention',
      title: facts.title ?? 'Convention de coopération',
      object: 'Eau potable et assainissement',
      state: facts.state ?? 'draft',
      starts_on: facts.startsOn ?? '2026-01-01',
      ends_on: facts.endsOn ?? '2028-12-31',
    })
    .execute()
  const parties = await ctx.db
    .selectFrom('partnership_party')
    .select(['organisation_id', 'position'])
    .where('partnership_id', '=', of.partnershipId)
    .execute()
  await ctx.db
    .insertInto('agreement_party')
    .values(parties.map((party) => ({ agreement_id: id, ...party })))
    .execute()
  return { id }
}

/** Makes a project led by a body, under a tie or alone, with the lead among its participants. */
export async function makeProject(
  ctx: Ctx,
  of: { organisationId: string; partnershipId?: string },
  facts: { title?: string; type?: string; state?: string; themes?: string[] } = {},
): Promise<{ id: string }> {
  const id = newId()
  await ctx.db
    .insertInto('project')
    .values({
      id,
      organisation_id: of.organisationId,
      partnership_id: of.partnershipId ?? null,
      title: facts.title ?? 'L’eau à l’école',
      locale: 'fr',
      type: facts.type ?? 'decentralisedCooperation',
      state: facts.state ?? 'idea',
      themes: facts.themes ?? ['waterSanitation'],
    })
    .execute()
  await ctx.db
    .insertInto('project_participant')
    .values({
      id: newId(),
      project_id: id,
      organisation_id: of.organisationId,
      role: 'lead',
      circle: 'elected',
      credit_order: 1,
    })
    .execute()
  return { id }
}

/** Makes a mission of a body. */
export async function makeMission(
  ctx: Ctx,
  of: { organisationId: string; partnershipId?: string },
): Promise<{ id: string }> {
  const id = newId()
  await ctx.db
    .insertInto('mission')
    .values({
      id,
      organisation_id: of.organisationId,
      partnership_id: of.partnershipId ?? null,
      direction: 'outgoing',
      title: 'Délégation au comité de pilotage',
      country: 'BF',
      starts_on: '2027-02-01',
      ends_on: '2027-02-06',
    })
    .execute()
  return { id }
}

/** Makes a position of the assembly of a body, voted. */
export async function makePosition(
  ctx: Ctx,
  of: { organisationId: string; partnershipId?: string },
): Promise<{ id: string }> {
  const id = newId()
  await ctx.db
    .insertInto('assembly_position')
    .values({
      id,
      organisation_id: of.organisationId,
      partnership_id: of.partnershipId ?? null,
      kind: 'wish',
      title: 'Pour la libération des maires emprisonnés',
      locale: 'fr',
      voted_on: '2026-03-12',
    })
    .execute()
  return { id }
}

/** Makes two authorities, one here and one abroad, and the tie between them. */
export async function makePair(
  ctx: Ctx,
  names: readonly [here: string, there: string] = ['Chambéry', 'Ouahigouya'],
): Promise<{ tie: { id: string }; here: Party; there: Party }> {
  const here = await makeAuthority(ctx, { name: names[0] })
  const there = await makeAuthority(ctx, { name: names[1], country: 'BF' })
  return { tie: await makeTie(ctx, [here, there]), here, there }
}
