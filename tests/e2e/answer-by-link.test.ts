import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { formOf, send } from './site/forms.ts'
import { ask } from './site/raw-request.ts'
import { at, expectAccessible, expectFits, headingOf, pathOf, read, textOf } from './site/reader.ts'
import { linkIn, ownAddress, readAs } from './site/signed-in.ts'
import { findTie, makeAgreementInForce, seat } from './site/word-ground.ts'

// The other side without an account: on a phone, without scripts, in French and in English.

const phone = { width: 360, height: 740 } as const
const ours = { email: `lien-${process.pid}@dunkerque.example`, key: 'e245900428' }
const mayor = `maire-${process.pid}@vitoria.example`
const mostBytes = 30_000
let tie = ''
let agreement = ''

const desk = (rest: string) => `/fr/espace/o/${ours.key}/partenariats/${tie}/${rest}`
const main = (page: Page) => textOf(page.getByRole('main'))
const notice = (page: Page) => textOf(page.getByRole('status').first())

async function fill(page: Page, intent: string, values: Readonly<Record<string, string>>): Promise<void> {
  const form = formOf(page, intent).first()
  for (const [name, value] of Object.entries(values)) {
    const radio = form.locator(`[name="${name}"][type=radio][value="${value}"]`)
    if ((await radio.count()) > 0) await radio.check()
    else await form.locator(`[name="${name}"]`).first().fill(value)
  }
}

async function readerOf(url: string, language = 'fr-FR'): Promise<Page> {
  const page = await read('/healthz', { ...phone, language })
  await page.context().setExtraHTTPHeaders(ownAddress())
  await page.goto(new URL(pathOf(url), at('/')).href)
  return page
}

async function isLight(page: Page): Promise<void> {
  await expectFits(page)
  const { status, headers, body } = await ask(pathOf(page.url()), { 'Accept-Encoding': 'gzip' })
  expect([status, headers['content-encoding']]).toEqual([200, 'gzip'])
  expect(body.length).toBeLessThanOrEqual(mostBytes)
  expect(await page.locator('script[src]').count()).toBe(0)
  await expectAccessible(page)
}

async function propose(page: Page, year: string): Promise<void> {
  await page.goto(at(desk('propositions/nouvelle')))
  await formOf(page, 'propose').locator('[name=sinceYear]').fill(year)
  await send(page, 'propose')
}

beforeAll(async () => {
  tie = (await findTie(ours.key, 'BR')).tie
  agreement = (await makeAgreementInForce(tie)).agreement
  await seat([ours])
}, 120_000)

describe('a partner without an account', { timeout: 240_000 }, () => {
  test('reads the same tie and answers in French by the link it was sent', async () => {
    const here = await readAs(ours.email, '/fr/espace', phone)
    await propose(here, '1990')
    expect(await main(here)).toContain('personne n’y tient encore ce lien dans Navette')
    await here.getByRole('link', { name: 'Faites un lien pour répondre sans compte' }).click()
    await expectAccessible(here)
    await fill(here, 'make', { email: mayor, addressee: 'Mme la maire' })
    await send(here, 'make')
    expect(await notice(here)).toContain('parti par courriel')
    await expectAccessible(here)

    const there = await readerOf(await linkIn('tieLink', mayor))
    expect(await headingOf(there)).toContain('ce qui est convenu')
    const seen = await main(there)
    for (const words of ['Bonjour Mme la maire.', 'L’eau et les quartiers', 'Entretenir les bornes-fontaines', '1990'])
      expect(seen).toContain(words)
    expect(seen).toContain('elle n’est pas la signature de votre collectivité')
    await isLight(there)
    // Opening it has changed nothing.
    await here.goto(at(desk('propositions')))
    expect(await headingOf(here)).toBe('Une proposition attend une réponse')

    await send(there, 'answerProposal')
    expect(await textOf(there.locator('.problems'))).toContain('Choisissez votre réponse')
    await fill(there, 'answerProposal', { answer: 'amend', word: 'C’était en 1991.', name: 'Ana Souza' })
    await send(there, 'answerProposal')
    expect(await textOf(there.locator('.problems'))).toContain('Écrivez votre fonction')
    expect(await formOf(there, 'answerProposal').locator('[name=word]').inputValue()).toBe('C’était en 1991.')
    await expectAccessible(there)
    await fill(there, 'answerProposal', { function: 'Maire', sinceYear: '1991' })
    await send(there, 'answerProposal')
    expect(await notice(there)).toContain('Votre proposition est inscrite à votre nom')

    await here.goto(at(desk('propositions')))
    const answer = await main(here)
    for (const words of ['Ana Souza', 'par un lien, sans compte', 'C’était en 1991.']) expect(answer).toContain(words)
    await send(here, 'accept')
    expect(await notice(here)).toContain('Toutes les parties ont dit oui')
    const passerBy = await read(`/fr/lien/${tie}`, phone)
    expect(await main(passerBy)).toContain('1991')
  })

  test('answers what changes an agreement in force: amounts, and a commitment it did not have', async () => {
    const here = await readAs(ours.email, '/fr/espace', phone)
    const desks = desk('propositions/nouvelle')
    await here.goto(at(`${desks}?agreement=${agreement}`))
    await expectFits(here)
    await here.getByText('Ajouter des montants').click()
    await expectAccessible(here)
    const nextYear = { party: '2', year: '2027', kind: 'inKind', amount: 'beaucoup' }
    for (const [name, value] of Object.entries(nextYear)) {
      const field = formOf(here, 'propose').locator(`[name="newAmount-1-${name}"]`)
      if (name === 'party' || name === 'kind') await field.selectOption(value)
      else await field.fill(value)
    }
    await send(here, 'propose')
    expect(await textOf(here.locator('.problems'))).toContain('Indiquez un nombre')
    await formOf(here, 'propose').locator('[name="newAmount-1-amount"]').fill('4 000')
    await formOf(here, 'propose').locator('[name="amount.1.2026.money.EUR"]').fill('30 000')
    await send(here, 'propose')
    expect(await main(here)).toContain('Montant prévu de Vitória en 2027 (en nature)')
    expect(await main(here)).toContain('4 000 €')
    await expectAccessible(here)

    await here.goto(at(`/fr/espace/o/${ours.key}/partenariats/${tie}/conventions/${agreement}/engagements`))
    await here.getByRole('link', { name: 'Proposer un nouvel engagement' }).click()
    expect(await headingOf(here)).toBe('Proposer un nouvel engagement')
    await expectFits(here)
    await expectAccessible(here)
    const form = formOf(here, 'propose')
    await form.locator('[name=party]').selectOption({ label: 'Vitória' })
    await form.locator('[name=kind]').selectOption('people')
    await form.locator('[name=body]').fill('Accueillir deux stagiaires')
    await send(here, 'propose')
    expect(await main(here)).toContain('Sur un nouvel engagement dans « L’eau et les quartiers »')

    await here.goto(at(desk('liens')))
    await fill(here, 'make', { way: 'link', addressee: 'Mme la maire' })
    await send(here, 'make')
    const link = (await here.locator('#link-text').inputValue()).match(/https?:\/\/\S+/)?.[0] ?? ''
    const there = await readerOf(link)
    for (const words of ['Accueillir deux stagiaires', '30 000 €', '25 000 €'])
      expect(await main(there)).toContain(words)
    await isLight(there)
    const amounts = there.locator('article').filter({ hasText: '30 000 €' })
    await amounts.getByText('Ce que je propose à la place').click()
    await expectFits(there)
    await expectAccessible(there)
    await amounts.locator('[name="amount.1.2026.money.EUR"]').fill('28 000')
    await amounts.locator('[name=answer][value=amend]').check()
    for (const [name, value] of Object.entries({ word: 'Un peu moins.', name: 'Ana Souza', function: 'Maire' }))
      await amounts.locator(`[name=${name}]`).fill(value)
    await amounts.locator('button[type=submit]').click()
    await there.waitForLoadState()
    expect(await notice(there)).toContain('Votre proposition est inscrite à votre nom')
    const promise = there.locator('article').filter({ hasText: 'Accueillir deux stagiaires' })
    await promise.locator('[name=answer][value=accept]').check()
    for (const [name, value] of Object.entries({ name: 'Ana Souza', function: 'Maire' }))
      await promise.locator(`[name=${name}]`).fill(value)
    await promise.locator('button[type=submit]').click()
    await there.waitForLoadState()
    expect(await notice(there)).toContain('Votre accord est inscrit à votre nom')

    await here.goto(at(desk('propositions')))
    expect(await main(here)).toContain('28 000 €')
    await send(here, 'accept')
    await here.goto(at(`/fr/espace/o/${ours.key}/partenariats/${tie}/conventions/${agreement}`))
    const seen = await main(here)
    for (const words of [
      'Avenant n° 1',
      'Avenant n° 2',
      'Nouvel engagement de Vitória',
      'de « 25 000 € » à « 28 000 € »',
    ])
      expect(seen).toContain(words)
    await expectFits(here)
    await expectAccessible(here)
  })

  test('answers in English by a link handed over, says what may be published, until the link is taken back', async () => {
    const here = await readAs(ours.email, '/fr/espace', phone)
    await propose(here, '1989')
    await here.goto(at(desk('liens')))
    await fill(here, 'make', { way: 'link', locale: 'en', addressee: 'Gabinete' })
    await send(here, 'make')
    const text = await here.locator('#link-text').inputValue()
    expect(text).toContain('There is no account to create')
    expect(await here.locator('#link img').getAttribute('src')).toContain('data:image/svg')
    await expectAccessible(here)
    const link = text.match(/https?:\/\/\S+/)?.[0] ?? ''

    const there = await readerOf(link, 'en-GB')
    expect(await headingOf(there)).toContain('what is agreed')
    expect(await main(there)).toContain('it is not your authority’s signature')
    await isLight(there)
    await fill(there, 'answerProposal', {
      answer: 'decline',
      word: 'We have it in writing.',
      name: 'Ana Souza',
      function: 'Mayor',
    })
    await send(there, 'answerProposal')
    expect(await notice(there)).toContain('Your answer is recorded as it is')
    await there.getByText('Save my choice').first().click()
    await fill(there, 'publication', { 'part-presentation': 'yes', name: 'Ana Souza', function: 'Mayor' })
    await send(there, 'publication')
    expect(await notice(there)).toContain('Your choice is saved')
    await isLight(there)

    await here.goto(at(desk('liens')))
    await send(here, 'revoke')
    expect(await notice(here)).toContain('Le lien est repris')
    await there.reload()
    expect(await headingOf(there)).toBe('This link no longer opens anything')
    await isLight(there)
  })
})
