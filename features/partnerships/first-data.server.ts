import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { advisoryLocks } from '../../platform/db/locks.ts'
import { tidyPublicTables } from '../../platform/db/tidy.ts'
import { loadReferenceData, type ReferenceStep, referenceSteps } from '../organisations/load.server.ts'
import { publishTies } from './publish.server.ts'
import { loadStarterTies } from './starter.server.ts'

/** The parts of the data every instance begins with, in the order they are loaded. */
export type FirstDataStep = ReferenceStep | 'publish' | 'ties'

const total = referenceSteps.length + 2

/**
 * Brings the data every instance begins with (register, gazetteer, first ties) up to the files of this version, and
 * publishes it. All of it is one transaction: a start that is cut leaves what was there before. `onStep` is told before
 * each step. Answers whether reference data was new.
 */
export async function loadFirstData(
  ctx: Ctx,
  onStep: (step: FirstDataStep, done: number, total: number) => void,
): Promise<boolean> {
  const isNew = await inTransaction(ctx, async (inner) => {
    // A server and a command may both begin on a new folder: the second waits, and finds the work done.
    await sql`select pg_advisory_xact_lock(${advisoryLocks.firstData})`.execute(inner.db)
    const changed = await loadReferenceData(inner, ({ step, done }) => {
      if (step) onStep(step, done, total)
    })
    if (changed.length > 0) {
      onStep('publish', referenceSteps.length, total)
      await publishTies(inner)
      await raiseDataVersion(inner)
    }
    onStep('ties', total - 1, total)
    await loadStarterTies(inner)
    return changed.length > 0
  })
  if (isNew) await tidyPublicTables(ctx)
  return isNew
}
