import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import { beforeAll, expect, test } from 'vitest'
import { policyMarkers } from '../../features/projects/schema.ts'
import { readCsv } from '../../platform/csv.ts'
import { readPdf } from '../read-pdf.ts'
import { navette } from './site/command.ts'
import { at, expectLooksRight, headingOf, textOf } from './site/reader.ts'
import { giveSeat, linkIn, readAs, signedInOnce } from './site/signed-in.ts'
import { askSite } from './site/word-ground.ts'

// The yearly return of a town: what is missing is found and filled in, the rows are carried over, the files open, and what
// was filed stays as it was; on a phone, without scripts.

const email = `apd-${process.pid}@mairie.example`
const town = 'c69123'
const phone = { width: 360, height: 740 }
const year = new Date().getUTCFullYear() - 1
const zeros = Object.fromEntries(policyMarkers.map((marker) => [marker, 0]))
const here = (rest = '') => `/fr/espace/o/${town}/budget/apd${rest}`
const lines = { water: randomUUID(), school: randomUUID(), choir: randomUUID() }

const plain = (text: string) => text.replace(/\s+/g, ' ')

const session = signedInOnce(email, phone)
const atWork = session.open

async function fetched(page: Page, path: string) {
  const answer = await page.request.get(at(path))
  return { status: answer.status(), body: await answer.body(), type: answer.headers()['content-type'] ?? '' }
}

const formOf = (page: Page, intent: string) =>
  page.locator('form').filter({ has: page.locator(`input[name=intent][value="${intent}"]`) })

beforeAll(async () => {
  await session.begin()
  await giveSeat(email, town, 'contributor')
  const [{ tie } = { tie: '' }] = await askSite<{ tie: string }>(
    `with partner as (select id, key from organisation where name = 'Ouagadougou' and country = 'BF' order by key limit 1),
       made as (insert into partnership (id, type, state, evidence, parties_key)
         select gen_random_uuid(), 'decentralisedCooperation', 'active', 'oneParty', $1 || ' ' || key from partner returning id),
       parties as (insert into partnership_party (partnership_id, organisation_id, position)
         select made.id, o.id, case when o.key = $1 then 1 else 2 end from made, organisation o
         where o.key = $1 or o.id = (select id from partner))
     select id as tie from made`,
    [town],
  )
  const line = (id: string, label: string, facts: Record<string, unknown>) =>
    askSite(
      `insert into budget_line (id, organisation_id, year, direction, label, country, paid, executed, cofunded, oda_kind, oda_channel,
         dac_sector, oda_markers, partnership_id)
       select $1, o.id, $3, 'expenditure', $2, r.country, r.paid, r.executed, r.cofunded, r.oda_kind, r.oda_channel, r.dac_sector,
         coalesce(r.oda_markers, '{}'), r.partnership_id
       from organisation o, jsonb_populate_record(null::budget_line, $4::jsonb) r where o.key = $5`,
      [id, label, year, JSON.stringify(facts), town],
    )
  await line(lines.water, 'Régie de l’eau', {
    ...{ country: 'BF', paid: 22500, cofunded: 9000.45, oda_kind: 'cooperation', oda_channel: '12002' },
    ...{ dac_sector: '14030', oda_markers: { ...zeros, gender: 1 } },
  })
  await line(lines.school, 'Échanges scolaires', { executed: 3500, partnership_id: tie })
  await line(lines.choir, 'Chœurs de Francfort', { country: 'DE', paid: 4712.5, oda_kind: 'cooperation' })
}, 60_000)

test('says when the return is due, and what is missing, line by line', async () => {
  const page = await atWork(here(), phone)
  expect(await headingOf(page)).toMatch(/e-APD/)
  expect(await textOf(page.locator('table'))).toContain('Démarches simplifiées')
  await expectLooksRight(page)
  await page.getByRole('link', { name: String(year), exact: true }).click()
  expect(plain(await headingOf(page))).toBe(`e-APD des versements de ${year} : 13 499,55 € à déclarer`)
  const list = page.locator('section[aria-labelledby=checklist]')
  expect(await textOf(list)).toContain('1 ligne va à un pays qui n’était pas éligible')
  expect(await textOf(list)).toContain('1 ligne n’est pas classée')
  expect(await textOf(page.locator('main'))).toContain('ne sont pas vérifiés')
  await expectLooksRight(page)
  const link = list.getByRole('link', { name: 'Chœurs de Francfort' }).first()
  expect((await fetched(page, (await link.getAttribute('href')) ?? '')).status).toBe(200)
})

test('fills in what is proposed only when told to', async () => {
  const page = await atWork(here(`/${year}`), phone)
  const form = formOf(page, 'accept')
  expect(await textOf(form)).toContain('Échanges scolaires')
  for (const box of await form.locator('input[type=checkbox]').all()) await box.uncheck()
  await form.locator('button').click()
  expect(await textOf(page.locator('main'))).toContain('Cochez au moins une proposition')
  await expectLooksRight(page)
  for (const attribute of ['kind', 'country']) await page.locator(`input[value="${lines.school} ${attribute}"]`).check()
  await formOf(page, 'accept').locator('button').click()
  expect(await textOf(page.locator('.notice'))).toContain('dans vos lignes')
  expect(plain(await headingOf(page))).toContain('16 999,55 €')
})

test('gives each row to copy, in the order of the form', async () => {
  const page = await atWork(here(`/${year}`), phone)
  await page
    .getByRole('link', { name: /^Recopier la ligne/ })
    .first()
    .click()
  const amounts = new Set<string>()
  amounts.add(await page.locator('#field-amount').inputValue())
  await expectLooksRight(page)
  const labels = await page.locator('.oda-copy label').allTextContents()
  expect(labels.slice(0, 3)).toEqual(['Pays bénéficiaire', 'Nature de l’action', 'Canal d’acheminement (code)'])
  expect(await page.locator('button[data-copy]:visible').count()).toBe(0)
  await page.getByRole('link', { name: 'Ligne suivante' }).click()
  amounts.add(await page.locator('#field-amount').inputValue())
  expect(amounts).toEqual(new Set(['13499,55', '3500,00']))

  const scripted = await atWork(here(`/${year}?row=1`), { scripts: true })
  await scripted.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const copy = scripted.locator('button[data-copy="field-country"]')
  await copy.waitFor({ state: 'visible' })
  await copy.click()
  await scripted.getByText('Copié', { exact: true }).waitFor()
  expect(await scripted.evaluate(() => navigator.clipboard.readText())).toBe('Burkina Faso')
})

test('is had as a workbook, a table, data, and a paper to sign', async () => {
  const page = await atWork(here(`/${year}`), phone)
  const csv = await fetched(page, here(`/${year}/csv`))
  const [head, ...rows] = [...readCsv(csv.body.toString('utf8'), ',')].map(({ cells }) => cells)
  const amount = head?.indexOf('Montant versé sur fonds propres (euros)') ?? -1
  expect(rows.map((cells) => cells[amount]).toSorted()).toEqual(['13499.55', '3500.00'])

  const xlsx = await fetched(page, here(`/${year}/xlsx`))
  const sheet = await readSheet(xlsx.body)
  expect(sheet[0]).toEqual(head)
  expect(sheet.slice(1).map((cells) => cells[amount])).toEqual(rows.map((cells) => Number(cells[amount])))

  const json = JSON.parse((await fetched(page, here(`/${year}/json`))).body.toString('utf8'))
  expect(json).toMatchObject({ year, currency: 'EUR', totals: { money: '16999.55', staff: '0.00' } })
  const lineIds = json.rows.flatMap((row: { lines: { id: string }[] }) => row.lines.map(({ id }) => id))
  expect(new Set(lineIds)).toEqual(new Set([lines.water, lines.school]))

  const pdf = await readPdf((await fetched(page, here(`/${year}/pdf`))).body)
  expect(pdf).toMatchObject({ universal: '1', marked: true, language: 'fr' })
  for (const role of ['H1', 'H2', 'TH']) expect(pdf.roles.has(role)).toBe(true)
  expect(plain(pdf.text)).toContain('16 999,55 €')
  expect(pdf.fonts.filter((font) => font.includes('without'))).toEqual([])

  const file = join(await mkdtemp(join(tmpdir(), 'navette-apd-')), 'apd.csv')
  const [{ siren } = { siren: '' }] = await askSite<{ siren: string }>(
    'select siren from organisation where key = $1',
    [town],
  )
  await navette('export', 'oda', '--organisation', siren, '--year', String(year), '--format', 'csv', '--out', file)
  expect(await readFile(file, 'utf8')).toBe(csv.body.toString('utf8'))

  // What makes no sense is answered with one sentence, in the words of a command.
  const refused = (words: string[]) =>
    navette('export', 'oda', ...words).then(
      () => ({ code: 0, said: '' }),
      ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: plain(stderr).trim() }),
    )
  expect(await refused(['--organisation', siren, '--year', '20x5'])).toEqual({
    code: 1,
    said: '« 20x5 » n’est pas une année : écrivez-la en quatre chiffres, par exemple --year 2025.',
  })
  const folder = tmpdir()
  expect(await refused(['--organisation', siren, '--year', String(year), '--out', folder])).toEqual({
    code: 1,
    said: `${folder} est un dossier, non un fichier.`,
  })
})

test('and a floor that is not met are told of by mail once, and stand on the board until they are seen to', {
  timeout: 120_000,
}, async () => {
  // A campaign of another year than the others read, open today.
  const past = 1995
  await askSite(
    `insert into oda_campaign (year, opens_on, closes_on, place, form, source_name)
     values ($1, current_date - 20, current_date + 10, 'Démarches simplifiées', '{"columns": [], "verifiedOn": null, "editedAt": null}', 'essai')`,
    [past],
  )
  await askSite(
    `with town as (select id from organisation where key = $1),
       line as (insert into budget_line (id, organisation_id, year, direction, label, executed)
         select gen_random_uuid(), id, $2, 'expenditure', 'Jumelage', 10 from town)
     insert into budget_floor (id, organisation_id, label, scope, measure, value, from_year, to_year)
     select gen_random_uuid(), id, 'Un dixième de solidarité', 'country', 'amount', 1000, $3, $3 from town`,
    [town, past, year],
  )
  await askSite(
    `update budget_floor set scope_value = 'SN' where organisation_id = (select id from organisation where key = $1)`,
    [town],
  )
  await navette('admin', 'jobs', 'run', 'alert')
  expect(new URL(await linkIn('dueAlert', email)).pathname).toBe(`/fr/espace/o/${town}/echeances`)
  await navette('admin', 'jobs', 'run', 'alert')
  const sent = await askSite<{ text: string }>(
    `select text_body as text from mail where kind = 'dueAlert' and recipient = $1`,
    [email],
  )
  expect(sent).toHaveLength(1)
  expect(plain(sent[0]?.text ?? '')).toContain(`la campagne e-APD des versements de ${past} se termine le`)
  expect(sent[0]?.text).toContain(`un plancher voté n’est pas atteint en ${year}`)

  const page = await atWork(`/fr/espace/o/${town}/echeances`, phone)
  const main = page.getByRole('main')
  expect(plain(await textOf(main))).toContain(`Plancher voté « Un dixième de solidarité » : pas atteint en ${year}`)
  await expectLooksRight(page)
  await main.getByRole('link', { name: `e-APD des versements de ${past}` }).click()
  const today = new Date().toISOString().slice(0, 10)
  await formOf(page, 'file').locator('input[name=filedOn]').fill(today)
  await formOf(page, 'file').locator('button').click()
  await page.goto(at(`/fr/espace/o/${town}/echeances`))
  expect(plain(await textOf(main))).not.toContain(`e-APD des versements de ${past}`)
  await main.getByRole('link', { name: 'Plancher voté' }).click()
  expect(new URL(page.url()).hash).toMatch(/^#floor-/)
  expect(await page.locator(':target').count()).toBe(1)
})

test('keeps what was filed, and shows what changed since', async () => {
  const page = await atWork(here(`/${year}`), phone)
  await page.locator('input[name=contact]').fill('Service international, 04 00 00 00 00')
  await formOf(page, 'save').locator('button').click()
  expect(await textOf(page.locator('.notice'))).toContain('enregistré')
  const filing = formOf(page, 'file')
  await filing.locator('button').click()
  expect(await textOf(formOf(page, 'file').locator('.problems'))).toContain('Donnez le jour du dépôt')
  await formOf(page, 'file').locator('input[name=filedOn]').fill(`${year}-06-01`)
  await formOf(page, 'file').locator('button').click()
  expect(await textOf(formOf(page, 'file').locator('.problems'))).toContain('après la fin de l’année')
  const today = new Date().toISOString().slice(0, 10)
  await formOf(page, 'file').locator('input[name=filedOn]').fill(today)
  await formOf(page, 'file').locator('input[name=reference]').fill('DS-1234')
  await formOf(page, 'file').locator('button').click()
  expect(plain(await headingOf(page))).toContain('16 999,55 € déclarés')
  await askSite('update budget_line set paid = 100 where id = $1', [lines.water])
  await page.reload()
  expect(await textOf(page.locator('section[aria-labelledby=since]'))).toContain('montant changé')
  expect(plain(await headingOf(page))).toContain('16 999,55 € déclarés')
  await expectLooksRight(page)
  await page.getByRole('button', { name: 'Reprendre la déclaration' }).click()
  expect(await textOf(page.locator('.notice'))).toContain('suit de nouveau vos lignes')
})

test('answers what is not there in a sentence, and readers with what they may see', async () => {
  const page = await atWork(here(`/${year}`), phone)
  for (const rest of ['/demain', '/1789', `/${year}/docx`]) {
    const { status, body } = await fetched(page, here(rest))
    expect(status).toBe(404)
    expect(body.toString('utf8')).toMatch(/pas de déclaration pour cette année|format de fichier/)
  }
  const colleague = `lecture-${email}`
  const arrived = await readAs(colleague, '/fr/espace')
  await giveSeat(colleague, town, 'reader')
  await arrived.goto(at(here(`/${year}`)))
  expect(await arrived.locator('main form').count()).toBe(0)
  const outsider = await readAs(`ailleurs-${email}`, '/fr/espace')
  expect((await fetched(outsider, here(`/${year}/csv`))).status).toBe(404)
})
