import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../db/migrate.ts'
import { ensureRoles } from '../db/roles.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { prepareQueues } from '../platform/jobs/schema.ts'
import { debianBinaries } from '../platform/postgres/binaries.ts'
import { openCluster } from '../platform/postgres/cluster.ts'
import { ensureDatabase } from '../platform/postgres/ensure-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string
  }
}

/** The migrated database every test file copies; nobody connects to it after its making. */
export const templateName = 'navette_template'

function chosenEngine() {
  if (process.env.NAVETTE_TEST_ENGINE !== 'debian15') return {}
  const binaries = debianBinaries(15)
  if (!binaries) throw new Error('PostgreSQL 15 of Debian is not installed (package postgresql-15)')
  return { binaries }
}

/** Starts one PostgreSQL for the whole run, without the safety that costs time, and ends it afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'navette-test-'))
  const cluster = await openCluster(folder, {
    ...chosenEngine(),
    sync: false,
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=128MB'],
  })
  const template = openDatabase(await ensureDatabase(cluster, templateName), { max: 1 })
  await migrate(template, join(import.meta.dirname, '../db/migrations'))
  await ensureRoles(template.db)
  await prepareQueues(template.db)
  await template.close()
  project.provide('clusterUrl', cluster.url('postgres'))
  return async () => {
    await cluster.release()
    await rm(folder, { recursive: true })
  }
}
