import { expect, test } from 'vitest'
import { findTiePath } from './site/page-types.ts'
import { at } from './site/reader.ts'

const mostLinks = 250

async function linksOf(path: string): Promise<string[]> {
  const answer = await fetch(at(path))
  const html = await answer.text()
  const found = [...html.matchAll(/<(?:a|link)\b[^>]*?\shref="([^"]+)"/g)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&'),
  )
  const images = [...html.matchAll(/property="og:image" content="([^"]+)"/g)].map((match) => match[1] ?? '')
  return [...found, ...images]
    .map((href) => new URL(href, answer.url))
    .filter((url) => url.origin === new URL(at('/')).origin)
    .map((url) => url.pathname + url.search)
}

/** Some of many, spread over all of them, so that no kind of link is left out. */
function spread<T>(all: T[], most: number): T[] {
  const step = Math.max(1, all.length / most)
  return Array.from({ length: Math.min(most, all.length) }, (_, index) => all[Math.floor(index * step)] as T)
}

test('every link of the home page, a country, an authority and a tie answers', async () => {
  const starts = ['/fr', '/en', '/fr/pays/bf', '/fr/collectivite/c73065/chambery', '/en/authority/r84', '/fr/carte']
  starts.push(await findTiePath('fr', 'c73065', 'ouahigouya'))
  const links = new Set((await Promise.all(starts.map(linksOf))).flat())
  const broken: string[] = []
  for (const link of spread([...links].sort(), mostLinks)) {
    const answer = await fetch(at(link), { redirect: 'manual' })
    await answer.body?.cancel()
    // The workspace asks a visitor to sign in first.
    const asksToSignIn = answer.status === 302 && /^\/(fr\/espace|en\/workspace)$/.test(link)
    if (answer.status !== 200 && !asksToSignIn) broken.push(`${answer.status} ${link}`)
  }
  expect(broken).toEqual([])
}, 120_000)
