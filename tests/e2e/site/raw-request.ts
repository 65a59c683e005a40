import { type IncomingHttpHeaders, request } from 'node:http'
import { at } from './reader.ts'

/** An answer as it came over the wire: not followed, not unpacked. */
export type RawAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

/** Asks for an address without following redirects or unpacking what comes. */
export function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(at(path), { headers, method }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}
