import type { Ctx } from '../../platform/context.ts'
import type { Job } from '../../platform/jobs/run-jobs.ts'
import type { AgendaLinks } from './links.ts'

/** The job of the morning: tells those who keep a tie which of its days are near, then of the news that came (`tellNews`). */
export function alertJob(links: AgendaLinks, tellNews: (ctx: Ctx) => Promise<unknown>): Job {
  return {
    cron: '30 6 * * *',
    async work(ctx) {
      // Loaded only when it is done: it weighs on every worker otherwise.
      const { sendAlerts } = await import('./alerts.server.ts')
      const now = new Date()
      await sendAlerts({ ...ctx, now }, links)
      await tellNews({ ...ctx, now })
    },
  }
}
