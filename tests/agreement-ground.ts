import { beforeAll } from 'vitest'
import { blankContent } from '../features/partnerships/agreement-content.ts'
import { addAmount, createAgreement } from '../features/partnerships/agreement-draft.server.ts'
import type { Agreement, AgreementContent, StepKind } from '../features/partnerships/agreement-schema.ts'
import { recordStep } from '../features/partnerships/agreement-steps.server.ts'
import { getAgreement } from '../features/partnerships/agreements.server.ts'
import { loadApprovalSteps } from '../features/partnerships/approval-steps.server.ts'
import { addCommitment, setNoCommitment } from '../features/partnerships/commitments.server.ts'
import { type Ctx, inTransaction } from '../platform/context.ts'
import { testContext } from './db.ts'
import { makeAuthority } from './factories.ts'
import { makePerson, makeSeat, memberContext } from './people.ts'
import { makePair } from './ties.ts'

export const owner = await testContext()
export const { tie, here, there } = await makePair(owner)
export const other = await makeAuthority(owner, { name: 'Annecy' })
export let ours: Ctx
export let theirs: Ctx
export let reader: Ctx
export let stranger: Ctx

export async function memberOf(organisationId: string, role: 'reader' | 'contributor'): Promise<Ctx> {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, organisationId)
}

beforeAll(async () => {
  await loadApprovalSteps(owner)
  ours = await memberOf(here.id, 'contributor')
  theirs = await memberOf(there.id, 'contributor')
  reader = await memberOf(here.id, 'reader')
  stranger = await memberOf(other.id, 'contributor')
})

export const ofHere = { partnershipId: tie.id, organisationId: here.id }
export const ofThere = { partnershipId: tie.id, organisationId: there.id }
export const convention: AgreementContent = {
  ...blankContent,
  title: 'L’eau à Ouahigouya',
  object: 'L’eau potable',
  startsOn: '2026-01-01',
  endsOn: '2028-12-31',
}
export const money = { year: 2026, kind: 'money', amount: '12000.50', currency: 'EUR', note: '' } as const
export const promise = { kind: 'knowHow', body: 'Former deux techniciens', amount: null } as const
export const rest = { currency: 'EUR', quantity: null, unit: '', dueOn: '2026-06-30' }

export const run = <T>(ctx: Ctx, work: (inner: Ctx) => Promise<T>) => inTransaction(ctx, work)
export const read = (agreementId: string) => run(ours, (ctx) => getAgreement(ctx, { ...ofHere, agreementId }))

export async function draft(content: AgreementContent = convention): Promise<string> {
  const agreementId = await run(ours, (ctx) => createAgreement(ctx, ofHere, content))
  await run(ours, (ctx) => addAmount(ctx, { ...ofHere, agreementId }, { ...money, partyId: here.id }))
  await run(ours, (ctx) => addCommitment(ctx, { ...ofHere, agreementId }, here.id, { ...promise, ...rest }))
  await run(theirs, (ctx) => setNoCommitment(ctx, { ...ofThere, agreementId }, there.id, true))
  return agreementId
}

export const stepOf = (
  agreement: Agreement,
  party: { id: string },
  kind: StepKind,
  amendmentId: string | null = null,
) => {
  const steps = agreement.steps.filter(
    (step) => step.organisationId === party.id && step.kind === kind && step.amendmentId === amendmentId,
  )
  return steps.find((step) => step.doneOn === null)?.id ?? steps[0]?.id ?? ''
}

export async function take(
  agreementId: string,
  party: { id: string },
  kind: StepKind,
  doneOn: string | null = '2026-02-01',
  amendmentId: string | null = null,
): Promise<Agreement> {
  const of = { partnershipId: tie.id, organisationId: party.id, agreementId }
  const stepId = stepOf(await read(agreementId), party, kind, amendmentId)
  const done = { doneOn, reference: '2026-017', documentId: null }
  await run(party.id === here.id ? ours : theirs, (ctx) => recordStep(ctx, { ...of, stepId }, done))
  return read(agreementId)
}

export async function inForce(): Promise<string> {
  const id = await draft()
  await take(id, here, 'approval', '2026-01-15')
  await take(id, there, 'approval', '2026-01-16')
  await take(id, here, 'signature', '2026-02-01')
  await take(id, there, 'signature', '2026-02-01')
  await take(id, here, 'transmission', '2026-02-10')
  return id
}
