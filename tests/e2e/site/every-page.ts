import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Locale, locales } from '../../../platform/i18n/locales.ts'
import { pageTypes, pathOfType } from './page-types.ts'
import { at, expectAccessible, read } from './reader.ts'

async function linksInHead(page: Page, rel: string): Promise<{ language: string | null; href: string }[]> {
  return page
    .locator(`head link[rel=${rel}]`)
    .evaluateAll((found) =>
      found.map((link) => ({ language: link.getAttribute('hreflang'), href: link.getAttribute('href') ?? '' })),
    )
}

/** One canonical address, and the same page in each language; all of them answer. */
async function expectAddresses(page: Page): Promise<void> {
  const canonical = await linksInHead(page, 'canonical')
  const languages = (await linksInHead(page, 'alternate')).filter((link) => link.language)
  expect(canonical.length).toBe(1)
  expect(languages.map((link) => link.language)).toEqual(expect.arrayContaining([...locales]))
  for (const { href } of [...canonical, ...languages]) {
    const answer = await fetch(href, { redirect: 'manual' })
    await answer.body?.cancel()
    expect(answer.status, href).toBe(200)
  }
}

/** Nothing must be slid sideways on a screen of 320 px (WCAG 2.2, 1.4.10). */
async function expectReflow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 800 })
  const { width, beyond } = await page.evaluate(() => {
    const widest = [...document.querySelectorAll('main *')].find((one) => one.getBoundingClientRect().right > 321)
    return { width: document.documentElement.scrollWidth, beyond: widest?.outerHTML.slice(0, 160) }
  })
  expect(width, beyond ?? '').toBeLessThanOrEqual(320)
}

/** The promises every kind of page keeps in a language; a file for each language, so that they are looked at side by side. */
export function lookAtEveryPage(locale: Locale): void {
  test.each(pageTypes)('%s: one heading, its addresses, axe finds nothing, and it fits 320 px', async (type) => {
    const page = await read(await pathOfType(type, locale), { scripts: true, language: locale })
    expect(await page.locator('h1').count()).toBe(1)
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    await expectAddresses(page)
    await expectAccessible(page)
    await expectReflow(page)
  })

  test('every kind of page has a title of its own, and only the map a script', async () => {
    const titles = new Map<string, string>()
    for (const type of pageTypes) {
      const html = await (await fetch(at(await pathOfType(type, locale)))).text()
      const title = html.match(/<title>([^<]+)<\/title>/)?.[1] ?? ''
      expect(titles.get(title), `${type}: ${title}`).toBeUndefined()
      titles.set(title, type)
      const scripts = [...html.matchAll(/<script(?![^>]*application\/ld\+json)[^>]*>/g)].map((match) => match[0])
      expect(scripts.length, `${type}: ${scripts}`).toBe(type === 'map' ? 1 : 0)
    }
  })
}
