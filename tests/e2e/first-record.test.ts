import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { formOf, send } from './site/forms.ts'
import { at, expectAccessible, read, textOf } from './site/reader.ts'
import { giveSeat, linkIn, ownAddress, readAs } from './site/signed-in.ts'

const phone = { width: 360, height: 740 }
const own = (name: string) => `${name}-${process.pid}@mairie.example`
const key = 'c67482'

async function invite(email: string): Promise<void> {
  const manager = own('strasbourg')
  const page = await readAs(manager, '/fr/espace', phone)
  await giveSeat(manager, key, 'manager')
  await page.goto(at(`/fr/espace/o/${key}/inviter`))
  await formOf(page, 'invite').locator('input[name="email"]').fill(email)
  await send(page, 'invite')
}

/** Counts what somebody goes through: pages they are shown, fields they type into. */
function counting(page: Page) {
  const counted = { pages: 0, fields: 0 }
  page.on('domcontentloaded', () => {
    counted.pages += 1
  })
  const type = async (intent: string, name: string, text: string) => {
    await formOf(page, intent).locator(`input[name="${name}"]`).fill(text)
    counted.fields += 1
  }
  return { counted, type }
}

test('from the invitation to a first confirmed record: seven pages, two fields, under two minutes, on a phone without scripts', async () => {
  const guest = own('arrivante')
  await invite(guest)
  const page = await read('/healthz', phone)
  await page.context().setExtraHTTPHeaders(ownAddress())
  const began = Date.now()
  const { counted, type } = counting(page)

  await page.goto(await linkIn('invitation', guest))
  await expectAccessible(page)
  await type('sendLink', 'email', guest)
  await send(page, 'sendLink')
  await page.getByText('Un lien part vers cette adresse.').waitFor()
  await page.goto(await linkIn('signIn', guest))
  await page.locator('main form button[type="submit"]').click()
  await page.waitForLoadState()
  await type('accept', 'name', 'Odile Arrivante')
  await expectAccessible(page)
  await send(page, 'accept')
  expect(await textOf(page.getByRole('status'))).toContain('vous êtes maintenant membre')
  await page
    .getByRole('main')
    .getByRole('link', { name: /à confirmer$/ })
    .click()
  await send(page, 'confirmOne')
  expect(await textOf(page.getByRole('status'))).not.toBe('')

  expect(counted).toEqual({ pages: 7, fields: 2 })
  expect(Date.now() - began).toBeLessThan(120_000)
  await page.goto(at(`/fr/collectivite/${key}`))
  expect(await textOf(page.getByRole('main'))).toMatch(/[Cc]onfirmé/)
})
