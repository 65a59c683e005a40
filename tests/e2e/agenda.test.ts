import ICAL from 'ical.js'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { readTable } from '../../platform/spreadsheet/read-table.ts'
import { navette } from './site/command.ts'
import { formOf, send } from './site/forms.ts'
import { at, expectAccessible, expectFits, headingOf, textOf } from './site/reader.ts'
import { giveSeat, linkIn, readAs } from './site/signed-in.ts'
import { askSite, findTie, makeAgreementInForce, seat } from './site/word-ground.ts'

// What is due, told in a mail, on a board, in a diary and in a register: on a phone, without scripts.

const phone = { width: 360, height: 740 } as const
const ours = { email: `agenda-${process.pid}@mairie.example`, key: 'c76351' }
const theirs = { email: `agenda-${process.pid}@partenaire.example`, key: '' }
let tie = ''
let agreement = ''

const main = (page: Page) => textOf(page.getByRole('main'))
const desk = (key: string, rest: string) => `/fr/espace/o/${key}/${rest}`

async function fitsPhone(page: Page): Promise<void> {
  await expectFits(page)
  await expectAccessible(page)
}

beforeAll(async () => {
  const found = await findTie(ours.key, 'SN')
  tie = found.tie
  theirs.key = found.partner
  await seat([ours, theirs])
  agreement = (await makeAgreementInForce(tie)).agreement
  // Within three months of its end.
  await askSite('update agreement set ends_on = current_date + 80 where id = $1', [agreement])
})

test('the end of an agreement is told of by mail once, and stands on the board with what is late', {
  timeout: 180_000,
}, async () => {
  await navette('admin', 'jobs', 'run', 'alert')
  const link = await linkIn('dueAlert', ours.email)
  expect(new URL(link).pathname).toBe(desk(ours.key, 'echeances'))
  const page = await readAs(ours.email, desk(ours.key, 'echeances'), phone)
  expect(await headingOf(page)).toMatch(/^Une échéance en retard, \d+ en tout$/)
  expect(await main(page)).toContain('Fin de la convention « L’eau et les quartiers »')
  expect(await textOf(page.locator('.is-late'))).toContain('Entretenir les bornes-fontaines')
  await fitsPhone(page)

  // What is chosen stays until it is chosen otherwise.
  await page.locator('.filters-summary').click()
  await formOf(page, 'show').locator('[name="kind"][value="agreementEnd"]').check()
  await send(page, 'show')
  expect(await main(page)).not.toContain('Entretenir les bornes-fontaines')
  await page.goto(at(desk(ours.key, 'echeances')))
  expect(await headingOf(page)).toBe('Une échéance, aucune en retard')

  const [end] = await askSite<{ month: string }>(
    `select to_char(ends_on, 'YYYY-MM') as month from agreement where id = $1`,
    [agreement],
  )
  await page.goto(at(`${desk(ours.key, 'echeances')}?view=calendar&month=${end?.month}`))
  expect(await textOf(page.locator('.month .is-taken'))).toContain('Fin de la convention')
  await fitsPhone(page)

  await navette('admin', 'jobs', 'run', 'alert')
  const sent = await askSite(`select id from mail where kind = 'dueAlert' and recipient = $1`, [ours.email])
  expect(sent).toHaveLength(1)
})

test('a diary subscribes to a secret address, until it is taken away', { timeout: 120_000 }, async () => {
  const page = await readAs(ours.email, desk(ours.key, 'echeances'), phone)
  await send(page, 'makeFeed')
  const address = await page.locator('#feed-address').inputValue()
  await fitsPhone(page)
  const answer = await fetch(address)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  expect(answer.headers.get('set-cookie')).toBe(null)
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()))
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
  const end = events.find(({ uid }) => uid.startsWith(`agreementEnd-${agreement}`))
  expect(end?.startDate.isDate).toBe(true)
  expect(end?.component.getAllSubcomponents('valarm')).toHaveLength(1)
  const etag = answer.headers.get('etag') ?? ''
  expect((await fetch(address, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  expect((await fetch(at('/calendrier/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics'))).status).toBe(404)
  await send(page, 'revokeFeed')
  expect((await fetch(address)).status).toBe(404)
})

test('the register of agreements is read, downloaded and read back', { timeout: 120_000 }, async () => {
  const page = await readAs(ours.email, desk(ours.key, 'conventions'), phone)
  expect(await main(page)).toContain('L’eau et les quartiers')
  await fitsPhone(page)
  const file = await page.request.get(at(desk(ours.key, 'conventions/telecharger/xlsx')))
  const read = await readTable(new Uint8Array(await file.body()), 'Conventions')
  expect('table' in read && read.table.rows.map(({ cells }) => cells[0])).toContain('L’eau et les quartiers')
  const text = await (await page.request.get(at(desk(ours.key, 'conventions/telecharger/csv')))).text()
  expect(text).toContain('L’eau et les quartiers')
})

test('each side writes what it gave and what it learned, and the other reads it at once', {
  timeout: 180_000,
}, async () => {
  const page = await readAs(ours.email, desk(ours.key, `partenariats/${tie}/reciprocite`), phone)
  const entry = formOf(page, 'addEntry')
  await entry.locator('[name="kind"]').selectOption('days')
  await entry.locator('[name="value"]').fill('beaucoup')
  await send(page, 'addEntry')
  expect(await textOf(page.getByRole('alert'))).toContain('Écrivez un nombre')
  await formOf(page, 'addEntry').locator('[name="value"]').fill('12,5')
  await formOf(page, 'addEntry').locator('[name="note"]').fill('Deux fontainiers')
  await send(page, 'addEntry')
  await fitsPhone(page)

  const partner = await readAs(theirs.email, desk(theirs.key, `partenariats/${tie}/reciprocite`), phone)
  expect(await main(partner)).toContain('Deux fontainiers')
  const learned = formOf(partner, 'addTransfer')
  await learned.locator('[name="what"]').fill('La régie des marchés')
  await learned.locator('[name="stage"]').selectOption('adopted')
  await learned.locator('[name="department"]').fill('Service des marchés')
  await send(partner, 'addTransfer')
  expect(await main(partner)).toContain('adopté par Service des marchés')
  expect(await formOf(partner, 'removeEntry').count()).toBe(0)
  await fitsPhone(partner)

  await page.goto(at(desk(ours.key, '').replace(/\/$/, '')))
  expect(await main(page)).toContain('Cette semaine')
  await fitsPhone(page)
})

test('a guest of a tie reads what is due on it, what has no date apart', { timeout: 120_000 }, async () => {
  const guest = `invite-${process.pid}@association.example`
  await (await readAs(guest, '/fr/espace', phone)).close()
  await askSite(
    `insert into membership (id, organisation_id, person_id, role, partnership_id)
     select gen_random_uuid(), o.id, p.id, 'contributor', $3 from organisation o, person p where o.key = $1 and p.email = $2`,
    [ours.key, guest, tie],
  )
  await askSite(
    `insert into commitment (id, agreement_id, organisation_id, kind, body)
     select gen_random_uuid(), a.id, a.organisation_id, 'people', 'Prêter la sonorisation' from agreement a where a.id = $1`,
    [agreement],
  )
  const page = await readAs(guest, desk(ours.key, `partenariats/${tie}`), phone)
  await page.getByRole('link', { name: /en retard sur ce lien/ }).click()
  expect(await headingOf(page)).toMatch(/^Une échéance en retard sur ce lien, \d+ en tout$/)
  expect(await textOf(page.locator('.is-undated'))).toContain('Prêter la sonorisation')
  await fitsPhone(page)
  const whole = await page.goto(at(desk(ours.key, 'echeances')))
  expect(whole?.status()).toBeGreaterThanOrEqual(400)
})

test('a network writes reminders its members read beside their ties', { timeout: 120_000 }, async () => {
  const network = { email: `reseau-${process.pid}@reseau.example`, key: `reseau-essai-${process.pid}` }
  await askSite(
    `with made as (insert into organisation (id, key, kind, tier, name, name_key, country, source_id)
       select gen_random_uuid(), $1, 'organisation', 'network', 'Réseau des ports', 'reseau des ports', 'FR', source_id
       from organisation where key = $2 returning id)
     insert into organisation_network (organisation_id, network_id) select o.id, made.id from organisation o, made where o.key = $2`,
    [network.key, ours.key],
  )
  await (await readAs(network.email, '/fr/espace', phone)).close()
  await giveSeat(network.email, network.key, 'manager')
  const page = await readAs(network.email, desk(network.key, 'rappels'), phone)
  expect(await headingOf(page)).toBe('Les rappels de Réseau des ports')
  await fitsPhone(page)
  const form = () => formOf(page, 'save')
  const said = {
    lineCode: `ports-${process.pid}`,
    text_fr: 'Prévenez le réseau avant la convention.',
    text_en: 'Tell us.',
  }
  for (const [name, value] of Object.entries(said)) await form().locator(`[name="${name}"]`).fill(value)
  await form().locator('[name="subjects"][value="partnership"]').check()
  await send(page, 'save')
  expect(await textOf(page.locator('.problems'))).toContain('à reprendre')
  await fitsPhone(page)
  await form().locator('[name="condition"]').selectOption('always')
  for (const [name, value] of Object.entries({ months: '6', position: '1', source_name: 'Charte du réseau' }))
    await form().locator(`[name="${name}"]`).fill(value)
  await form().locator('[name="checked_on"]').fill('2026-11-01')
  await send(page, 'save')
  expect(await page.locator('.problems').allTextContents()).toEqual([])
  expect(await textOf(page.locator('table.scan'))).toContain('Prévenez le réseau avant la convention.')
  await fitsPhone(page)

  // The links one may ask for are counted: a colleague reads them.
  const colleague = `collegue-${process.pid}@mairie.example`
  await (await readAs(colleague, '/fr/espace', phone)).close()
  await giveSeat(colleague, ours.key, 'reader')
  const reader = await readAs(colleague, desk(ours.key, `partenariats/${tie}`), phone)
  await reader.locator('.reminders summary').click()
  const reminders = await textOf(reader.locator('.reminders'))
  for (const words of ['Prévenez le réseau avant la convention.', 'rappel de Réseau des ports', 'Charte du réseau'])
    expect(reminders).toContain(words)
  await fitsPhone(reader)
})
