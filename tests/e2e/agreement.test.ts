import pg from 'pg'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { formOf, send } from './site/forms.ts'
import { at, expectAccessible, expectFits, headingOf, textOf } from './site/reader.ts'
import { giveSeat, readAs } from './site/signed-in.ts'

// An agreement from draft to force, both sides signed in: on a phone, without scripts.

const phone = { width: 360, height: 740 } as const
const ours = { email: `conv-${process.pid}@agglo.example`, key: 'e249500109', name: 'Cergy-Pontoise' }
const theirs = { email: `conv-${process.pid}@mairie.example`, key: '' }
const deliberation = {
  name: 'deliberation-2026-017.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
}
let tie = ''

async function ask<Row extends pg.QueryResultRow>(statement: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: inject('siteDatabase') })
  await client.connect()
  const { rows } = await client.query<Row>(statement, values).finally(() => client.end())
  return rows
}

const today = new Date()
/** A day some months away, as date fields write it. */
const day = (months: number, days = 0) =>
  new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, 10 + days)).toISOString().slice(0, 10)
const main = (page: Page) => textOf(page.getByRole('main'))
const notice = (page: Page) => textOf(page.getByRole('status').first())
const desk = (key: string, rest = '') => `/fr/espace/o/${key}/partenariats/${tie}/conventions${rest}`

async function fitsPhone(page: Page): Promise<void> {
  await expectFits(page)
  expect((await page.content()).length).toBeLessThan(90_000)
}

async function fill(page: Page, intent: string, values: Readonly<Record<string, string>>): Promise<void> {
  const form = formOf(page, intent)
  for (const [name, value] of Object.entries(values)) {
    const field = form.locator(`[name="${name}"]`)
    const tag = await field.first().evaluate((element) => element.tagName.toLowerCase())
    if (tag === 'select') await field.selectOption(value)
    else if ((await field.first().getAttribute('type')) === 'radio')
      await form.locator(`[name="${name}"][value="${value}"]`).check()
    else await field.fill(value)
  }
}

/** Opens the form of the next step of one's own side from the page of the agreement. */
async function openStep(page: Page, address: string, name: string): Promise<void> {
  await page.goto(at(address))
  const step = page
    .locator('li')
    .filter({ hasText: name })
    .filter({ has: page.locator('a.button') })
  await step.locator('a.button').first().click()
  await page.waitForLoadState()
}

async function record(page: Page, doneOn: string, reference = ''): Promise<void> {
  await fill(page, 'record', { doneOn, reference })
  await send(page, 'record')
}

beforeAll(async () => {
  const [found] = await ask<{ tie: string; key: string }>(
    `select p.partnership_id as tie, o.key from partnership_party p
     join partnership_party q on q.partnership_id = p.partnership_id and q.organisation_id <> p.organisation_id
     join organisation u on u.id = q.organisation_id and u.key = $1
     join organisation o on o.id = p.organisation_id and o.country = 'BJ'`,
    [ours.key],
  )
  tie = found?.tie ?? ''
  theirs.key = found?.key ?? ''
  for (const one of [ours, theirs]) {
    const arrived = await readAs(one.email, '/fr/espace', phone)
    await arrived.close()
    await giveSeat(one.email, one.key, 'contributor')
  }
}, 120_000)

describe('an agreement', { timeout: 240_000 }, () => {
  test('goes from draft to force, each side taking its own steps, and is renewed before its end', async () => {
    const here = await readAs(ours.email, desk(ours.key), phone)
    expect(await main(here)).toContain('Aucun texte n’encadre encore ce partenariat')
    await expectAccessible(here)
    await here.getByRole('link', { name: 'Préparer une convention' }).click()
    await expectAccessible(here)
    await fill(here, 'create', {
      kind: 'convention',
      title: 'L’eau et la santé à Porto-Novo',
      startsOn: day(1),
      endsOn: day(-1),
    })
    await send(here, 'create')
    expect(await textOf(here.locator('.problems'))).toContain('La fin doit venir après le début')
    expect(await here.locator('input[name=title]').inputValue()).toBe('L’eau et la santé à Porto-Novo')
    await fill(here, 'create', { endsOn: day(25) })
    await send(here, 'create')
    expect(await notice(here)).toContain('Le projet est ouvert')
    await fitsPhone(here)
    await expectAccessible(here)
    const address = new URL(here.url()).pathname.replace('/modifier', '')
    const agreement = address.split('/').at(-1) ?? ''

    // What blocks is said, and the same rule greys the button.
    await here.goto(at(address))
    expect(await main(here)).toContain('L’objet manque')
    expect(await main(here)).toContain('Les montants prévus manquent')
    await expectAccessible(here)
    await here.goto(at(`${address}/etapes`))
    expect(await here.getByRole('button', { name: 'Inscrire la délibération' }).isDisabled()).toBe(true)
    await expectAccessible(here)

    await here.goto(at(`${address}/modifier`))
    await fill(here, 'addAmount', { amount: '12 000,50', year: '2027' })
    await send(here, 'addAmount')
    expect(await main(here)).toContain('12 000,50 €')
    await fill(here, 'write', { object: 'L’eau potable et la formation des sages-femmes.' })
    await send(here, 'write')
    expect(await notice(here)).toContain('Le texte est enregistré')
    await here.goto(at(`${address}/engagements`))
    await fill(here, 'add', { kind: 'knowHow', body: 'Former deux techniciens du service des eaux', dueOn: day(6) })
    await send(here, 'add')
    expect(await main(here)).toContain('Former deux techniciens')
    await expectAccessible(here)

    // The deliberation: not tomorrow's, then with its number and its paper.
    await openStep(here, address, 'Délibération de l’assemblée')
    await expectAccessible(here)
    await record(here, day(2))
    expect(await textOf(here.locator('.problems'))).toContain('Cette date est à venir')
    await formOf(here, 'record').locator('input[name=file]').setInputFiles(deliberation)
    await record(here, day(-2), '2026-017')
    expect(await notice(here)).toContain('L’étape est inscrite')
    expect(await main(here)).toContain('deliberation-2026-017')
    await fitsPhone(here)
    await expectAccessible(here)

    // The other side: it promises nothing for now and says so too late, its own council, no supervision.
    const there = await readAs(theirs.email, desk(theirs.key), phone)
    const across = address.replace(`/o/${ours.key}/`, `/o/${theirs.key}/`)
    await openStep(there, across, 'Approbation par le conseil')
    await record(there, day(-2, 1), 'DC-2026-08')
    await openStep(there, across, 'Approbation de l’autorité de tutelle')
    await send(there, 'waive')
    expect(await textOf(there.locator('.problems'))).toContain('Dites en un mot pourquoi')
    await fill(there, 'waive', { reason: 'La préfecture a répondu que ce texte n’y est pas soumis.' })
    await send(there, 'waive')
    expect(await main(there)).toContain('La préfecture a répondu')
    expect(await main(there)).toContain('ne dit pas encore ce qu’elle apporte')

    // A text that was decided on changes only if all agree: so it is proposed, and accepted.
    await there.goto(at(`${across}/modifier`))
    expect(await main(there)).toContain('d’un commun accord')
    await there.goto(at(`${across}/engagements`))
    await there.getByRole('button', { name: 'Cette partie n’apporte rien' }).click()
    await there.waitForLoadState()
    expect(await main(there)).toContain('Rien : cette partie le dit expressément')

    await openStep(here, address, 'Signature de l’exécutif')
    await record(here, day(-3))
    expect(await main(here)).toContain('la signature suit d’ordinaire la décision qui l’autorise')
    await here.goto(at(`${address}/etapes`))
    await here.getByRole('button', { name: 'Corriger cette étape : Signature de l’exécutif autorisé' }).click()
    await here.waitForLoadState()
    await openStep(here, address, 'Signature de l’exécutif')
    await record(here, day(-1), 'Porto-Novo')
    expect(await main(here)).not.toContain('la signature suit d’ordinaire')
    await here.goto(at(`${address}/etapes`))
    await openStep(there, across, 'Signature de l’exécutif local')
    await record(there, day(-1), 'Porto-Novo')
    expect(await headingOf(there)).toContain('il reste à transmettre')
    await openStep(here, address, 'Transmission au préfet')
    await record(here, day(-1, 3), 'AR 095-2026')
    expect(await headingOf(here)).toContain('en vigueur jusqu’au')
    await fitsPhone(here)
    await expectAccessible(here)
    await there.goto(
      at(
        across
          .replace('/fr/espace', '/en/workspace')
          .replace('partenariats', 'partnerships')
          .replace('conventions', 'agreements'),
      ),
    )
    expect(await headingOf(there)).toContain('in force until')
    await expectAccessible(there)

    // Its end comes near: it says so, and is renewed.
    await ask(`update agreement set ends_on = current_date + 150 where id = $1`, [agreement])
    await here.goto(at(address))
    expect(await headingOf(here)).toContain('à revoir avant le')
    await here.getByRole('link', { name: 'Renouveler' }).click()
    expect(await here.locator('input[name=title]').inputValue()).toBe('L’eau et la santé à Porto-Novo')
    await expectAccessible(here)
    await send(here, 'create')
    expect(await notice(here)).toContain('Le renouvellement est ouvert')
    await here.goto(at(`${new URL(here.url()).pathname.replace('/modifier', '')}/engagements`))
    expect(await main(here)).toContain('Former deux techniciens')
    await here.goto(at(address))
    expect(await main(here)).toContain('la convention qui prend la suite')
  })

  test('has a committee, people who sit in it and a next meeting', async () => {
    const here = await readAs(ours.email, `/fr/espace/o/${ours.key}/partenariats/${tie}/gouvernance`, phone)
    await expectAccessible(here)
    await fill(here, 'committee', { name: 'Comité de pilotage', meetsPerYear: '1' })
    await send(here, 'committee')
    await here.locator('summary').filter({ hasText: 'Ajouter une personne' }).click()
    await fill(here, 'seat', { name: 'Amina Dossou', functionTitle: 'Adjointe' })
    await send(here, 'seat')
    expect(await main(here)).toContain('Amina Dossou, Adjointe')
    await fill(here, 'meeting', { onDate: day(2), state: 'held', agenda: 'Bilan de l’année' })
    await send(here, 'meeting')
    expect(await textOf(here.locator('.problems'))).toContain('Une réunion tenue ne peut pas être à venir')
    await fill(here, 'meeting', { state: 'planned' })
    await send(here, 'meeting')
    expect(await headingOf(here)).toContain('prochaine réunion le')
    await fitsPhone(here)
    await expectAccessible(here)
  })
})
