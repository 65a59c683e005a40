import { retentionJob } from './features/accounts/retention-job.ts'
import { campaignJob } from './features/freshness/campaign-job.ts'
import { runWorker } from './platform/jobs/worker.ts'
import { mailJob } from './platform/mail/job.ts'
import { freshnessLinks } from './web/workspace/freshness-links.ts'

// The second process of the program: it knows the subjects, and of the doors the addresses its letters lead to. Each work is loaded when it is first done.

await runWorker((parts) => ({
  mail: mailJob(parts),
  retention: retentionJob(parts),
  campaign: campaignJob(freshnessLinks(parts.baseUrl)),
}))
