import { createHash } from 'node:crypto'
import mammoth from 'mammoth'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { beforeAll, expect, inject, test } from 'vitest'
import { jpegWith } from '../pictures.ts'
import { readPdf } from '../read-pdf.ts'
import { expectAccessible, expectFits, headingOf, textOf } from './site/reader.ts'
import { giveSeat, readAs } from './site/signed-in.ts'

// Papers and photos of a tie, and the papers an agreement is made into: on a phone, without scripts.

const email = `papiers-${process.pid}@mairie.example`
const town = 'c92050'
const phone = { width: 360, height: 740 }
let tie = ''
let agreement = ''
let page: Page

async function ask<Row extends pg.QueryResultRow>(statement: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: inject('siteDatabase') })
  await client.connect()
  return client
    .query<Row>(statement, values)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

const at = (path: string) => `/fr/espace/o/${town}/partenariats/${tie}${path}`
const button = (intent: string) =>
  page
    .locator('form')
    .filter({ has: page.locator(`input[value="${intent}"]`) })
    .locator('button')

async function fitsPhone(): Promise<void> {
  await expectFits(page)
  await expectAccessible(page)
}

/** What the address of a link gives to who is signed in on the page. */
async function fetched(href: string): Promise<{ headers: Record<string, string>; body: Buffer; status: number }> {
  const answer = await page.request.get(new URL(href, inject('siteUrl')).href)
  return { headers: answer.headers(), body: await answer.body(), status: answer.status() }
}

beforeAll(async () => {
  const arrived = await readAs(email, '/fr/espace', phone)
  await arrived.close()
  await giveSeat(email, town, 'contributor')
  const [found] = await ask<{ id: string }>(
    `select p.partnership_id as id from partnership_party p join organisation o on o.id = p.organisation_id
     where o.key = $1 order by p.partnership_id limit 1`,
    [town],
  )
  tie = found?.id ?? ''
  const [made] = await ask<{ id: string }>(
    `insert into agreement (id, partnership_id, organisation_id, kind, title, object, starts_on, ends_on)
     select gen_random_uuid(), $2, o.id, 'convention', 'Équipement des écoles 2026-2028', 'Équiper six écoles.', '2026-01-01', '2028-12-31'
     from organisation o where o.key = $1 returning id`,
    [town, tie],
  )
  agreement = made?.id ?? ''
  await ask(
    `insert into agreement_party (agreement_id, organisation_id, position)
     select $1, organisation_id, position from partnership_party where partnership_id = $2`,
    [agreement, tie],
  )
  await ask(
    `insert into agreement_amount (id, agreement_id, organisation_id, year, kind, amount)
     select gen_random_uuid(), $1, o.id, 2026, 'money', 541700.86 from organisation o where o.key = $2`,
    [agreement, town],
  )
})

test('a paper is filed, versioned, downloaded in safety and withdrawn', async () => {
  page = await readAs(email, at('/documents'), phone)
  await fitsPhone()
  await button('fileDocument').click()
  expect(await textOf(page.locator('.problems'))).toContain('Choisissez le fichier')
  await fitsPhone()

  const form = page.locator('form').filter({ has: page.locator('input[value="fileDocument"]') })
  const first = Buffer.from('%PDF-1.7\nConvention signée')
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: 'convention.pdf', mimeType: 'application/pdf', buffer: first })
  await form.locator('input[name=title]').fill('Convention signée le 12 mars 2026')
  await form.locator('select[name=kind]').selectOption('signedText')
  await form.locator('select[name=agreement]').selectOption(agreement)
  await button('fileDocument').click()
  expect(await textOf(page.locator('.notice'))).toContain('Le document est déposé')
  expect(await textOf(page.locator('table').first())).toContain(createHash('sha256').update(first).digest('hex'))

  const version = page.locator('form').filter({ has: page.locator('input[value="addVersion"]') })
  const second = Buffer.from('%PDF-1.7\nConvention signée, avec ses annexes')
  await version
    .locator('input[type=file]')
    .setInputFiles({ name: 'convention.pdf', mimeType: 'text/html', buffer: second })
  await button('addVersion').click()
  await fitsPhone()
  const link = await page.locator('.paper-version a').first().getAttribute('href')
  const { headers, body } = await fetched(link ?? '')
  expect(body.equals(second)).toBe(true)
  expect(headers['content-disposition']).toMatch(/^attachment; filename="convention\.pdf"/)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox")
  expect(headers['cache-control']).toBe('no-store')
  const earlier = await fetched((link ?? '').replace(/2$/, '1'))
  expect(earlier.body.equals(first)).toBe(true)

  const outsider = await readAs(`autre-${email}`, '/fr/espace')
  const refused = await outsider.request.get(new URL(link ?? '', inject('siteUrl')).href)
  expect(refused.status()).toBe(404)

  await button('withdraw').click()
  expect(await textOf(page.locator('.notice'))).toContain('Il reste lisible')
  expect((await fetched(link ?? '')).status).toBe(200)
})

test('a photo loses the place where it was taken', async () => {
  page = await readAs(email, at('/documents'), phone)
  const form = page.locator('form').filter({ has: page.locator('input[value="addPhoto"]') })
  const place = 'GPS 19.76N 72.20W'
  const buffer = jpegWith(place, 1).bytes
  await form.locator('input[type=file]').setInputFiles({ name: 'ecole.jpg', mimeType: 'image/jpeg', buffer })
  await form.locator('input[name=description]').fill('La cour de l’école, repeinte')
  await form.locator('input[name=credit]').fill('Ville de Nanterre')
  await form.locator('input[value=nobody]').check()
  await button('addPhoto').click()
  expect(await textOf(page.locator('.notice'))).toContain('sans le lieu')
  await fitsPhone()
  const image = page.locator('.photo-list img')
  expect(await image.getAttribute('alt')).toBe('La cour de l’école, repeinte')
  const { body } = await fetched((await image.getAttribute('src')) ?? '')
  expect(body.includes(place)).toBe(false)
})

test('the kit says what is missing, and each paper opens', async () => {
  page = await readAs(email, at(`/conventions/${agreement}/kit`), phone)
  expect(await headingOf(page)).toBe('Les actes et courriers : Équipement des écoles 2026-2028')
  await fitsPhone()
  expect(await textOf(page.locator('.kit-paper').nth(2))).toContain('mentions à compléter')

  const links = await page
    .locator('.kit-paper ul a')
    .evaluateAll((found) => found.map((one) => one.getAttribute('href') ?? ''))
  expect(links).toHaveLength(18)
  for (const href of links) {
    const { headers, body, status } = await fetched(href)
    expect(status).toBe(200)
    expect(headers['content-disposition']).toMatch(/^attachment/)
    if (href.endsWith('/docx')) {
      const { value } = await mammoth.extractRawText({ buffer: body })
      expect(value).toContain('Équipement des écoles 2026-2028')
    } else {
      const pdf = await readPdf(body)
      expect(pdf).toMatchObject({ universal: '1', marked: true })
      expect(pdf.roles.has('H1')).toBe(true)
      if (href.includes('/agreement/')) {
        expect(pdf.roles.has('TH')).toBe(true)
        expect(pdf.language).toBe(href.includes('/en/pdf') ? 'en' : 'fr')
      }
    }
  }
})

test('context, atlas sheet and reminders are read on a phone', async () => {
  page = await readAs(email, at('/contexte'), phone)
  expect(await headingOf(page)).toContain('Le partenaire et son contexte')
  await fitsPhone()
  await page.locator('summary', { hasText: 'rappels' }).click()
  expect(await textOf(page.locator('.reminders'))).toContain('Conseil d’État, 13 mai 2024')
  await fitsPhone()
  await page.goto(new URL(at('/fiche-atlas'), inject('siteUrl')).href)
  expect(await page.locator('#field-our-name').inputValue()).toBe('Nanterre')
  expect(await page.locator('button[data-copy]:visible').count()).toBe(0)
  await fitsPhone()
})

test('with a script, a field of the sheet is copied at one touch', async () => {
  const colleague = `copie-${process.pid}@mairie.example`
  const scripted = await readAs(colleague, '/fr/espace', { scripts: true })
  await giveSeat(colleague, town, 'reader')
  await scripted.goto(new URL(at('/fiche-atlas'), inject('siteUrl')).href)
  const copy = scripted.locator('button[data-copy="field-our-name"]')
  await copy.waitFor({ state: 'visible' })
  await scripted.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await copy.click()
  await scripted.getByText('Copié', { exact: true }).waitFor()
  expect(await scripted.evaluate(() => navigator.clipboard.readText())).toBe('Nanterre')
})
