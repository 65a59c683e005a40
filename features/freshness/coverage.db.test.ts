import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { confirmRecords } from './confirm.server.ts'
import { getCoverage, getOrganisationFreshness, getTieFreshness } from './coverage.server.ts'

let ctx: Ctx
let nanterre: { id: string; key: string }
let pesaro: { id: string; key: string }
let confirmed: string
let old: string
const thisYear = new Date().getFullYear()

beforeAll(async () => {
  ctx = await testContext()
  const region = await makeAuthority(ctx, { name: 'Île-de-France', key: 'r11', tier: 'region', lat: 48.8, lon: 2.3 })
  nanterre = await makeAuthority(ctx, {
    name: 'Nanterre',
    inseeCode: '92050',
    regionId: region.id,
    lat: 48.9,
    lon: 2.2,
  })
  pesaro = await makeAuthority(ctx, { name: 'Pesaro', country: 'IT', status: 'toBeConfirmed', lat: 43.9, lon: 12.9 })
  const craiova = await makeAuthority(ctx, { name: 'Craiova', country: 'RO', lat: 44.3, lon: 23.8 })
  const hidden = await makeAuthority(ctx, { name: 'Cachée', country: 'RO', discreetSince: new Date() })
  const list = (year?: number) => [{ source: 'a', licence: 'CC0-1.0', ...(year ? { year } : {}) }]
  confirmed = await makeTie(ctx, { parties: [nanterre, pesaro], sinceYear: 1990, said: list(2008) })
  old = await makeTie(ctx, { parties: [nanterre, craiova], said: list(2009) })
  await makeTie(ctx, { parties: [nanterre, hidden], said: list(thisYear) })
  await makeTie(ctx, { parties: [pesaro, craiova], said: list(thisYear) })
  const person = await makePerson(ctx)
  await makeSeat(ctx, { personId: person.id, organisationId: nanterre.id, role: 'owner' })
  await publishTies(ctx)
  const officer = await memberContext(person.id, nanterre.id)
  await confirmRecords(officer, nanterre.id, [
    { kind: 'organisation', id: nanterre.id },
    { kind: 'partnership', id: confirmed },
  ])
})

describe('how fresh the whole is', () => {
  it('counts each tie with a French end once, and none in discreet mode', async () => {
    const { ties, known } = await getCoverage(ctx)
    expect(ties).toEqual({ count: { fresh: 1, toConfirm: 0, stale: 1 }, confirmed: 1, total: 2 })
    expect(known).toMatchObject({ since: 1, dated: 2 })
  })

  it('counts per région and per country', async () => {
    const { regions, countries } = await getCoverage(ctx)
    expect(regions).toMatchObject([{ code: 'r11', ties: 2, confirmed: 1, count: { fresh: 1, stale: 1 } }])
    expect(countries.map(({ code, count }) => [code, count.fresh, count.stale])).toEqual([
      ['IT', 1, 0],
      ['RO', 0, 1],
    ])
  })

  it('counts authorities by their own word, or by what lists them', async () => {
    const { organisations } = await getCoverage(ctx)
    expect(organisations).toEqual({ count: { fresh: 1, toConfirm: 1, stale: 1 }, confirmed: 1, owned: 1, total: 3 })
  })
})

describe('one record', () => {
  it('says who confirmed it, and whether anybody looks after it', async () => {
    expect(await getTieFreshness(ctx, confirmed)).toMatchObject({
      freshness: { level: 'fresh', reason: 'confirmed' },
      confirmedBy: ['Nanterre'],
      owned: true,
    })
    expect(await getTieFreshness(ctx, old)).toMatchObject({
      freshness: { level: 'stale', on: '2009' },
      confirmedBy: [],
    })
    expect(await getOrganisationFreshness(ctx, pesaro.id)).toMatchObject({
      freshness: { level: 'toConfirm', reason: 'foundByName' },
      owned: false,
    })
  })

  it('says at once when somebody comes to look after it, and when nobody does any more', async () => {
    const owned = async () => (await getOrganisationFreshness(ctx, pesaro.id))?.owned
    const { id: personId } = await makePerson(ctx)
    const seat = await makeSeat(ctx, { personId, organisationId: pesaro.id, role: 'reader' })
    expect(await owned()).toBe(false)
    await ctx.db.updateTable('membership').set({ role: 'contributor' }).where('id', '=', seat).execute()
    expect(await owned()).toBe(true)
    await ctx.db.updateTable('membership').set({ ended_at: ctx.now }).where('id', '=', seat).execute()
    expect(await owned()).toBe(false)
  })

  it('grows old by itself', async () => {
    const later = (months: number): Ctx => ({ ...ctx, now: new Date(Date.now() + months * 30.5 * 86_400_000) })
    const levelIn = async (months: number) => (await getTieFreshness(later(months), confirmed))?.freshness.level
    expect([await levelIn(11), await levelIn(14), await levelIn(48)]).toEqual(['fresh', 'toConfirm', 'stale'])
  })
})
