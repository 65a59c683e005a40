import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Locale, locales } from '../../platform/i18n/locales.ts'
import { type PageType, pageTypes } from './site/page-types.ts'
import { at, expectAccessible, read } from './site/reader.ts'

const types = new Map<Locale, PageType[]>()

beforeAll(async () => {
  for (const locale of locales) types.set(locale, await pageTypes(locale))
})

type Link = { language: string | null; href: string }

async function heads(page: Page) {
  const links = (rel: string) =>
    page
      .locator(`head link[rel=${rel}]`)
      .evaluateAll((found): Link[] =>
        found.map((link) => ({ language: link.getAttribute('hreflang'), href: link.getAttribute('href') ?? '' })),
      )
  return { canonical: await links('canonical'), alternates: await links('alternate') }
}

async function expectAlternates(page: Page): Promise<void> {
  const { canonical, alternates } = await heads(page)
  const pages = alternates.filter((link) => link.language)
  expect(canonical.length, page.url()).toBe(1)
  expect(
    pages
      .map((link) => link.language)
      .filter((language) => language !== 'x-default')
      .sort(),
  ).toEqual(['en', 'fr'])
  for (const { href } of [...canonical, ...pages]) {
    const answer = await fetch(href, { redirect: 'manual' })
    expect(answer.status, `${href} on ${page.url()}`).toBe(200)
    await answer.body?.cancel()
  }
}

describe.each(locales)('every kind of page in %s', (locale) => {
  test('has one title, one heading and its language; its other addresses answer; axe finds nothing', async () => {
    const titles = new Map<string, string>()
    for (const { name, path } of types.get(locale) ?? []) {
      const page = await read(path, { scripts: true, language: locale })
      expect(await page.locator('h1').count(), path).toBe(1)
      expect(await page.locator('html').getAttribute('lang'), path).toBe(locale)
      const title = await page.title()
      expect(titles.get(title), `title of ${path}: ${title}`).toBeUndefined()
      titles.set(title, path)
      if (name !== 'missing page') await expectAlternates(page)
      await expectAccessible(page)
      await page.context().close()
    }
  }, 180_000)

  test('in the dark, axe finds nothing', async () => {
    for (const { path } of types.get(locale) ?? []) {
      const page = await read(path, { scripts: true, dark: true })
      await expectAccessible(page)
      await page.context().close()
    }
  }, 180_000)

  test('fits a screen of 320 px without scrolling sideways', async () => {
    for (const { path } of types.get(locale) ?? []) {
      const page = await read(path, { width: 320 })
      const widest = await page.evaluate(() => {
        const beyond = [...document.querySelectorAll('body *')].find((one) => one.getBoundingClientRect().right > 321)
        return { width: document.documentElement.scrollWidth, beyond: beyond?.outerHTML.slice(0, 160) }
      })
      expect(widest.width, `${path}: ${widest.beyond}`).toBeLessThanOrEqual(320)
      await page.context().close()
    }
  }, 120_000)

  test('needs no script', async () => {
    for (const { name, path } of types.get(locale) ?? []) {
      const html = await (await fetch(at(path))).text()
      const scripts = [...html.matchAll(/<script(?![^>]*application\/ld\+json)[^>]*>/g)].map((match) => match[0])
      if (name !== 'map') expect(scripts, path).toEqual([])
    }
  })
})
