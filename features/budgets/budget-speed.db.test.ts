import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { makeAccount, makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { plansOf } from '../../tests/plans.ts'
import { readMeanings } from './figures/meanings.server.ts'
import { readFigures } from './figures.server.ts'
import { listYears } from './lens/measured.server.ts'
import { readMoneyPaths } from './money-paths.server.ts'
import { readWholeBudgets } from './whole-budget.server.ts'

// Many authorities share the tables: none of them may pay for the lines of the others, nor be asked who it is line by line.

const owner = await testContext()
const ours = await makeAuthority(owner, { name: 'Chambéry' })
const theirs = await makeAuthority(owner, { name: 'Annecy' })
const accounts = { ours: '', theirs: '' }
let officer: Ctx

beforeAll(async () => {
  const lines = [{ function_code: '048', executed: '100.00' }]
  accounts.ours = await makeAccount(owner, ours.id, { year: 2025 }, lines)
  accounts.theirs = await makeAccount(owner, theirs.id, { year: 2025 }, lines)
  for (const [organisation, document] of [
    [ours, accounts.ours],
    [theirs, accounts.theirs],
  ] as const)
    await makeBudgetLine(owner, organisation.id, { document_id: document, account_position: 1, executed: '100.00' })
  // Enough of everybody else's for the planner to see what reading all of it would cost.
  const others: string[] = []
  for (let n = 0; n < 100; n += 1) others.push((await makeAuthority(owner, { name: `Autre ${n}` })).id)
  await sql`insert into account_document (id, organisation_id, file_name, sha256, format, siret, label, budget_type, stage, year, line_count, state)
    select gen_random_uuid(), o, 'other.xml', repeat(md5(o::text || n), 2), 'totem', '', 'Autre', 'principal', 'administrativeAccount', 2000 + n, 20, 'live'
    from unnest(${others}::uuid[]) o cross join generate_series(1, 20) n`.execute(owner.db)
  await sql`insert into account_line (document_id, position, nature, section, direction)
    select d.id, p, '6574', 'running', 'expenditure' from account_document d cross join generate_series(1, 20) p
    where d.file_name = 'other.xml'`.execute(owner.db)
  await sql`insert into account_grant (document_id, position, nature)
    select document_id, position, nature from account_line where document_id in
      (select id from account_document where file_name = 'other.xml')`.execute(owner.db)
  await sql`insert into account_total (document_id, section, direction, is_order)
    select id, 'running', 'expenditure', false from account_document where file_name = 'other.xml'`.execute(owner.db)
  await sql`insert into budget_line (id, organisation_id, year, direction, label, document_id, account_position, executed)
    select gen_random_uuid(), d.organisation_id, d.year, 'expenditure', 'Autre', d.id, p, 1
    from account_document d cross join generate_series(1, 10) p where d.file_name = 'other.xml'`.execute(owner.db)
  await sql`insert into project (id, organisation_id, title, locale, type)
    select gen_random_uuid(), ${theirs.id}, 'Autre ' || n, 'fr', 'twinning' from generate_series(1, 3000) n`.execute(
    owner.db,
  )
  await sql`insert into project_money (id, project_id, organisation_id, funder_name, source, year, planned)
    select gen_random_uuid(), id, organisation_id, 'État', 'state', 2025, 1 from project`.execute(owner.db)
  await sql`analyze`.execute(owner.db)
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId: ours.id, role: 'reader' })
  officer = await memberContext(id, ours.id)
})

const asked = { year: 2025, measure: 'executed' as const, filters: {} }

describe('a budget among those of others', () => {
  it.each([
    ['its figures', (ctx: Ctx) => readFigures(ctx, [ours.id], {}, ['country', 'partnership'])],
    ['the whole budget', (ctx: Ctx) => readWholeBudgets(ctx, ours.id)],
    // Told without an answer: it makes one of what was explained.
    ['the way of its money', (ctx: Ctx) => readMoneyPaths(ctx, [ours.id], asked).catch(() => undefined)],
    ['what its accounts say', (ctx: Ctx) => readMeanings(ctx, [ours.id])],
    ['the years of its lens', (ctx: Ctx) => listYears(ctx, ours.id, 'executed')],
  ])('is read without those of others: %s', async (_, ask) => {
    const plans = await inTransaction(officer, (inner) => plansOf(inner, ask))
    expect(plans.length).toBeGreaterThan(0)
    for (const plan of plans) {
      expect(plan).not.toMatch(/Seq Scan on (account_|budget_line|project)/)
      // Asked once for the statement, as an InitPlan; never within the condition of a row. The register asks for itself.
      const conditions = plan.split('\n').filter((line) => /Filter|Cond/.test(line) && !line.includes('discreet_since'))
      for (const condition of conditions) expect(condition).not.toContain('holds_role')
    }
  })
})

describe('who sees lines of accounts and of the budget', () => {
  const tables = ['account_document', 'account_line', 'account_total', 'budget_line'] as const
  const countIn = (ctx: Ctx) =>
    inTransaction(ctx, async ({ db }) => {
      const counts: Record<string, number> = {}
      for (const table of tables) {
        const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db)
        counts[table] = rows[0]?.n ?? 0
      }
      return counts
    })

  it('is a member of the authority alone, in whatever name they act', async () => {
    expect(await countIn(officer)).toEqual({ account_document: 1, account_line: 1, account_total: 0, budget_line: 1 })
    const nothing = { account_document: 0, account_line: 0, account_total: 0, budget_line: 0 }
    const { id } = await makePerson(owner)
    expect(await countIn(await memberContext(id, ours.id))).toEqual(nothing)
    const guest = await makePerson(owner)
    await makeSeat(owner, { personId: guest.id, organisationId: ours.id, role: 'owner' })
    await sql`update membership set ended_at = now() where person_id = ${guest.id}`.execute(owner.db)
    expect(await countIn(await memberContext(guest.id, ours.id))).toEqual(nothing)
  })

  it('is told by a named job of budgets, and by no other', async () => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from account_line`.execute(owner.db)
    expect((await countIn(await jobContext('publish'))).account_line).toBe(rows[0]?.n)
    expect((await countIn(await jobContext('campaign'))).account_line).toBe(0)
  })

  it('and only who holds the role there, and acts for it, writes them', async () => {
    const { id } = await makePerson(owner)
    await makeSeat(owner, { personId: id, organisationId: ours.id, role: 'contributor' })
    const change = async (ctx: Ctx) =>
      inTransaction(ctx, async ({ db }) => {
        const lines = await sql`update account_line set label = 'x' where document_id = ${accounts.ours}`.execute(db)
        const own = await sql`update budget_line set note = 'x' where organisation_id = ${ours.id}`.execute(db)
        return [Number(lines.numAffectedRows), Number(own.numAffectedRows)]
      })
    expect(await change(await memberContext(id, ours.id))).toEqual([1, 1])
    expect(await change(await memberContext(id, theirs.id))).toEqual([0, 0])
    expect(await change(officer)).toEqual([0, 0])
    const add = async (document: string) =>
      inTransaction(await memberContext(id, ours.id), ({ db }) =>
        sql`insert into account_line (document_id, position, nature, section, direction)
          values (${document}, 99, '6574', 'running', 'expenditure')`.execute(db),
      )
    await add(accounts.ours)
    await expect(add(accounts.theirs)).rejects.toThrow('row-level security')
  })
})

describe('the projects a body is in', () => {
  it('are those `is_in_project` and `sees_project` say, one by one', async () => {
    const { id } = await makePerson(owner)
    await makeSeat(owner, { personId: id, organisationId: theirs.id, role: 'reader' })
    await inTransaction(await memberContext(id, theirs.id), async ({ db }) => {
      const { rows } = await sql<{ found: number; asked: number }>`
        select (select count(*) from projects_seen_in(${theirs.id})) as found,
          (select count(*) from project p where is_in_project(p.id, ${theirs.id}) and sees_project(p.id)) as asked`.execute(
        db,
      )
      expect(rows[0]).toEqual({ found: 3000, asked: 3000 })
    })
    await inTransaction(officer, async ({ db }) => {
      const { rows } = await sql`select * from projects_seen_in(${theirs.id})`.execute(db)
      expect(rows).toEqual([])
    })
  })
})
