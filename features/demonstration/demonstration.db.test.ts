import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { authRole } from '../../db/roles.ts'
import { inTransaction } from '../../platform/context.ts'
import { openDatabase } from '../../platform/db/pool.ts'
import { newId } from '../../platform/ids.ts'
import { testContext, testDatabaseUrl } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, memberContext } from '../../tests/people.ts'
import { createExampleSignIn } from '../accounts/example-sign-in.server.ts'
import { createSignIn, ensureSecret } from '../accounts/sign-in.server.ts'
import { getOdaYear } from '../budgets/oda.server.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { fillDemonstration, listExamplePeople, removeDemonstration } from './demonstration.server.ts'
import { isExampleAddress } from './rules.ts'

const owner = await testContext()
await makeAuthority(owner, { name: 'Ouagadougou', country: 'BF' })
await makeAuthority(owner, { name: 'Chambéry' })
await makeAuthority(owner, { name: 'Velbert', country: 'DE' })
await makeAuthority(owner, { name: 'Saint-Louis', country: 'SN' })
const { db, close } = openDatabase(await testDatabaseUrl(), { role: authRole, searchPath: 'auth', max: 2 })
afterAll(close)
const secret = await ensureSecret(owner.db)
const shared = { db, secret, baseUrl: 'http://navette.example' }
const examples = createExampleSignIn({ ...shared, isExample: isExampleAddress })
const signIn = createSignIn({
  ...shared,
  sendLink: async () => undefined,
  report: (error) => {
    throw error
  },
})

const administrator = await memberContext((await makePerson(owner, { administrator: true })).id)
const stranger = await memberContext((await makePerson(owner)).id)
const count = async (table: string) =>
  (await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(owner.db)).rows[0]?.count

describe('the demonstration', () => {
  beforeEach(async () => {
    await removeDemonstration(owner, examples)
  })

  it('has people of every role, whom one may enter as', async () => {
    await fillDemonstration(administrator, examples)
    const people = await inTransaction(await anonymousContext(), listExamplePeople)
    expect(new Set(people.map(({ role }) => role))).toEqual(new Set(['owner', 'manager', 'contributor', 'reader']))
    const someone = people[0]
    const cookies = await examples.enterAs(someone?.email ?? '')
    const session = await signIn.find(new Headers({ cookie: cookies.map((one) => one.split(';')[0]).join('; ') }))
    expect(session).toMatchObject({ personId: someone?.id, email: someone?.email })
  })

  it('is never public, however often it is filled', async () => {
    await fillDemonstration(owner, examples)
    await fillDemonstration(administrator, examples)
    await publishTies(owner)
    const found = await sql`select from public_organisation where key like 'exemple-%'
      union all select from public_tie where 'exemple-fr' = any(party_keys)`.execute(owner.db)
    expect(found.rows).toEqual([])
  })

  it('shows what happens in the field, from both sides, and takes it away with what was tried out', async () => {
    const tables = ['mission', 'assembly_position', 'field_update', 'project_event']
    const countAll = () => Promise.all(tables.map(count))
    const before = await countAll()
    await fillDemonstration(administrator, examples)
    const { rows } = await sql`select count(*)::int as news, count(distinct organisation_id)::int as sides
      from field_update`.execute(owner.db)
    expect(rows).toEqual([{ news: 2, sides: 2 }])
    const missions = await owner.db.selectFrom('mission').select('state').orderBy('starts_on').execute()
    expect(missions.map(({ state }) => state)).toEqual(['done', 'prepared'])
    await publishTies(owner)
    expect(await count('public_mission')).toBe(0)
    expect(await count('public_position')).toBe(0)
    const { id: tried } = await owner.db
      .selectFrom('organisation')
      .select('id')
      .where('example', '=', true)
      .executeTakeFirstOrThrow()
    const mission = {
      title: 'Essai',
      direction: 'incoming',
      country: 'BF',
      starts_on: '2026-01-01',
      ends_on: '2026-01-02',
    }
    await owner.db
      .insertInto('mission')
      .values({ id: newId(), organisation_id: tried, ...mission })
      .execute()
    await removeDemonstration(administrator, examples)
    expect(await countAll()).toEqual(before)
  })

  it('goes without a trace', async () => {
    const tables = ['person', 'organisation', 'partnership', 'budget_line', 'staff_grade', 'oda_return']
    const countAll = () => Promise.all(tables.map(count))
    const before = await countAll()
    await fillDemonstration(administrator, examples)
    await removeDemonstration(administrator, examples)
    expect(await countAll()).toEqual(before)
    expect(await count('auth.user')).toBe(0)
    await expect(inTransaction(await anonymousContext(), listExamplePeople)).rejects.toMatchObject({
      reason: 'no_demonstration',
    })
  })

  it('has a year of the budget with a return to finish, beside the one that was filed', async () => {
    await fillDemonstration(administrator, examples)
    const year = administrator.now.getUTCFullYear() - 1
    const group = { country: 'BF', year, income_group: 'ldc', source: 'Essai' }
    const off = { country: 'DE', year, income_group: 'notListed', source: 'Essai' }
    await owner.db.insertInto('country_income_group').values([group, off]).execute()
    const { id } = await owner.db
      .selectFrom('organisation')
      .select('id')
      .where('key', '=', 'exemple-fr')
      .executeTakeFirstOrThrow()
    const { issues, proposals, totals, lastYear } = await getOdaYear(owner, id, year)
    expect(totals).toMatchObject({ money: '21764.37', staff: '15726.83' })
    const missing = ['noKind', 'countryNotEligible', 'noChannel', 'noSector', 'markersUnanswered', 'executedUsed']
    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(missing))
    expect(proposals.length).toBeGreaterThan(0)
    expect(lastYear).toMatchObject({ wasFiled: true, gone: ['SN'] })
  })

  it('is filled and removed by the administrator only', async () => {
    await expect(fillDemonstration(stranger, examples)).rejects.toMatchObject({ reason: 'administrator_needed' })
    await expect(fillDemonstration(await anonymousContext(), examples)).rejects.toMatchObject({
      reason: 'sign_in_needed',
    })
    await expect(removeDemonstration(stranger, examples)).rejects.toMatchObject({ reason: 'administrator_needed' })
  })
})
