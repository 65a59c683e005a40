/** Where an answer ends in what has come so far, and its status; null while it is not whole. */
export function findAnswer(received: Buffer): { status: number; length: number; body: number } | null {
  const headEnd = received.indexOf('\r\n\r\n')
  if (headEnd < 0) return null
  const head = received.toString('latin1', 0, headEnd).toLowerCase()
  const status = Number(head.slice(9, 12))
  const start = headEnd + 4
  if (status === 304 || status === 204) return { status, length: start, body: 0 }
  const length = head.match(/\r\ncontent-length: *(\d+)/)?.[1]
  if (length !== undefined) {
    const end = start + Number(length)
    return received.length < end ? null : { status, length: end, body: Number(length) }
  }
  if (!head.includes('\r\ntransfer-encoding: chunked')) throw new Error(`an answer without length: ${head}`)
  const last = received.indexOf('\r\n0\r\n\r\n', start - 2)
  return last < 0 ? null : { status, length: last + 7, body: last - start }
}
