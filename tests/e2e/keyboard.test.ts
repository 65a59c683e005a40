import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, pathOf, read } from './site/reader.ts'

type Focus = { name: string; visible: boolean; marked: boolean }

/** What has the keyboard now, whether it is in view, and whether one sees that it has it. */
function focused(page: Page): Promise<Focus> {
  return page.evaluate(() => {
    const one = document.activeElement
    if (!one || one === document.body) return { name: '', visible: false, marked: false }
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
    const box = one.getBoundingClientRect()
    const inView = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
    const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    return { name: one.textContent?.trim() ?? '', visible: inView, marked: outlined || boxShadow !== 'none' }
  })
}

async function tabTo(page: Page, wanted: (focus: Focus) => boolean, most = 60): Promise<Focus> {
  for (let step = 0; step < most; step++) {
    await page.keyboard.press('Tab')
    const focus = await focused(page)
    expect(focus, `step ${step + 1} on ${page.url()}`).toMatchObject({ visible: true, marked: true })
    if (wanted(focus)) return focus
  }
  throw new Error(`not reached within ${most} steps on ${page.url()}`)
}

test('by keyboard alone: skip to the content, search, open a result', async () => {
  const page = await read('/fr')
  await tabTo(page, ({ name }) => name === 'Aller au contenu', 1)
  await page.keyboard.press('Enter')
  expect(page.url()).toMatch(/#content$/)
  await page.keyboard.press('Tab')
  await page.keyboard.type('Ouahigouya')
  await page.keyboard.press('Enter')
  await page.waitForURL(/recherche/)
  await tabTo(page, ({ name }) => name === 'Aller au contenu', 1)
  await page.keyboard.press('Enter')
  await tabTo(page, ({ name }) => name === 'Ouahigouya')
  await page.keyboard.press('Enter')
  await page.waitForURL(/collectivite/)
  expect(pathOf(page.url())).toBe('/fr/collectivite/bf-ouahigouya/ouahigouya')
  await expectAccessible(page)
})

test('by keyboard alone: every stop of the list of ties is in view and marked', async () => {
  const page = await read('/fr/liens', { width: 360 })
  await tabTo(page, ({ name }) => name === 'Mentions légales', 200)
})
