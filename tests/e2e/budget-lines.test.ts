import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { accountFile } from '../account-file.ts'
import { formOf, send } from './site/forms.ts'
import { at, expectLooksRight, headingOf, textOf } from './site/reader.ts'
import { giveSeat, readAs, signedInOnce } from './site/signed-in.ts'
import { askSite } from './site/word-ground.ts'

// A village whose account has no functions tags its international lines by hand, keeps them, values what no invoice shows,
// and takes them along; on a phone, without scripts.

const email = `lignes-${process.pid}@mairie.example`
const colleague = `lignes-collegue-${process.pid}@mairie.example`
const town = 'c56134'
const phone = { width: 360, height: 740 }
const here = (rest = '') => `/fr/espace/o/${town}/budget${rest}`
const main = (page: Page) => textOf(page.getByRole('main'))

// The village's own official account where the shared data is at hand; else one like it.
const official = join(import.meta.dirname, '../../../shared/data/totem/DOCBUDG-21560134500014-CFU-BP-2023/totem.xml')

function alike(): Uint8Array {
  const natures = ['623', '6281', '65748', ...Array.from({ length: 160 }, (_, index) => String(6000 + index))]
  const lines = natures.map((nature) => ({ nature, amounts: { CredOuv: '2000.00', MtReal: '1320.99' } }))
  return accountFile({
    siret: '21560134500014',
    nomenclature: 'M57-M57_A',
    stage: '10',
    year: 2023,
    population: 993,
    lines,
  })
}

let tie = ''

const session = signedInOnce(email, phone)
const atWork = session.open

beforeAll(async () => {
  await session.begin()
  await giveSeat(email, town, 'contributor')
  const [made] = await askSite<{ tie: string }>(
    `with partner as (select id, key from organisation where name = 'Ouagadougou' and country = 'BF' order by key limit 1),
       made as (insert into partnership (id, type, state, evidence, parties_key)
         select gen_random_uuid(), 'twinning', 'active', 'oneParty', $1 || ' ' || key from partner returning id),
       parties as (insert into partnership_party (partnership_id, organisation_id, position)
         select made.id, o.id, case when o.key = $1 then 1 else 2 end from made, organisation o
         where o.key = $1 or o.id = (select id from partner))
     select id as tie from made`,
    [town],
  )
  tie = made?.tie ?? ''
}, 60_000)

test('an account without functions is tagged by hand in a few steps', { timeout: 120_000 }, async () => {
  const bytes = existsSync(official) ? await readFile(official) : Buffer.from(alike())
  const page = await atWork(here('/comptes'))
  await page.locator('input[type=file]').setInputFiles({ name: 'cfu-2023.xml', mimeType: 'text/xml', buffer: bytes })
  await send(page, 'upload')
  await send(page, 'apply')

  // What follows is counted: this is what a town clerk does, from the account in place to the lines in the budget.
  let steps = 0
  const step = async (deed: () => Promise<unknown>) => {
    steps += 1
    await deed()
  }
  await step(() => page.goto(at(here('/reperage'))))
  expect(await main(page)).toContain('n’a pas de fonctions')
  // Of the 163 lines of the file, those that move no money are not to be tagged.
  expect(await main(page)).toMatch(/Toutes les lignes \((129|163)\)/)
  const search = page.getByLabel('Mots ou codes cherchés')
  await step(() => search.fill('623, 6281, 65748'))
  await step(() => search.press('Enter'))
  await page.waitForLoadState()
  await expectLooksRight(page)
  const rows = page.locator('tbody tr').filter({ has: page.locator('input[type=checkbox]') })
  const before = await rows.count()
  for (const nature of ['6281', '65748'])
    await step(() =>
      rows
        .filter({ hasText: `nature ${nature}` })
        .first()
        .getByRole('checkbox')
        .press('Space'),
    )
  await step(() => rows.filter({ hasText: 'nature 65748' }).first().locator('input.budget-part').fill('10 %'))
  await step(() => page.getByLabel('Partenariat').selectOption({ value: tie }))
  await step(() => page.getByRole('button', { name: 'Retenir les lignes cochées' }).press('Enter'))
  await page.locator('.notice').waitFor()
  // At a leisurely half minute each, under five minutes.
  expect(steps).toBeLessThanOrEqual(8)
  expect(await rows.count()).toBe(before - 1)

  await page.goto(at(here('/lignes')))
  expect(await headingOf(page)).toBe('2 lignes de budget international')
  expect(await main(page)).toContain('Ouagadougou')
  expect(await main(page)).toContain('Burkina Faso')
  await expectLooksRight(page)
})

test('the list stays as it was looked at, changes lines together, and goes along as a workbook', async () => {
  const page = await atWork(`${here('/lignes')}?tie=${tie}&sort=-executed`)
  for (const box of await page.locator('input[name=id]').all()) await box.check()
  await page.locator('summary').filter({ hasText: 'Classer ensemble' }).click()
  await formOf(page, 'bulk').getByLabel('Thème').selectOption('culture')
  await send(page, 'bulk')
  await page.locator('.notice').waitFor()
  await page.goto(at(here('/lignes')))
  await page.getByRole('link', { name: 'Retirer tous les filtres' }).waitFor()
  await formOf(page, 'bulk').locator('summary').click()
  await send(page, 'bulk')
  expect(await textOf(page.locator('.problems'))).toContain('Cochez au moins une ligne')
  await expectLooksRight(page)
  const link = await page.getByRole('link', { name: 'Télécharger ces lignes' }).getAttribute('href')
  const answer = await page.request.get(at(link ?? ''))
  const rows = await readSheet(await answer.body())
  expect(rows).toHaveLength(3)
  expect(rows[1]).toContain('culture')
})

test('a line says where it comes from, and two who write it do not write over each other', async () => {
  const page = await atWork(here('/lignes'))
  await page
    .locator('tbody tr')
    .filter({ hasText: 'cotisations' })
    .or(page.locator('tbody tr'))
    .first()
    .getByRole('link')
    .first()
    .click()
  await expectLooksRight(page)
  expect(await main(page)).toContain('compte financier unique 2023')
  const other = await readAs(colleague, '/fr/espace', phone)
  await giveSeat(colleague, town, 'contributor')
  await other.goto(page.url())
  await formOf(other, 'save').getByLabel('Service').fill('Vie associative')
  await send(other, 'save')
  await other.locator('.notice').waitFor()
  await formOf(page, 'save').locator('input[name=label]').fill('Adhésion au réseau')
  await send(page, 'save')
  expect(await textOf(page.locator('.problems'))).toContain('Quelqu’un d’autre a enregistré cette ligne')
  expect(await formOf(page, 'save').locator('input[name=label]').inputValue()).toBe('Adhésion au réseau')
  expect(await main(page)).toContain('Vie associative')
  await send(page, 'save')
  await page.locator('.notice').waitFor()
  expect(await headingOf(page)).toBe('Adhésion au réseau')
  await formOf(page, 'save').getByLabel('Part retenue').fill('200 %')
  await send(page, 'save')
  expect(await textOf(page.locator('.problems'))).toContain('Cette part n’est pas comprise')
  await expectLooksRight(page)
})

test('what no invoice shows is valued apart, and staff is told to nobody person by person', async () => {
  const page = await atWork(here('/agents?year=2023'))
  await expectLooksRight(page)
  await page.getByLabel('Nom du grade').fill('Attaché')
  await page.getByLabel('Coût moyen annuel').fill('52 400')
  await page.getByLabel('Jours travaillés').fill('205')
  await send(page, 'addGrade')
  await page.getByRole('link', { name: 'Inscrire du temps d’agents' }).click()
  await expectLooksRight(page)
  await page.getByLabel('Intitulé').fill('Suivi du jumelage')
  await page.getByLabel('Combien').fill('vingt')
  await send(page, 'create')
  expect(await textOf(page.locator('.problems'))).toContain('en chiffres')
  expect(await page.getByLabel('Intitulé').inputValue()).toBe('Suivi du jumelage')
  await page.getByLabel('Combien').fill('20,5')
  await send(page, 'create')
  await page.goto(at(here('/agents?year=2023')))
  expect(await main(page)).toContain('5 240 €')
  expect(await main(page)).toContain('ne paraît pas en public')
  await expectLooksRight(page)
})

test('a suggestion that is refused is proposed no more, also in English', async () => {
  const lines = [
    { nature: '6574', fonction: '048', amounts: { MtReal: '5000.00' } },
    { nature: '6574', fonction: '041', amounts: { MtReal: '300.00' } },
  ]
  const grants = [
    { name: 'COMITE DE JUMELAGE', kind: 'P1', amount: '1000.00' },
    { name: 'MARTIN JEANNE', kind: 'P3', amount: '150.00' },
  ]
  const bytes = accountFile({ siret: '21560134500014', label: 'BUDGET B', year: 2021, lines, grants })
  const page = await atWork(here('/comptes'))
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'ca-2021.xml', mimeType: 'text/xml', buffer: Buffer.from(bytes) })
  await send(page, 'upload')
  await send(page, 'apply')
  await page.goto(at(`/en/workspace/o/${town}/budget/find`))
  await page.getByLabel('Account', { exact: true }).selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('link', { name: /^Proposals/ }).click()
  const text = await main(page)
  expect(text).toContain('Function 041 is that of the European global grant')
  expect(text).toContain('Probably counted already')
  expect(text).not.toContain('MARTIN')
  await expectLooksRight(page)
  await page.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Put the ticked lines aside' }).click()
  await page.locator('.notice').waitFor()
  expect(await main(page)).not.toContain('Function 041')
  await page.getByRole('button', { name: 'Propose again what was put aside' }).click()
  expect(await main(page)).toContain('Function 041')
})

test('what is ticked stays ticked from one search to the next', { timeout: 120_000 }, async () => {
  const page = await atWork(here('/reperage?view=all&q=60'))
  const boxes = page.locator('tbody input[name=item]')
  const ticked = await boxes.first().inputValue()
  await boxes.first().check()
  await page.locator(`input[name="part.${ticked}"]`).fill('25 %')
  const search = page.getByLabel('Mots ou codes cherchés')
  await search.fill('7')
  await search.press('Enter')
  await page.waitForURL(/keep=/)
  expect(await main(page)).toContain('Une ligne cochée avant cette recherche le reste')
  await page.locator('summary', { hasText: 'cochée avant' }).click()
  await expectLooksRight(page)
  await search.fill('60')
  await search.press('Enter')
  await page.waitForURL(/q=60/)
  expect(await boxes.first().isChecked()).toBe(true)
  expect(await page.locator(`input[name="part.${ticked}"]`).inputValue()).toBe('25 %')
})

test('an authority that was paid is found in the register by its name or number', { timeout: 120_000 }, async () => {
  const page = await atWork(here('/lignes/nouvelle'))
  await page.fill('input[name=label]', 'Part au syndicat')
  await page.fill('input[name=year]', '2023')
  await page.fill('input[name=executed]', '321,99')
  await page.fill('input[name=counterpartSearch]', 'Saint-Denis')
  await send(page, 'create')
  expect(await textOf(page.locator('.problems'))).toContain('Plusieurs répondent à « Saint-Denis »')
  await expectLooksRight(page)
  await page.fill('input[name=counterpartSearch]', '217 300 656')
  await send(page, 'create')
  expect(await page.locator('select[name=counterpart] option:checked').textContent()).toBe('Chambéry')
  expect(await page.locator('select[name=counterpartKind]').inputValue()).toBe('frenchAuthority')
  await send(page, 'remove')
})

test('the choices of a year are seen before they go to the others', { timeout: 120_000 }, async () => {
  const page = await atWork(here('/lignes/reprendre'))
  expect(await headingOf(page)).toContain('Reprendre les choix d’une année')
  await expectLooksRight(page)
})
