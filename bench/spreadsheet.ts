import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { memberRole } from '../db/roles.ts'
import {
  applySpreadsheet,
  findSpreadsheet,
  setSpreadsheetColumns,
  undoSpreadsheet,
  uploadSpreadsheet,
} from '../features/partnerships/spreadsheet.server.ts'
import type { Ctx } from '../platform/context.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { newId } from '../platform/ids.ts'
import type { Tell } from './figures.ts'

const area = 'spreadsheet'
// What everybody else on the site may have to wait because of one who brings a spreadsheet.
const mostHeldUp = 50
const shortest = 1

async function makeOfficer(owner: Ctx): Promise<{ personId: string; organisationId: string }> {
  const { id: organisationId } = await owner.db
    .selectFrom('organisation')
    .select('id')
    .where('key', '=', 'c73065')
    .executeTakeFirstOrThrow()
  const personId = newId()
  await owner.db.insertInto('person').values({ id: personId, name: 'Bench', email: null }).execute()
  await sql`insert into membership (id, organisation_id, person_id, role)
    values (${newId()}, ${organisationId}, ${personId}, 'contributor')`.execute(owner.db)
  return { personId, organisationId }
}

async function writeSheet(owner: Ctx, lines: number): Promise<Uint8Array> {
  const { rows } = await sql<{ name: string; code: string }>`
    select min(name) as name, departement_code as code from organisation
    where tier = 'commune' and country = 'FR' and departement_code is not null and key <> 'c73065'
    group by name_key, departement_code having count(*) = 1 order by 1, 2 limit ${lines}`.execute(owner.db)
  const text = rows.map(({ name, code }, line) => `${name} (${code});France;jumelage;${1950 + (line % 70)};culture`)
  return new TextEncoder().encode(['Partenaire;Pays;Nature;Depuis;Thèmes', ...text].join('\n'))
}

/** How long a spreadsheet of 20,000 lines takes in the process of the site, and how long it holds others up meanwhile. */
export async function measureSpreadsheet(owner: Ctx, url: string, size: string, tell: Tell): Promise<void> {
  const members = openDatabase(url, { role: memberRole, max: 4 })
  const { personId, organisationId } = await makeOfficer(owner)
  const actor = { kind: 'person' as const, personId, organisationId }
  const officer = (): Ctx => ({ db: members.db, actor, now: new Date(), locale: 'fr' })
  const lines = 20_000
  const bytes = await writeSheet(owner, lines)
  const step = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    await setTimeout(200)
    const delay = monitorEventLoopDelay({ resolution: shortest })
    delay.enable()
    const begin = performance.now()
    const result = await work()
    const seconds = (performance.now() - begin) / 1000
    await setTimeout(20)
    delay.disable()
    tell({ area, size, what: `${what}: time`, value: seconds, unit: 's' })
    tell({
      area,
      size,
      what: `${what}: longest wait of others`,
      value: delay.max / 1e6,
      unit: 'ms',
      goal: { most: mostHeldUp },
    })
    return result
  }
  try {
    const id = await step('read', () => uploadSpreadsheet(officer(), organisationId, { name: 'bench.csv', bytes }))
    const { mapping } = await findSpreadsheet(officer(), organisationId, id, { show: 'all', page: 1 })
    await step('find out what each line would do', () =>
      setSpreadsheetColumns(officer(), organisationId, id, mapping.columns),
    )
    const { counts } = await findSpreadsheet(officer(), organisationId, id, { show: 'all', page: 1 })
    tell({ area, size, what: `lines to add of ${lines}`, value: counts.added, unit: '' })
    await step('apply and confirm', () => applySpreadsheet(officer(), organisationId, id, { upToDate: true }))
    await step('undo', () => undoSpreadsheet(officer(), organisationId, id))
  } finally {
    await sql`delete from membership where person_id = ${personId}`.execute(owner.db)
    await members.close()
  }
}
