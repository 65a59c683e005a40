import { join } from 'node:path'
import type { Config } from '../../platform/config.ts'
import type { OpenDatabase } from '../../platform/db/pool.ts'
import type { Log } from '../../platform/log.ts'
import type { MailListener } from './mail-listener.ts'

type Parts = { config: Config; log: Log; members: Pick<OpenDatabase, 'db'> }

/** Takes the mails that answer, in the worker, where the environment asks for it; loaded only there. */
export async function listenForMail({ config, log, members }: Parts): Promise<MailListener | null> {
  const { inboundDomain: domain, inboundSmtpPort: port, host } = config
  if (domain === null || port === null) return null
  const { openMailListener } = await import('./mail-listener.ts')
  const listener = await openMailListener({
    ...{ port, host, domain, filesFolder: join(config.dataFolder, 'files') },
    ctx: () => ({ db: members.db, actor: { kind: 'job', name: 'fieldMail' }, now: new Date(), locale: 'fr' }),
    report: (error) => log.error({ err: error }, 'inbound mail'),
  })
  log.info({ port: listener.port, domain }, 'taking mails that answer')
  return listener
}
