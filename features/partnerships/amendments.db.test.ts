import { describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import {
  draft,
  here,
  inForce,
  money,
  ofHere,
  ofThere,
  ours,
  owner,
  read,
  run,
  take,
  theirs,
  there,
  tie,
} from '../../tests/agreement-ground.ts'
import { contentOf, contentToRenew } from './agreement-content.ts'
import { addAmount, renewAgreement } from './agreement-draft.server.ts'
import { applyAgreementChange } from './apply-agreement-change.server.ts'

describe('what all parties accept', () => {
  const accepted = async (
    agreementId: string,
    changes: Record<string, { from: unknown; to: unknown }>,
    commitmentId: string | null = null,
  ) => {
    const id = newId()
    const subject = commitmentId ? 'commitment' : 'agreement'
    const row = { partnership_id: tie.id, agreement_id: agreementId, commitment_id: commitmentId, subject }
    await owner.db
      .insertInto('proposal')
      .values({ id, ...row, organisation_id: here.id, changes: JSON.stringify(changes), state: 'accepted' })
      .execute()
    const proposal = { id, partnershipId: tie.id, agreementId, commitmentId, organisationId: here.id, subject, changes }
    await run(theirs, (ctx) => applyAgreementChange(ctx, proposal))
    return read(agreementId)
  }

  it('is written into a draft', async () => {
    const id = await draft()
    const after = await accepted(id, { endsOn: { from: '2028-12-31', to: '2029-12-31' } })
    expect(after).toMatchObject({ state: 'draft', endsOn: '2029-12-31', amendments: [] })
  })

  it('asks again for what was decided on the earlier text', async () => {
    const id = await draft()
    await take(id, here, 'approval')
    await take(id, there, 'approval')
    const after = await accepted(id, { object: { from: 'L’eau potable', to: 'L’eau et les déchets' } })
    expect(after).toMatchObject({ state: 'approval', object: 'L’eau et les déchets' })
    const councils = after.steps.filter((step) => step.organisationId === here.id && step.kind === 'approval')
    expect(councils.map(({ doneOn }) => doneOn)).toEqual(['2026-02-01', null])
    expect(councils[1]?.name).toBe('Délibération de l’assemblée, sur le texte modifié')
    await expect(take(id, here, 'signature')).rejects.toMatchObject({ reason: 'agreement_step_earlier' })
  })

  it('is, in force, an amendment with its own steps, then a new version; nothing is lost', async () => {
    const id = await inForce()
    const commitmentId = (await read(id)).commitments[0]?.id ?? ''
    const opened = await accepted(id, { endsOn: { from: '2028-12-31', to: '2029-12-31' } })
    expect(opened).toMatchObject({
      state: 'inForce',
      endsOn: '2028-12-31',
      amendments: [{ number: 1, state: 'approval' }],
    })
    const changed = await accepted(id, { dueOn: { from: '2026-06-30', to: '2027-06-30' } }, commitmentId)
    expect(changed.amendments.map(({ number }) => number)).toEqual([1, 2])
    for (const { id: amendmentId } of changed.amendments) {
      await take(id, here, 'approval', '2026-09-01', amendmentId)
      await take(id, there, 'approval', '2026-09-01', amendmentId)
      await take(id, here, 'signature', '2026-09-02', amendmentId)
      await take(id, there, 'signature', '2026-09-02', amendmentId)
      await take(id, here, 'transmission', '2026-09-03', amendmentId)
    }
    const after = await read(id)
    expect(after).toMatchObject({ state: 'inForce', inForceOn: '2026-02-10', endsOn: '2029-12-31' })
    expect(after.versions.map((version) => version.content.endsOn)).toEqual(['2028-12-31', '2029-12-31', '2029-12-31'])
    expect(after.commitments).toMatchObject([
      { dueOn: '2027-06-30', replacesId: commitmentId, supersededAt: null },
      { id: commitmentId, dueOn: '2026-06-30', supersededAt: expect.any(Date) },
    ])
  })

  it('lets go of a commitment at once', async () => {
    const id = await inForce()
    const commitmentId = (await read(id)).commitments[0]?.id ?? ''
    const after = await accepted(id, { state: { from: 'due', to: 'waived' } }, commitmentId)
    expect(after.amendments).toEqual([])
    expect(after.commitments).toMatchObject([{ state: 'waived' }, { id: commitmentId, state: 'due' }])
  })
})

describe('a renewal', () => {
  it('says the same for as long again, and closes the one before once it is in force', async () => {
    const id = await inForce()
    const old = await read(id)
    const content = contentToRenew(contentOf(old))
    expect(content).toMatchObject({ startsOn: '2029-01-01', endsOn: '2031-12-31' })
    const next = await run(theirs, (ctx) => renewAgreement(ctx, { ...ofThere, agreementId: id }, content))
    expect(await read(id)).toMatchObject({ state: 'inForce', renewedBy: next })
    const again = run(ours, (ctx) => renewAgreement(ctx, { ...ofHere, agreementId: id }, content))
    await expect(again).rejects.toMatchObject({ reason: 'agreement_renewal_begun' })
    const made = await read(next)
    expect(made).toMatchObject({ renewsId: id, commitments: [{ body: 'Former deux techniciens', state: 'due' }] })
    await run(ours, (ctx) =>
      addAmount(ctx, { ...ofHere, agreementId: next }, { ...money, year: 2029, partyId: here.id }),
    )
    await take(next, here, 'approval')
    await take(next, there, 'approval')
    await take(next, here, 'signature')
    await take(next, there, 'signature')
    expect((await take(next, here, 'transmission', '2026-10-01')).state).toBe('inForce')
    expect(await read(id)).toMatchObject({ state: 'renewed', endedOn: '2026-10-01' })
  })
})
