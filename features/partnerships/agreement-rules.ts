import type {
  Agreement,
  AgreementState,
  AgreementStep,
  Commitment,
  CommitmentState,
  PresentState,
  RenewalMode,
} from './agreement-schema.ts'

/** Why something cannot be done yet: a reason that is a translation key (`errors.<reason>`), and what fills it. */
export type Block = { reason: string; values?: Record<string, string> }

/** What the rules look at of an agreement; a draft in the making has it as well as one that is kept. */
export type AgreementGround = Pick<Agreement, 'kind' | 'state' | 'object' | 'startsOn' | 'endsOn' | 'openEnded'> & {
  amounts: readonly unknown[]
  parties: readonly { organisationId: string; name: string; noCommitment: boolean }[]
  commitments: readonly Pick<Commitment, 'organisationId' | 'supersededAt'>[]
  steps: readonly StepGround[]
  amendments: readonly Pick<Agreement['amendments'][number], 'id' | 'state'>[]
}
type StepGround = Pick<
  AgreementStep,
  'id' | 'amendmentId' | 'organisationId' | 'kind' | 'position' | 'name' | 'required' | 'doneOn' | 'waivedReason'
>

/** The states before an agreement is in force: its steps are being taken. */
export const openStates = ['draft', 'approval', 'signature', 'transmission'] as const satisfies AgreementState[]
type OpenState = (typeof openStates)[number]

/** Whether the steps of an agreement are still being taken. */
export const isOpen = (state: AgreementState): state is OpenState => openStates.some((open) => open === state)

/** Whether an agreement binds its parties: in force, or in force with a reserve. */
export const isBinding = (state: AgreementState): boolean =>
  state === 'inForce' || state === 'suspended' || state === 'noticeGiven'

/** Whether a step is behind: done, or waived with a reason. */
export const isSettled = (step: Pick<AgreementStep, 'doneOn' | 'waivedReason'>): boolean =>
  step.doneOn !== null || step.waivedReason !== ''

/** Whether nothing of an agreement has been decided yet, so that its text may simply be written. */
export const isWritable = (agreement: Pick<AgreementGround, 'state' | 'steps'>): boolean =>
  agreement.state === 'draft' && !agreement.steps.some((step) => step.amendmentId === null && isSettled(step))

/**
 * Whether a side may say that a party promises nothing, or take it back: of any party while the text may be written, then of
 * itself until somebody has signed.
 */
export function maySayNone(
  agreement: Pick<AgreementGround, 'state' | 'steps'>,
  partyId: string,
  acting: string,
): boolean {
  if (isWritable(agreement)) return true
  const signed = agreement.steps.some((step) => step.kind === 'signature' && isSettled(step))
  return partyId === acting && isOpen(agreement.state) && !signed
}

const order = ['approval', 'authorisation', 'signature', 'transmission']
const inOrder = (a: StepGround, b: StepGround) =>
  a.position - b.position || order.indexOf(a.kind) - order.indexOf(b.kind)

/** How far the steps of one text are: what the required ones that are left are for. */
export function stageOf(
  steps: readonly Pick<StepGround, 'kind' | 'required' | 'doneOn' | 'waivedReason'>[],
): OpenState | 'inForce' {
  if (!steps.some(isSettled)) return 'draft'
  const left = new Set(steps.filter((step) => step.required && !isSettled(step)).map(({ kind }) => kind))
  if (left.has('approval') || left.has('authorisation')) return 'approval'
  if (left.has('signature')) return 'signature'
  return left.has('transmission') ? 'transmission' : 'inForce'
}

/** The day a text whose steps are all behind came into force: that of the last of them. */
export function inForceDay(steps: readonly Pick<StepGround, 'required' | 'doneOn'>[], today: string): string {
  const days = steps.flatMap((step) => (step.required && step.doneOn ? [step.doneOn] : []))
  return days.toSorted().at(-1) ?? today
}

/** The day some months before (or, below zero, after) another; the last of the month where there is no such day. */
export function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** How many months before its end an agreement is due for review. */
export const reviewMonths = 6

/**
 * What an agreement is today. Before force its steps say it. In force within six months of its end it is due for review;
 * past its end it is over, but where it goes on tacitly: then it waits for review.
 */
export function stateOf(
  agreement: { state: AgreementState; endsOn: string | null; renewal: RenewalMode },
  steps: readonly Pick<StepGround, 'amendmentId' | 'kind' | 'required' | 'doneOn' | 'waivedReason'>[],
  today: string,
): PresentState {
  const { state, endsOn, renewal } = agreement
  const stage = isOpen(state) ? stageOf(steps.filter((step) => step.amendmentId === null)) : state
  if (!isBinding(stage) || endsOn === null) return stage
  if (endsOn < today) return stage === 'inForce' && renewal === 'tacit' ? 'reviewDue' : 'ended'
  return stage === 'inForce' && monthsBefore(endsOn, reviewMonths) <= today ? 'reviewDue' : stage
}

// What the text must say before anybody decides on it.
function whatTextLacks(agreement: AgreementGround): Block[] {
  const lacks: Block[] = []
  const isConvention = agreement.kind === 'convention'
  if (isConvention && agreement.object.trim() === '') lacks.push({ reason: 'agreement_object_missing' })
  if (isConvention && agreement.amounts.length === 0) lacks.push({ reason: 'agreement_amounts_missing' })
  if (agreement.startsOn === null) lacks.push({ reason: 'agreement_start_missing' })
  if (agreement.endsOn === null && !agreement.openEnded) lacks.push({ reason: 'agreement_end_missing' })
  return lacks
}

// Each side says what it promises, or that it promises nothing.
function whoSaysNothing({ parties, commitments }: AgreementGround): Block[] {
  const says = new Set(commitments.filter((one) => !one.supersededAt).map((one) => one.organisationId))
  return parties
    .filter((party) => !party.noCommitment && !says.has(party.organisationId))
    .map(({ name }) => ({ reason: 'agreement_commitments_missing', values: { name } }))
}

/** What stands in the way of a step, all of it; empty when it can be taken now. */
export function whatBlocks(agreement: AgreementGround, step: StepGround): Block[] {
  const amendment = agreement.amendments.find(({ id }) => id === step.amendmentId)
  const isClosed = amendment
    ? amendment.state === 'inForce' || amendment.state === 'abandoned' || !isBinding(agreement.state)
    : !isOpen(agreement.state)
  if (isClosed) return [{ reason: 'agreement_step_closed' }]
  if (isSettled(step)) return [{ reason: 'agreement_step_settled' }]
  const before = agreement.steps
    .filter((one) => one.organisationId === step.organisationId && one.amendmentId === step.amendmentId)
    .filter((one) => one.required && !isSettled(one) && inOrder(one, step) < 0)
    .toSorted(inOrder)
  return [
    ...(amendment ? [] : whatTextLacks(agreement)),
    ...(amendment || step.kind === 'approval' || step.kind === 'authorisation' ? [] : whoSaysNothing(agreement)),
    ...before.slice(0, 1).map(({ name }) => ({ reason: 'agreement_step_earlier', values: { name } })),
  ]
}

/** A step a side may take next, and what stands in its way. */
export type NextStep<Step> = { step: Step; blocks: Block[] }

/** What each side does next: its first required step that is left, and before it those that are not required. */
export function nextSteps<Step extends StepGround>(
  agreement: Omit<AgreementGround, 'steps'> & { steps: readonly Step[] },
  amendmentId: string | null = null,
): NextStep<Step>[] {
  return agreement.parties.flatMap(({ organisationId }) => {
    const left = agreement.steps
      .filter((step) => step.organisationId === organisationId && step.amendmentId === amendmentId && !isSettled(step))
      .toSorted(inOrder)
    const required = left.findIndex((step) => step.required)
    return left
      .slice(0, required === -1 ? left.length : required + 1)
      .map((step) => ({ step, blocks: whatBlocks(agreement, step) }))
  })
}

/** What is impossible of the day a step is said to have been done on; null when nothing is. */
export function stepDayProblem(doneOn: string | null, today: string): string | null {
  if (doneOn === null) return 'agreement_day_wrong'
  return doneOn > today ? 'agreement_day_future' : null
}

/** Whether a step may be waived: a signature is given or missing, no reason stands for it. */
export const isWaivable = (step: Pick<AgreementStep, 'kind'>): boolean => step.kind !== 'signature'

/** Something to look at again: a day that is possible, and unusual. */
export type DayReminder = {
  stepId: string | null
  reason: 'signedBeforeApproval' | 'transmittedBefore' | 'startsBeforeForce'
  values: Record<string, string>
}

const ranks = { approval: 0, authorisation: 0, signature: 1, transmission: 2 } as const

/**
 * Days that do not follow each other as one expects: a signature before the decision that allows it, a transmission before
 * a signature, a term that begins before the text is in force. Reminders only: law is not the same everywhere.
 */
export function dayReminders(agreement: AgreementGround & { inForceOn: string | null }): DayReminder[] {
  const done = agreement.steps.filter((step) => step.doneOn !== null)
  const found: DayReminder[] = done.flatMap((step) =>
    done
      .filter((other) => other.amendmentId === step.amendmentId && ranks[other.kind] < ranks[step.kind])
      .filter((other) => other.organisationId === step.organisationId || step.kind === 'transmission')
      .filter((other) => other.kind === 'signature' || other.organisationId === step.organisationId)
      .filter((other) => (other.doneOn ?? '') > (step.doneOn ?? ''))
      .map((other) => ({
        stepId: step.id,
        reason: step.kind === 'signature' ? ('signedBeforeApproval' as const) : ('transmittedBefore' as const),
        values: { name: step.name, other: other.name, day: step.doneOn ?? '', otherDay: other.doneOn ?? '' },
      })),
  )
  const { startsOn, inForceOn } = agreement
  if (startsOn === null || inForceOn === null || startsOn >= inForceOn) return found
  return [...found, { stepId: null, reason: 'startsBeforeForce', values: { day: startsOn, otherDay: inForceOn } }]
}

/** The acts one side may record alone, as far as they touch an agreement. */
export type ActOnAgreement = 'notice' | 'suspension' | 'resumption' | 'nonPerformance' | 'ending'

const afterAct: Record<ActOnAgreement, (state: AgreementState) => AgreementState | null> = {
  notice: (state) => (state === 'inForce' || state === 'suspended' ? 'noticeGiven' : null),
  suspension: (state) => (state === 'inForce' || state === 'noticeGiven' ? 'suspended' : null),
  resumption: (state) => (state === 'suspended' ? 'inForce' : null),
  nonPerformance: (state) => (isBinding(state) ? state : null),
  ending: (state) => (isBinding(state) ? 'ended' : null),
}

/** The state an act of one side leaves an agreement in; null where such an act cannot be recorded. */
export function stateAfterAct(state: AgreementState, act: ActOnAgreement): AgreementState | null {
  return afterAct[act](state)
}

/** Why an agreement cannot be renewed; null when it can. */
export function whyNotRenewed(agreement: Pick<Agreement, 'state' | 'renewedBy'>): string | null {
  if (agreement.renewedBy) return 'agreement_renewal_begun'
  return isBinding(agreement.state) || agreement.state === 'ended' ? null : 'agreement_not_in_force'
}

/** What a commitment is today: late is never written down, it follows from its day. */
export function presentCommitment(
  commitment: Pick<Commitment, 'state' | 'dueOn'>,
  today: string,
): CommitmentState | 'late' {
  return commitment.state === 'due' && commitment.dueOn !== null && commitment.dueOn < today ? 'late' : commitment.state
}
