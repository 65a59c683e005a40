import { describe, expect, test } from 'vitest'
import { ask } from './site/raw-request.ts'
import { expectAccessible, headingOf, read } from './site/reader.ts'

describe('an address of yesterday leads to the page of today', () => {
  test.each([
    ['/fr/collectivite/d2A', '/fr/collectivite/r94/'],
    ['/fr/collectivite/d2B', '/fr/collectivite/r94/'],
    ['/en/authority/d67', '/en/authority/d6AE/'],
    ['/fr/collectivite/d75', '/fr/collectivite/c75056/paris'],
    ['/fr/collectivite/c73065/albertville', '/fr/collectivite/c73065/chambery'],
    ['/fr/collectivite/c73065', '/fr/collectivite/c73065/chambery'],
    ['/fr/collectivite/C73065/chambery?sort=new', '/fr/collectivite/c73065/chambery?sort=new'],
    ['/fr/pays/BF', '/fr/pays/bf'],
    ['/FR/Carte/', '/fr/carte'],
  ])('%s', async (old, present) => {
    const { status, headers } = await ask(old)
    expect(status).toBe(308)
    const { pathname, search } = new URL(headers.location ?? '', 'http://site')
    expect(pathname + search).toMatch(
      new RegExp(`^${present.replace('?', '\\?')}${present.endsWith('/') ? '[a-z-]+' : ''}$`),
    )
  })
})

test('the bare address opens in the language of the reader', async () => {
  for (const [language, home] of [
    ['fr-BF,fr;q=0.8', '/fr'],
    ['en-GB', '/en'],
    ['de', '/fr'],
  ] as const) {
    const { status, headers } = await ask('/', { 'Accept-Language': language })
    expect([status, headers.location, headers.vary]).toEqual([302, home, expect.stringContaining('Accept-Language')])
  }
})

test.each([
  ['/fr/zzz', 'fr', 'Cette page n’existe pas'],
  ['/en/zzz', 'en', 'This page does not exist'],
  ['/fr/collectivite/c99999', 'fr', null],
  ['/en/country/xx', 'en', null],
  ['/en/tie/018f0000-0000-7000-8000-000000000000', 'en', null],
  ['/fr/lien/pas-un-lien', 'fr', null],
])('an unknown page says so in its language: %s', async (path, language, title) => {
  expect((await ask(path)).status).toBe(404)
  const page = await read(path)
  expect(await page.locator('html').getAttribute('lang')).toBe(language)
  const heading = await headingOf(page)
  expect(heading).not.toBe('')
  if (title) expect(heading).toBe(title)
  await page.getByRole('searchbox').first().waitFor()
  await expectAccessible(page)
})

test('the other language keeps the page and its filters', async () => {
  const page = await read('/fr/recherche?q=saint&region=r84&size=under2000')
  await page.getByRole('link', { name: 'English' }).click()
  expect(new URL(page.url()).pathname).toBe('/en/search')
  expect(new URL(page.url()).search).toBe('?q=saint&region=r84&size=under2000')
  await page.getByRole('link', { name: 'Français' }).click()
  expect(new URL(page.url()).pathname).toBe('/fr/recherche')
})

test('wrong input is answered with a sentence, never with a fault of ours', async () => {
  const wrong = [
    '/fr/recherche?q=%00%ff',
    `/fr/recherche?q=${'a'.repeat(5000)}`,
    "/fr/recherche?q=';drop table public_tie--",
    '/fr/recherche?page=99999999999999999999',
    '/fr/liens?page=1e9&sort=%27',
    '/fr/collectivite/%E0%A4%A',
    '/fr/pays/%2e%2e',
    '/fr/carte?country=zz&region=r00&theme=none',
    '/fr/recherche?q=%26%7C!%3A*()',
  ]
  for (const path of wrong) {
    const { status, body } = await ask(path.replaceAll(' ', '%20'))
    expect(status, path).toBeLessThan(500)
    expect(body.toString(), path).not.toMatch(/ at .+\.js:\d+|Error:/)
  }
})
