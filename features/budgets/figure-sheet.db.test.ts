import { expect, it } from 'vitest'
import { makeAccount, makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { readPdf } from '../../tests/read-pdf.ts'
import { makePair } from '../../tests/ties.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { makeSheet } from './figure-sheet.server.ts'

const owner = await testContext()
const { tie, here, there } = await makePair(owner)
await publishTies(owner)
const account = await makeAccount(owner, here.id, { year: 2025, decided_on: '2026-06-20' }, [{ executed: '30000.00' }])
await owner.db
  .insertInto('account_total')
  .values({
    ...{ document_id: account, section: 'running', direction: 'expenditure', is_order: false, executed: '20000000.00' },
  })
  .execute()
await makeBudgetLine(owner, here.id, {
  ...{ document_id: account, account_position: 1, executed: '30000.00', partnership_id: tie.id, country: 'BF' },
  department: 'Relations internationales',
})
await makeBudgetLine(owner, here.id, {
  ...{ direction: 'receipt', executed: '5000.00', funding_source: 'state', partnership_id: tie.id },
})
await makeBudgetLine(owner, here.id, { executed: '10000.00', department: 'Culture' })
const person = await makePerson(owner)
await makeSeat(owner, { personId: person.id, organisationId: here.id, role: 'reader' })
const reader = await memberContext(person.id, here.id)

async function said(locale: 'fr' | 'en' = 'fr'): Promise<string> {
  const { bytes } = await makeSheet({ ...reader, locale }, here.id, 2025)
  const pdf = await readPdf(bytes)
  expect(pdf).toMatchObject({ pages: 1, universal: '1', marked: true, language: locale })
  return pdf.text.replace(/\s+/g, ' ')
}

it('says what, where, with whom and whose money, each figure beside what it is made from', async () => {
  const text = await said()
  expect(text).toContain('40 000,00 € de dépenses, 5 000,00 € de recettes, soit 35 000,00 € net')
  expect(text).toContain('0,200 % du budget')
  expect(text).toContain('20 000 000,00 € de dépenses réelles')
  expect(text).toMatch(/Ouahigouya Relations internationales .* 30 000 €/)
  expect(text).toMatch(/Qui paie avec nous .* État 5 000 € 100,0 %/)
  expect(text).toContain('Compte administratif, Budget principal, voté le 20 juin 2026')
  expect(await said('en')).toContain('0.200% of the budget')
})

it('tells apart nothing that is discreet: it is handed out', async () => {
  await owner.db.updateTable('organisation').set({ discreet_since: new Date() }).where('id', '=', there.id).execute()
  const text = await said()
  expect(text).not.toContain('Ouahigouya')
  expect(text).not.toContain('Relations internationales')
  expect(text).not.toContain('État')
  expect(text).toMatch(/non détaillé .* 30 000 €/)
})
