import type { Job } from '../../platform/jobs/run-jobs.ts'
import type { FreshnessLinks } from './links.ts'

/**
 * The job of the day that has begun in Paris: what is no longer fresh is shown so, and whoever corrections have come to is
 * told, at once when a seat brings them.
 */
export function freshnessJob(links: FreshnessLinks): Job {
  return {
    cron: '1 0 * * *',
    wakeOn: 'navette_freshness',
    async work(ctx) {
      // Loaded only when it is done: it weighs on every worker otherwise.
      const { raiseWhenLevelsChange } = await import('./levels.server.ts')
      const { tellNewDeciders } = await import('./hand-over.server.ts')
      const now = { ...ctx, now: new Date() }
      await raiseWhenLevelsChange(now)
      await tellNewDeciders(now, links)
    },
  }
}
