import type { Job } from '../../platform/jobs/run-jobs.ts'
import type { FreshnessLinks } from './links.ts'

/** The job that sends the letters of campaigns: when one starts, and every morning for reminders and last days. */
export function campaignJob(links: FreshnessLinks): Job {
  return {
    cron: '17 7 * * *',
    async work(ctx) {
      // Loaded only where letters leave: it weighs on every worker otherwise.
      const { sendCampaignLetters } = await import('./campaign-letters.server.ts')
      // Part by part, each in a transaction of its own: what was queued stays queued.
      while ((await sendCampaignLetters({ ...ctx, now: new Date() }, links)) > 0);
    },
  }
}
