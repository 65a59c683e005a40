import { join } from 'node:path'
import type { Config } from '../../platform/config.ts'
import type { OpenDatabase } from '../../platform/db/pool.ts'
import { sweepFiles } from '../../platform/files/sweep.server.ts'
import type { Job } from '../../platform/jobs/run-jobs.ts'
import type { Log } from '../../platform/log.ts'
import { erasePerson } from './erasure.server.ts'
import { exampleAccounts } from './example-sign-in.server.ts'
import { exportsFolder } from './export-folder.ts'
import { removeOldExports } from './exports.server.ts'
import { applyRetention, listForgottenPeople, removeOldSessions } from './retention.server.ts'

type Parts = { owner: Pick<OpenDatabase, 'db'>; config: Pick<Config, 'dataFolder'>; log: Log }

/** The job of the night that removes what is past its time, and erases people who never came back. */
export function retentionJob({ owner, config, log }: Parts): Job {
  // Sign-in's tables are closed to the role of jobs.
  const { remove } = exampleAccounts(owner.db)
  return {
    cron: '20 3 * * *',
    async work(ctx) {
      const removed = await applyRetention(ctx)
      const sessions = await removeOldSessions(owner.db, ctx.now)
      const forgotten = await listForgottenPeople(ctx)
      for (const id of forgotten) await erasePerson(ctx, id, remove)
      const files = await sweepFiles(ctx, join(config.dataFolder, 'files'))
      const exports = await removeOldExports(ctx, exportsFolder(config.dataFolder))
      log.info({ ...removed, sessions, files, exports, people: forgotten.length }, 'past its time: removed')
    },
  }
}
