import { performance } from 'node:perf_hooks'
import { publishTies } from '../features/partnerships/publish.server.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { raiseDataVersion } from '../platform/db/data-version.ts'
import { percentile, type Tell } from './figures.ts'
import { drawSample } from './questions.ts'

/** How long it takes until one changed tie is public. */
export async function measurePublishing(ctx: Ctx, size: string, tell: Tell): Promise<void> {
  const { ties } = await drawSample(ctx)
  const times: number[] = []
  for (const { id } of ties.slice(0, 10)) {
    const begin = performance.now()
    await inTransaction(ctx, async (inner) => {
      await publishTies(inner, { ids: [id] })
      await raiseDataVersion(inner)
    })
    times.push(performance.now() - begin)
  }
  tell({ area: 'publish', size, what: 'one tie, p50', value: percentile(times, 0.5), unit: 'ms' })
}
