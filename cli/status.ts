import { migrationsFolder } from '../db/prepare.ts'
import { type DatabaseStatus, readDatabaseStatus } from '../db/status.ts'
import { findRunningServer } from '../platform/db/server-lock.ts'
import type { Translator } from '../platform/i18n/translator.ts'
import type { Command } from './command.ts'
import { type CommandContext, withCommandContext } from './session.ts'

/** `navette status`. */
export const status: Command = {
  summary: 'cli.status.summary',
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'asItIs' }, async (context) => {
      const found = await readDatabaseStatus(context.database.db, migrationsFolder)
      const server = await findRunningServer(context.reached.url)
      context.print(sheet(context, found, server), { dataFolder: context.config.dataFolder, server, ...found })
      return 0
    }),
}

function sheet({ t, config, reached }: CommandContext, found: DatabaseStatus, server: string | null): string {
  const rows: [string, string][] = [
    [t('cli.status.folder'), config.dataFolder],
    [t('cli.status.postgres'), t(reached.own ? 'cli.status.own' : 'cli.status.given', { version: found.postgres })],
    [t('cli.status.server'), serverText(t, server)],
    [t('cli.status.schema'), schemaText(t, found.schema)],
  ]
  if (found.content) {
    const { organisations, ties, dataVersion } = found.content
    rows.push(
      [t('cli.status.organisations'), t('cli.status.count', { count: organisations })],
      [t('cli.status.ties'), t('cli.status.count', { count: ties })],
      [t('cli.status.version'), String(dataVersion)],
    )
  }
  const width = Math.max(...rows.map(([label]) => label.length))
  return rows.map(([label, value]) => `${label.padEnd(width + 2)}${value}`).join('\n')
}

function serverText(t: Translator, server: string | null): string {
  if (server === null) return t('cli.status.stopped')
  return server === '' ? t('cli.status.starting') : server
}

function schemaText(t: Translator, { found, known }: DatabaseStatus['schema']): string {
  if (found === 0) return t('cli.status.empty')
  return found === known ? t('cli.status.upToDate', { found }) : t('cli.status.behind', { found, known })
}
