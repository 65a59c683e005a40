import { isDay } from '../../platform/days.ts'
import { stateAfterAct } from './agreement-rules.ts'
import type { AgreementState, CommitmentState } from './agreement-schema.ts'
import type { TieState } from './schema.ts'

/** What one side may record alone. An amendment is not among them: it is proposed, and answered. */
export const actKinds = ['notice', 'suspension', 'resumption', 'nonPerformance', 'ending'] as const
export type ActKind = (typeof actKinds)[number]

/** What an act is said of, as it stands when it is recorded. */
export type ActGround = {
  /** Who records it. */
  organisationId: string
  tieState: TieState
  /** The agreement it is about; null for the tie as a whole. */
  agreement: { state: AgreementState } | null
  commitment: { organisationId: string; state: CommitmentState } | null
  /** Who recorded the suspension that lasts, of the same agreement or of the tie; null where none was recorded here. */
  suspendedBy: string | null
}

/** The state a tie is in after an act; null for acts that leave it as it is. */
export function tieStateAfter(kind: ActKind): TieState | null {
  if (kind === 'suspension') return 'suspended'
  if (kind === 'resumption') return 'active'
  return kind === 'ending' ? 'ended' : null
}

/** Why an act cannot be recorded; null when it can. The screen and the command ask the same. */
export function whyNotRecord(kind: ActKind, ground: ActGround): string | null {
  const { agreement, commitment, organisationId, suspendedBy } = ground
  if (kind === 'nonPerformance') return whyNotContest(commitment, organisationId)
  if (kind === 'resumption' && suspendedBy && suspendedBy !== organisationId) return 'act_suspended_by_other'
  if (agreement) return stateAfterAct(agreement.state, kind) ? null : `act_${kind}_not_now`
  if (kind === 'notice') return 'act_agreement_needed'
  return whyNotTie(kind, ground.tieState)
}

function whyNotContest(commitment: ActGround['commitment'], organisationId: string): string | null {
  if (!commitment) return 'act_commitment_needed'
  if (commitment.organisationId === organisationId) return 'act_own_commitment'
  return commitment.state === 'waived' ? 'act_commitment_waived' : null
}

function whyNotTie(kind: 'suspension' | 'resumption' | 'ending', state: TieState): string | null {
  if (kind === 'resumption') return state === 'suspended' ? null : 'act_resumption_not_now'
  if (state === 'ended') return 'act_tie_ended'
  return kind === 'suspension' && state === 'suspended' ? 'act_suspension_not_now' : null
}

/** What is typed of an act; days as `YYYY-MM-DD`. */
export type ActFacts = {
  kind: ActKind
  decidedOn: string
  effectiveOn: string
  clause: string
  reason: string
  decidedBy: string
  goesOn: string
  reviewOn: string
}

/** What there is to mend in what was typed of an act, each at its field. */
export function checkAct(facts: ActFacts, today: string): { reason: string; field: string }[] {
  const found: { reason: string; field: string }[] = []
  const ask = (ok: boolean, field: string, reason: string) => {
    if (!ok && !found.some((problem) => problem.field === field)) found.push({ reason, field })
  }
  const { kind, decidedOn, effectiveOn } = facts
  ask(isDay(decidedOn), 'decidedOn', 'word_day_wrong')
  ask(isDay(effectiveOn), 'effectiveOn', 'word_day_wrong')
  ask(decidedOn <= today, 'decidedOn', 'act_decided_later')
  // What has not taken effect yet does not change the state of a tie today.
  ask(kind === 'notice' || effectiveOn <= today, 'effectiveOn', 'act_effective_later')
  ask(kind !== 'notice' || effectiveOn >= decidedOn, 'effectiveOn', 'act_notice_before')
  ask(kind !== 'notice' || facts.clause !== '', 'clause', 'act_clause_needed')
  ask(facts.decidedBy !== '', 'decidedBy', 'act_decided_by_needed')
  ask(kind === 'resumption' || facts.reason !== '', 'reason', 'act_reason_needed')
  if (kind === 'suspension') {
    ask(facts.goesOn !== '', 'goesOn', 'act_goes_on_needed')
    ask(isDay(facts.reviewOn), 'reviewOn', 'word_day_wrong')
    ask(facts.reviewOn > today, 'reviewOn', 'act_review_past')
  }
  return found
}

/** Why a party cannot answer an act; null when it can, as often as it likes. */
export function whyNotAnswerAct(act: { organisationId: string }, party: string): string | null {
  return act.organisationId === party ? 'act_own' : null
}
