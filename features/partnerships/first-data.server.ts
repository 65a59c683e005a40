import { type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { loadReferenceData, type ReferenceStep, referenceSteps } from '../organisations/load.server.ts'
import { publishTies } from './publish.server.ts'

/** The parts of the data every instance begins with, in the order they are loaded. */
export type FirstDataStep = ReferenceStep | 'ties' | 'publish'

const total = referenceSteps.length + 2

/**
 * Brings the data every instance begins with (register, gazetteer, first ties) up to the files of this version, and
 * publishes it. All of it is one transaction: a start that is cut leaves what was there before. `onStep` is told before
 * each step that does something.
 */
export function loadFirstData(
  ctx: Ctx,
  onStep: (step: FirstDataStep, done: number, total: number) => void,
): Promise<void> {
  return inTransaction(ctx, async (inner) => {
    const changed = await loadReferenceData(inner, ({ step, done }) => {
      if (step) onStep(step, done, total)
    })
    onStep('ties', total - 2, total)
    if (changed.length === 0) return
    onStep('publish', total - 1, total)
    await publishTies(inner)
    await raiseDataVersion(inner)
  })
}
