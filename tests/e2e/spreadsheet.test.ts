import pg from 'pg'
import type { Page } from 'playwright-core'
import { beforeAll, expect, inject, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { expectAccessible, expectFits, headingOf, textOf } from './site/reader.ts'
import { readAs } from './site/signed-in.ts'

// A spreadsheet there and back, with mistakes: on a phone, without scripts.

const email = `coop-${process.pid}@mairie.example`
const key = 'c73065'
const desk = `/fr/espace/o/${key}/tableur`
let page: Page

async function seat(address: string, role: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('siteDatabase') })
  await client.connect()
  await client
    .query(
      `insert into membership (id, organisation_id, person_id, role)
       select gen_random_uuid(), o.id, p.id, $3 from organisation o, person p where o.key = $1 and p.email = $2`,
      [key, address, role],
    )
    .finally(() => client.end())
}

const button = (intent: string) =>
  page
    .locator('form')
    .filter({ has: page.locator(`input[value="${intent}"]`) })
    .locator('button')

async function bring(name: string, text: string | Buffer): Promise<void> {
  await page.goto(new URL(desk, inject('siteUrl')).href)
  await page.setInputFiles('input[type=file]', { name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await button('upload').click()
}

async function fitsPhone(): Promise<void> {
  await expectFits(page)
  expect((await page.content()).length).toBeLessThan(60_000)
}

const lines = async () => (await page.locator('li[id^=line-]').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))

beforeAll(async () => {
  const arrived = await readAs(email, '/fr/espace', { width: 360, height: 740 })
  await arrived.close()
  await seat(email, 'contributor')
})

test('a list with mistakes is read, corrected, applied and undone', async () => {
  page = await readAs(email, desk, { width: 360, height: 740 })
  await fitsPhone()
  await button('upload').click()
  expect(await textOf(page.locator('.problems'))).toContain('Choisissez un fichier')

  await bring(
    'partenaires.csv',
    `Action internationale;;;;\nQui ?;Pays;Nature;Depuis;Notes
Bolgatanga;Ghana;jumelage;12/05/2019;appeler M. X
Podor;Sénégal;chose;bientôt;
Nulleville;Atlantide;;;\n`,
  )
  expect(await headingOf(page)).toBe('Que contient chaque colonne ?')
  await fitsPhone()
  await button('columns').click()
  expect(await textOf(page.locator('.problems'))).toContain('Dites quelle colonne contient le nom du partenaire')
  await page.locator('select[name=column-0]').selectOption('partnerName')
  await button('columns').click()

  expect(await headingOf(page)).toBe('Ce qui changerait')
  await fitsPhone()
  expect(await lines()).toEqual([
    expect.stringMatching(/Ligne 3 Bolgatanga, Ghana · à ajouter .*jumelage.*2019/),
    expect.stringMatching(/Ligne 4 Podor, Sénégal · erreur .*Nature.*« chose ».*Depuis.*« bientôt »/),
    expect.stringMatching(/Ligne 5 Nulleville, Atlantide · erreur .*Pays/),
  ])
  await page.getByRole('link', { name: 'seulement les erreurs' }).click()
  expect(await lines()).toHaveLength(2)
  await button('apply').click()
  expect(await textOf(page.locator('.notice'))).toContain('Une ligne appliquée')
  await fitsPhone()
  const applied = page.url()

  // The columns are remembered, and the same file changes nothing any more.
  await bring('encore.csv', 'Qui ?;Pays;Nature;Depuis;Notes\nBolgatanga;Ghana;jumelage;2019;\n')
  expect(await headingOf(page)).toBe('Ce qui changerait')
  expect(await textOf(page.locator('.notice'))).toContain('Rien à changer')

  // What it says can still be confirmed, by somebody who says so.
  await button('apply').click()
  expect(await textOf(page.locator('.problems'))).toContain('Cochez la case')
  await page.check('input[name=upToDate]')
  await button('apply').click()
  expect(await textOf(page.locator('.notice'))).toContain('Un lien est confirmé')
  await button('undo').click()

  await page.goto(applied)
  await button('undo').click()
  expect(await textOf(page.locator('.notice'))).toContain('une ligne reprise')
})

test('the records downloaded and brought back unchanged change nothing, in both forms', async () => {
  page = await readAs(email, desk, { width: 360, height: 740 })
  for (const format of ['XLSX', 'CSV']) {
    await page.goto(new URL(desk, inject('siteUrl')).href)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: `Télécharger en ${format}` }).click(),
    ])
    await bring(download.suggestedFilename(), Buffer.concat(await (await download.createReadStream()).toArray()))
    expect(await textOf(page.locator('.notice'))).toContain('Rien à changer')
  }
})

test('a workbook of several sheets is asked about once', async () => {
  page = await readAs(email, desk, { width: 360, height: 740 })
  const book = await writeXlsxFile([
    { sheet: 'Projets', data: [['Projet'], ['Puits'], ['École']] },
    {
      sheet: 'Partenaires',
      data: [
        ['Partenaire', 'Pays'],
        ['Podor', 'Sénégal'],
      ],
    },
  ]).toBuffer()
  await bring('base.xlsx', book)
  expect(await headingOf(page)).toBe('Quelle feuille lire ?')
  await fitsPhone()
  await expectAccessible(page)
  await page.locator('select[name=sheet]').selectOption('Partenaires')
  await button('sheet').click()
  expect(await textOf(page.locator('main'))).toContain('Feuille lue : « Partenaires »')
  await bring('base 2.xlsx', book)
  expect(await headingOf(page)).toBe('Que contient chaque colonne ?')
})

test('can be read by everybody', async () => {
  page = await readAs(email, desk, { scripts: true })
  await expectAccessible(page)
  await bring('liste.csv', 'Partenaire;Pays\nSpringfield;États-Unis\nPodor;Sénégal\n')
  await expectAccessible(page)
  await button('columns').click()
  expect(await textOf(page.locator('main'))).toContain('Lequel est-ce')
  await expectAccessible(page)
})
