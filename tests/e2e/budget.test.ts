import { brotliCompressSync } from 'node:zlib'
import pg from 'pg'
import type { Page } from 'playwright-core'
import { beforeAll, expect, inject, test } from 'vitest'
import { readPdf } from '../read-pdf.ts'
import { formOf, send } from './site/forms.ts'
import { at, expectAccessible, expectFits, headingOf, read, textOf } from './site/reader.ts'
import { giveSeat, readAs } from './site/signed-in.ts'

// The consolidated budget of a town on a phone, without scripts: figures, their drawings and files, what is made public, and
// a payment its partner answers.

const officer = `budget-${process.pid}@mairie.example`
const partnerOfficer = `verse-${process.pid}@mairie.example`
const town = 'c35238'
const phone = { width: 360, height: 740 }
// Several pages each, looked at whole on a phone.
const patience = 120_000
let partner = ''
let page: Page

async function ask<Row extends pg.QueryResultRow>(statement: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: inject('siteDatabase') })
  await client.connect()
  return client
    .query<Row>(statement, values)
    .then(({ rows }) => rows)
    .finally(() => client.end())
}

async function fitsPhone(): Promise<void> {
  await expectFits(page)
  await expectAccessible(page)
}

const inTown = (path: string) => at(`/fr/espace/o/${town}/budget${path}`)

beforeAll(async () => {
  const arrived = await readAs(officer, '/fr/espace', phone)
  await arrived.close()
  await giveSeat(officer, town, 'manager')
  const [tie] = await ask<{ id: string; partner: string; key: string; country: string }>(
    `select p.partnership_id as id, o.id as partner, o.key, o.country from partnership_party mine join organisation t on t.id = mine.organisation_id
     join partnership_party p on p.partnership_id = mine.partnership_id and p.organisation_id <> mine.organisation_id
     join organisation o on o.id = p.organisation_id where t.key = $1 and o.country <> 'FR' order by o.key limit 1`,
    [town],
  )
  partner = tie?.key ?? ''
  for (const [year, spent, received] of [
    [2018, 387959.64, 2503.56],
    [2020, 492604.3, 390173.16],
    [2022, 285761.3, 49400],
  ] as const) {
    const [document] = await ask<{ id: string }>(
      `insert into account_document (id, organisation_id, file_name, sha256, format, siret, label, budget_type, nomenclature, stage,
         year, decided_on, population, line_count, state)
       select gen_random_uuid(), o.id, 'compte.xml', repeat(md5($2::text), 2), 'totem', '21350238800019', 'Budget principal',
         'principal', 'M57-M57', 'administrativeAccount', $2::int, make_date($2::int + 1, 6, 28), 222485, 1, 'live'
       from organisation o where o.key = $1 returning id`,
      [town, year],
    )
    await ask(
      `insert into account_line (document_id, position, nature, function_code, section, direction, opened, executed)
       values ($1, 1, '6574', '048', 'running', 'expenditure', $2, $2)`,
      [document?.id, spent],
    )
    await ask(
      `insert into account_total (document_id, section, direction, is_order, executed) values ($1, 'running', 'expenditure', false, 400000000)`,
      [document?.id],
    )
    await ask(
      `insert into budget_line (id, organisation_id, year, direction, label, document_id, account_position, executed, opened,
         department, partnership_id, country, action_type, counterpart_id, counterpart_kind)
       select gen_random_uuid(), o.id, $2::int, 'expenditure', 'Appui au partenaire', $3::uuid, 1, $4::numeric, $4::numeric, 'Relations internationales', $5::uuid, $6::text,
         'twinning', $7::uuid, 'partnerAuthority' from organisation o where o.key = $1`,
      [town, year, document?.id, spent - 50000, tie?.id, tie?.country, tie?.partner],
    )
    await ask(
      `insert into budget_line (id, organisation_id, year, direction, label, executed, department, action_type)
       select gen_random_uuid(), o.id, $2::int, 'expenditure', 'Semaine de la solidarité', 50000, 'Jeunesse', 'globalCitizenshipEducation'
       from organisation o where o.key = $1`,
      [town, year],
    )
    await ask(
      `insert into budget_line (id, organisation_id, year, direction, label, executed, funding_source, partnership_id)
       select gen_random_uuid(), o.id, $2::int, 'receipt', 'Cofinancement', $3::numeric, 'state', $4::uuid from organisation o where o.key = $1`,
      [town, year, received, tie?.id],
    )
  }
}, patience)

test(
  'the consolidated view states the fact, and each figure leads to its lines',
  async () => {
    page = await readAs(officer, `/fr/espace/o/${town}/budget`, phone)
    const title = await headingOf(page)
    expect(title).toContain('En 2022, Rennes a dépensé')
    expect(title.replace(/\s/g, ' ')).toContain('236 361,30')
    await fitsPhone()
    const said = (await textOf(page.locator('main'))).replace(/[\u00a0\u202f]/g, ' ')
    // Both totals and the population with its year stand beside the ratios.
    expect(said).toContain('400 000 000 €')
    expect(said).toContain('222 485 habitants (2022)')
    expect(said).toContain('1,28 €')
    expect(said).toContain('Moins de cinq autres collectivités')
    expect(await page.locator('.chart svg').count()).toBeGreaterThan(3)
    expect(await page.locator('.chart-narrow svg').first().isVisible()).toBe(true)
    expect(await page.locator('.chart-wide svg').first().isVisible()).toBe(false)
    for (const summary of await page.locator('.chart summary').all()) await summary.click()
    await fitsPhone()

    await page.goto(inTown('?year=2020&by=country'))
    expect(await headingOf(page)).toContain('En 2020')
    await page.locator('.budget-choices a', { hasText: '2018' }).first().click()
    expect(page.url()).toContain('year=2018')
    expect(page.url()).toContain('by=country')
    // The amount itself leads to its lines, and says of what state they are.
    await page.locator('.facts a').first().click()
    expect(page.url()).toContain('direction=expenditure')
    expect(await textOf(page.locator('main'))).toContain('Seulement les lignes qui font le montant exécuté')
    await fitsPhone()
    expect(await textOf(page.locator('main'))).toContain('Appui au partenaire')
  },
  patience,
)

test(
  'the figures are taken away: a workbook, a CSV, and one tagged page',
  async () => {
    page = await readAs(officer, `/fr/espace/o/${town}/budget`, phone)
    const hrefs = await page
      .locator('#files + p a')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
    expect(hrefs).toHaveLength(3)
    const [sheet, book, csv] = await Promise.all(hrefs.map((href) => page.request.get(at(href))))
    const pdf = await readPdf(await (sheet ?? fail()).body())
    expect(pdf).toMatchObject({ pages: 1, universal: '1', marked: true, language: 'fr' })
    expect(pdf.roles.has('Figure')).toBe(true)
    expect(book?.headers()['content-disposition']).toContain('.xlsx')
    expect(await csv?.text()).toContain('285761.3')
    const outsider = await readAs(`autre-${officer}`, '/fr/espace')
    for (const href of hrefs) expect((await outsider.request.get(at(href))).status()).toBe(404)
  },
  patience,
)

test(
  'the public page is there when it is switched on, light and without scripts, and gone when it is off',
  async () => {
    const path = `/fr/budget/${town}/rennes`
    expect((await (await read('/healthz')).request.get(at(path))).status()).toBe(404)
    const office = await readAs(officer, `/fr/espace/o/${town}/budget/publication`, phone)
    page = office
    await fitsPhone()
    expect(await headingOf(page)).toContain('n’est lu que par vos membres')
    await formOf(page, 'publish').locator('input[name=wantsPublic][value=yes]').check()
    await formOf(page, 'publish').locator('input[name=fromYear]').fill('2019')
    await send(page, 'publish')
    expect(await textOf(page.locator('.notice'))).toContain('C’est public dès maintenant')
    for (const locale of ['fr', 'en'] as const) {
      page = await read(locale === 'fr' ? path : `/en/budget/${town}/rennes`, { ...phone, language: locale })
      await fitsPhone()
      expect(await headingOf(page)).toContain(locale === 'fr' ? 'En 2022, Rennes' : 'In 2022, Rennes')
      const html = await (await page.request.get(page.url())).text()
      expect(html).not.toContain('<script type="module"')
      expect(brotliCompressSync(html).length).toBeLessThan(30_000)
      expect(html).not.toContain('2018')
    }
    page = await read(`/fr/collectivite/${town}/rennes`, phone)
    await page.locator('#budget + p a').click()
    expect(page.url()).toContain(path)

    await formOf(office, 'publish').locator('input[name=wantsPublic][value=no]').check()
    await send(office, 'publish')
    const gone = await read('/healthz')
    await expect.poll(async () => (await gone.request.get(at(path))).status(), { timeout: 10_000 }).toBe(404)
  },
  patience,
)

test(
  'a partner is told of a payment and answers in its own words',
  async () => {
    const office = await readAs(officer, `/fr/espace/o/${town}/versements`, phone)
    page = office
    await fitsPhone()
    await send(office, 'tell')
    expect(await textOf(office.locator('.notice').first())).toContain('reçoit un courriel')

    page = await readAs(partnerOfficer, '/fr/espace', phone)
    await giveSeat(partnerOfficer, partner, 'contributor')
    await page.goto(at(`/fr/espace/o/${partner}/versements`))
    expect(await headingOf(page)).toContain('Un versement annoncé')
    await fitsPhone()
    await send(page, 'answer')
    expect(await textOf(page.locator('.problems'))).toContain('Dites si l’argent est arrivé')
    await formOf(page, 'answer').locator('input[value=partly]').check()
    await formOf(page, 'answer').locator('input[name=amount]').fill('120 000,50')
    await formOf(page, 'answer').locator('textarea').fill('Il manque un virement.')
    await send(page, 'answer')
    expect(await textOf(page.locator('.notice').first())).toContain('Votre réponse est inscrite')
    // The same agreement or tie, and whom to write to, from either side.
    expect(await textOf(page.locator('main'))).toContain('Votre partenariat avec Rennes')
    expect(await page.locator('main a', { hasText: 'Rennes' }).count()).toBeGreaterThan(1)

    // The rest arrives in the partner's own money; a mistake is told in the form that is folded otherwise.
    await page.locator('main details summary').first().click()
    await formOf(page, 'answer').locator('input[value=received]').check()
    await formOf(page, 'answer').locator('input[name=amount]').fill('75 600 000')
    await formOf(page, 'answer').locator('input[name=currency]').fill('francs'.slice(0, 2))
    await send(page, 'answer')
    expect(await page.locator('.problems').isVisible()).toBe(true)
    await formOf(page, 'answer').locator('input[name=currency]').fill('xof')
    await send(page, 'answer')
    expect((await textOf(page.locator('blockquote').first())).replace(/\s/g, ' ')).toContain('75 600 000 XOF')

    page = office
    await page.reload()
    expect((await textOf(page.locator('blockquote').first())).replace(/\s/g, ' ')).toContain('75 600 000 XOF')
    expect(await textOf(page.locator('blockquote').nth(1))).toContain('Il manque un virement.')
    expect(await headingOf(page)).toContain('Un versement annoncé à un partenaire, une réponse')
    await fitsPhone()
    const file = await page.locator('a[href*="versements/telecharger/csv"]').getAttribute('href')
    expect(await (await page.request.get(at(file ?? ''))).text()).toContain('75600000,XOF')
  },
  patience,
)

function fail(): never {
  throw new Error('nothing came')
}
