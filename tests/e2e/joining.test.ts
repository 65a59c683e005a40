import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { navette } from './site/command.ts'
import { formOf, send } from './site/forms.ts'
import { at, expectAccessible, read, textOf } from './site/reader.ts'
import { linkIn, readAs, signIn } from './site/signed-in.ts'

const own = (name: string) => `${name}-${process.pid}@mairie.example`
const phone = { width: 360, scripts: true } as const
const letter = {
  name: 'lettre-signée.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
}

async function claimTown(page: Page, town: string, name: string): Promise<void> {
  await page.locator('input[name="q"]').fill(town)
  await page.getByRole('button', { name: 'Chercher' }).click()
  await expectAccessible(page)
  await page.getByRole('main').getByRole('link', { name: town, exact: true }).first().click()
  const form = formOf(page, 'claim')
  await form.locator('input[name="name"]').fill(name)
  await form.locator('input[name="function"]').fill('Chargée de mission')
  await form.locator('input[name="letter"]').setInputFiles(letter)
  await expectAccessible(page)
  await send(page, 'claim')
}

async function decideNewest(town: string): Promise<void> {
  const chief = own('chef')
  await readAs(chief, '/fr/espace')
  await navette('admin', 'raise', chief)
  const page = await readAs(chief, '/fr/espace/demandes')
  await page
    .getByRole('main')
    .getByRole('link', { name: new RegExp(town) })
    .first()
    .click()
  const opened = await page.request.get(
    at(
      (await page
        .getByRole('link', { name: /lettre/i })
        .first()
        .getAttribute('href')) ?? '',
    ),
  )
  expect(opened.headers()).toMatchObject({ 'x-content-type-options': 'nosniff' })
  expect(opened.headers()['content-disposition']).toContain('attachment')
  await formOf(page, 'decide').locator('input[value="accept"], button[value="accept"]').first().click()
  const submit = formOf(page, 'decide').locator('button[type="submit"]')
  if (new URL(page.url()).pathname !== '/fr/espace/demandes') await submit.first().click()
  await page.waitForURL((url) => url.pathname === '/fr/espace/demandes')
}

describe('an international officer', { timeout: 180_000 }, () => {
  test('claims the town with a signed letter, on a phone, and invites an elected member', async () => {
    const officer = own('officiere')
    const page = await readAs(officer, '/fr/espace/rejoindre', phone)
    await claimTown(page, 'Chécy', 'Léa Martin')
    expect(await textOf(page.getByRole('status').first())).not.toBe('')
    await decideNewest('Chécy')
    await page.goto(at('/fr/espace'))
    expect(await textOf(page.getByRole('main'))).toContain('Chécy')
    await page.goto(at('/fr/espace/o/c45089/inviter'))
    await expectAccessible(page)
    const elected = own('elu')
    const form = formOf(page, 'invite')
    await form.locator('input[name="email"]').fill(elected)
    await form.locator('input[name="role"][value="reader"]').check()
    await send(page, 'invite')
    expect(await textOf(page.getByRole('status').first())).toContain('L’invitation est partie')
    const guest = await read('/healthz', phone)
    const { pathname, search } = new URL(await linkIn('invitation', elected))
    await signIn(guest, elected, pathname + search)
    await expectAccessible(guest)
    await formOf(guest, 'accept').locator('input[name="name"]').fill('Paul Élu')
    await send(guest, 'accept')
    expect(new URL(guest.url()).pathname).toBe('/fr/espace/o/c45089')
    expect(await textOf(guest.getByRole('status').first())).toContain('vous êtes maintenant membre')
    await guest.locator('summary', { hasText: 'Notre collectivité' }).click()
    await guest.getByRole('link', { name: 'Membres', exact: true }).click()
    expect(await textOf(guest.getByRole('main'))).toContain('Léa Martin')
    const refused = await guest.request.get(at('/fr/espace/o/c45089/inviter'))
    expect(await refused.text()).not.toContain('value="owner"')
  })
})
