import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { navette } from './site/command.ts'
import { formOf, send } from './site/forms.ts'
import { at, expectLooksRight, headingOf, textOf } from './site/reader.ts'
import { readAs, signedInOnce } from './site/signed-in.ts'

// What the law says of the 1 %, and the campaigns of the yearly return, as the administrator keeps them: on a phone, without
// scripts. The campaigns that other journeys read are left alone: those of 2022 are corrected, those of 2021 added.

const chief = `references-${process.pid}@mairie.example`
const phone = { width: 360, height: 740 }
const campaigns = '/fr/espace/administration/e-apd'
const mechanisms = '/fr/espace/administration/un-pour-cent'

const plain = (text: string) => text.replaceAll(/\s+/g, ' ')
const main = async (page: Page) => plain(await textOf(page.getByRole('main')))

const session = signedInOnce(chief, phone)
const atWork = session.open

async function fill(page: Page, facts: Readonly<Record<string, string>>): Promise<void> {
  const form = formOf(page, 'save')
  // A browser keeps what is no date from being typed; a form sent otherwise does not.
  await form.locator('input[type="date"]').evaluateAll((found) => found.map((one) => one.setAttribute('type', 'text')))
  for (const [name, value] of Object.entries(facts)) await form.locator(`[name="${name}"]`).fill(value)
}

const problems = async (page: Page) => plain(await textOf(formOf(page, 'save').locator('.problems')))
const typed = (page: Page, name: string) => formOf(page, 'save').locator(`[name="${name}"]`).inputValue()
const problemAt = async (page: Page, name: string) =>
  plain(await textOf(formOf(page, 'save').locator(`.form-field:has([name="${name}"]) .problem`).first()))

beforeAll(async () => {
  await session.begin()
  await navette('admin', 'raise', chief)
})

test('a mechanism of the 1 % is corrected with its article and its date, and says that somebody has read the text', {
  timeout: 120_000,
}, async () => {
  const page = await atWork(mechanisms)
  expect(await main(page)).toContain('article à vérifier')
  await expectLooksRight(page)
  await page.getByRole('link', { name: 'Mobilité' }).click()
  const garbage = {
    ...{ article: ' ', act: 'x'.repeat(301), since: '31/02/2021', rate: 'beaucoup', basisFr: '', basisEn: '' },
    ...{ sourceName: '', sourceUrl: 'javascript:alert(1)', verifiedOn: 'hier' },
  }
  await formOf(page, 'save')
    .locator('[name="act"]')
    .evaluate((one) => one.removeAttribute('maxlength'))
  await fill(page, garbage)
  await send(page, 'save')
  expect(await problemAt(page, 'article')).toBe('Remplissez ce champ.')
  expect(await problemAt(page, 'act')).toBe('Ce texte est trop long.')
  for (const name of ['since', 'verifiedOn']) expect(await problemAt(page, name)).toContain('Cette date n’existe pas')
  expect(await problemAt(page, 'rate')).toContain('un taux entre 0 et 100')
  expect(await problemAt(page, 'sourceUrl')).toContain('elle commence par https://')
  for (const [name, value] of Object.entries({
    act: 'x'.repeat(301),
    rate: 'beaucoup',
    sourceUrl: 'javascript:alert(1)',
  }))
    expect(await typed(page, name)).toBe(value)
  await expectLooksRight(page)

  await fill(page, {
    ...{
      article: 'CGCT, article L.1115-1-2',
      act: 'loi n° 2021-1031 du 4 août 2021',
      since: '2021-08-06',
      rate: '0,5 %',
    },
    ...{ basisFr: 'ressources du service', basisEn: 'resources of the service', sourceName: 'Légifrance' },
    ...{ sourceUrl: 'https://www.legifrance.gouv.fr/', verifiedOn: '2026-11-20' },
  })
  await send(page, 'save')
  await page.waitForURL((url) => url.searchParams.get('done') === 'saved')
  expect(await main(page)).toMatch(/CGCT, article L\.1115-1-2 ?loi n° 2021-1031 du 4 août 2021.*0,5.*20 novembre 2026/)
  await expectLooksRight(page)
  const english = await atWork('/en/workspace/administration/one-percent', { ...phone, language: 'en-GB' })
  expect(await main(english)).toContain('20 November 2026')
  await expectLooksRight(english)
})

test('a campaign is corrected: its place, its window, the order of its columns; what makes no sense is told, nothing is lost', {
  timeout: 120_000,
}, async () => {
  const page = await atWork(`${campaigns}?edit=2022`)
  expect(await headingOf(page)).toBe('Campagnes de la déclaration annuelle (e-APD)')
  // The year of a campaign that is known is not changed: another one would be written over.
  expect(await formOf(page, 'save').locator('input[name="year"]').getAttribute('type')).toBe('hidden')
  await page.locator('summary', { hasText: 'Colonnes du formulaire' }).click()
  await fill(page, {
    ...{ opensOn: '31/02/2023', closesOn: '2022-01-01', place: ' ', placeUrl: 'cncd', source: '' },
    ...{ verifiedOn: 'jamais', 'position-country': 'un', 'fr-kind': '' },
  })
  await send(page, 'save')
  for (const name of ['opensOn', 'verifiedOn']) expect(await problemAt(page, name)).toContain('Ce jour n’existe pas')
  expect(await problemAt(page, 'place')).toContain('Dites où la déclaration se dépose')
  expect(await problemAt(page, 'placeUrl')).toContain('https://')
  expect(await problemAt(page, 'source')).toContain('Dites d’où vient')
  expect(await problemAt(page, 'position-country')).toContain('nombre entier')
  expect(await problemAt(page, 'fr-kind')).toContain('un libellé dans chaque langue')
  expect(await typed(page, 'position-country')).toBe('un')
  expect(await formOf(page, 'save').locator('[name="opensOn"]').getAttribute('value')).toBe('31/02/2023')
  await expectLooksRight(page)

  await fill(page, { opensOn: '2072-04-15', closesOn: '2072-05-31' })
  await send(page, 'save')
  expect(await problemAt(page, 'opensOn')).toContain('Les versements de 2022 se déclarent l’année suivante')
  await fill(page, {
    ...{ opensOn: '2023-04-17', closesOn: '2023-06-02', place: 'Plateforme de la CNCD', placeUrl: 'https://cncd.fr' },
    ...{ source: 'Circulaire de 2023', verifiedOn: '2026-11-20', columnsVerifiedOn: '2026-11-20' },
    ...{ 'position-country': '2', 'position-kind': '1', 'fr-kind': 'Type d’action', 'position-partners': '' },
  })
  await send(page, 'save')
  await page.waitForURL((url) => url.searchParams.get('done') === 'campaign')
  const row = page.locator('tr', { has: page.getByRole('link', { name: '2022', exact: true }) })
  expect(plain(await textOf(row))).toMatch(/du 17 avril 2023 au 2 juin 2023.*Plateforme de la CNCD.*Circulaire de 2023/)
  await expectLooksRight(page)
  await row.getByRole('link').click()
  await page.locator('summary', { hasText: 'Colonnes du formulaire' }).click()
  const order = await formOf(page, 'save')
    .locator('input[name^="position-"]')
    .evaluateAll((found) => found.slice(0, 2).map((one) => one.getAttribute('name')))
  expect(order).toEqual(['position-kind', 'position-country'])
  expect([await typed(page, 'fr-kind'), await typed(page, 'position-partners')]).toEqual(['Type d’action', ''])
  await expectLooksRight(page)
})

test('a campaign is added with its window, begins like the latest, and never takes the place of another', {
  timeout: 120_000,
}, async () => {
  const page = await atWork(campaigns)
  const facts = { opensOn: '2022-04-15', closesOn: '2022-05-31', source: 'Circulaire de 2022' }
  for (const year of ['deux mille', '1789']) {
    await fill(page, { ...facts, year })
    await send(page, 'save')
    expect(await problemAt(page, 'year')).toContain('quatre chiffres, entre 1990 et 2100')
    expect([await typed(page, 'year'), await typed(page, 'opensOn')]).toEqual([year.slice(0, 4), '2022-04-15'])
  }
  await fill(page, { ...facts, year: '2022', opensOn: '2023-04-15', closesOn: '2023-05-31' })
  await send(page, 'save')
  expect(await problems(page)).toContain('La campagne des versements de 2022 est déjà là')
  await expectLooksRight(page)
  await fill(page, { ...facts, year: '2021', closesOn: '2024-05-31' })
  await send(page, 'save')
  expect(await problemAt(page, 'closesOn')).toContain('ne dure pas plus d’un an')
  await fill(page, { ...facts, year: '2021' })
  await send(page, 'save')
  await page.waitForURL((url) => url.searchParams.get('done') === 'campaign')
  const row = page.locator('tr', { has: page.getByRole('link', { name: '2021', exact: true }) })
  expect(plain(await textOf(row))).toMatch(/du 15 avril 2022 au 31 mai 2022.*Démarches simplifiées.*Circulaire de 2022/)
  const english = await atWork('/en/workspace/administration/oda?edit=2021', { ...phone, language: 'en-GB' })
  expect(await main(english)).toContain('15 April 2022')
  await expectLooksRight(english)
})

test('whoever does not administer is told so, and changes nothing', async () => {
  const page = await readAs(`curieux-${chief}`, '/fr/espace')
  for (const path of [campaigns, mechanisms]) {
    const answer = await page.goto(at(path))
    expect(answer?.status()).toBe(403)
    expect(await main(page)).toContain('réservée à l’administrateur')
  }
})
