import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { formOf, send } from './site/forms.ts'
import { at, expectAccessible, expectFits, headingOf, read, textOf } from './site/reader.ts'
import { linkIn, readAs } from './site/signed-in.ts'
import { findTie, makeAgreementInForce, seat } from './site/word-ground.ts'

// What two authorities say to each other, both sides signed in: on a phone, without scripts.

const phone = { width: 360, height: 740 } as const
const ours = { email: `actes-${process.pid}@lille.example`, key: 'c59350', name: 'Lille' }
const theirs = { email: `actes-${process.pid}@saint-louis.example`, key: '' }
let tie = ''
let agreement = ''
let commitment = ''

const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const desk = (key: string, rest: string) => `/fr/espace/o/${key}/partenariats/${tie}/${rest}`
const main = (page: Page) => textOf(page.getByRole('main'))
const notice = (page: Page) => textOf(page.getByRole('status').first())

async function fits(page: Page): Promise<void> {
  await expectFits(page)
  await expectAccessible(page)
}

async function fill(page: Page, intent: string, values: Readonly<Record<string, string>>): Promise<void> {
  const form = formOf(page, intent)
  for (const [name, value] of Object.entries(values)) {
    const field = form.locator(`[name="${name}"]`).first()
    const tag = await field.evaluate((element) => element.tagName.toLowerCase())
    if (tag === 'select') await field.selectOption(value)
    else await field.fill(value)
  }
}

const open = (page: Page, key: string, rest: string) => page.goto(at(desk(key, rest)))

beforeAll(async () => {
  const found = await findTie(ours.key, 'SN')
  tie = found.tie
  theirs.key = found.partner
  const made = await makeAgreementInForce(tie)
  agreement = made.agreement
  commitment = made.commitment
  await seat([ours, theirs])
}, 120_000)

describe('what two authorities say to each other', { timeout: 240_000 }, () => {
  test('a commitment is changed by both, then contested with the other’s answer beside it, then notice is given', async () => {
    const here = await readAs(ours.email, desk(ours.key, 'propositions'), phone)
    expect(await headingOf(here)).toBe('Aucune proposition n’attend de réponse')
    await fits(here)
    await open(here, ours.key, `propositions/nouvelle?agreement=${agreement}&commitment=${commitment}`)
    await fits(here)
    await send(here, 'propose')
    expect(await textOf(here.locator('.problems'))).toContain('Rien ne change')
    await fill(here, 'propose', { dueOn: inDays(200), amount: 'beaucoup', word: 'Le chantier a pris du retard.' })
    await send(here, 'propose')
    expect(await textOf(here.locator('.problems'))).toContain('Indiquez un nombre')
    expect(await here.locator('[name=word]').inputValue()).toBe('Le chantier a pris du retard.')
    await fill(here, 'propose', { amount: '15 000' })
    await send(here, 'propose')
    expect(await notice(here)).toContain('rien ne change avant leur réponse')
    expect(await main(here)).toContain('On attend la réponse de')
    await fits(here)

    const there = await readAs(theirs.email, '/fr/espace', phone)
    await there.goto(await linkIn('proposalToAnswer', theirs.email))
    expect(await headingOf(there)).toBe('Une proposition attend une réponse')
    const seen = await main(there)
    for (const words of ['Entretenir les bornes-fontaines', '12 000', '15 000', 'Le chantier a pris du retard.'])
      expect(seen.replace(/[\u00a0\u202f]/g, ' ')).toContain(words)
    await fits(there)
    await send(there, 'accept')
    expect(await notice(there)).toContain('Toutes les parties ont dit oui')
    await fits(there)

    await open(here, ours.key, 'actes')
    expect(await main(here)).toContain('Quatre choses différentes')
    await fits(here)
    await here.getByRole('link', { name: 'Dire qu’un engagement n’a pas été tenu' }).click()
    await fits(here)
    await fill(here, 'record', { commitment, decidedBy: 'La maire adjointe', reason: 'Rien n’a été entretenu.' })
    await send(here, 'record')
    expect(await notice(here)).toContain('L’acte est inscrit')
    expect(await main(here)).toContain('Aucune réponse pour l’instant.')

    await open(there, theirs.key, 'actes')
    expect(await main(there)).toContain('Rien n’a été entretenu.')
    await there.getByText('Répondre', { exact: true }).first().click()
    await send(there, 'answer')
    expect(await textOf(there.locator('.problems'))).toContain('Écrivez votre réponse')
    await fill(there, 'answer', { body: 'Nous avons entretenu neuf bornes sur douze.' })
    await send(there, 'answer')
    await open(here, ours.key, 'actes')
    const beside = here.locator('.word-item').first().locator('.word-side')
    expect(await textOf(beside.nth(0))).toContain('Rien n’a été entretenu.')
    expect(await textOf(beside.nth(1))).toContain('Nous avons entretenu neuf bornes sur douze.')
    const widths = await beside.evaluateAll((sides) =>
      sides.map((side) => Math.round(side.getBoundingClientRect().width)),
    )
    expect(widths[0]).toBe(widths[1])
    expect(await textOf(beside.nth(1))).toContain('Dominique Exemple')
    await fits(here)

    await open(here, ours.key, 'actes/inscrire?kind=notice')
    await fill(here, 'record', {
      agreement,
      clause: 'Article 8',
      decidedBy: 'Le conseil',
      reason: 'Une autre priorité.',
    })
    await send(here, 'record')
    expect(await textOf(here.locator('.problems'))).toContain('Indiquez un jour qui existe')
    await fits(here)
    await fill(here, 'record', { effectiveOn: inDays(180) })
    await send(here, 'record')
    expect(await notice(here)).toContain('L’acte est inscrit')
    expect(await main(here)).toContain('Fin annoncée pour le')

    const passerBy = await read(`/fr/lien/${tie}`, phone)
    expect(await main(passerBy)).not.toMatch(/préavis|non tenu|Rien n’a été entretenu/i)
  })

  test('a suspension says what goes on and when to look again; it is public at once, and so is its resumption', async () => {
    const here = await readAs(ours.email, desk(ours.key, 'actes/inscrire?kind=suspension'), phone)
    await fits(here)
    await fill(here, 'record', { decidedBy: 'Le conseil municipal', reason: 'Le budget n’est pas voté.' })
    await send(here, 'record')
    expect(await textOf(here.locator('.problems'))).toContain('Dites ce qui continue')
    await fill(here, 'record', { goesOn: 'Les lycées s’écrivent.', reviewOn: inDays(120) })
    await send(here, 'record')
    expect(await main(here)).toContain('En veille depuis le')
    await fits(here)
    const passerBy = await read(`/fr/lien/${tie}`, phone)
    expect(await main(passerBy)).toContain('Ce lien est en veille')
    expect(await main(passerBy)).not.toContain('Le budget n’est pas voté')

    const there = await readAs(theirs.email, desk(theirs.key, 'actes/inscrire'), phone)
    expect(await main(there)).toContain('C’est une autre partie qui a inscrit la mise en veille')
    await open(here, ours.key, 'actes/inscrire?kind=resumption')
    await fill(here, 'record', { decidedBy: 'Le conseil municipal', decidedOn: today })
    await send(here, 'record')
    expect(await notice(here)).toContain('L’acte est inscrit')
    await passerBy.reload()
    expect(await main(passerBy)).toContain('Ce lien est actif')
  })
})
