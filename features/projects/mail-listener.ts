import type { Ctx } from '../../platform/context.ts'
import { type AppError, isAppError } from '../../platform/errors.ts'
import { locales } from '../../platform/i18n/locales.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { mostMailBytes } from './field-mail.ts'
import { receiveFieldMail, requireReplyAddress } from './receive-mail.server.ts'

/** What the listener works with. */
export type MailListening = {
  /** 0 takes any free port. */
  port: number
  host: string
  domain: string
  ctx: () => Ctx
  filesFolder: string
  /** Told what nobody foresaw. */
  report: (error: unknown) => void
}

/** A listener that is open: its port, and how to close it. */
export type MailListener = { port: number; close: () => Promise<void> }

/** Opens the door for mails that answer to a personal address; every other mail is refused with its reason (550). */
export async function openMailListener({
  port,
  host,
  domain,
  ctx,
  filesFolder,
  report,
}: MailListening): Promise<MailListener> {
  const { SMTPServer } = await import('smtp-server')
  const refuse = (error: unknown) => {
    if (isAppError(error)) return Object.assign(new Error(inWords(error)), { responseCode: 550 })
    report(error)
    // Nothing is lost: the server that brings it tries again.
    return Object.assign(new Error('try again later'), { responseCode: 451 })
  }
  const server = new SMTPServer({
    name: domain,
    banner: 'Navette',
    size: mostMailBytes,
    disabledCommands: ['AUTH'],
    authOptional: true,
    hideSTARTTLS: true,
    logger: false,
    maxClients: 10,
    socketTimeout: 60_000,
    onRcptTo({ address }, _session, done) {
      requireReplyAddress(ctx(), [address]).then(
        () => done(),
        (error: unknown) => done(refuse(error)),
      )
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      let length = 0
      stream.on('data', (part: Buffer) => {
        length += part.length
        // What is past the limit is read, so that the answer is heard, and not kept.
        if (length <= mostMailBytes + 1) parts.push(part)
      })
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const raw = stream.sizeExceeded ? Buffer.alloc(mostMailBytes + 1) : Buffer.concat(parts)
        const mail = { raw, to: rcptTo.map(({ address }) => address), from: mailFrom ? mailFrom.address : '' }
        receiveFieldMail(ctx(), mail, filesFolder).then(
          () => done(null),
          (error: unknown) => done(refuse(error)),
        )
      })
    },
  })
  server.on('error', report)
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.server.address()
  return {
    port: address && typeof address === 'object' ? address.port : port,
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}

/** The reason in both languages, in letters every mail server passes on. */
export function inWords(error: AppError): string {
  const sentences = locales.map((locale) => translator(locale)(`errors.${error.reason}` as never, error.values))
  return sentences
    .join(' / ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘]/g, "'")
    .replace(/[^\x20-\x7e]/g, ' ')
}
