import type { Email } from 'postal-mime'

/** The name in front of the token of an address news is answered to. */
const replyName = 'nouvelles'

/** The largest mail taken, in bytes: a few photos of a telephone. */
export const mostMailBytes = 20_000_000

/** The most photos of one mail that are kept. */
export const mostMailPhotos = 5

/** The address a token stands in. */
export const replyAddressOf = (token: string, domain: string): string => `${replyName}+${token}@${domain}`

/** The token in an address, whoever wrote it in capitals; null for any other address. */
export function tokenIn(address: string): string | null {
  return /^nouvelles\+([0-9a-f]{40})@/.exec(address.trim().toLowerCase())?.[1] ?? null
}

/** Whether a machine wrote it: an answering machine, a list, a notice that a mail could not be delivered. */
export function isAutomatic(mail: Pick<Email, 'headers'>, envelopeFrom: string | null): boolean {
  const value = (name: string) =>
    mail.headers
      .find(({ key }) => key === name)
      ?.value.trim()
      .toLowerCase() ?? ''
  const said = value('auto-submitted')
  return (
    envelopeFrom === '' ||
    (said !== '' && !said.startsWith('no')) ||
    /^(bulk|junk|list|auto_reply)$/.test(value('precedence')) ||
    value('x-autoreply') !== '' ||
    value('x-auto-response-suppress') === 'all' ||
    value('list-id') !== '' ||
    value('content-type').startsWith('multipart/report')
  )
}

// Lines from which on a mail program repeats what was answered to.
const quoteStarts: readonly RegExp[] = [
  /^[-_\s]*(message d[’']origine|original message|message transf[ée]r[ée]|forwarded message|mensaje original|urspr[üu]ngliche nachricht)[-_\s]*$/i,
  /^_{10,}$/,
  /^(de|from|von|da)\s?:\s.+@.+/i,
  /^(le|on|el|am|il)\s.+(a [ée]crit|wrote|escribi[óo]|schrieb|ha scritto)\s?:\s*$/i,
]

/**
 * The words of a reply alone: without the text it answers to, and without the signature after its own mark (`-- `). Only
 * what is sure is cut.
 */
export function replyText(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  // Some programs fold « Le … a écrit : » over two lines.
  const starts = (at: number) =>
    quoteStarts.some(
      (one) => one.test(lines[at]?.trim() ?? '') || one.test(`${lines[at]?.trim()} ${lines[at + 1]?.trim()}`),
    )
  const isQuoted = (line: string) => line.startsWith('>')
  const cut = lines.findIndex((line, at) => /^-- ?$/.test(line) || starts(at) || restIsQuoted(lines, at, isQuoted))
  return (cut < 0 ? lines : lines.slice(0, cut)).join('\n').trim()
}

// A quotation in the middle was answered line by line, and stays.
function restIsQuoted(lines: readonly string[], at: number, isQuoted: (line: string) => boolean): boolean {
  return isQuoted(lines[at] ?? '') && lines.slice(at).every((line) => line.trim() === '' || isQuoted(line))
}

/** The words of a mail that came as a web page only. */
export function plainText(html: string): string {
  return html
    .replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, '')
    .replace(/<blockquote[\s\S]*$/i, '')
    .replace(/<br\s*\/?>|<\/(p|div|li|h\d)>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;|&rsquo;/g, '’')
    .replace(/&amp;/g, '&')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
