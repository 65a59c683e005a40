import type { Ctx } from '../platform/context.ts'
import { pathTo } from '../web/paths.ts'
import type { Tell } from './figures.ts'
import { drawSample } from './questions.ts'

const mostText = 30
const mostMap = 90

async function weigh(url: string, encoding: string): Promise<number> {
  const answer = await fetch(url, { headers: { 'Accept-Encoding': encoding } })
  await answer.body?.cancel()
  return Number(answer.headers.get('content-length'))
}

async function weighStyles(url: string): Promise<number> {
  const html = await (await fetch(url)).text()
  const files = [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"/g)].map((match) => match[1] ?? '')
  const weights = await Promise.all(files.map((file) => weigh(new URL(file, url).href, 'br')))
  return weights.reduce((sum, one) => sum + one, 0)
}

/** What each kind of page weighs as it is sent, styles and fonts apart. */
export async function measureWeights(ctx: Ctx, url: string, size: string, tell: Tell): Promise<void> {
  const sample = await drawSample(ctx)
  const tie = sample.ties[0]
  const pages: [what: string, path: string, most: number][] = [
    ['home, with its map', '/fr', mostMap],
    ['authority (Chambéry)', pathTo('authority', 'fr', { key: 'c73065', name: 'Chambéry' }), mostText],
    [
      'région (Auvergne-Rhône-Alpes)',
      pathTo('authority', 'fr', { key: 'r84', name: 'Auvergne-Rhône-Alpes' }),
      mostText,
    ],
    ['country (Germany)', pathTo('country', 'fr', { code: 'de' }), mostText],
    ['countries', '/fr/pays', mostText],
    ['search, no words', '/fr/recherche', mostText],
    ['list of ties', '/fr/liens', mostText],
    ['drawn map', '/fr/carte', mostMap],
    ['drawn map, all countries', '/fr/carte?scope=all', mostMap],
  ]
  if (tie) pages.push(['tie', pathTo('tie', 'fr', tie), mostText])
  for (const [what, path, most] of pages) {
    const address = new URL(path, url).href
    tell({
      area: 'weight',
      size,
      what: `${what}, brotli`,
      value: (await weigh(address, 'br')) / 1000,
      unit: 'kB',
      goal: { most },
    })
    tell({
      area: 'weight',
      size,
      what: `${what}, gzip`,
      value: (await weigh(address, 'gzip')) / 1000,
      unit: 'kB',
      goal: { most: most * 1.2 },
    })
  }
  tell({
    area: 'weight',
    size,
    what: 'styles of a page, brotli',
    value: (await weighStyles(new URL('/fr', url).href)) / 1000,
    unit: 'kB',
  })
}
