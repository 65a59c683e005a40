import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { memberRole } from '../db/roles.ts'
import { applyAccounts, discardAccounts, withdrawAccounts } from '../features/budgets/accounts.server.ts'
import { findAccount } from '../features/budgets/accounts-list.server.ts'
import { bringAccountFile } from '../features/budgets/bring-file.server.ts'
import type { Ctx } from '../platform/context.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { newId } from '../platform/ids.ts'
import { projectRoot } from '../platform/project-root.ts'
import type { Tell } from './figures.ts'

const area = 'accounts'
// A real account of 3.9 MB, kept beside the project and not in it.
const file = join(projectRoot, '../shared/data/totem/Montreuil_93_CA_2022.xml')
// What somebody who brings an account waits for its preview at most, and everybody else because of it.
const mostSeconds = 1
const mostHeldUp = 50
const shortest = 1

async function makeOfficer(owner: Ctx): Promise<{ personId: string; organisationId: string }> {
  const { id: organisationId } = await owner.db
    .selectFrom('organisation')
    .select('id')
    .where('key', '=', 'c93048')
    .executeTakeFirstOrThrow()
  const personId = newId()
  await owner.db.insertInto('person').values({ id: personId, name: 'Bench', email: null }).execute()
  await sql`insert into membership (id, organisation_id, person_id, role)
    values (${newId()}, ${organisationId}, ${personId}, 'contributor')`.execute(owner.db)
  return { personId, organisationId }
}

/** How long a 3.9 MB account takes to be previewed in the process of the site, and how long it holds others up meanwhile. */
export async function measureAccounts(owner: Ctx, url: string, size: string, tell: Tell): Promise<void> {
  if (!existsSync(file)) return
  const members = openDatabase(url, { role: memberRole, max: 4 })
  const { personId, organisationId } = await makeOfficer(owner)
  const actor = { kind: 'person' as const, personId, organisationId }
  const officer = (): Ctx => ({ db: members.db, actor, now: new Date(), locale: 'fr' })
  const bytes = new Uint8Array(await readFile(file))
  const step = async <Result>(what: string, most: number, work: () => Promise<Result>): Promise<Result> => {
    await setTimeout(200)
    const delay = monitorEventLoopDelay({ resolution: shortest })
    delay.enable()
    const begin = performance.now()
    const result = await work()
    const seconds = (performance.now() - begin) / 1000
    await setTimeout(20)
    delay.disable()
    tell({ area, size, what: `${what}: time`, value: seconds, unit: 's', goal: { most } })
    const held = { area, size, what: `${what}: longest wait of others`, value: delay.max / 1e6, unit: 'ms' as const }
    tell({ ...held, goal: { most: mostHeldUp } })
    return result
  }
  const preview = async () => {
    const brought = await bringAccountFile(officer(), organisationId, { fileName: 'compte.xml', bytes })
    const id = 'documents' in brought ? (brought.documents[0]?.id ?? '') : ''
    await findAccount(officer(), organisationId, id)
    return id
  }
  try {
    // The first one reads the account plans and warms the reader up, as once in the life of a process.
    const first = await step('first preview of 3.9 MB', mostSeconds, preview)
    await discardAccounts(officer(), organisationId, first)
    const id = await step('preview of 3.9 MB', mostSeconds, preview)
    await step('make it count', mostSeconds, () => applyAccounts(officer(), organisationId, [id]))
    await withdrawAccounts(officer(), organisationId, id)
    await sql`delete from budget_line where document_id = ${id}`.execute(owner.db)
    await sql`delete from account_document where id = ${id}`.execute(owner.db)
  } finally {
    await sql`delete from membership where person_id = ${personId}`.execute(owner.db)
    await members.close()
  }
}
