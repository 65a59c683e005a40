import { exportJob } from './features/accounts/export-job.ts'
import { retentionJob } from './features/accounts/retention-job.ts'
import { alertJob } from './features/agenda/alert-job.ts'
import { campaignJob } from './features/freshness/campaign-job.ts'
import { freshnessJob } from './features/freshness/freshness-job.ts'
import { listenForMail } from './features/projects/listen-for-mail.ts'
import { tellNews } from './features/projects/tell-news.ts'
import { runWorker, type WorkerParts } from './platform/jobs/worker.ts'
import { mailJob } from './platform/mail/job.ts'
import { agendaLinks } from './web/workspace/agenda-links.ts'
import { freshnessLinks } from './web/workspace/freshness-links.ts'
import { newsLinks } from './web/workspace/news-links.ts'

// The second process of the program: it knows the subjects, and of the doors the addresses its letters lead to. Each work is loaded when it is first done.

const makeJobs = (parts: WorkerParts) => ({
  mail: mailJob(parts),
  export: exportJob(parts),
  retention: retentionJob(parts),
  campaign: campaignJob(freshnessLinks(parts.baseUrl)),
  alert: alertJob(agendaLinks(parts.baseUrl), tellNews(newsLinks(parts.baseUrl), parts.config.inboundDomain)),
  freshness: freshnessJob(freshnessLinks(parts.baseUrl)),
})

await runWorker(makeJobs, listenForMail)
