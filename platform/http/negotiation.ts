/** How a body may be sent. */
export type Encoding = 'br' | 'gzip' | 'identity'

function readEncoding(accepted: string): Encoding {
  const offers = new Map(
    accepted.split(',').map((part) => {
      const [name = '', ...rest] = part.trim().split(';')
      return [name.toLowerCase(), !rest.some((option) => /^\s*q=0(\.0*)?\s*$/.test(option))] as const
    }),
  )
  if (offers.get('br')) return 'br'
  return offers.get('gzip') ? 'gzip' : 'identity'
}

// Browsers send a handful of different headers, again and again.
const known = new Map<string, Encoding>()
const mostKnown = 100

/** The encoding an `Accept-Encoding` header likes best of those we have. */
export function pickEncoding(accepted = ''): Encoding {
  const found = known.get(accepted)
  if (found) return found
  const encoding = readEncoding(accepted)
  if (known.size < mostKnown && accepted.length < 200) known.set(accepted, encoding)
  return encoding
}

/** Tells whether an `If-None-Match` header names an ETag, weakly compared. */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (!header) return false
  if (header === etag) return true
  const bare = (text: string) => text.trim().replace(/^W\//, '')
  return header.split(',').some((one) => bare(one) === bare(etag) || one.trim() === '*')
}
