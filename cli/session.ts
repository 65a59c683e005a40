import { prepareDatabase } from '../db/prepare.ts'
import { loadFirstData } from '../features/partnerships/first-data.server.ts'
import { type Config, readConfig } from '../platform/config.ts'
import type { Ctx } from '../platform/context.ts'
import { type OpenDatabase, openDatabase } from '../platform/db/pool.ts'
import { commandLocale } from '../platform/i18n/command-locale.ts'
import { type ReachedDatabase, reachDatabase } from '../platform/postgres/reach.ts'
import type { Input } from './command.ts'

/** What a command works with: the context of the operator, the database behind it, and the reader's terminal. */
export type CommandContext = Pick<Input, 'progress' | 'print' | 't'> & {
  ctx: Ctx
  config: Config
  database: OpenDatabase
  reached: ReachedDatabase
}

/** How far the database is brought before the command runs: as it is, with this program's schema, or with its data. */
export type Readiness = 'asItIs' | 'schema' | 'data'

/**
 * Runs a command on the instance's database, joining the one a running server uses or starting it for the time of the
 * command.
 */
export async function withCommandContext<T>(
  { progress, print, t, readiness }: Pick<Input, 'progress' | 'print' | 't'> & { readiness: Readiness },
  work: (context: CommandContext) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env)
  progress.show(t('cli.progress.database'))
  const reached = await reachDatabase(config)
  const database = openDatabase(reached.url, { max: 4 })
  try {
    const ctx: Ctx = {
      db: database.db,
      actor: { kind: 'operator' },
      now: new Date(),
      locale: commandLocale(process.env),
    }
    if (readiness !== 'asItIs') await prepareDatabase(database)
    if (readiness === 'data') {
      await loadFirstData(ctx, (step, done, total) => progress.show(t(`cli.progress.${step}`), done, total))
    }
    return await work({ ctx, config, database, reached, progress, print, t })
  } finally {
    progress.end()
    await database.close()
    await reached.release()
  }
}
