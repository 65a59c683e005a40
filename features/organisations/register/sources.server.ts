import { readSeed } from '../../../db/read-seed.ts'
import type { Ctx } from '../../../platform/context.ts'
import { newId } from '../../../platform/ids.ts'
import { loadOnce } from './load-once.server.ts'
import { upsertRows } from './upsert.server.ts'

const columns = ['code', 'name', 'publisher', 'url', 'licence', 'attribution', 'retrieved_on'] as const

/** The code of the source of French authorities. */
export const registerSource = 'decoupage-administratif'

/** The sources the project itself draws on, each with licence and attribution. */
export async function loadSources(ctx: Ctx): Promise<boolean> {
  const seed = await readSeed('sources', columns)
  return loadOnce(ctx, 'sources', seed.digest, async (inner) => {
    await upsertRows(
      inner,
      { table: 'source', key: ['code'], columns: ['id', ...columns], once: ['id'] },
      seed.rows.map((row) => [
        newId(),
        row.code,
        row.name,
        row.publisher || null,
        row.url || null,
        row.licence,
        row.attribution,
        row.retrieved_on || null,
      ]),
    )
    return seed.rows.length
  })
}
