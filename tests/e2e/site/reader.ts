import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, expect, inject } from 'vitest'

/** How a reader reads: on what width, in light or dark, with scripts or without. */
export type Reading = { width?: number; height?: number; dark?: boolean; scripts?: boolean; language?: string }

const siteUrl = inject('siteUrl')
const readings = new WeakMap<Page, Reading>()
const open = new Set<Page>()
/** What went wrong in the pages of the running test: errors in the console, requests to another server. */
const troubles: string[] = []

// Vitest loads this module anew for each test file: one connection each, to the one browser.
let browser: Promise<Browser> | undefined
let inspector: Promise<Page> | undefined

/** The absolute address of a page of the site. */
export function at(path: string): string {
  return new URL(path, siteUrl).href
}

/** Path and query of an absolute address of the site. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return pathname + search
}

/** The text of what was found, its spaces made plain. */
export async function textOf(found: Locator): Promise<string> {
  return ((await found.textContent()) ?? '').replace(/\s+/g, ' ').trim()
}

/** The fact a page states in its heading. */
export function headingOf(page: Page): Promise<string> {
  return textOf(page.getByRole('heading', { level: 1 }))
}

function watch(page: Page): void {
  page.on('console', (message) => {
    // A missing page is what some tests look at; the browser reports its status as an error.
    if (message.type() === 'error' && !/status of 40[034]/.test(message.text())) troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (/^http/.test(protocol) && origin !== new URL(siteUrl).origin)
      troubles.push(`request to another server: ${request.url()}`)
  })
}

async function newPage(reading: Reading): Promise<Page> {
  browser ??= chromium.connect(inject('browserEndpoint'))
  const context = await (await browser).newContext({
    viewport: { width: reading.width ?? 1280, height: reading.height ?? 800 },
    colorScheme: reading.dark ? 'dark' : 'light',
    javaScriptEnabled: reading.scripts ?? false,
    locale: reading.language ?? 'fr-FR',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  readings.set(page, reading)
  watch(page)
  return page
}

/** Opens a page of the site as a reader; without scripts unless they are asked for. */
export async function read(path: string, reading: Reading = {}): Promise<Page> {
  const page = await newPage(reading)
  open.add(page)
  await page.goto(at(path))
  return page
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// axe itself is a script: what is read without scripts is looked at again, in the same way and by the same person, on a page
// that allows them.
async function withScripts(page: Page, reading: Reading): Promise<Page> {
  inspector ??= newPage({ scripts: true })
  const seen = await inspector
  await seen.context().clearCookies()
  await seen.context().addCookies(await page.context().cookies())
  await seen.setViewportSize({ width: reading.width ?? 1280, height: reading.height ?? 800 })
  await seen.emulateMedia({ colorScheme: reading.dark ? 'dark' : 'light' })
  await seen.goto(page.url())
  return seen
}

// Our pages hold no frames: no second page is needed to gather what axe found.
const axe = (page: Page) => new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()

/** Fails when axe finds anything to object to in what the reader sees now. */
export async function expectAccessible(page: Page): Promise<void> {
  const reading = readings.get(page) ?? {}
  const seen = reading.scripts ? page : await withScripts(page, reading)
  await expectNothingFound(seen, axe(seen).withTags(rules))
}

/** Fails when axe finds a text too pale in what the reader sees now. */
export async function expectContrast(page: Page): Promise<void> {
  await expectNothingFound(page, axe(page).withRules(['color-contrast', 'link-in-text-block']))
}

async function expectNothingFound(seen: Page, looking: AxeBuilder): Promise<void> {
  const { violations } = await looking.analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
  expect(found, `axe on ${pathOf(seen.url())}`).toEqual([])
}

/** Fails when what the reader sees now must be slid sideways on their screen. */
export async function expectFits(page: Page): Promise<void> {
  const { width } = readings.get(page) ?? {}
  expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(width ?? 1280)
}

/** Fails when what the reader sees now does not fit their screen, or axe finds anything to object to. */
export async function expectLooksRight(page: Page): Promise<void> {
  await expectFits(page)
  await expectAccessible(page)
}

afterEach(async () => {
  for (const page of open) await page.context().close()
  open.clear()
  expect(troubles.splice(0), 'console errors and requests to other servers').toEqual([])
})

afterAll(async () => {
  await (await browser)?.close()
})
