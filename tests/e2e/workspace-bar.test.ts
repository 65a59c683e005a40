import { expect, test } from 'vitest'
import { at, expectAccessible, expectFits, headingOf, read } from './site/reader.ts'
import { giveSeat, readAs } from './site/signed-in.ts'

const officer = `barre-${process.pid}@mairie.example`
const bar = { name: 'Espace de travail' } as const

test('the pages of a town stand on one line of a phone, the others folded, by keyboard and without scripts', async () => {
  const page = await readAs(officer, '/fr/espace', { width: 360 })
  await giveSeat(officer, 'c86066', 'contributor')
  await page.goto(at('/fr/espace/o/c86066/reseaux'))
  const navigation = page.getByRole('navigation', bar)
  await expectFits(page)
  expect((await navigation.boundingBox())?.height).toBeLessThan(140)
  expect(await navigation.getByRole('link', { name: 'Historique' }).isVisible()).toBe(false)

  const group = navigation.locator('summary', { hasText: 'Notre collectivité' })
  expect(await group.getAttribute('aria-current')).toBe('true')
  await group.focus()
  await page.keyboard.press('Enter')
  const own = navigation.getByRole('link', { name: 'Réseaux' })
  expect(await own.getAttribute('aria-current')).toBe('page')
  await expectFits(page)
  // Opening the other group closes this one.
  await navigation.locator('summary', { hasText: 'Registres' }).press('Enter')
  expect(await own.isVisible()).toBe(false)
  await navigation.getByRole('link', { name: 'Corrections' }).press('Enter')
  await page.waitForURL(/corrections$/)
  expect(await headingOf(page)).toContain('Corrections proposées')
})

test('an open group of pages is as readable as the rest', async () => {
  const page = await readAs(officer, '/en/workspace/o/c86066/history', { width: 360, scripts: true })
  await page.getByRole('navigation', { name: 'Workspace' }).locator('summary', { hasText: 'Our authority' }).click()
  await expectAccessible(page)
  const stranger = await read('/fr')
  expect(await stranger.getByRole('navigation', bar).count()).toBe(0)
})
