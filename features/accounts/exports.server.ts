import { createReadStream } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { OpenFile } from '../../platform/files/store.server.ts'
import { isId, newId } from '../../platform/ids.ts'
import { sendJob } from '../../platform/jobs/send-job.ts'
import { recordChange } from './audit.server.ts'
import { exportDays, exportPath } from './export-folder.ts'
import { requireAdministrator, requireJob } from './permissions.server.ts'

/** A time the export was downloaded, and by whom; no name where they have been erased since. */
export type Download = { at: Date; by: string }

/** An export of everything: asked for, made or failed. */
export type ListedExport = {
  id: string
  state: 'asked' | 'made' | 'failed'
  askedAt: Date
  askedBy: string
  madeAt: Date | null
  size: number | null
  sha256: string | null
  rows: number | null
  files: number | null
  downloads: Download[]
}

// A worker that was killed never says so: what nobody finished by then may be asked for anew.
const patienceHours = 2
const kind = { recordKind: 'export', organisationId: null } as const

/** The exports that are kept, the newest first; for the administrator. */
export async function listExports(ctx: Ctx): Promise<ListedExport[]> {
  await requireAdministrator(ctx)
  const { rows } = await sql<ListedExport>`
    select e.id, case when e.state = 'asked' and e.asked_at < ${patienceEnd(ctx)} then 'failed' else e.state end as state,
      e.asked_at as "askedAt", coalesce(nullif(p.name, ''), p.email, '') as "askedBy", e.made_at as "madeAt", e.size, e.sha256, e.rows, e.files,
      coalesce((select json_agg(json_build_object('at', a.at, 'by', coalesce(nullif(d.name, ''), d.email, '')) order by a.at)
        from audit_entry a left join person d on d.id = a.person_id
        where a.record_kind = 'export' and a.record_id = e.id and a.action = 'exportDownloaded'), '[]') as downloads
    from instance_export e left join person p on p.id = e.asked_by
    order by e.asked_at desc, e.id desc`.execute(ctx.db)
  return rows
}

/** Asks the worker for an export of everything; one at a time. */
export async function requestExport(ctx: Ctx): Promise<string> {
  await requireAdministrator(ctx)
  return inTransaction(ctx, async (inner) => {
    // Two clicks at once would each find that none is under way.
    await sql`select pg_advisory_xact_lock(hashtext('instance_export'))`.execute(inner.db)
    const waiting = await sql`select from instance_export
      where state = 'asked' and asked_at >= ${patienceEnd(ctx)}`.execute(inner.db)
    if (waiting.rows.length > 0) throw new AppError('conflict', 'export_under_way')
    const id = newId()
    const asked_by = ctx.actor.kind === 'person' ? ctx.actor.personId : null
    await inner.db.insertInto('instance_export').values({ id, asked_by, asked_at: ctx.now }).execute()
    await sendJob(inner, 'export', { id }, { singletonKey: id })
    await recordChange(inner, { ...kind, recordId: id, action: 'exportAsked' })
    return id
  })
}

const patienceEnd = ({ now }: Ctx) => new Date(now.getTime() - patienceHours * 3_600_000)

/** Opens an export to be downloaded, and writes down that it is; for the administrator. */
export async function openExport(ctx: Ctx, folder: string, id: string): Promise<OpenFile> {
  await requireAdministrator(ctx)
  const row = isId(id)
    ? await ctx.db
        .selectFrom('instance_export')
        .select(['size', 'made_at', 'sha256'])
        .where('id', '=', id)
        .where('state', '=', 'made')
        .executeTakeFirst()
    : undefined
  const path = exportPath(folder, id)
  const size = row
    ? await stat(path).then(
        (found) => found.size,
        () => null,
      )
    : null
  // Past its time, or made by another server whose folder is not ours.
  if (!row || size === null || size !== row.size) throw new AppError('not_found', 'export_not_there')
  await recordChange(ctx, { ...kind, recordId: id, action: 'exportDownloaded', after: { sha256: row.sha256 } })
  const name = `navette-${row.made_at?.toISOString().slice(0, 10) ?? ''}.tar.gz`
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
  return { name, mediaType: 'application/gzip', size, body }
}

/** Removes exports past their time, rows and files, and files no row speaks of; answers how many files went. */
export async function removeOldExports(ctx: Ctx, folder: string): Promise<number> {
  requireJob(ctx, 'retention')
  const before = new Date(ctx.now.getTime() - exportDays * 86_400_000)
  await inTransaction(ctx, ({ db }) => db.deleteFrom('instance_export').where('asked_at', '<', before).execute())
  let gone = 0
  for (const name of await readdir(folder).catch(noFolder)) {
    const path = join(folder, name)
    if ((await stat(path)).mtime >= before) continue
    await rm(path)
    gone++
  }
  return gone
}

function noFolder(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}
