import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../context.ts'

// A form may still be on its way: only what has waited for a day is swept.
const waitHours = 24

/** Takes away files that belong to nothing: rows never kept, then contents without a row. Answers how many contents went. */
export async function sweepFiles(ctx: Ctx, filesFolder: string): Promise<number> {
  const before = new Date(ctx.now.getTime() - waitHours * 3_600_000)
  await inTransaction(ctx, ({ db }) =>
    db.deleteFrom('stored_file').where('state', '=', 'pending').where('created_at', '<', before).execute(),
  )
  let gone = 0
  for (const folder of await readFolder(filesFolder)) gone += await sweepFolder(ctx, filesFolder, folder, before)
  return gone
}

async function readFolder(path: string): Promise<string[]> {
  return readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

async function sweepFolder(ctx: Ctx, filesFolder: string, folder: string, before: Date): Promise<number> {
  const old: string[] = []
  for (const name of await readFolder(join(filesFolder, folder))) {
    const { mtime } = await stat(join(filesFolder, folder, name))
    if (mtime < before) old.push(name)
  }
  if (old.length === 0) return 0
  const known = await inTransaction(ctx, ({ db }) =>
    sql<{ sha256: string }>`select distinct sha256 from stored_file where sha256 = any(${old})`.execute(db),
  )
  const owned = new Set(known.rows.map((row) => row.sha256))
  const lost = old.filter((name) => !owned.has(name))
  for (const name of lost) await rm(join(filesFolder, folder, name))
  return lost.length
}
