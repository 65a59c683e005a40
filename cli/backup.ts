import { join, resolve } from 'node:path'
import { writeBackup } from '../db/backup/write.ts'
import type { Command } from './command.ts'
import { withCommandContext } from './session.ts'

/** `navette backup FILE`. */
export const backup: Command = {
  summary: 'cli.backup.summary',
  arguments: [{ name: 'FILE', help: 'cli.backup.file' }],
  json: true,
  run: (input) =>
    withCommandContext({ ...input, readiness: 'asItIs' }, async ({ ctx, config, database, progress, print, t }) => {
      const file = resolve(input.args[0] ?? '')
      const summary = await writeBackup({
        database,
        filesFolder: join(config.dataFolder, 'files'),
        file,
        now: ctx.now,
        onProgress: (done, total, name) => progress.show(t('cli.progress.table', { name }), done, total),
      })
      print(t('cli.backup.done', { ...summary, file }), { file, ...summary })
      return 0
    }),
}
