import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { accountFile, sampleLines, type WrittenAccount } from '../account-file.ts'
import { send } from './site/forms.ts'
import { at, expectLooksRight, headingOf, type Reading, textOf } from './site/reader.ts'
import { giveSeat, signedInOnce } from './site/signed-in.ts'

// Accounts from the finance department to the international budget: on a phone, without scripts. Montreuil.

const phone = { width: 360, height: 740 }
const key = 'c93048'
const desk = `/fr/espace/o/${key}/budget/comptes`
const siret = '21930048000018'
const officer = `comptes-${process.pid}@mairie.example`

const account = (facts: WrittenAccount = {}) =>
  Buffer.from(
    accountFile({
      siret,
      label: 'Ville de Montreuil',
      decided: '2020-06-24',
      year: 2019,
      population: 109_914,
      lines: sampleLines,
      grants: [{ name: 'MME DUPONT Jeanne', kind: 'P3', amount: '150' }],
      ...facts,
    }),
  )

const table = `Extraction 2017;;;;
Compte;Rubrique;Libellé;Tiers;Mandaté
6574;048;Appui à Beit Sira;Réseau Palestine;1 234,56 €
6251;048;Mission;;(12,50)
6257;048;Réception;;beaucoup
`

const session = signedInOnce(officer, phone)
const arrive = (reading?: Reading): Promise<Page> => session.open(desk, reading)

beforeAll(async () => {
  await session.begin()
  await giveSeat(officer, key, 'contributor')
})

async function bring(page: Page, files: Record<string, string | Buffer>): Promise<void> {
  await page.goto(at(desk))
  const given = Object.entries(files).map(([name, content]) => ({
    name,
    mimeType: name.endsWith('.xml') ? 'application/xml' : 'text/csv',
    buffer: Buffer.from(content),
  }))
  await page.setInputFiles('input[type=file]', given)
  await send(page, 'upload')
}

const main = (page: Page) => textOf(page.getByRole('main'))

test('accounts are brought, looked at and made to count', async () => {
  const page = await arrive()
  await expectLooksRight(page)
  expect(await main(page)).toContain('Aucun compte n’est encore pris en compte')
  await send(page, 'upload')
  expect(await textOf(page.locator('.problems'))).toContain('Choisissez un ou plusieurs fichiers')

  // One wrong file, and nothing of the others is kept; each that is wrong is told.
  await bring(page, {
    'bon.xml': account(),
    'vide.xml': '',
    'ailleurs.xml': account({ siret: '26930001200012', label: 'CCAS' }),
  })
  const told = await textOf(page.locator('.problems'))
  expect(told).toContain('vide.xml est vide')
  expect(told).toContain('ce n’est pas le SIREN de votre organisme')

  await bring(page, { 'compte.xml': account() })
  expect(await headingOf(page)).toBe('Compte administratif 2019')
  const seen = await main(page)
  expect(seen).toContain('Rien de ce document ne compte encore')
  expect(seen).toMatch(/048.*Autres actions.*16 632,50 €/)
  expect(seen).toMatch(/2 503,56 €/)
  expect(seen).toContain('proposée au repérage, jamais prise d’office')
  expect(seen).toContain('1 nom masqué avant d’être gardé')
  expect(seen).not.toContain('DUPONT')
  await expectLooksRight(page)
  await send(page, 'apply')
  expect(await textOf(page.locator('.notice'))).toContain('C’est pris en compte')
  expect(await main(page)).toContain('Voir les 3 lignes internationales')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Télécharger les lignes \(CSV/ }).click(),
  ])
  const csv = Buffer.concat(await (await download.createReadStream()).toArray()).toString()
  expect(csv).toMatch(/^BGT_NATDEC,BGT_ANNEE,BGT_SIRET/)
  expect(csv).toContain(`compte administratif,2019,${siret}`)
})

test('the same file changes nothing, a later account of the year replaces it and is taken back', async () => {
  const page = await arrive()
  await bring(page, { 'encore.xml': account() })
  expect(await main(page)).toContain('déjà pris en compte : il ne change rien')
  await bring(page, { 'definitif.xml': account({ stage: '10', decided: '2020-07-01', lines: sampleLines.slice(1) }) })
  expect(await main(page)).toContain('Remplace « compte.xml », voté le 24 juin 2020')
  await send(page, 'apply')
  await page.goto(at(desk))
  expect(await main(page)).toMatch(/Compte financier unique 2019.*pris en compte.*Compte administratif 2019.*remplacé/)
  await page.getByRole('link', { name: /^Compte administratif 2019/ }).click()
  expect(await main(page)).toContain('Lignes à revoir')
  await expectLooksRight(page)
  await page.goBack()
  await page.getByRole('link', { name: /^Compte financier unique 2019/ }).click()
  await send(page, 'withdraw')
  expect(await textOf(page.locator('.notice').first())).toContain('Le document est repris')
})

test('a table of any shape is told once, and its refused lines keep their reasons', async () => {
  const page = await arrive()
  await bring(page, { 'Extraction 2017.csv': table })
  expect(await headingOf(page)).toBe('Que contient chaque colonne ?')
  await expectLooksRight(page)
  await send(page, 'columns')
  expect(await textOf(page.locator('.problems'))).toContain('Dites ce que disent les montants')
  await page.locator('select[name=stage]').selectOption('administrativeAccount')
  await page.locator('select[name=nomenclature]').selectOption('M14_COM_SUP3500')
  await send(page, 'columns')
  expect(await headingOf(page)).toBe('Compte administratif 2017')
  const seen = await main(page)
  expect(seen).toContain('1 222,06 €')
  expect(seen).toContain('Ligne 5 : « beaucoup » n’est pas un montant.')
  await expectLooksRight(page)
  await send(page, 'apply')

  await bring(page, { 'Extraction 2018.csv': table.replace('2017', '2018') })
  expect(await main(page)).toContain('Les colonnes sont celles que vous aviez dites')
  expect(await page.locator('input[name=year]').inputValue()).toBe('2018')
  await send(page, 'discard')
  expect(await textOf(page.locator('.notice'))).toContain('rien n’en est gardé')
})

test('several files wait together and count together', async () => {
  const page = await arrive()
  const lines = [{ nature: '6574', fonction: '048', amounts: { MtPrev: '100' } }]
  await bring(page, {
    'bp.xml': account({ stage: '01', year: 2015, lines }),
    'dm.xml': account({ stage: '02', year: 2015, decided: '2015-11-04', lines }),
  })
  expect(await main(page)).toContain('Décision modificative 2015, 4 novembre 2015')
  await expectLooksRight(page)
  await send(page, 'applyAll')
  expect(await main(page)).not.toContain('À regarder avant que cela compte')
  expect(await main(page)).toContain('Budget primitif 2015')
})

// Function 048 of each account, expenditure then receipts, as they stand in the files.
const filed = {
  2016: ['541 700,86', '70 456'],
  2018: ['387 959,64', '2 503,56'],
  2020: ['492 604,30', '390 173,16'],
  2022: ['285 761,30', '49 400'],
} as const
const filedFolder = join(import.meta.dirname, '../../../shared/data/totem')

test('the four accounts the town really filed, dropped together, give its international budget', async (context) => {
  if (!existsSync(filedFolder)) context.skip('the shared data are absent: the accounts really filed were not brought')
  const page = await arrive({ width: 1280, scripts: true })
  const files = Object.keys(filed).map((year) => `Montreuil_93_CA_${year}.xml`)
  await page.setInputFiles(
    'input[type=file]',
    files.map((name) => join(filedFolder, name)),
  )
  await send(page, 'upload')
  for (const year of Object.keys(filed)) expect(await main(page)).toContain(`Compte administratif ${year}`)
  await expectLooksRight(page)
  await send(page, 'applyAll')
  for (const [year, [expenditure, receipts]] of Object.entries(filed)) {
    await page.goto(at(`/fr/espace/o/${key}/budget?year=${year}`))
    const seen = await main(page)
    expect(seen).toContain(`${expenditure} €`)
    expect(seen).toContain(`${receipts} €`)
  }
  await expectLooksRight(page)
  const seen = await main(page)
  expect(seen).toMatch(/Brut \(dépenses\)0,105 %2,56 €Net \(dépenses moins recettes\)0,087 %2,11 €/)
  expect(seen).toContain('Tout le budget principal en 2022 : 272 420 548,03 € de dépenses réelles.')
  expect(seen).toContain('Population : 111 810 habitants (2022).')
  await page.goto(at(`/fr/espace/o/${key}/budget/arbitrages?from=2016&to=2022`))
  expect(await headingOf(page)).toBe('De 2016 à 2022, les dépenses exécutées ont baissé de 255 939,56 €')
  expect(await main(page)).toContain('Total : 541 700,86 € en 2016, 285 761,30 € en 2022, soit −47,2 %.')
  await expectLooksRight(page)
})
