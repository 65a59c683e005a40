import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { takeTurn } from '../../platform/turns.ts'
import { applyProposal } from './apply-proposal.server.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import { amountNamed, leavesNoAmount } from './proposal-amounts.ts'
import { type Changes, compareWanted, fieldSetOf, type ProposalSubject, type Values } from './proposal-fields.ts'
import { type Proposal, readProposals } from './proposal-list.server.ts'
import { listBound, listPlaced, type ProposalTarget, readPresent } from './proposal-present.server.ts'
import { outcomeOf, type ProposalAnswer, whyNotAnswer } from './proposal-rules.ts'
import { type Speaker, speakerOf } from './speaker.server.ts'
import { tellParties } from './tell-parties.server.ts'
import type { WordLinks } from './word-letters.ts'
import { recordWord } from './word-trail.server.ts'

/** What is proposed, as values or as changes, and a word that goes with it. What is there now is read, never taken on trust. */
export type NewProposal = {
  subject: ProposalSubject
  agreementId?: string | null
  commitmentId?: string | null
  word: string
} & ({ wanted: Values } | { changes: Changes })

const wantedIn = (given: NewProposal): Values =>
  'wanted' in given
    ? given.wanted
    : Object.fromEntries(Object.entries(given.changes).map(([name, { to }]) => [name, to]))

/** Proposes a change of what binds all parties. It changes nothing until every other party has said yes. */
export async function proposeChange(
  ctx: Ctx,
  of: PartyOfTie,
  given: NewProposal,
  links: WordLinks,
): Promise<{ id: string }> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    await takeTurn(inner, `proposal ${of.organisationId}`, { most: 100, seconds: 86_400 })
    const speaker = await speakerOf(inner, of)
    const id = await insertProposal(inner, speaker, given, null)
    await recordWord(inner, speaker, 'proposalMade')
    await tellParties(inner, speaker, 'proposalMade', links)
    return { id }
  })
}

async function insertProposal(ctx: Ctx, by: Speaker, given: NewProposal, amendsId: string | null): Promise<string> {
  const { subject, agreementId = null, commitmentId = null } = given
  const target = { partnershipId: by.partnershipId, subject, agreementId, commitmentId }
  const present = await readPresent(ctx, target)
  if (!present) throw new AppError('not_found', 'proposal_subject_gone')
  const parties = await listBound(ctx, target)
  if (!parties.includes(by.organisationId)) throw new AppError('invalid', 'proposal_not_for_you')
  const changes = compareWanted(fieldSetOf(target), present, wantedIn(given))
  if (Object.keys(changes).length === 0) throw new AppError('invalid', 'proposal_nothing_changes')
  await checkChanges(ctx, target, { present, changes, parties })
  const id = newId()
  await ctx.db
    .insertInto('proposal')
    .values({
      id,
      partnership_id: by.partnershipId,
      agreement_id: subject === 'tie' ? null : agreementId,
      commitment_id: subject === 'commitment' ? commitmentId : null,
      organisation_id: by.organisationId,
      person_id: by.personId,
      proposed_name: by.name.slice(0, 120),
      subject,
      changes: JSON.stringify(changes),
      word: given.word.trim().slice(0, 2000),
      amends_id: amendsId,
      created_at: ctx.now,
    })
    .execute()
  return id
}

type Proposed = { present: Values; changes: Changes; parties: readonly string[] }

// A promise says at least whose it is and what; an amount is of a party of the agreement, and a convention keeps one.
async function checkChanges(ctx: Ctx, of: ProposalTarget, { present, changes, parties }: Proposed): Promise<void> {
  const fields = fieldSetOf(of)
  const isNew = fields === 'newCommitment'
  if (isNew && !(['party', 'kind', 'body'] as const).every((name) => name in changes))
    throw new AppError('invalid', 'proposal_commitment_incomplete')
  if (fields === 'agreement' && leavesNoAmount(present, changes))
    throw new AppError('invalid', 'agreement_amounts_missing')
  const places = Object.entries(changes).flatMap(([name, { to }]) => {
    if (name === 'party' && isNew) return [Number(to)]
    return name.startsWith('amount.') ? [amountNamed(name)?.position ?? 0] : []
  })
  if (places.length === 0) return
  const placed = await listPlaced(ctx, of.partnershipId)
  if (places.some((place) => !placed.some(({ position, id }) => position === place && parties.includes(id))))
    throw new AppError('invalid', 'agreement_party_unknown')
}

/** An answer to a proposal; to amend is to propose something else in its place. */
export type NewAnswer = { answer: ProposalAnswer; word: string; wanted?: Values }

const actions = { accept: 'proposalAccepted', amend: 'proposalAmended', decline: 'proposalDeclined' } as const
const news = { accept: 'proposalAccept', amend: 'proposalAmend', decline: 'proposalDecline' } as const

/**
 * Answers a proposal for a party: accepts it, declines it with a word, or amends it by a proposal of its own. Once every
 * other party has accepted, the change comes about at once.
 */
export async function answerProposal(
  ctx: Ctx,
  of: PartyOfTie,
  proposalId: string,
  given: NewAnswer,
  links: WordLinks,
): Promise<{ proposalId: string; state: Proposal['state'] }> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    return answerAs(inner, await speakerOf(inner, of), proposalId, given, links)
  })
}

/** The same, for whoever was let in otherwise; the caller has checked for which party and tie they speak. */
export async function answerAs(
  ctx: Ctx,
  by: Speaker,
  proposalId: string,
  given: NewAnswer,
  links: WordLinks,
): Promise<{ proposalId: string; state: Proposal['state'] }> {
  const proposal = await lockProposal(ctx, by, proposalId)
  const reason = whyNotAnswer(
    { ...proposal, stale: proposal.notAccept === 'proposal_stale' },
    by.organisationId,
    given.answer,
  )
  if (reason) throw new AppError('conflict', reason)
  if (given.answer === 'decline' && given.word.trim() === '') throw new AppError('invalid', 'proposal_word_needed')
  await insertAnswer(ctx, by, proposal.id, given)
  await recordWord(ctx, by, actions[given.answer])
  const answers = [...proposal.answers, { organisationId: by.organisationId, answer: given.answer }]
  const state = outcomeOf({ ...proposal, answers, stale: false })
  if (state !== 'open') await closeProposal(ctx, proposal, state)
  const next = given.answer === 'amend' ? await amend(ctx, by, proposal, given) : proposal.id
  if (state === 'accepted') await applyProposal(ctx, proposal)
  await tellParties(ctx, by, news[given.answer], links)
  return { proposalId: next, state }
}

// Two answers at once are counted one after the other.
async function lockProposal(ctx: Ctx, of: PartyOfTie, proposalId: string): Promise<Proposal> {
  if (!isId(proposalId)) throw new AppError('not_found', 'proposal_not_found')
  await asJob(ctx, 'proposal', ({ db }) =>
    sql`select 1 from proposal where id = ${proposalId} and partnership_id = ${of.partnershipId} for update`.execute(
      db,
    ),
  )
  const [proposal] = await readProposals(ctx, of, { id: proposalId })
  if (!proposal) throw new AppError('not_found', 'proposal_not_found')
  return proposal
}

async function insertAnswer(ctx: Ctx, by: Speaker, proposalId: string, given: NewAnswer): Promise<void> {
  await ctx.db
    .insertInto('proposal_answer')
    .values({
      id: newId(),
      proposal_id: proposalId,
      organisation_id: by.organisationId,
      answer: given.answer,
      word: given.word.trim().slice(0, 2000),
      person_id: by.personId,
      link_id: by.linkId,
      answered_name: by.name.slice(0, 120),
      answered_function: by.functionTitle.slice(0, 120),
      answered_at: ctx.now,
    })
    .execute()
}

// Whoever's answer closes it, it is the program that says so: no party writes into the other's proposal.
async function closeProposal(
  ctx: Ctx,
  of: Pick<Proposal, 'id' | 'partnershipId'>,
  state: Proposal['state'],
): Promise<void> {
  await asJob(ctx, 'proposal', ({ db, now }) =>
    db
      .updateTable('proposal')
      .set({ state, closed_at: now })
      .where('id', '=', of.id)
      .where('partnership_id', '=', of.partnershipId)
      .where('state', '=', 'open')
      .execute(),
  )
}

async function amend(ctx: Ctx, by: Speaker, proposal: Proposal, given: NewAnswer): Promise<string> {
  const { subject, agreementId, commitmentId } = proposal
  const own = { subject, agreementId, commitmentId, wanted: given.wanted ?? {}, word: given.word }
  return insertProposal(ctx, by, own, proposal.id)
}

/** Takes a proposal of one's own side back; it stays readable, with what was answered. */
export async function withdrawProposal(ctx: Ctx, of: PartyOfTie, proposalId: string, links: WordLinks): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    const proposal = await lockProposal(inner, of, proposalId)
    if (proposal.notWithdraw) throw new AppError('conflict', proposal.notWithdraw)
    await inner.db
      .updateTable('proposal')
      .set({ state: 'withdrawn', closed_at: inner.now })
      .where('id', '=', proposal.id)
      .where('partnership_id', '=', of.partnershipId)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    const speaker = await speakerOf(inner, of)
    await recordWord(inner, speaker, 'proposalWithdrawn')
    await tellParties(inner, speaker, 'proposalWithdrawn', links)
  })
}
