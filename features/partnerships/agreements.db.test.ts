import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import {
  convention,
  draft,
  here,
  inForce,
  money,
  ofHere,
  ofThere,
  other,
  ours,
  owner,
  read,
  reader,
  run,
  stepOf,
  stranger,
  take,
  theirs,
  there,
} from '../../tests/agreement-ground.ts'
import { anonymousContext } from '../../tests/people.ts'
import { contentOf } from './agreement-content.ts'
import {
  abandonDraft,
  addAmount,
  createAgreement,
  DraftMoved,
  removeAmount,
  setSignatory,
  updateDraft,
} from './agreement-draft.server.ts'
import type { Agreement, AgreementContent, StepKind } from './agreement-schema.ts'
import { addStep, recordStep, reopenStep, waiveStep } from './agreement-steps.server.ts'
import { getAgreement, listAgreements } from './agreements.server.ts'
import { loadApprovalSteps } from './approval-steps.server.ts'
import { keepCommitment, removeCommitment, reopenCommitment, setNoCommitment } from './commitments.server.ts'

describe('a draft', () => {
  it('is for the parties of the tie, and written by their contributors', async () => {
    const id = await draft()
    const of = { ...ofHere, agreementId: id }
    const asked = (ctx: Ctx, from = ofHere) => run(ctx, (inner) => createAgreement(inner, from, convention))
    await expect(asked(await anonymousContext())).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(asked(reader)).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(asked(stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(asked(stranger, { ...ofHere, organisationId: other.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(asked(theirs)).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(stranger, (ctx) => getAgreement(ctx, of))).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(ours, (ctx) => getAgreement(ctx, { ...of, agreementId: newId() }))).rejects.toMatchObject({
      reason: 'agreement_not_found',
    })
    await expect(run(ours, (ctx) => getAgreement(ctx, { ...of, agreementId: 'x' }))).rejects.toMatchObject({
      reason: 'agreement_not_found',
    })
    expect((await run(reader, (ctx) => getAgreement(ctx, of))).title).toBe('L’eau à Ouahigouya')
    expect((await run(theirs, (ctx) => listAgreements(ctx, ofThere))).map((line) => line.id)).toContain(id)
  })

  it('has the steps of each side’s own law, with their sources', async () => {
    const { steps } = await read(await draft())
    const said = steps.map((step) => [step.organisationId === here.id ? 'fr' : 'bf', step.kind, step.required])
    expect(said).toEqual([
      ['fr', 'approval', true],
      ['fr', 'signature', true],
      ['fr', 'transmission', true],
      ['bf', 'approval', true],
      ['bf', 'authorisation', false],
      ['bf', 'signature', true],
    ])
    expect(steps.every((step) => step.name !== '' && step.explains !== '' && step.source?.checkedOn)).toBe(true)
  })

  it('asks for other steps when it becomes another kind of text', async () => {
    const id = await draft()
    const before = await read(id)
    await run(ours, (ctx) =>
      updateDraft(
        ctx,
        { ...ofHere, agreementId: id },
        { ...convention, kind: 'oath' },
        {
          version: before.version,
          content: contentOf(before),
        },
      ),
    )
    const kinds = (await read(id)).steps.filter((step) => step.organisationId === here.id).map(({ kind }) => kind)
    expect(kinds).toEqual(['approval', 'signature'])
  })

  it('is written by either side, and not over what the other has written meanwhile', async () => {
    const id = await draft()
    const seen = await read(id)
    const state = { version: seen.version, content: contentOf(seen) }
    const write = (ctx: Ctx, of: typeof ofHere, change: Partial<AgreementContent>, from = state) =>
      run(ctx, (inner) => updateDraft(inner, { ...of, agreementId: id }, { ...from.content, ...change }, from))
    await write(theirs, ofThere, { object: 'L’eau et les déchets' })
    const refused = await write(ours, ofHere, { title: 'L’eau' }).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(DraftMoved)
    expect((refused as DraftMoved).fields).toEqual(['object'])
    const now = await read(id)
    await write(ours, ofHere, { title: 'L’eau' }, { version: now.version, content: contentOf(now) })
    expect(await read(id)).toMatchObject({ title: 'L’eau', object: 'L’eau et les déchets' })
  })

  it.each([
    [{ startsOn: '2026-01-01', endsOn: '2026-01-01' }, 'agreement_end_before_start'],
    [{ openEnded: true, endsOn: null }, 'agreement_open_only_oath'],
    [{ kind: 'oath', openEnded: true }, 'agreement_open_with_end'],
    [{ title: ' ' }, 'agreement_title_missing'],
  ] as const)('is refused where it says %j', async (facts, reason) => {
    await expect(run(ours, (ctx) => createAgreement(ctx, ofHere, { ...convention, ...facts }))).rejects.toMatchObject({
      reason,
    })
  })

  it('keeps amounts to the cent, each once, and lets them go', async () => {
    const id = await draft()
    const of = { ...ofThere, agreementId: id }
    await run(theirs, (ctx) =>
      addAmount(ctx, of, { ...money, partyId: there.id, currency: 'XOF', amount: '500000.00' }),
    )
    const again = run(theirs, (ctx) => addAmount(ctx, of, { ...money, partyId: here.id }))
    await expect(again).rejects.toMatchObject({ reason: 'agreement_amount_there' })
    const odd = run(theirs, (ctx) => addAmount(ctx, of, { ...money, partyId: other.id }))
    await expect(odd).rejects.toMatchObject({ reason: 'agreement_party_unknown' })
    const { amounts } = await read(id)
    expect(amounts.map(({ amount, currency }) => `${amount} ${currency}`)).toEqual(['12000.50 EUR', '500000.00 XOF'])
    await run(ours, (ctx) => removeAmount(ctx, { ...ofHere, agreementId: id }, amounts[1]?.id ?? ''))
    expect((await read(id)).amounts).toHaveLength(1)
  })

  it('can be given up, and stays readable', async () => {
    const id = await draft()
    await run(theirs, (ctx) => abandonDraft(ctx, { ...ofThere, agreementId: id }))
    expect(await read(id)).toMatchObject({ state: 'abandoned', title: 'L’eau à Ouahigouya' })
    await expect(take(id, here, 'approval')).rejects.toMatchObject({ reason: 'agreement_step_closed' })
  })
})

describe('the steps', () => {
  it('lead from draft to force, each side taking its own', async () => {
    const id = await draft()
    expect((await take(id, here, 'approval', '2026-01-15')).state).toBe('approval')
    expect((await take(id, there, 'approval', '2026-01-16')).state).toBe('signature')
    await run(ours, (ctx) =>
      setSignatory(ctx, { ...ofHere, agreementId: id }, { name: 'Léa Martin', functionTitle: 'Maire' }),
    )
    await take(id, here, 'signature', '2026-02-01')
    expect((await take(id, there, 'signature', '2026-02-02')).state).toBe('transmission')
    const done = await take(id, here, 'transmission', '2026-02-10')
    expect(done).toMatchObject({ state: 'inForce', inForceOn: '2026-02-10' })
    expect(done.versions).toMatchObject([{ number: 1, fromOn: '2026-02-10', amendmentId: null }])
    expect(done.versions[0]?.content).toMatchObject({ title: 'L’eau à Ouahigouya', amounts: [{ amount: '12000.50' }] })
    const signs = run(ours, (ctx) =>
      setSignatory(ctx, { ...ofHere, agreementId: id }, { name: 'Autre', functionTitle: '' }),
    )
    await expect(signs).rejects.toMatchObject({ reason: 'agreement_already_signed' })
  })

  it('are refused where something is missing, before the database is touched', async () => {
    const id = await run(ours, (ctx) => createAgreement(ctx, ofHere, { ...convention, object: '' }))
    await expect(take(id, here, 'approval')).rejects.toMatchObject({ reason: 'agreement_object_missing' })
    const whole = await draft()
    await expect(take(whole, here, 'signature')).rejects.toMatchObject({ reason: 'agreement_step_earlier' })
    await expect(take(whole, here, 'approval', '2999-01-01')).rejects.toMatchObject({ reason: 'agreement_day_future' })
    await expect(take(whole, here, 'approval', null)).rejects.toMatchObject({ reason: 'agreement_day_wrong' })
    await take(whole, here, 'approval')
    await expect(run(ours, (ctx) => removeCommitmentOf(ctx, whole))).rejects.toMatchObject({
      reason: 'agreement_not_draft',
    })
  })

  const removeCommitmentOf = async (ctx: Ctx, id: string) =>
    removeCommitment(ctx, { ...ofHere, agreementId: id }, (await read(id)).commitments[0]?.id ?? '')

  it('are nobody else’s, by the rule and by the database', async () => {
    const id = await draft()
    const stepId = stepOf(await read(id), here, 'approval')
    const done = { doneOn: '2026-02-01', reference: '', documentId: null }
    const foreign = run(theirs, (ctx) => recordStep(ctx, { ...ofThere, agreementId: id, stepId }, done))
    await expect(foreign).rejects.toMatchObject({ reason: 'agreement_step_of_other' })
    await take(id, there, 'approval')
    const early = await run(theirs, ({ db }) =>
      sql`update agreement_step set done_on = '2026-02-01' where id = ${stepId}`.execute(db),
    )
    expect(Number(early.numAffectedRows)).toBe(0)
    await inForceAnd(async (agreement) => {
      const own = stepOf(agreement, here, 'transmission')
      const commitment = agreement.commitments[0]?.id ?? ''
      const changed = await run(theirs, async ({ db }) => [
        await sql`update agreement_step set done_on = null where id = ${own}`.execute(db),
        await sql`update commitment set body = 'x' where id = ${commitment}`.execute(db),
        await sql`delete from commitment where id = ${commitment}`.execute(db),
        await sql`update agreement_amount set amount = 1 where agreement_id = ${agreement.id}`.execute(db),
      ])
      expect(changed.map((result) => Number(result.numAffectedRows))).toEqual([0, 0, 0, 0])
      const seen = await run(stranger, ({ db }) => sql`select from agreement where id = ${agreement.id}`.execute(db))
      expect(seen.rows).toEqual([])
    })
  })

  async function inForceAnd(check: (agreement: Agreement) => Promise<void>): Promise<void> {
    await check(await read(await inForce()))
  }

  it('are waived with a reason, added and taken back; a signature is never waived', async () => {
    const id = await draft()
    const of = { ...ofThere, agreementId: id }
    const waive = async (kind: StepKind, word: string) => {
      const stepId = stepOf(await read(id), there, kind)
      return run(theirs, (ctx) => waiveStep(ctx, { ...of, stepId }, word))
    }
    await expect(waive('approval', ' ')).rejects.toMatchObject({ reason: 'agreement_waive_reason' })
    await take(id, there, 'approval')
    await waive('authorisation', 'Montant sous le seuil')
    await expect(waive('signature', 'déjà')).rejects.toMatchObject({ reason: 'agreement_signature_not_waived' })
    await run(theirs, (ctx) =>
      addStep(ctx, of, { kind: 'authorisation', name: 'Visa du ministère', required: true, amendmentId: null }),
    )
    const after = await read(id)
    expect(after.steps.filter((step) => step.organisationId === there.id).map(({ name }) => name)).toEqual([
      'Approbation par le conseil',
      'Approbation de l’autorité de tutelle, à vérifier',
      'Visa du ministère',
      'Signature de l’exécutif local',
    ])
    await expect(take(id, there, 'signature')).rejects.toMatchObject({ reason: 'agreement_step_earlier' })
    const stepId = after.steps.find((step) => step.organisationId === there.id && step.kind === 'approval')?.id ?? ''
    await run(theirs, (ctx) => reopenStep(ctx, { ...of, stepId }))
    expect((await read(id)).steps.find((step) => step.id === stepId)?.doneOn).toBeNull()
  })
})

describe('commitments', () => {
  it('are kept by who promised, with a day and what shows it', async () => {
    const id = await inForce()
    const commitmentId = (await read(id)).commitments[0]?.id ?? ''
    const proof = { doneOn: '2026-06-01', note: 'Attestation', documentId: null }
    const keep = (ctx: Ctx, of: typeof ofHere, change = {}) =>
      run(ctx, (inner) => keepCommitment(inner, { ...of, agreementId: id, commitmentId }, { ...proof, ...change }))
    await expect(keep(theirs, ofThere)).rejects.toMatchObject({ reason: 'agreement_commitment_of_other' })
    await expect(keep(ours, ofHere, { doneOn: '2999-01-01' })).rejects.toMatchObject({ reason: 'agreement_day_future' })
    await expect(keep(ours, ofHere, { documentId: newId() })).rejects.toMatchObject({
      reason: 'agreement_document_unknown',
    })
    await keep(ours, ofHere)
    expect((await read(id)).commitments).toMatchObject([
      { state: 'done', doneOn: '2026-06-01', proofNote: 'Attestation' },
    ])
    await run(ours, (ctx) => reopenCommitment(ctx, { ...ofHere, agreementId: id, commitmentId }))
    expect((await read(id)).commitments).toMatchObject([{ state: 'due', doneOn: null }])
  })

  it('cannot be said not to be while they are there', async () => {
    const id = await draft()
    const none = run(ours, (ctx) => setNoCommitment(ctx, { ...ofHere, agreementId: id }, here.id, true))
    await expect(none).rejects.toMatchObject({ reason: 'agreement_commitments_there' })
  })

  it('may be said to be none by their own side until somebody has signed', async () => {
    const id = await draft()
    const say = (ctx: Ctx, of: typeof ofHere, none: boolean) =>
      run(ctx, (inner) => setNoCommitment(inner, { ...of, agreementId: id }, there.id, none))
    await take(id, here, 'approval')
    await say(theirs, ofThere, false)
    await expect(say(ours, ofHere, true)).rejects.toMatchObject({ reason: 'agreement_not_draft' })
    await expect(take(id, here, 'signature')).rejects.toMatchObject({ reason: 'agreement_commitments_missing' })
    await say(theirs, ofThere, true)
    await take(id, here, 'signature')
    await expect(say(theirs, ofThere, false)).rejects.toMatchObject({ reason: 'agreement_not_draft' })
  })
})

describe('the rules of each country', () => {
  it('are loaded once per content, and what the administrator edited stays', async () => {
    const mark = { name_fr: 'Vote du conseil', edited_at: owner.now }
    await owner.db.updateTable('approval_step_rule').set(mark).where('code', '=', 'fr-deliberation').execute()
    await owner.db.updateTable('approval_step_rule').set({ name_fr: 'x' }).where('code', '=', 'fr-signature').execute()
    await loadApprovalSteps(owner)
    const nameOf = (code: string) =>
      owner.db.selectFrom('approval_step_rule').select('name_fr').where('code', '=', code).executeTakeFirstOrThrow()
    expect(await nameOf('fr-signature')).toEqual({ name_fr: 'x' })
    await owner.db.updateTable('seed_load').set({ digest: 'older' }).where('name', '=', 'approval-steps').execute()
    await loadApprovalSteps(owner)
    expect(await nameOf('fr-signature')).toEqual({ name_fr: 'Signature de l’exécutif autorisé' })
    expect(await nameOf('fr-deliberation')).toEqual({ name_fr: 'Vote du conseil' })
  })
})
