import { type IncomingHttpHeaders, request } from 'node:http'

/** An answer as it came, not followed. */
export type Answer = { status: number; headers: IncomingHttpHeaders; text: string; location: string; cookies: string[] }

type Sending = { headers?: Record<string, string>; method?: string; body?: string | Buffer }

/** Sends one request, with the very headers given, `Host` and `Origin` among them. */
export function send(url: string, { headers = {}, method = 'GET', body }: Sending = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString('utf8'),
          location: response.headers.location ?? '',
          cookies: response.headers['set-cookie'] ?? [],
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** A browser without scripts, without a window: it keeps cookies, sends forms, and follows nothing by itself. */
export type Visitor = {
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>
  post: (path: string, fields: Record<string, string>, headers?: Record<string, string>) => Promise<Answer>
  cookies: Map<string, string>
}

/** Opens one; `origin` is the address readers know, `always` goes with every request. */
export function openVisitor(base: string, origin = base, always: Record<string, string> = {}): Visitor {
  const cookies = new Map<string, string>()
  async function go(path: string, sending: Sending): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...always, ...(cookie ? { cookie } : {}), ...sending.headers }
    const answer = await send(base + path, { ...sending, headers })
    for (const line of answer.cookies) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      const gone = /max-age=0/i.test(line)
      if (gone) cookies.delete(pair.slice(0, at))
      else cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }
  return {
    cookies,
    get: (path, headers = {}) => go(path, { headers }),
    post: (path, fields, headers = {}) =>
      go(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
  }
}
