import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { publishOrganisations } from './publish.server.ts'

let ctx: Ctx
const made: Record<string, { id: string; key: string }> = {}

async function publishTie(
  state: string,
  evidence: string,
  ends: { id: string; key: string; country: string }[],
): Promise<void> {
  const id = newId()
  await ctx.db
    .insertInto('public_tie')
    .values({
      id,
      type: 'twinning',
      state,
      evidence,
      themes: [],
      party_keys: ends.map((end) => end.key),
      party_names: ends.map((end) => end.key),
      countries: ends.map((end) => end.country),
      french: true,
      licences: [],
      sources: [],
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  for (const [index, end] of ends.entries())
    await ctx.db
      .insertInto('public_tie_end')
      .values({
        tie_id: id,
        position: index + 1,
        organisation_id: end.id,
        key: end.key,
        country: end.country,
        tier: 'commune',
      })
      .execute()
}

beforeAll(async () => {
  ctx = await testContext()
  made.region = await makeAuthority(ctx, { name: 'Auvergne-Rhône-Alpes', key: 'r84', tier: 'region' })
  made.chambery = await makeAuthority(ctx, {
    name: 'Chambéry',
    inseeCode: '73065',
    siren: '217300656',
    postalCodes: ['73000'],
    regionId: made.region.id,
    otherNames: ['Camberì'],
  })
  made.ouahigouya = await makeAuthority(ctx, { name: 'Ouahigouya', country: 'BF' })
  made.turin = await makeAuthority(ctx, { name: 'Turin', country: 'IT' })
  made.hidden = await makeAuthority(ctx, { name: 'Ville discrète', key: 'c99999', discreetSince: new Date() })
  const end = (name: string, country: string) => ({ ...(made[name] as { id: string; key: string }), country })
  await publishTie('active', 'bothParties', [end('chambery', 'FR'), end('ouahigouya', 'BF')])
  await publishTie('unknown', 'thirdParty', [end('chambery', 'FR'), end('turin', 'IT')])
  await publishOrganisations(ctx)
})

const find = (key: string) =>
  ctx.db.selectFrom('public_organisation').selectAll().where('key', '=', key).executeTakeFirst()

describe('what everybody may read of authorities', () => {
  it('adds their public ties up by state', async () => {
    expect(await find('c73065')).toMatchObject({
      tie_count: 2,
      active_count: 1,
      unknown_count: 1,
      ended_count: 0,
      states: ['active', 'unknown'],
      evidences: ['bothParties', 'thirdParty'],
      partner_countries: ['BF', 'IT'],
      region_key: 'r84',
    })
    expect(await find(made.turin?.key ?? '')).toMatchObject({ tie_count: 1, partner_countries: ['FR'] })
  })

  it.each(['chambery', 'camberi', '73000', '217300656', '73065'])('is found by %s', async (word) => {
    const found = await sql<{ key: string }>`
      select key from public_organisation where search @@ ${`'${word}':*`}::tsquery`.execute(ctx.db)
    expect(found.rows).toEqual([{ key: 'c73065' }])
  })

  it('leaves out an authority in discreet mode', async () => {
    expect(await find('c99999')).toBeUndefined()
  })

  it('takes an authority out as soon as it asks for it', async () => {
    const guest = await makeAuthority(ctx, { name: 'Invitée', key: 'c11111' })
    await publishOrganisations(ctx, { ids: [guest.id] })
    expect(await find('c11111')).toBeDefined()
    await ctx.db.updateTable('organisation').set({ discreet_since: ctx.now }).where('id', '=', guest.id).execute()
    await publishOrganisations(ctx, { ids: [guest.id] })
    expect(await find('c11111')).toBeUndefined()
  })

  it('looks only at the authorities named', async () => {
    await ctx.db
      .updateTable('organisation')
      .set({ name: 'Torino' })
      .where('key', '=', made.turin?.key ?? '')
      .execute()
    await publishOrganisations(ctx, { ids: [made.chambery?.id ?? ''] })
    expect((await find(made.turin?.key ?? ''))?.name).toBe('Turin')
    await publishOrganisations(ctx, { ids: [] })
    expect((await find(made.turin?.key ?? ''))?.name).toBe('Turin')
    await publishOrganisations(ctx)
    expect((await find(made.turin?.key ?? ''))?.name).toBe('Torino')
  })
})
