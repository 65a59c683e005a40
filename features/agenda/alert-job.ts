import type { Job } from '../../platform/jobs/run-jobs.ts'
import type { AgendaLinks } from './links.ts'

/** The job of the morning: tells those who keep a tie which ends, commitments and suspensions are near. */
export function alertJob(links: AgendaLinks): Job {
  return {
    cron: '30 6 * * *',
    async work(ctx) {
      // Loaded only when it is done: it weighs on every worker otherwise.
      const { sendAlerts } = await import('./alerts.server.ts')
      await sendAlerts({ ...ctx, now: new Date() }, links)
    },
  }
}
