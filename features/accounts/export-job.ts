import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Config } from '../../platform/config.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import type { OpenDatabase } from '../../platform/db/pool.ts'
import { isId } from '../../platform/ids.ts'
import type { Job } from '../../platform/jobs/run-jobs.ts'
import type { Log } from '../../platform/log.ts'
import { exportPath, exportsFolder } from './export-folder.ts'

type Parts = { owner: Pick<OpenDatabase, 'db'>; config: Pick<Config, 'dataFolder'>; log: Log }

/** The job that makes an export of everything an administrator asked for: what `navette backup` would have written. */
export function exportJob({ owner, config, log }: Parts): Job {
  return {
    async work(ctx, { id }) {
      if (!isId(id) || !(await isAsked(ctx, id))) return
      const folder = exportsFolder(config.dataFolder)
      const file = exportPath(folder, id)
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        // What an earlier attempt left, whose end was not written down.
        await rm(file, { force: true })
        // Loaded only where an export is made: it weighs on every worker otherwise.
        const { writeBackup } = await import('../../db/backup/write.ts')
        const filesFolder = join(config.dataFolder, 'files')
        const made = await writeBackup({
          database: owner,
          filesFolder,
          file,
          now: ctx.now,
          onProgress: () => undefined,
        })
        const { size, sha256 } = await digestOf(file)
        await mark(ctx, id, { state: 'made', made_at: new Date(), size, sha256, rows: made.rows, files: made.files })
        log.info({ id, size, rows: made.rows }, 'export made')
      } catch (error) {
        await mark(ctx, id, { state: 'failed' })
        throw error
      }
    },
  }
}

// One that failed is made when it is asked for again.
async function isAsked(ctx: Ctx, id: string): Promise<boolean> {
  const row = await inTransaction(ctx, ({ db }) =>
    db.selectFrom('instance_export').select('state').where('id', '=', id).executeTakeFirst(),
  )
  return row !== undefined && row.state !== 'made'
}

type Outcome =
  | { state: 'failed' }
  | { state: 'made'; made_at: Date; size: number; sha256: string; rows: number; files: number }

async function mark(ctx: Ctx, id: string, outcome: Outcome): Promise<void> {
  await inTransaction(ctx, ({ db }) => db.updateTable('instance_export').set(outcome).where('id', '=', id).execute())
}

async function digestOf(file: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  await pipeline(createReadStream(file), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      size += chunk.length
      hash.update(chunk)
    }
  })
  return { size, sha256: hash.digest('hex') }
}
