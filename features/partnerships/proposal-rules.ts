/** What a party may say to a proposal. */
export const proposalAnswers = ['accept', 'amend', 'decline'] as const
export type ProposalAnswer = (typeof proposalAnswers)[number]

/** Where a proposal stands. */
export type ProposalState = 'open' | 'accepted' | 'declined' | 'amended' | 'withdrawn'

/** What decides on who may answer a proposal, and what becomes of it. */
export type ProposalGround = {
  state: ProposalState
  /** Who proposes. */
  organisationId: string
  /** Everybody it would bind, who proposes included. */
  parties: readonly string[]
  answers: readonly { organisationId: string; answer: ProposalAnswer }[]
  /** What it took to be said has been changed meanwhile. */
  stale: boolean
}

/** Why a party cannot give this answer; null when it can. The screen and the command ask the same. */
export function whyNotAnswer(proposal: ProposalGround, party: string, answer: ProposalAnswer): string | null {
  if (proposal.state !== 'open') return 'proposal_closed'
  if (!proposal.parties.includes(party)) return 'proposal_not_for_you'
  if (proposal.organisationId === party) return 'proposal_own'
  if (proposal.answers.some((given) => given.organisationId === party)) return 'proposal_answered'
  // What has changed meanwhile can be declined, or proposed anew, not accepted.
  return proposal.stale && answer === 'accept' ? 'proposal_stale' : null
}

/** Why a party cannot take a proposal back; null when it can. */
export function whyNotWithdraw(
  proposal: Pick<ProposalGround, 'state' | 'organisationId'>,
  party: string,
): string | null {
  if (proposal.organisationId !== party) return 'proposal_not_yours'
  return proposal.state === 'open' ? null : 'proposal_closed'
}

/** The parties whose answer is awaited. */
export function awaited({ state, organisationId, parties, answers }: ProposalGround): string[] {
  if (state !== 'open') return []
  return parties.filter((id) => id !== organisationId && !answers.some((given) => given.organisationId === id))
}

/**
 * What becomes of a proposal by what was answered: accepted once every other party has said yes, whatever time goes by.
 * Silence never amends: it stays open without an answer of each.
 */
export function outcomeOf(proposal: ProposalGround): ProposalState {
  if (proposal.state !== 'open') return proposal.state
  const said = (answer: ProposalAnswer) => proposal.answers.some((given) => given.answer === answer)
  if (said('decline')) return 'declined'
  if (said('amend')) return 'amended'
  const others = proposal.parties.filter((id) => id !== proposal.organisationId)
  const accepted = others.every((id) =>
    proposal.answers.some((given) => given.organisationId === id && given.answer === 'accept'),
  )
  return others.length > 0 && accepted ? 'accepted' : 'open'
}
