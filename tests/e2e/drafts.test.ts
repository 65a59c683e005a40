import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { formOf, send } from './site/forms.ts'
import { at, expectAccessible, textOf } from './site/reader.ts'
import { giveSeat, readAs, signIn } from './site/signed-in.ts'

const officer = `brouillon-${process.pid}@mairie.example`
const sheet = '/fr/espace/o/c51454/presentation'
const phone = { width: 360, scripts: true } as const

const strengths = (page: Page) => formOf(page, 'save').locator('textarea[name="strengths"]')

test('what was typed and not sent is there on coming back, after signing in again too, until it is sent or discarded', async () => {
  const page = await readAs(officer, '/fr/espace', phone)
  await giveSeat(officer, 'c51454', 'contributor')
  await page.goto(at(sheet))
  const before = await strengths(page).inputValue()
  await strengths(page).fill('Caves, vignes et archives de la ville')
  await page.getByText('Brouillon enregistré.').waitFor()

  await page.goto(at('/fr/espace'))
  await page.goto(at(sheet))
  expect(await strengths(page).inputValue()).toBe('Caves, vignes et archives de la ville')
  expect(await textOf(page.getByRole('main').getByRole('status').first())).toContain('Voici votre brouillon')
  await expectAccessible(page)

  await page.context().clearCookies()
  await signIn(page, officer, sheet)
  expect(await strengths(page).inputValue()).toBe('Caves, vignes et archives de la ville')
  await page.getByRole('button', { name: 'Oublier ce brouillon' }).click()
  await page.waitForLoadState()
  expect(await strengths(page).inputValue()).toBe(before)

  await strengths(page).fill('Caves et vignes')
  await page.getByText('Brouillon enregistré.').waitFor()
  await send(page, 'save')
  await page.goto(at(sheet))
  expect(await strengths(page).inputValue()).toBe('Caves et vignes')
  expect(await page.getByText('Voici votre brouillon').count()).toBe(0)
})

test('a draft is nobody else’s', async () => {
  const colleague = `collegue-${process.pid}@mairie.example`
  const page = await readAs(officer, sheet, phone)
  await strengths(page).fill('Ce que moi seul écris')
  await page.getByText('Brouillon enregistré.').waitFor()
  const other = await readAs(colleague, '/fr/espace', phone)
  await giveSeat(colleague, 'c51454', 'contributor')
  await other.goto(at(sheet))
  expect(await strengths(other).inputValue()).not.toContain('Ce que moi seul écris')
})
