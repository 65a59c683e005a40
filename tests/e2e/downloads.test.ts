import { expect, test } from 'vitest'
import { at, headingOf, read } from './site/reader.ts'

test('the bottom of a list gives it as a file with the same filters', async () => {
  const page = await read('/fr/liens?country=bf')
  const count = Number((await headingOf(page)).match(/^\d+/)?.[0])
  const href = async (name: string) => at((await page.getByRole('link', { name }).getAttribute('href')) ?? '')
  const csv = await fetch(await href('CSV'))
  expect(csv.headers.get('content-type')).toMatch(/^text\/csv/)
  const [header = '', ...lines] = (await csv.text())
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
  expect(header).toMatch(/id/)
  expect(header).toMatch(/licence/)
  expect(lines.length).toBeGreaterThanOrEqual(count)
  const geojson = await fetch(await href('carte (GeoJSON)'))
  expect(geojson.headers.get('content-type')).toMatch(/^application\/geo\+json/)
  const { type, features } = (await geojson.json()) as {
    type: string
    features: { type: string; properties: object }[]
  }
  expect([type, features.length]).toEqual(['FeatureCollection', count])
  for (const feature of features) expect(feature).toMatchObject({ type: 'Feature', properties: expect.any(Object) })
})

test('the list of authorities opens in a spreadsheet', async () => {
  const answer = await fetch(at('/data/organisations.xlsx?country=bf'))
  expect(answer.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  const start = Buffer.from(await answer.arrayBuffer()).subarray(0, 2)
  expect(start.toString()).toBe('PK')
})

test('the page of data leads to whole files that answer, each with its licence', { timeout: 180_000 }, async () => {
  const page = await read('/fr/donnees')
  const links = await page
    .locator('main a[href^="/data/"], main a[href^="/api/"], main a[href^="/ogc"]')
    .evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''))
  expect(links.length).toBeGreaterThan(6)
  for (const link of new Set(links)) {
    // Whole files are large: their beginning is enough, as when a reader gives up.
    const answer = await fetch(at(link))
    expect(answer.status, link).toBe(200)
    await answer.body?.cancel()
  }
})
