import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { formOf, send } from './site/forms.ts'
import { at, expectAccessible, expectFits, headingOf, textOf } from './site/reader.ts'
import { giveSeat, readAs } from './site/signed-in.ts'
import { askSite } from './site/word-ground.ts'

// As every journey: without scripts, on a phone.
const phone = { width: 360, height: 740 }
const key = 'c31555'
const budget = `/fr/espace/o/${key}/budget`

async function officer(): Promise<Page> {
  const email = 'arbitrages-c31555@mairie.example'
  const page = await readAs(email, '/fr/espace', phone)
  await giveSeat(email, key, 'contributor')
  return page
}

/** A tie of the town with a commitment for the year to come, and money of a funder in a project of it. */
async function makePromises(): Promise<string> {
  const [row] = await askSite<{ tie: string }>(
    `with here as (select id from organisation where key = $1),
       tie as (select p.partnership_id as id from partnership_party p join here on here.id = p.organisation_id order by 1 limit 1),
       made as (insert into agreement (id, partnership_id, organisation_id, kind, title, state, starts_on, ends_on, in_force_on)
         select gen_random_uuid(), tie.id, here.id, 'convention', 'Santé et quartiers', 'inForce', current_date - 100, current_date + 900,
           current_date - 100 from tie, here returning id),
       sides as (insert into agreement_party (agreement_id, organisation_id, position)
         select made.id, p.organisation_id, p.position from made, tie join partnership_party p on p.partnership_id = tie.id returning agreement_id),
       promised as (insert into commitment (id, agreement_id, organisation_id, kind, body, amount, due_on)
         select gen_random_uuid(), made.id, here.id, 'money', 'Dotation au centre de santé', 40000,
           make_date(extract(year from now())::int + 1, 6, 30) from made, here returning id)
     select tie.id as tie from tie, promised, sides limit 1`,
    [key],
  )
  if (!row) throw new Error('no tie to promise on')
  return row.tie
}

async function makeLines(tie: string): Promise<void> {
  const lines: readonly (readonly [
    year: number,
    direction: string,
    executed: string,
    type: string | null,
    frame: string | null,
    tie: boolean,
  ])[] = [
    [2016, 'expenditure', '300000.00', 'decentralisedCooperation', 'solidarity', true],
    [2016, 'expenditure', '241700.86', 'globalCitizenshipEducation', 'solidarity', false],
    [2016, 'receipt', '70456.00', null, null, false],
    [2022, 'expenditure', '50000.00', 'decentralisedCooperation', 'solidarity', true],
    [2022, 'expenditure', '235000.00', 'economicPromotion', 'attractiveness', false],
    [2022, 'expenditure', '761.30', null, null, false],
    [2022, 'receipt', '49400.00', null, null, true],
  ]
  for (const [year, direction, executed, type, frame, ofTie] of lines)
    await askSite(
      `insert into budget_line (id, organisation_id, year, direction, label, executed, action_type, purpose_frame, partnership_id,
         funding_source, counterpart_name, one_percent)
       select gen_random_uuid(), id, $2, $3, 'Ligne du compte', $4, $5, $6, $7, case when $3 = 'receipt' then 'state' end,
         case when $3 = 'receipt' then 'DCTCIV' else '' end, case when $4::numeric = 50000 then 'water' end
       from organisation where key = $1`,
      [key, year, direction, executed, type, frame, ofTie ? tie : null],
    )
}

test('choices are set side by side, explained, watched and tried out', { timeout: 240_000 }, async () => {
  const page = await officer()
  const main = page.getByRole('main')
  const go = async (path: string) => {
    await page.goto(at(`${budget}/${path}`))
    await expectFits(page)
  }

  await go('arbitrages')
  expect(await headingOf(page)).toBe('Pour comparer, il faut des montants de deux années au moins')
  await expectAccessible(page)
  await go('et-si')
  expect(await headingOf(page)).toBe('Sans montant d’une année passée, rien ne peut être calculé')
  await expectAccessible(page)

  const tie = await makePromises()
  await makeLines(tie)
  await go('arbitrages')
  expect(await headingOf(page)).toMatch(/^De 2016 à 2022, les dépenses exécutées ont baissé de 255\s939,56\s€$/)
  const said = await textOf(main)
  expect(said).toMatch(/promotion économique.*apparu/)
  expect(said).toMatch(/éducation à la citoyenneté mondiale.*disparu/)
  expect(said).toContain('Une ligne n’est pas classée')
  expect(await page.locator('figure.chart svg').count()).toBe(2)
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Dire pourquoi : promotion économique' }).click()
  await formOf(page, 'reason').getByLabel('Motif').fill('Salon de 2022, voté en conseil')
  await send(page, 'reason')
  await page.getByText('Le motif est enregistré.').waitFor()
  await main.getByText('Salon de 2022, voté en conseil').first().waitFor()
  await expectFits(page)

  await go('arbitrages?by=frame&flow=net')
  expect(await headingOf(page)).toMatch(/le coût net exécuté a baissé/)
  await go('arbitrages?from=2022&to=2016')
  await main.getByText('La première période doit finir avant').waitFor()
  await go('arbitrages?from=2016&to=2019')
  expect(await headingOf(page)).toBe('L’une des deux périodes n’a pas de montant exécuté')
  const file = await page.request.get(at(`${budget}/arbitrages/telecharger/csv?by=type`))
  expect(await file.text()).toContain('Total,541700.86,285761.3,-255939.56')

  await go('planchers')
  await expectAccessible(page)
  const floor = formOf(page, 'save')
  await floor.getByLabel('Nom du plancher').fill('Solidarité d’abord')
  await floor.locator('input[name="value"]').fill('beaucoup')
  await floor.locator('input[name="fromYear"]').fill('2022')
  await floor.locator('input[name="toYear"]').fill('2099')
  await send(page, 'save')
  await main.getByText('Donnez une valeur en chiffres').first().waitFor()
  expect(await floor.getByLabel('Nom du plancher').inputValue()).toBe('Solidarité d’abord')
  await floor.locator('input[name="value"]').fill('10')
  await send(page, 'save')
  await page.getByText('Le plancher est enregistré.').waitFor()
  expect(await textOf(main)).toMatch(/2022.*atteint/)
  await expectAccessible(page)
  await expectFits(page)

  await go('et-si')
  await page.getByLabel('De combien').fill('50')
  await page.getByLabel('Partenariat').selectOption(tie)
  await page.getByRole('button', { name: 'Calculer' }).click()
  expect(await headingOf(page)).toMatch(/^Retirer 25\s000\s€ en \d{4} : un engagement perdrait son argent$/)
  const result = await textOf(main)
  expect(result).toMatch(/Dotation au centre de santé.*ne serait plus couvert/)
  expect(result).toMatch(/DCTCIV.*exposé/)
  expect(result).toMatch(/Solidarité d’abord : atteint aujourd’hui, pas atteint après – le plancher serait franchi/)
  await expectAccessible(page)
  await expectFits(page)
  await go('et-si?value=mille&type=twinning')
  await main.getByText('Donnez une valeur en chiffres').waitFor()

  await go('un-pour-cent')
  await main.getByText('À vérifier').first().waitFor()
  await expectAccessible(page)
  const room = formOf(page, 'save')
  await room.getByLabel('Service', { exact: false }).first().selectOption('water')
  await room.locator('input[name="year"]').fill('2022')
  await room.locator('input[name="resources"]').fill('4 000 000')
  await send(page, 'save')
  await page.getByText('C’est enregistré, et le plafond est calculé.').waitFor()
  expect(await headingOf(page)).toBe('Le 1 % : un plafond est dépassé')
  expect(await textOf(main)).toMatch(/40\s000\s€.*dépassé de 10\s000\s€/)
  await expectAccessible(page)
  await expectFits(page)

  // To whoever has no seat there, none of it is there.
  const elsewhere = await readAs('arbitrages-ailleurs@mairie.example', '/fr/espace', phone)
  await elsewhere.goto(at(`${budget}/arbitrages`))
  expect(await textOf(elsewhere.getByRole('main'))).not.toContain('255')
})
