import pg from 'pg'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { expectAccessible, headingOf, pathOf, read, textOf } from './site/reader.ts'
import { linkIn, ownAddress, readAs } from './site/signed-in.ts'

const phone = { width: 360, height: 740 }
const own = (name: string) => `${name}-${process.pid}@mairie.example`

async function ask<Row extends pg.QueryResultRow>(statement: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: inject('siteDatabase') })
  await client.connect()
  return client.query<Row>(statement, values).then(
    ({ rows }) => client.end().then(() => rows),
    (error) => client.end().then(() => Promise.reject(error)),
  )
}

const seat = (email: string, key: string, role: string) =>
  ask(
    `insert into membership (id, organisation_id, person_id, role)
     select gen_random_uuid(), o.id, p.id, $3 from organisation o, person p where o.key = $2 and p.email = $1`,
    [email, key, role],
  )

async function press(page: Page, label: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: label }).first().click()
  await page.waitForLoadState()
}

async function readerOf(path: string): Promise<Page> {
  const page = await read('/healthz', phone)
  await page.context().setExtraHTTPHeaders(ownAddress())
  await page.goto(new URL(path, inject('siteUrl')).href)
  return page
}

test('a passer-by corrects a tie without an account, and the town that looks after it accepts', async () => {
  const officer = own('checy')
  const desk = await readAs(officer, '/fr/espace', phone)
  await seat(officer, 'c45089', 'contributor')

  const page = await readerOf('/fr/collectivite/c45089')
  await page
    .getByRole('main')
    .getByRole('link', { name: /Bangui/ })
    .first()
    .click()
  const tie = pathOf(page.url())
  await page.getByRole('link', { name: 'proposez une correction' }).click()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Depuis quelle année' }).click()
  await page.getByLabel('Ce qu’il faut lire').fill('jadis')
  await page.getByLabel('D’où le savez-vous').fill('https://www.checy.fr')
  await page.getByLabel('Votre adresse électronique').fill(own('lecteur'))
  await press(page, 'Proposer cette correction')
  // What was typed is kept across the mistake.
  expect(await page.getByLabel('D’où le savez-vous').inputValue()).toBe('https://www.checy.fr')
  await expectAccessible(page)
  await page.getByLabel('Ce qu’il faut lire').fill('2009')
  await press(page, 'Proposer cette correction')
  await page.getByText('Un lien part vers votre adresse.').waitFor()
  await page.goto(await linkIn('correctionVerify', own('lecteur')))
  await press(page, 'Transmettre ma correction')
  expect(await headingOf(page)).toBe('Votre correction est transmise')

  await desk.goto(await linkIn('correctionToDecide', officer))
  await expectAccessible(desk)
  await press(desk, 'Accepter et publier')
  await desk.getByText('La correction est acceptée et publiée.').waitFor()
  await page.goto(await linkIn('correctionDecided', own('lecteur')))
  expect(pathOf(page.url())).toBe(tie)
  expect(await textOf(page.getByRole('main'))).toMatch(/Depuis ?2009/)
})

test('a member confirms every record of their town with one button', async () => {
  const officer = own('suresnes')
  const page = await readAs(officer, '/fr/espace', phone)
  await seat(officer, 'c92073', 'owner')
  await page.goto(new URL('/fr/espace/o/c92073/fiches', inject('siteUrl')).href)
  await expectAccessible(page)
  await press(page, 'Tout est exact')
  await page.getByText(/Elles portent la date d’aujourd’hui/).waitFor()
  await page
    .getByRole('main')
    .getByRole('link', { name: /Cap-Haïtien/ })
    .click()
  expect(await textOf(page.getByRole('main'))).toContain('Confirmé par Suresnes.')
})

test('somebody asks why a tie is not here, and is told what to do', async () => {
  const page = await readerOf('/fr/pourquoi-absent')
  await page.getByLabel('Une collectivité').fill('Chambéry')
  await page.getByLabel('Son partenaire').fill('Nullepart')
  await press(page, 'Regarder')
  await page.getByText('L’atlas ne connaît pas de lien entre').waitFor()
  await page.getByRole('link', { name: 'entrez dans l’espace de travail' }).waitFor()
  await expectAccessible(page)
})
