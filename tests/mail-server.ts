import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as a mail server received it: its envelope, its headers unfolded and decoded, and its two bodies. */
export type ReceivedMail = {
  from: string
  to: string[]
  headers: Map<string, string>
  text: string
  html: string
  /** As it went over the line. */
  raw: string
  encrypted: boolean
  user: string | null
}

type Options = {
  /** Answers every recipient with this refusal. */
  refuse?: { code: number; message: string }
  /** Takes mails from this user only, over an encrypted line only. */
  login?: { user: string; password: string; key: string; cert: string }
}

/** Runs a real mail server on a free port, keeping what it receives; its address has no user in it. */
export async function openMailServer(options: Options = {}) {
  const { refuse, login } = options
  const mails: ReceivedMail[] = []
  const server = new SMTPServer({
    hideSTARTTLS: !login,
    authOptional: !login,
    disabledCommands: login ? [] : ['AUTH'],
    ...(login ? { key: login.key, cert: login.cert } : {}),
    logger: false,
    onAuth({ username, password }, _, answer) {
      if (username === login?.user && password === login?.password) return answer(null, { user: username })
      return answer(new Error('wrong user or password'))
    },
    onRcptTo(_address, _, answer) {
      answer(refuse ? Object.assign(new Error(refuse.message), { responseCode: refuse.code }) : null)
    },
    onData(stream, session, answer) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom ? mailFrom.address : ''
        const seen = {
          from,
          to: rcptTo.map(({ address }) => address),
          encrypted: session.secure,
          user: session.user ?? null,
        }
        mails.push({ ...readMail(Buffer.concat(chunks).toString('latin1')), ...seen })
        answer()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}

function readMail(raw: string): Pick<ReceivedMail, 'headers' | 'text' | 'html' | 'raw'> {
  const { headers, body } = split(raw)
  const boundary = /boundary="?([^";]+)/.exec(headers.get('content-type') ?? '')?.[1] ?? ''
  const parts = body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => split(part.replace(/^\r\n/, '')))
  const part = (type: string) => {
    const found = parts.find((one) => one.headers.get('content-type')?.startsWith(type))
    return found ? decodeBody(found.body, found.headers.get('content-transfer-encoding') ?? '') : ''
  }
  return { headers, text: part('text/plain'), html: part('text/html'), raw }
}

function split(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), decodeWords(line.slice(colon + 1).trim())]
  })
  return { headers: new Map(headers), body: raw.slice(end + 4) }
}

// RFC 2047: words in Q or B encoding; the space between two of them is none.
function decodeWords(value: string): string {
  return value.replace(/\?=\s+=\?/g, '?==?').replace(/(?:=\?utf-8\?[QB]\?[^?]*\?=)+/gi, (run) => {
    const words = [...run.matchAll(/=\?utf-8\?([QB])\?([^?]*)\?=/gi)].map(([, how, text = '']) =>
      how?.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : quoted(text.replaceAll('_', ' ')),
    )
    return Buffer.concat(words).toString('utf8')
  })
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding === 'quoted-printable') return quoted(body.replace(/=\r\n/g, '')).toString('utf8')
  return Buffer.from(body, 'latin1').toString('utf8')
}

const quoted = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
