import { createHash } from 'node:crypto'
import { type Ctx, inTransaction } from '../../../platform/context.ts'

/** One digest for several files and for the recipe that turns them into rows. */
export function combineDigests(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex')
}

/**
 * Runs `load` in a transaction and remembers under which digest, unless it already ran under this one; answers
 * whether it ran. `load` returns how many rows it brought.
 */
export function loadOnce(
  ctx: Ctx,
  name: string,
  digest: string,
  load: (ctx: Ctx) => Promise<number>,
): Promise<boolean> {
  return inTransaction(ctx, async (inner) => {
    const known = await inner.db.selectFrom('seed_load').select('digest').where('name', '=', name).executeTakeFirst()
    if (known?.digest === digest) return false
    const row = { name, digest, row_count: await load(inner), loaded_at: inner.now }
    await inner.db
      .insertInto('seed_load')
      .values(row)
      .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
      .execute()
    return true
  })
}
