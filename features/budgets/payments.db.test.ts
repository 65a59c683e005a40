import { describe, expect, it } from 'vitest'
import { makeAccount, makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makePair } from '../../tests/ties.ts'
import { answerPayment, listPaymentsMade, listPaymentsTold, tellPayment } from './payments.server.ts'
import { downloadPayments } from './payments-file.server.ts'

const owner = await testContext()
const { tie, here, there } = await makePair(owner)
const other = await makePair(owner, ['Annecy', 'Kaya'])
const link = (locale: string, key: string) => `https://navette.example/${locale}/${key}`

async function seated(organisationId: string, role: 'reader' | 'contributor') {
  const person = await makePerson(owner, { name: 'Awa Sanou' })
  await makeSeat(owner, { personId: person.id, organisationId, role })
  return memberContext(person.id, organisationId)
}
const payer = await seated(here.id, 'contributor')
const payerReader = await seated(here.id, 'reader')
const partner = await seated(there.id, 'contributor')
const partnerReader = await seated(there.id, 'reader')
const elsewhere = await seated(other.there.id, 'contributor')

const line = await makeBudgetLine(owner, here.id, {
  label: 'Six forages',
  executed: '30000.00',
  counterpart_id: there.id,
  counterpart_kind: 'partnerAuthority',
})
const replaced = await makeAccount(owner, here.id, { state: 'superseded' }, [{ executed: '1.00' }])
await makeBudgetLine(owner, here.id, {
  label: 'Ancienne ligne',
  executed: '1.00',
  document_id: replaced,
  account_position: 1,
  counterpart_id: there.id,
  told_partner: true,
})
const answer = { answer: 'partly', amount: '25 000,50', receivedOn: '2026-03-12', word: 'Il manque un virement.' }

describe('a payment', () => {
  it('is told by who paid, to the body that was paid, with a mail; until then it sees nothing', async () => {
    expect(await listPaymentsTold(partner, there.id)).toEqual([])
    await expect(tellPayment(payerReader, here.id, line, true, link)).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(tellPayment(partner, there.id, line, true, link)).rejects.toMatchObject({ code: 'not_found' })
    await tellPayment(payer, here.id, line, true, link)
    const told = await listPaymentsTold(partner, there.id)
    expect(told).toEqual([
      expect.objectContaining({ id: line, amount: '30000.00', state: 'executed', other: here.name }),
    ])
    const mails = await owner.db.selectFrom('mail').selectAll().where('kind', '=', 'paymentTold').execute()
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text_body).toContain('Six forages')
    expect(mails[0]?.text_body).not.toContain('30')
    await expect(tellPayment(payer, here.id, line, true, link)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is answered by the partner in its own words, which nobody changes', async () => {
    await answerPayment(partner, there.id, line, answer)
    await answerPayment(partner, there.id, line, {
      answer: 'received',
      amount: '',
      receivedOn: '',
      word: ' Tout est là. ',
    })
    const [made] = await listPaymentsMade(payerReader, here.id)
    expect(made?.answers.map(({ answer: kind, amount, word, name }) => [kind, amount, word, name])).toEqual([
      ['received', null, 'Tout est là.', 'Awa Sanou'],
      ['partly', '25000.50', 'Il manque un virement.', 'Awa Sanou'],
    ])
    await expect(
      payer.db.updateTable('payment_answer').set({ word: 'Autre chose' }).where('budget_line_id', '=', line).execute(),
    ).rejects.toThrow(/permission denied/)
  })

  it.each([
    [{ answer: '' }, 'payment_answer_missing'],
    [{ amount: 'beaucoup' }, 'payment_amount_wrong'],
    [{ amount: '' }, 'payment_amount_missing'],
    [{ receivedOn: '2026-02-30' }, 'payment_day_wrong'],
    [{ receivedOn: '2099-01-01' }, 'payment_day_to_come'],
    [{ currency: 'francs' }, 'payment_currency_wrong'],
    [{ currency: 'ZZZ' }, 'payment_currency_wrong'],
    [{ word: 'x'.repeat(1001) }, 'payment_word_long'],
  ])('asks again for what is wrong (%#)', async (typed, reason) => {
    await expect(answerPayment(partner, there.id, line, { ...answer, ...typed })).rejects.toMatchObject({ reason })
  })

  it('says what it was paid for and whom to write to, and is answered in the money that arrived', async () => {
    const agreement = await makeAgreement(
      owner,
      { partnershipId: tie.id, organisationId: there.id },
      { title: 'Convention d’accès à l’eau', state: 'inForce', startsOn: '2024-01-01', endsOn: '2026-12-31' },
    )
    await owner.db.updateTable('budget_line').set({ partnership_id: tie.id }).where('id', '=', line).execute()
    await answerPayment(partner, there.id, line, { ...answer, amount: '16 000 000', currency: 'xof' })
    for (const [reader, list] of [
      [partnerReader, await listPaymentsTold(partnerReader, there.id)],
      [payerReader, await listPaymentsMade(payerReader, here.id)],
    ] as const) {
      const found = list.find(({ id }) => id === line)
      expect([reader.actor.kind, found?.tieId, found?.agreements, found?.takesMessages]).toEqual([
        ...['person', tie.id, [{ id: agreement.id, title: 'Convention d’accès à l’eau' }], false],
      ])
      expect(found?.answers[0]).toMatchObject({ amount: '16000000.00', currency: 'XOF' })
    }
    // An agreement of other years has nothing to do with it.
    await owner.db.updateTable('agreement').set({ ends_on: '2024-12-31' }).where('id', '=', agreement.id).execute()
    expect((await listPaymentsTold(partner, there.id))[0]?.agreements).toEqual([])
  })

  it('is a file for the members of either side, each answer in its row', async () => {
    const csv = new TextDecoder().decode((await downloadPayments(payerReader, here.id, 'csv')).bytes)
    expect(csv.trim().split('\r\n')).toHaveLength(4)
    expect(csv).toContain('16000000,XOF,2026-03-12')
    expect((await downloadPayments(partnerReader, there.id, 'xlsx')).bytes.length).toBeGreaterThan(1000)
    await expect(downloadPayments(elsewhere, there.id, 'csv')).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is answered by nobody else', async () => {
    await expect(answerPayment(await anonymousContext(), there.id, line, answer)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(answerPayment(partnerReader, there.id, line, answer)).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(answerPayment(elsewhere, other.there.id, line, answer)).rejects.toMatchObject({ code: 'not_found' })
    await expect(answerPayment(payer, here.id, line, answer)).rejects.toMatchObject({ code: 'not_found' })
    await expect(answerPayment(partner, there.id, 'nothing', answer)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listPaymentsTold(elsewhere, there.id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await listPaymentsTold(elsewhere, other.there.id)).toEqual([])
  })

  it('is no longer seen when that is taken back; the answers stay', async () => {
    await tellPayment(payer, here.id, line, false, link)
    expect(await listPaymentsTold(partner, there.id)).toEqual([])
    expect((await listPaymentsMade(payer, here.id))[0]?.answers).toHaveLength(3)
  })
})
