import { join } from 'node:path'
import type { OpenDatabase } from '../platform/db/pool.ts'
import { prepareQueues } from '../platform/jobs/schema.ts'
import { projectRoot } from '../platform/project-root.ts'
import { migrate } from './migrate.ts'
import { ensureRoles } from './roles.ts'

/** Where the numbered migrations are. */
export const migrationsFolder = join(projectRoot, 'db/migrations')

/** Brings a database to the state the program needs: schema, roles and queues. */
export async function prepareDatabase(database: Pick<OpenDatabase, 'db'>): Promise<void> {
  await migrate(database, migrationsFolder)
  await ensureRoles(database.db)
  await prepareQueues(database.db)
}
