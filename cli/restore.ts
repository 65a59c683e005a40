import { join, resolve } from 'node:path'
import { restoreBackup } from '../db/backup/restore.ts'
import { migrationsFolder } from '../db/prepare.ts'
import { withoutServer } from '../platform/db/server-lock.ts'
import type { Command } from './command.ts'
import { withCommandContext } from './session.ts'

/** `navette restore FILE`. */
export const restore: Command = {
  summary: 'cli.restore.summary',
  arguments: [{ name: 'FILE', help: 'cli.restore.file' }],
  options: { force: { help: 'cli.restore.force' } },
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'asItIs' }, async ({ config, database, reached, progress, print, t }) => {
      progress.show(t('cli.progress.check'))
      const request = {
        database,
        filesFolder: join(config.dataFolder, 'files'),
        file: resolve(input.args[0] ?? ''),
        migrationsFolder,
        force: input.given('force'),
        onProgress: (done: number, total: number, name: string) =>
          progress.show(t('cli.progress.table', { name }), done, total),
      }
      const summary = await withoutServer(reached.url, () => restoreBackup(request))
      print(t('cli.restore.done', { ...summary, madeAt: new Date(summary.madeAt) }), summary)
      return 0
    }),
}
