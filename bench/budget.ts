import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { migrate } from '../db/migrate.ts'
import { ensureRoles, memberRole } from '../db/roles.ts'
import { figureFilterNames, readFigureView } from '../features/budgets/figure-view.ts'
import { getFigures } from '../features/budgets/figures.server.ts'
import { getMoneyPaths } from '../features/budgets/money-paths.server.ts'
import { comparePeers, getWholeBudgets } from '../features/budgets/whole-budget.server.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { newId } from '../platform/ids.ts'
import { openCluster } from '../platform/postgres/cluster.ts'
import { ensureDatabase } from '../platform/postgres/ensure-database.ts'
import { percentile, type Tell } from './figures.ts'
import { toLine } from './report.ts'

const area = 'budget'
const authorities = 1000
const years = 8
const linesPerAccount = 1250
// What a town that looks everywhere finds: a hundred lines a year, and as many entered by hand as a small office can.
const chosenPerYear = 100

// The accounts of a thousand authorities over eight years, ten million lines, with the lines of their international action;
// everything follows from numbers, so that two runs fill the same.
async function fillBudgets(owner: Ctx): Promise<number> {
  await sql`create table generated_town as select id, row_number() over (order by key)::int as n
    from organisation where country = 'FR' and tier = 'commune' order by 2 limit ${authorities}`.execute(owner.db)
  await sql`insert into account_document (id, organisation_id, file_name, sha256, format, siret, label, budget_type, nomenclature,
      stage, year, population, line_count, state)
    select gen_random_uuid(), t.id, 'generated.xml', repeat(md5(t.n || ' ' || y), 2), 'totem', '', 'Budget principal', 'principal',
      'M57-M57', 'administrativeAccount', y, 50000, ${linesPerAccount}, 'live'
    from generated_town t cross join generate_series(2018, ${2018 + years - 1}) y`.execute(owner.db)
  await sql`insert into account_line (document_id, position, nature, function_code, section, direction, opened, executed)
    select d.id, p, (6000 + p % 900)::text, case when p <= ${chosenPerYear} then '048' else (p % 95)::text end,
      case when p % 7 = 0 then 'investment' else 'running' end, case when p % 5 = 0 then 'receipt' else 'expenditure' end,
      1000 + p % 977, 900 + p % 977
    from account_document d cross join generate_series(1, ${linesPerAccount}) p where d.file_name = 'generated.xml'`.execute(
    owner.db,
  )
  await sql`insert into account_total (document_id, section, direction, is_order, opened, executed)
    select d.id, s, w, false, 90000000, 80000000 from account_document d cross join unnest(array['running', 'investment']) s
    cross join unnest(array['expenditure', 'receipt']) w where d.file_name = 'generated.xml'`.execute(owner.db)
  await sql`insert into budget_line (id, organisation_id, year, direction, section, label, document_id, account_position, executed,
      opened, department, country, action_type, operating_mode, purpose_frame, counterpart_kind, funding_source)
    select gen_random_uuid(), d.organisation_id, d.year, l.direction, l.section, 'Ligne ' || l.position, d.id, l.position,
      l.executed, l.opened, 'Service ' || l.position % 12, (array['ML', 'SN', 'BF', 'MA', 'VN', 'HT'])[1 + l.position % 6],
      (array['twinning', 'decentralisedCooperation', 'globalCitizenshipEducation'])[1 + l.position % 3],
      (array['projectBased', 'grantWindow'])[1 + l.position % 2], (array['solidarity', 'mutualInterest'])[1 + l.position % 2],
      case when l.direction = 'expenditure' then (array['partnerAuthority', 'localActor', 'frenchActor'])[1 + l.position % 3] end,
      case when l.direction = 'receipt' then (array['state', 'agency'])[1 + l.position % 2] end
    from account_document d join account_line l on l.document_id = d.id and l.position <= ${chosenPerYear}
    where d.file_name = 'generated.xml'`.execute(owner.db)
  await sql`insert into public_budget_year (organisation_key, year, stage, expenditure, receipts, investment, total_expenditure,
      population, population_year, tier, line_count, source, as_of)
    select o.key, y, 'executed', 90000 + t.n, 20000, 1000, 160000000, 50000, y, 'commune', 100, '[]', now()
    from generated_town t join organisation o on o.id = t.id cross join generate_series(2018, ${2018 + years - 1}) y`.execute(
    owner.db,
  )
  await sql`drop table generated_town`.execute(owner.db)
  await sql`analyze account_document, account_line, account_total, budget_line, public_budget_year`.execute(owner.db)
  const { rows } = await sql<{ n: string }>`select count(*)::text as n from account_line`.execute(owner.db)
  return Number(rows[0]?.n ?? 0)
}

// How long the consolidated view of one authority among a thousand takes, as a member reads it: row-level security is on.
async function measureBudgetView(owner: Ctx, url: string, size: string, tell: Tell): Promise<void> {
  const members = openDatabase(url, { role: memberRole, max: 2 })
  const { rows: towns } = await sql<{ id: string; key: string }>`select distinct o.id, o.key from organisation o
    join account_document d on d.organisation_id = o.id order by o.key limit 40`.execute(owner.db)
  const personId = newId()
  await owner.db.insertInto('person').values({ id: personId, name: 'Bench', email: null }).execute()
  for (const { id } of towns)
    await sql`insert into membership (id, organisation_id, person_id, role)
      values (${newId()}, ${id}, ${personId}, 'reader')`.execute(owner.db)
  const times: number[] = []
  for (let round = 0; round < 200; round += 1) {
    const town = towns[round % towns.length]
    if (!town) break
    const actor = { kind: 'person' as const, personId, organisationId: town.id }
    const ctx: Ctx = { db: members.db, actor, now: new Date(), locale: 'fr' }
    const by = figureFilterNames[round % figureFilterNames.length] ?? 'country'
    const begin = performance.now()
    await inTransaction(ctx, async (inner) => {
      const view = readFigureView(new URLSearchParams({ by }))
      await getFigures(inner, town.id, view, [by, 'partnership'])
      await getWholeBudgets(inner, town.id)
      await getMoneyPaths(inner, [town.id], { year: 2025, measure: 'executed', filters: {} })
      await comparePeers(inner, { key: town.key, tier: 'commune' }, 2025, 50_000)
    })
    times.push(performance.now() - begin)
  }
  await members.close()
  const figure = { area, size, unit: 'ms' }
  tell({ ...figure, what: 'consolidated view, p50', value: percentile(times, 0.5) })
  tell({ ...figure, what: 'consolidated view, p95', value: percentile(times, 0.95), goal: { most: 300 } })
}

async function makeTowns(owner: Ctx): Promise<void> {
  const names = sql`'FR', 'France', 'France', 'Francia', 'France', 'france', 'france'`
  const foreign = ['ML', 'SN', 'BF', 'MA', 'VN', 'HT']
  await sql`insert into country (iso2, name_fr, name_en, name_es, name_ar, name_key_fr, name_key_en) values (${names})`.execute(
    owner.db,
  )
  await sql`insert into country (iso2, name_fr, name_en, name_es, name_ar, name_key_fr, name_key_en)
    select c, c, c, c, c, c, c from unnest(${foreign}::text[]) c`.execute(owner.db)
  const source = newId()
  await sql`insert into source (id, code, name, licence, attribution) values (${source}, 'bench', 'bench', 'etalab-2.0', 'bench')`.execute(
    owner.db,
  )
  await sql`insert into organisation (id, key, tier, name, name_key, country, population, population_year, source_id)
    select gen_random_uuid(), 'c' || (10000 + n), 'commune', 'Ville ' || n, 'ville ' || n, 'FR', 50000, 2023, ${source}
    from generate_series(1, ${authorities}) n`.execute(owner.db)
}

// On a database of its own, which is removed afterwards: `node bench/budget.ts`.
async function measureAlone(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'navette-bench-budget-'))
  const cluster = await openCluster(folder, {
    sync: false,
    settings: ['fsync=off', 'synchronous_commit=off', 'max_wal_size=4GB'],
  })
  try {
    const url = await ensureDatabase(cluster, 'navette')
    const owner = openDatabase(url, { max: 1 })
    await migrate(owner, join(import.meta.dirname, '../db/migrations'))
    await ensureRoles(owner.db)
    const ctx: Ctx = { db: owner.db, actor: { kind: 'operator' }, now: new Date(), locale: 'fr' }
    await makeTowns(ctx)
    const lines = await fillBudgets(ctx)
    const size = `${lines.toLocaleString('en-GB')} lines, ${authorities} authorities`
    await measureBudgetView(ctx, url, size, (figure) => console.log(toLine(figure)))
    await owner.close()
  } finally {
    await cluster.release()
    await rm(folder, { recursive: true })
  }
}

await measureAlone()
