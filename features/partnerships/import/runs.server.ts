import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { advisoryLocks } from '../../../platform/db/locks.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import type { ImportReport, ImportSource } from '../import-report.ts'

/** Lets one import at a time write: two that meet the same new place would both make it an authority. */
export async function lockImports(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${advisoryLocks.import})`.execute(ctx.db)
}

/** The source an import speaks for, made at its first import; its licence is given once and cannot change unnoticed. */
export async function ensureSource(ctx: Ctx, source: ImportSource): Promise<{ id: string; licence: string }> {
  await ctx.db
    .insertInto('source')
    .values({ id: newId(), ...source, created_at: ctx.now })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
  const known = await ctx.db
    .selectFrom('source')
    .select(['id', 'licence'])
    .where('code', '=', source.code)
    .executeTakeFirstOrThrow()
  if (known.licence !== source.licence) {
    const values = { source: source.code, known: known.licence, given: source.licence }
    throw new AppError('conflict', 'import_licence_differs', values)
  }
  return known
}

/** Opens a run of an import. */
export async function startRun(
  ctx: Ctx,
  run: { kind: string; sourceId: string; fileName: string | null },
): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('import_run')
    .values({
      id,
      kind: run.kind,
      source_id: run.sourceId,
      file_name: run.fileName,
      started_at: ctx.now,
      finished_at: null,
      summary: '{}',
      progress: '{}',
    })
    .execute()
  return id
}

/** Closes a run with its figures; the rows that earlier runs of the same file left waiting are replaced by its own. */
export async function finishRun(ctx: Ctx, runId: string, report: Omit<ImportReport, 'rows'>): Promise<void> {
  const { totals, ends, authoritiesAdded, statementsAdded } = report
  const summary = JSON.stringify({ totals, ends, authoritiesAdded, statementsAdded })
  await ctx.db.updateTable('import_run').set({ finished_at: new Date(), summary }).where('id', '=', runId).execute()
  await sql`delete from import_row r using import_run earlier, import_run this
    where this.id = ${runId} and earlier.id = r.run_id and earlier.id <> this.id and earlier.finished_at is not null
      and earlier.kind = this.kind and earlier.source_id = this.source_id
      and earlier.file_name is not distinct from this.file_name`.execute(ctx.db)
}
