import type { FramedMail } from './frame.ts'

/** A mail on its way: framed, with its addresses. */
export type OutgoingMail = FramedMail & { id: string; recipient: string; replyTo: string | null }

/** The way out of mails: `deliver` fails with a `MailFailure` the queue understands. */
export type MailTransport = { deliver: (mail: OutgoingMail) => Promise<void>; close: () => void }

/** A mail that could not be handed over: why, and whether the next one would fare the same. */
export class MailFailure extends Error {
  readonly serverDown: boolean

  constructor(reason: string, serverDown: boolean, options: ErrorOptions) {
    super(reason, options)
    this.name = 'MailFailure'
    this.serverDown = serverDown
  }
}

const seconds = 1000
// What nodemailer says when the server could not be reached or did not let us in, whatever the mail.
const serverFailures = new Set(['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'EPROTOCOL'])

/**
 * Opens the way to the server of an address `smtp://user:password@host:587` or `smtps://…`. A password is never sent
 * over a line that is not encrypted.
 */
export async function openMailTransport(smtpUrl: string, from: string): Promise<MailTransport> {
  // Loaded only where mails are sent: it weighs on every worker otherwise.
  const { createTransport } = await import('nodemailer')
  const url = new URL(smtpUrl)
  const secure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: user !== '' && !secure,
    ...(user ? { auth: { user, pass: decodeURIComponent(url.password) } } : {}),
    connectionTimeout: 15 * seconds,
    greetingTimeout: 15 * seconds,
    socketTimeout: 60 * seconds,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = from.slice(from.lastIndexOf('@') + 1)
  return {
    async deliver({ id, recipient, replyTo, subject, text, html }) {
      await transport
        .sendMail({
          from: { name: 'Navette', address: from },
          to: { name: '', address: recipient },
          ...(replyTo ? { replyTo: { name: '', address: replyTo } } : {}),
          messageId: `<${id}@${host}>`,
          // Answering machines leave such mails alone (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
          subject,
          text,
          html,
        })
        .catch((error: unknown) => {
          throw asFailure(error)
        })
    },
    close: () => transport.close(),
  }
}

function asFailure(cause: unknown): MailFailure {
  const { code = '', message = '', response } = cause as { code?: string; message?: string; response?: string }
  return new MailFailure((response ?? message).slice(0, 500) || code, serverFailures.has(code), { cause })
}
