import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../platform/context.ts'

/** How many accounts are made: of so many authorities, over so many years, of so many lines each. */
export type BudgetSize = { authorities: number; years: number; linesPerAccount: number; chosenPerYear: number }

/** The size the promise is about: a thousand authorities over eight years, ten million accounting lines, a million chosen. */
export const promisedSize: BudgetSize = { authorities: 1000, years: 8, linesPerAccount: 1250, chosenPerYear: 120 }

const firstYear = 2018

// Everything follows from numbers, so that two runs fill the same.
const pick = (values: readonly string[], by: string) =>
  sql`(array[${sql.join(values.map((value) => sql`${value}::text`))}])[1 + (${sql.raw(by)}) % ${sql.lit(values.length)}]`
const countries = ['ML', 'SN', 'BF', 'MA', 'VN', 'HT']
const types = ['twinning', 'decentralisedCooperation', 'globalCitizenshipEducation', 'humanitarianEmergency']
const themes = ['waterSanitation', 'health', 'education', 'culture', 'youth']

// The largest communes, each with a tie or two of its own making and a few projects, so that lines have something to be about.
async function makeTowns(ctx: Ctx, { authorities, years }: BudgetSize): Promise<void> {
  await sql`create temp table town on commit drop as
    select o.id, o.key, o.population, row_number() over (order by o.population desc, o.key)::int as n,
      array[gen_random_uuid(), gen_random_uuid()] as ties
    from organisation o where o.country = 'FR' and o.tier = 'commune' and o.population is not null
    order by n limit ${authorities}`.execute(ctx.db)
  await sql`insert into partnership (id, type, state, evidence, parties_key)
    select t.ties[k], 'decentralisedCooperation', 'active', 'bothParties', t.key || ' generated ' || k from town t cross join generate_series(1, 2) k`.execute(
    ctx.db,
  )
  await sql`insert into partnership_party (partnership_id, organisation_id, position)
    select t.ties[k], t.id, 1 from town t cross join generate_series(1, 2) k
    union all select t.ties[k], f.id, 2 from town t cross join generate_series(1, 2) k
      join (select id, row_number() over (order by key) as n, count(*) over () as total from organisation where country <> 'FR') f
        on f.n = 1 + (t.n * 2 + k) % f.total`.execute(ctx.db)
  await sql`insert into project (id, organisation_id, partnership_id, title, locale, type, state, themes)
    select gen_random_uuid(), t.id, t.ties[1 + k % cardinality(t.ties)], 'Projet ' || k, 'fr', ${pick(types, 'k')}, 'running', array['health']
    from town t cross join generate_series(1, 8) k`.execute(ctx.db)
  await sql`insert into project_money (id, project_id, organisation_id, funder_name, source, year, planned, spent)
    select gen_random_uuid(), j.id, j.organisation_id, 'Ministère', 'state', y, 5000, 4000
    from project j join town t on t.id = j.organisation_id
    cross join generate_series(${firstYear}::int, ${firstYear + years - 1}::int) y`.execute(ctx.db)
  await sql`create temp table town_project on commit drop as select organisation_id,
    array_agg(id order by title) as projects from project where organisation_id in (select id from town) group by 1`.execute(
    ctx.db,
  )
}

// Year after year, as they are brought: the accounts of one authority lie far from each other.
async function makeAccounts(ctx: Ctx, { years, linesPerAccount, chosenPerYear }: BudgetSize): Promise<void> {
  await sql`create temp table brought on commit drop as
    select gen_random_uuid() as id, t.id as organisation_id, t.n, y::smallint as year, t.population
    from town t cross join generate_series(${firstYear}::int, ${firstYear + years - 1}::int) y order by y, t.n`.execute(
    ctx.db,
  )
  await sql`insert into account_document (id, organisation_id, file_name, sha256, format, siret, label, budget_type, nomenclature,
      stage, year, population, line_count, state)
    select id, organisation_id, 'generated.xml', repeat(md5(n || ' ' || year), 2), 'totem', '', 'Budget principal', 'principal',
      'M57-M57', 'administrativeAccount', year, population, ${linesPerAccount}, 'live' from brought order by year, n`.execute(
    ctx.db,
  )
  await sql`insert into account_line (document_id, position, nature, function_code, section, direction, opened, executed)
    select b.id, p, (6000 + p % 900)::text, case when p <= ${chosenPerYear} then '048' else (p % 95)::text end,
      case when p % 7 = 0 then 'investment' else 'running' end, case when p % 5 = 0 then 'receipt' else 'expenditure' end,
      1000 + p % 977, 900 + (p + b.n) % 977
    from brought b cross join generate_series(1, ${linesPerAccount}) p order by b.year, b.n, p`.execute(ctx.db)
  await sql`insert into account_total (document_id, section, direction, is_order, opened, executed)
    select b.id, s, w, false, 90000000, 80000000 from brought b cross join unnest(array['running', 'investment']) s
    cross join unnest(array['expenditure', 'receipt']) w`.execute(ctx.db)
}

// Five lines in six from the accounts, the sixth by hand; two in three about a tie, one in three about a project.
async function chooseLines(ctx: Ctx, { chosenPerYear }: BudgetSize): Promise<void> {
  await sql`insert into budget_line (id, organisation_id, year, direction, section, label, document_id, account_position, reason,
      executed, opened, department, partnership_id, project_id, country, action_type, theme, operating_mode, purpose_frame,
      counterpart_kind, counterpart_name, funding_source, valuation)
    select gen_random_uuid(), b.organisation_id, b.year, d.direction, case when p % 7 = 0 then 'investment' else 'running' end,
      'Ligne ' || p, case when p % 6 > 0 then b.id end, case when p % 6 > 0 then p end,
      case when p % 6 > 0 then 'function048' else 'hand' end, 900 + (p + b.n) % 977, 1000 + p % 977, 'Service ' || p % 12,
      case when p % 3 > 0 then t.ties[1 + p % cardinality(t.ties)] end, case when p % 3 = 1 then j.projects[1 + p % 8] end,
      ${pick(countries, 'p')}, ${pick(types, 'p')}, ${pick(themes, 'p')}, ${pick(['projectBased', 'grantWindow'], 'p')},
      ${pick(['solidarity', 'mutualInterest'], 'p')},
      case when d.direction = 'expenditure' then ${pick(['partnerAuthority', 'localActor', 'frenchActor'], 'p')} end,
      'Association ' || p % 25, case when d.direction = 'receipt' then ${pick(['state', 'agency'], 'p')} end,
      case when p % 48 = 0 then 'inKind' else 'money' end
    from brought b join town t on t.id = b.organisation_id join town_project j on j.organisation_id = t.id
    cross join generate_series(1, ${chosenPerYear}) p
    cross join lateral (select case when p % 5 = 0 then 'receipt' else 'expenditure' end as direction) d
    order by b.year, b.n, p`.execute(ctx.db)
}

/** Fills accounts and what was chosen of them, a thousand authorities in a few minutes; answers how many accounting lines there are. */
export async function generateBudgets(ctx: Ctx, size: BudgetSize): Promise<number> {
  const lines = await inTransaction(ctx, async (inner) => {
    // What is drawn from the tables themselves need not be looked up in them again, row by row.
    await sql`set local session_replication_role = replica`.execute(inner.db)
    await makeTowns(inner, size)
    await makeAccounts(inner, size)
    await chooseLines(inner, size)
    await sql`insert into public_budget_year (organisation_key, year, stage, expenditure, receipts, investment, total_expenditure,
        population, population_year, tier, line_count, source, as_of)
      select t.key, b.year, 'executed', 90000 + t.n, 20000, 1000, 160000000, t.population, b.year, 'commune', ${size.chosenPerYear}, '[]', now()
      from town t join brought b on b.n = t.n`.execute(inner.db)
    const { rows } = await sql<{ n: number }>`select count(*) as n from account_line`.execute(inner.db)
    return rows[0]?.n ?? 0
  })
  // As a database that has been in use for a while: its statistics are known, its pages are known to be visible to all.
  await sql`vacuum analyze`.execute(ctx.db)
  return lines
}
