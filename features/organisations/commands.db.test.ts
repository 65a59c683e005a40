import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { getDataVersion } from '../../platform/db/data-version.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority, makeSource } from '../../tests/factories.ts'
import { addOrganisationBySiren } from './commands.server.ts'
import { publishOrganisations } from './publish.server.ts'
import { findOrganisationByKey } from './queries.server.ts'

let ctx: Ctx
const given = { siren: '257300012', name: 'Syndicat des eaux du Châtelard', tier: 'syndicat' }

beforeAll(async () => {
  ctx = await testContext()
  await makeSource(ctx, 'operator')
  const savoie = await makeAuthority(ctx, { name: 'Savoie', key: 'd73', tier: 'departement' })
  await makeAuthority(ctx, {
    name: 'Chambéry',
    inseeCode: '73065',
    siren: '217300656',
    departementCode: '73',
    departementId: savoie.id,
    lon: 5.92,
    lat: 45.57,
  })
  await publishOrganisations(ctx)
})

describe('adding a grouping by its SIREN', () => {
  it('is the operator’s alone', async () => {
    await expect(addOrganisationBySiren({ ...ctx, actor: { kind: 'anonymous' } }, given)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(
      addOrganisationBySiren({ ...ctx, actor: { kind: 'job', name: 'start' } }, given),
    ).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it.each([
    [{ ...given, siren: '257300013' }, 'organisation_siren_invalid'],
    [{ ...given, siren: '' }, 'organisation_siren_invalid'],
    [{ ...given, name: ' ' }, 'organisation_name_missing'],
    [{ ...given, tier: 'commune' }, 'organisation_tier_invalid'],
    [{ ...given, departement: '99' }, 'organisation_departement_unknown'],
    [{ ...given, seat: '73999' }, 'organisation_seat_unknown'],
  ])('refuses %j', async (input, reason) => {
    await expect(addOrganisationBySiren(ctx, input)).rejects.toMatchObject({ code: 'invalid', reason })
  })

  it('refuses a SIREN the register already has', async () => {
    await expect(addOrganisationBySiren(ctx, { ...given, siren: '217300656' })).rejects.toMatchObject({
      code: 'conflict',
      values: { name: 'Chambéry' },
    })
  })

  it('puts it in the register and on the public pages, at its seat', async () => {
    const before = await getDataVersion(ctx)
    expect(await addOrganisationBySiren(ctx, { ...given, departement: '73', seat: '73065' })).toEqual({
      key: 'e257300012',
      name: given.name,
    })
    expect(await findOrganisationByKey(ctx, 'e257300012')).toMatchObject({
      organisation: {
        tier: 'syndicat',
        legalForm: 'syndicat',
        departementCode: '73',
        pointPrecision: 'seat',
        lat: 45.57,
        seat: { key: 'c73065' },
        parents: [{ key: 'd73' }],
      },
    })
    expect((await getDataVersion(ctx)).version).toBe(before.version + 1)
  })
})
