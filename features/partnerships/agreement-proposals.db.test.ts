import { describe, expect, it } from 'vitest'
import {
  here,
  inForce,
  ofHere,
  ofThere,
  ours,
  owner,
  read,
  reader,
  run,
  stranger,
  take,
  theirs,
  there,
} from '../../tests/agreement-ground.ts'
import { testWordLinks as links } from '../../tests/word-links.ts'
import type { Agreement } from './agreement-schema.ts'
import { readProposalForm } from './proposal-form.server.ts'
import { listProposals } from './proposal-list.server.ts'
import { answerProposal, type NewProposal, proposeChange } from './proposals.server.ts'

const propose = (given: Omit<NewProposal, 'word'> & { wanted: Record<string, unknown> }, ctx = ours) =>
  run(ctx, (inner) => proposeChange(inner, ctx === theirs ? ofThere : ofHere, { ...given, word: '' }, links))
const accept = (id: string) =>
  run(theirs, (ctx) => answerProposal(ctx, ofThere, id, { answer: 'accept', word: '' }, links))
const onText = (agreementId: string, wanted: Record<string, unknown>) => ({
  ...{ subject: 'agreement' as const, agreementId, wanted },
})
const onPromise = (agreementId: string, wanted: Record<string, unknown>) => ({
  ...{ subject: 'commitment' as const, agreementId, wanted },
})
const promise = { party: 2, kind: 'people', body: 'Accueillir deux stagiaires', dueOn: '2027-09-01' }
const amountsOf = ({ amounts }: Pick<Agreement, 'amounts'>) =>
  amounts.map(({ organisationId, year, kind, amount, currency }) =>
    [organisationId === here.id ? 'Chambéry' : 'Ouahigouya', year, kind, amount, currency].join(' '),
  )

async function sign(id: string): Promise<Agreement> {
  const amendmentId = (await read(id)).amendments.at(-1)?.id ?? ''
  await take(id, here, 'approval', '2026-09-01', amendmentId)
  await take(id, there, 'approval', '2026-09-01', amendmentId)
  await take(id, here, 'signature', '2026-09-02', amendmentId)
  await take(id, there, 'signature', '2026-09-02', amendmentId)
  return take(id, here, 'transmission', '2026-09-03', amendmentId)
}

describe('forecast amounts of an agreement in force', () => {
  it('are added, changed and taken off by one proposal, an amendment once all have said yes, and a new version', async () => {
    const id = await inForce()
    const wanted = {
      'amount.1.2026.money.EUR': null,
      'amount.1.2027.money.EUR': '15000.00',
      'amount.2.2027.inKind.XOF': '900000.00',
      endsOn: '2029-12-31',
    }
    const { id: proposalId } = await propose(onText(id, wanted))
    const [seen] = await run(theirs, (ctx) => listProposals(ctx, ofThere, { agreementId: id }))
    expect(seen?.changes).toEqual({
      endsOn: { from: '2028-12-31', to: '2029-12-31' },
      'amount.1.2026.money.EUR': { from: '12000.50', to: null },
      'amount.1.2027.money.EUR': { from: null, to: '15000.00' },
      'amount.2.2027.inKind.XOF': { from: null, to: '900000.00' },
    })
    expect(seen?.placed.map(({ name }) => name)).toEqual(['Chambéry', 'Ouahigouya'])
    await accept(proposalId)
    const opened = await read(id)
    expect(amountsOf(opened)).toEqual(['Chambéry 2026 money 12000.50 EUR'])
    expect(opened.amendments).toMatchObject([{ number: 1, state: 'approval' }])
    const after = await sign(id)
    expect(after).toMatchObject({ state: 'inForce', endsOn: '2029-12-31' })
    expect(amountsOf(after)).toEqual(['Chambéry 2027 money 15000.00 EUR', 'Ouahigouya 2027 inKind 900000.00 XOF'])
    expect(after.versions.map(({ content }) => amountsOf(content))).toEqual([
      ['Chambéry 2026 money 12000.50 EUR'],
      ['Chambéry 2027 money 15000.00 EUR', 'Ouahigouya 2027 inKind 900000.00 XOF'],
    ])
  })

  it('are not accepted once the amount has changed meanwhile', async () => {
    const id = await inForce()
    const { id: proposalId } = await propose(onText(id, { 'amount.1.2026.money.EUR': '20000.00' }))
    await owner.db.updateTable('agreement_amount').set({ amount: '1.00' }).where('agreement_id', '=', id).execute()
    await expect(accept(proposalId)).rejects.toMatchObject({ reason: 'proposal_stale' })
  })

  it('are of a party of the agreement, and a convention keeps one', async () => {
    const id = await inForce()
    const of = (wanted: Record<string, unknown>) => propose(onText(id, wanted))
    await expect(of({ 'amount.9.2027.money.EUR': '1.00' })).rejects.toMatchObject({ reason: 'agreement_party_unknown' })
    await expect(of({ 'amount.1.27.money.EUR': '1.00' })).rejects.toMatchObject({ reason: 'agreement_party_unknown' })
    await expect(of({ 'amount.1.2026.money.EUR': null })).rejects.toMatchObject({ reason: 'agreement_amounts_missing' })
  })
})

describe('a new commitment of an agreement in force', () => {
  it('of either side is proposed, then an amendment, and stands with the others once it is signed', async () => {
    const id = await inForce()
    const { id: proposalId } = await propose(onPromise(id, promise))
    const [seen] = await run(theirs, (ctx) => listProposals(ctx, ofThere, { agreementId: id }))
    expect(seen).toMatchObject({ subject: 'commitment', commitmentId: null, notAccept: null })
    expect(seen?.changes.party).toEqual({ from: null, to: 2 })
    await accept(proposalId)
    expect((await read(id)).commitments).toHaveLength(1)
    const after = await sign(id)
    const added = after.commitments.find(({ body }) => body === promise.body)
    expect(added).toMatchObject({ organisationId: there.id, kind: 'people', dueOn: '2027-09-01', state: 'due' })
    expect(after.parties.map(({ noCommitment }) => noCommitment)).toEqual([false, false])
    expect(after.versions.map(({ content }) => content.commitments.length)).toEqual([1, 2])
  })

  it('is amended by the other side, which fills in the rest', async () => {
    const id = await inForce()
    const { id: first } = await propose(onPromise(id, promise))
    const form = await run(theirs, (ctx) =>
      readProposalForm(ctx, ofThere, { agreementId: null, commitmentId: null, amendsId: first }),
    )
    expect(form).toMatchObject({ subject: 'commitment', commitmentId: null, values: promise, amends: { id: first } })
    const wanted = { ...promise, body: 'Accueillir un stagiaire' }
    const given = { answer: 'amend' as const, word: 'Un seul, pour commencer', wanted }
    await run(theirs, (ctx) => answerProposal(ctx, ofThere, first, given, links))
    const proposals = await run(ours, (ctx) => listProposals(ctx, ofHere, { agreementId: id }))
    expect(proposals.map(({ state, changes }) => [state, changes.body?.to])).toEqual([
      ['open', 'Accueillir un stagiaire'],
      ['amended', 'Accueillir deux stagiaires'],
    ])
  })

  it('says whose it is, and what', async () => {
    const id = await inForce()
    const { body: _, ...nothing } = promise
    const of = (wanted: Record<string, unknown>) => propose(onPromise(id, wanted))
    await expect(of(nothing)).rejects.toMatchObject({ reason: 'proposal_commitment_incomplete' })
    await expect(of({ ...promise, party: 7 })).rejects.toMatchObject({ reason: 'agreement_party_unknown' })
  })

  it('is proposed by who writes for a party only', async () => {
    const id = await inForce()
    const given = onPromise(id, promise)
    await expect(propose(given, reader)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(propose(given, stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(propose(given, owner)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
