import { expect, test } from 'vitest'
import { findTiePath } from './site/page-types.ts'
import { read, textOf } from './site/reader.ts'

test('on paper a page has its facts, its address and date, and no navigation', async () => {
  for (const path of ['/fr/collectivite/c73065', '/fr/pays/bf', await findTiePath('fr', 'c73065', 'ouahigouya')]) {
    const page = await read(path)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('heading', { level: 1 }).isVisible(), path).toBe(true)
    for (const gone of [
      page.getByRole('navigation', { name: 'Pages principales' }),
      page.getByRole('navigation', { name: 'Langue' }),
      page.getByRole('searchbox'),
    ])
      expect(await gone.first().isVisible(), `${path}: ${gone}`).toBe(false)
    expect(await textOf(page.locator('.print-only')), path).toContain(new URL(page.url()).pathname)
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    expect(ground, path).toMatch(/^rgba\(0, 0, 0, 0\)$|^rgb\(255, 255, 255\)$/)
  }
})
