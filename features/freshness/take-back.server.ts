import { sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { recordChanges } from '../accounts/audit.server.ts'
import { resumeTies } from '../partnerships/statements.server.ts'
import { dayOf } from './rules.ts'

/** The spreadsheet whose confirmations are taken back: who brought it, when it was applied, which ties stay as they are. */
export type AppliedSheet = { organisationId: string; importId: string; appliedAt: Date; kept: readonly string[] }

type Before = { id: string; confirmedOn: string | null }

// So many at once hold nobody up.
const part = 500

/**
 * Takes back what a spreadsheet confirmed, inside the transaction of a caller who has checked that it may, and who
 * publishes: ties are as fresh as they were. Answers which.
 */
export async function takeBackConfirmations(ctx: Ctx, sheet: AppliedSheet): Promise<string[]> {
  const { organisationId, importId, appliedAt, kept } = sheet
  const ids = await asJob(ctx, 'spreadsheet', async ({ db }) => {
    const gone = await sql<{ id: string }>`delete from confirmation where import_id = ${importId}
      and record_id <> all(${[...kept]}::uuid[]) returning record_id as id`.execute(db)
    const ids = gone.rows.map((row) => row.id)
    await sql`delete from partnership_statement m using source s
      where s.id = m.source_id and s.code = 'confirmation' and m.recorded_at = ${appliedAt}
        and m.statement_key = ${`${organisationId} ${dayOf(appliedAt).slice(0, 4)}`}
        and m.partnership_id = any(${ids}::uuid[])`.execute(db)
    return ids
  })
  if (ids.length === 0) return []
  await asJob(ctx, 'confirmation', async (inner) => {
    const { rows } = await sql<Before>`
      update partnership p set confirmed_at = (select max(c.confirmed_at) from confirmation c
        where c.record_kind = 'partnership' and c.record_id = p.id)
      where p.id = any(${ids}::uuid[])
      returning p.id, (p.confirmed_at at time zone 'Europe/Paris')::date as "confirmedOn"`.execute(inner.db)
    for (let from = 0; from < rows.length; from += part)
      await recordChanges(
        inner,
        rows.slice(from, from + part).map(({ id, confirmedOn }) => ({
          recordKind: 'partnership',
          recordId: id,
          organisationId,
          action: 'undone',
          before: { confirmedOn: dayOf(appliedAt) },
          after: { confirmedOn },
          door: 'import',
        })),
      )
    await resumeTies(inner, ids)
  })
  return ids
}
