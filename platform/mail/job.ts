import type { Config } from '../config.ts'
import type { Job } from '../jobs/run-jobs.ts'
import type { Log } from '../log.ts'
import { getPublicSettings } from '../settings.server.ts'
import { mailChannel } from './queue.server.ts'
import { type SendingResult, sendQueuedMail } from './send.server.ts'
import { openMailTransport } from './transport.ts'

type Parts = { config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'contact'>; baseUrl: string; log: Log }

/** The job that empties the queue of mails: as soon as one is queued, and every minute for those that wait. */
export function mailJob({ config, baseUrl, log }: Parts): Job {
  return {
    cron: '* * * * *',
    wakeOn: mailChannel,
    async work(ctx) {
      const transport = config.smtpUrl ? await openMailTransport(config.smtpUrl, config.mailFrom) : null
      const settings = transport ? await getPublicSettings(ctx) : {}
      const sender = { baseUrl, contact: settings.contact ?? config.contact }
      try {
        let result: SendingResult
        do {
          result = await sendQueuedMail({ ...ctx, now: new Date() }, transport, sender)
          if (result.failed > 0) log.warn(result, 'mails not sent')
          else if (result.sent > 0) log.info(result, 'mails sent')
        } while (result.more)
      } finally {
        transport?.close()
      }
    },
  }
}
