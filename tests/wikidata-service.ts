import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import type { WikidataService } from '../features/partnerships/wikidata/fetch.server.ts'

/** An item as the service would tell of it. */
export type ServedItem = {
  id: number
  fr: string
  en?: string
  country: string
  point: string
  insee?: string
  siren?: string
}

/** A tie as the service would tell of it. */
export type ServedTie = { a: ServedItem; b: ServedItem; start?: string; end?: string }

/** What the service does instead of answering the next question. */
export type Mishap = (request: IncomingMessage, response: ServerResponse) => void

const uri = (item: ServedItem) => `http://www.wikidata.org/entity/Q${item.id}`
const literal = (value: string | undefined) => (value === undefined ? undefined : { type: 'literal', value })

function cells(side: 'a' | 'b', item: ServedItem): Record<string, unknown> {
  const { fr, en, point, insee, siren, country } = item
  return {
    [side]: { type: 'uri', value: uri(item) },
    [`${side}_fr`]: literal(fr),
    [`${side}_en`]: literal(en),
    [`${side}_point`]: literal(point),
    [`${side}_insee`]: literal(insee),
    [`${side}_siren`]: literal(siren),
    [`${side}_country`]: literal(country),
  }
}

/** The answer to a question in the shape of the service: SPARQL 1.1 results in JSON. */
export function sparqlAnswer(ties: readonly ServedTie[]): unknown {
  const bindings = ties.map(({ a, b, start, end }) => ({
    ...cells('a', a),
    ...cells('b', b),
    start: literal(start),
    end: literal(end),
  }))
  return { head: { vars: [] }, results: { bindings } }
}

async function readQuery(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return new URLSearchParams(body).get('query') ?? ''
}

/** A server that answers as the query service does, one page of items at a time, with mishaps in front when asked. */
export async function serveWikidata(ties: readonly ServedTie[]) {
  const mishaps: Mishap[] = []
  const asked: { userAgent: string | undefined; after: string | null }[] = []
  const answer = (query: string) => {
    const after = /FILTER\(STR\(\?a\) > "([^"]+)"\)/.exec(query)?.[1] ?? null
    const limit = Number(/LIMIT (\d+)/.exec(query)?.[1])
    const next = [...new Set(ties.map((tie) => uri(tie.a)))].toSorted().filter((item) => after === null || item > after)
    const page = new Set(next.slice(0, limit))
    return {
      after,
      body: JSON.stringify(
        sparqlAnswer(ties.filter((tie) => page.has(uri(tie.a))).toSorted((x, y) => (uri(x.a) < uri(y.a) ? -1 : 1))),
      ),
    }
  }
  const server = createServer(async (request, response) => {
    const { after, body } = answer(await readQuery(request))
    asked.push({ userAgent: request.headers['user-agent'], after })
    const mishap = mishaps.shift()
    if (mishap) return mishap(request, response)
    response.setHeader('content-type', 'application/sparql-results+json').end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => new Promise((resolve) => server.close(resolve)))
  const service: WikidataService = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sparql`,
    userAgent: 'Navette test',
    timeoutMs: 500,
    pauseMs: 5,
    betweenMs: 0,
    attempts: 4,
  }
  return { service, mishaps, asked }
}
