import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { exportAccountLines, exportScdlBudget } from '../../features/budgets/accounts-export.server.ts'
import { findAccount, listAccounts } from '../../features/budgets/accounts-list.server.ts'
import { changeListed } from '../../features/budgets/bulk-lines.server.ts'
import { applyCarry, previewCarry } from '../../features/budgets/carry-choices.server.ts'
import { fromCents, toCents } from '../../features/budgets/exact.ts'
import { getLens, giveReason, type Lens } from '../../features/budgets/lens.server.ts'
import { linesOfLens } from '../../features/budgets/lens-lines.ts'
import { readLineView } from '../../features/budgets/line-filters.ts'
import { readAttributes } from '../../features/budgets/line-input.ts'
import { listLines } from '../../features/budgets/lines.server.ts'
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
    // Its software escapes twice: “d&amp;#8217;”. Nobody reads that.
    const { rows } =
      await sql`select label from account_line where document_id = ${account?.id} and label like '%&#%'`.execute(ctx.db)
    expect(rows).toEqual([])
  })

  it('Montreuil: goes out again as open data, line by line', async () => {
    const [latest] = await listAccounts(ctx, town.id)
    const { text } = await exportAccountLines(ctx, town.id, latest?.id ?? '')
    const [header, ...rows] = [...readCsv(text, ',')].map(({ cells }) => cells)
    expect(header?.slice(0, 3)).toEqual(['BGT_NATDEC', 'BGT_ANNEE', 'BGT_SIRET'])
    expect(rows).toHaveLength(1530)
    expect(rows.filter((cells) => cells[header?.indexOf('BGT_NATURE_LABEL') ?? -1] === '')).toEqual([])
  })

  it('Crach: its amending decision goes out with the budget before it, as its own publisher wrote it', async () => {
    const document = join(folder, 'DOCBUDG-21560046100010-056025-DM2-2021-25112021000000')
    await navette(join(document, 'totem.xml'), '--organisation', '215600461')
    const made = await exportScdlBudget(
      { ...ctx, actor: { kind: 'operator' } },
      { siren: '215600461', year: '2021', kind: 'amending' },
    )
    const read = (text: string, columns: readonly string[]) => {
      const [head, ...rows] = [...readCsv(text, ',')].map(({ cells }) => cells)
      return rows.map((cells) => columns.map((column) => cells[head?.indexOf(column) ?? -1]).join(' ')).sort()
    }
    // Its publisher leaves the section of receipts out.
    const columns = ['BGT_NATURE', 'BGT_CODRD', 'BGT_MTBUDGPREC', 'BGT_MTPREV', 'BGT_ARTSPE']
    expect(read(made.text, columns)).toEqual(read(readFileSync(join(document, 'expected.csv'), 'utf8'), columns))
    expect(made.faults).toEqual([])
  })

  it('Mohon: its single account says the budget before it too', async () => {
    const { text } = await exportScdlBudget(
      { ...ctx, actor: { kind: 'operator' } },
      { siren: '215601345', year: '2023', kind: undefined },
    )
    const [head, ...rows] = [...readCsv(text, ',')].map(({ cells }) => cells)
    expect(rows.filter((cells) => cells[head?.indexOf('BGT_MTBUDGPREC') ?? -1] !== '').length).toBeGreaterThan(100)
  })

  const lensOf = async (query: string) => {
    const { lens } = await getLens(ctx, town.id, new URLSearchParams(query))
    if (!lens) throw new Error('both years have figures')
    return lens
  }
  const sumOfParts = ({ comparison }: Lens) =>
    fromCents(comparison.rows.reduce((sum, { change }) => sum + toCents(change), 0n))
  const fall = '-255939.56'

  it('Montreuil: the lens of 2016 and 2022 explains itself before anybody has classified a line', async () => {
    const lens = await lensOf('from=2016&to=2022')
    expect(lens.reading.dimension).toBe('means')
    expect(lens.comparison.total).toMatchObject({ first: '541700.86', second: '285761.30', change: fall })
    expect(lens.comparison.rows.map(({ value, first, second }) => [value, first, second])).toEqual([
      ['grants', '194100.00', '62400.00'],
      ['personnel', '250419.29', '175611.89'],
      ['purchases', '97181.57', '47749.41'],
    ])
    for (const by of ['means', 'section', 'fonction', 'type'])
      for (const flow of ['expenditure', 'receipts', 'net']) {
        const found = await lensOf(`from=2016&to=2022&by=${by}&flow=${flow}`)
        expect([by, flow, sumOfParts(found)]).toEqual([by, flow, found.comparison.total.change])
      }
    const fonction = await lensOf('from=2016&to=2022&by=fonction')
    expect(Object.values(fonction.names)).toContain('048 – Autres actions de coopération décentralisée')
  })

  it('Montreuil: each part of it leads to the lines of the account that make it', async () => {
    const { reading, comparison, years: counted } = await lensOf('from=2016&to=2022')
    for (const row of comparison.rows)
      for (const side of ['first', 'second'] as const) {
        const query = new URLSearchParams(linesOfLens(reading, counted[side], row.value))
        const { sums, lines } = await listLines(ctx, town.id, readLineView(query), { all: true })
        expect([row.value, sums.map(({ executed }) => executed)]).toEqual([row.value, [row[side]]])
        expect(lines.every(({ source }) => source?.functionCode === '048' && source.position !== null)).toBe(true)
      }
  })

  it('Montreuil: whole natures are classified at once over the four years, and a year’s choices carried to the others', async () => {
    const reason = { ...{ fromYear: '2016', firstTo: '2016', secondFrom: '2022', toYear: '2022' }, flow: 'expenditure' }
    await giveReason(ctx, town.id, { ...reason, dimension: 'means', value: 'grants', reason: 'Moins de subventions' })
    const nothing = readAttributes(() => '')
    const grants = readLineView(new URLSearchParams('nature=6574'))
    const solidarity = { actionType: 'supportToLocalInitiatives', purposeFrame: 'solidarity' } as const
    expect((await listLines(ctx, town.id, grants)).total).toBe(4)
    expect(await changeListed(ctx, town.id, { view: grants, seen: 4 }, { ...nothing, ...solidarity })).toBe(4)

    // What is said of one year only…
    const staff = readLineView(new URLSearchParams('year=2022&means=personnel'))
    const { total } = await listLines(ctx, town.id, staff)
    const cooperation = { ...nothing, actionType: 'decentralisedCooperation', theme: 'peace' } as const
    expect(await changeListed(ctx, town.id, { view: staff, seen: total }, cooperation)).toBe(total)
    // …goes to the same natures and functions of the three others, seen before it is done.
    const preview = await previewCarry(ctx, town.id, { from: 2022, to: [] })
    expect(preview).toMatchObject({ from: 2022, to: [2016, 2018, 2020] })
    const keys = preview.groups.map(({ key }) => key)
    const wanted = preview.groups.reduce((sum, group) => sum + group.to.length, 0)
    expect(wanted).toBeGreaterThan(20)
    expect(await applyCarry(ctx, town.id, { from: 2022, to: preview.to, keys })).toBe(wanted)
    expect((await previewCarry(ctx, town.id, { from: 2022, to: [] })).groups).toEqual([])

    const byType = await lensOf('from=2016&to=2022&by=type')
    expect([byType.comparison.total.change, sumOfParts(byType)]).toEqual([fall, fall])
    expect(byType.comparison.rows.map(({ value }) => value)).toEqual([
      'supportToLocalInitiatives',
      'decentralisedCooperation',
      '',
    ])
    expect(byType.comparison.rows[0]).toMatchObject({ first: '194100.00', second: '50400.00' })
    // What the accounts say is what it was, and the reason stands where it was given, for these periods alone.
    const byMeans = await lensOf('from=2016&to=2022&by=means')
    expect(byMeans).toMatchObject({ reasons: { grants: 'Moins de subventions' }, otherReasons: [] })
    expect([byMeans.comparison.total.change, sumOfParts(byMeans)]).toEqual([fall, fall])
    expect(await lensOf('from=2016&to=2020&by=means')).toMatchObject({
      reasons: {},
      otherReasons: [{ value: 'grants' }],
    })
  })
})
