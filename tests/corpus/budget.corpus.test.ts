import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { exportAccountLines } from '../../features/budgets/accounts-export.server.ts'
import { findAccount, listAccounts } from '../../features/budgets/accounts-list.server.ts'
import type { Ctx } from '../../platform/context.ts'
import { readCsv } from '../../platform/csv.ts'
import { projectRoot } from '../../platform/project-root.ts'
import { testContext, testDatabaseUrl } from '../db.ts'

// Accounts as towns really filed them, kept beside the project and not in it; imported as a new user would.
const folder = join(projectRoot, '../shared/data/totem')
const program = join(projectRoot, 'bin/navette')

/** Function 048, real operations: expenditure and receipts of each year. */
const montreuil = {
  2016: ['541700.86', '70456.00'],
  2018: ['387959.64', '2503.56'],
  2020: ['492604.30', '390173.16'],
  2022: ['285761.30', '49400.00'],
} as const

describe.skipIf(!existsSync(folder))('accounts as they were filed', () => {
  let ctx: Ctx
  let town: { id: string }
  let village: { id: string }
  let rehearsed = 0

  async function navette(...args: string[]): Promise<{ documents: { known: string | null; changes: boolean }[] }> {
    const env = { ...process.env, BASE_URL: '', LC_ALL: 'C', DATABASE_URL: await testDatabaseUrl() }
    const { stdout } = await promisify(execFile)(program, ['import', 'totem', ...args, '--json'], {
      env,
      maxBuffer: 1e8,
    })
    return JSON.parse(stdout)
  }

  const years = Object.keys(montreuil).map(Number)
  const files = years.map((year) => join(folder, `Montreuil_93_CA_${year}.xml`))

  const organisationOf = (siren: string) =>
    ctx.db.selectFrom('organisation').select('id').where('siren', '=', siren).executeTakeFirstOrThrow()

  // The first command fills the register; both towns are in it.
  beforeAll(async () => {
    ctx = await testContext()
    rehearsed = (await navette(...files, '--organisation', '219300480', '--dry-run')).documents.length
    town = await organisationOf('219300480')
    village = await organisationOf('215601345')
  }, 300_000)

  it('Montreuil: a rehearsal keeps nothing', async () => {
    expect(rehearsed).toBe(4)
    expect(await listAccounts(ctx, town.id)).toEqual([])
  })

  it('Montreuil: 048 is taken to the cent, both ways, for the four years', async () => {
    await navette(...files, '--organisation', '219300480')
    const { rows } = await sql<{ year: number; direction: string; total: string }>`
      select year, direction, sum(executed)::text as total from budget_line
      where organisation_id = ${town.id} and reason = 'function048' group by 1, 2 order by 1, 2`.execute(ctx.db)
    expect(rows).toEqual(
      years.flatMap((year) => {
        const [expenditure, receipt] = montreuil[year as keyof typeof montreuil]
        return [
          { year, direction: 'expenditure', total: expenditure },
          { year, direction: 'receipt', total: receipt },
        ]
      }),
    )
  })

  it('Montreuil: the same files again change nothing', async () => {
    const { documents } = await navette(...files, '--organisation', '219300480')
    expect(documents.map(({ known, changes }) => [known, changes])).toEqual(years.map(() => ['live', false]))
    expect(await listAccounts(ctx, town.id)).toHaveLength(4)
  })

  it('Montreuil: no name of a private person of the annexes is in the database', async () => {
    const { rows } = await sql<{ persons: number; named: number }>`
      select count(*) as persons, count(beneficiary) + count(purpose) + count(in_kind) as named from account_grant
      where is_private_person`.execute(ctx.db)
    expect(rows[0]?.named).toBe(0)
    expect(rows[0]?.persons).toBeGreaterThan(20)
  })

  it('Mohon: a single account without functions, its computed lines left aside', async () => {
    await navette(join(folder, 'DOCBUDG-21560134500014-CFU-BP-2023/totem.xml'), '--organisation', '215601345')
    const [account] = await listAccounts(ctx, village.id)
    expect(account).toMatchObject({ stage: 'singleAccount', calculatedCount: 633, lineCount: 163, taken: 0 })
    const { functions } = await findAccount(ctx, village.id, account?.id ?? '')
    expect(functions.every(({ functionCode }) => functionCode === null)).toBe(true)
  })

  it('Montreuil: goes out again as open data, line by line', async () => {
    const [latest] = await listAccounts(ctx, town.id)
    const { text } = await exportAccountLines(ctx, town.id, latest?.id ?? '')
    const [header, ...rows] = [...readCsv(text, ',')].map(({ cells }) => cells)
    expect(header?.slice(0, 3)).toEqual(['BGT_NATDEC', 'BGT_ANNEE', 'BGT_SIRET'])
    expect(rows).toHaveLength(1530)
    expect(rows.filter((cells) => cells[header?.indexOf('BGT_NATURE_LABEL') ?? -1] === '')).toEqual([])
  })
})
