import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import type { ProposalSubject, Values } from './proposal-fields.ts'
import { readProposals } from './proposal-list.server.ts'
import { listBound, listPlaced, type Placed, readPresent } from './proposal-present.server.ts'

/** What the address of the form asks for: an agreement, a commitment (`adds`: a new one), or a proposal to amend; nothing means the tie. */
export type ProposalQuery = {
  agreementId: string | null
  commitmentId: string | null
  adds?: boolean
  amendsId: string | null
}

/** What the form of a proposal begins with. */
export type ProposalForm = {
  subject: ProposalSubject
  agreementId: string | null
  commitmentId: string | null
  agreementTitle: string | null
  /** Whose commitment it is. */
  commitmentOf: string | null
  /** What stands now, with what the proposal to amend would change already filled in. */
  values: Values
  /** The sides it binds, by their place in the tie. */
  parties: Placed[]
  amends: { id: string; organisationName: string } | null
}

/** Prepares the form of a proposal: what stands now, or what the other side proposed. */
export async function readProposalForm(ctx: Ctx, of: PartyOfTie, query: ProposalQuery): Promise<ProposalForm> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    if (query.amendsId) return readAmendment(inner, of, query.amendsId)
    return readOwn(inner, of, query, query.adds ? 'commitment' : null)
  })
}

async function readAmendment(ctx: Ctx, of: PartyOfTie, amendsId: string): Promise<ProposalForm> {
  const [proposal] = await readProposals(ctx, of, { id: amendsId })
  if (!proposal) throw new AppError('not_found', 'proposal_not_found')
  if (proposal.notAnswer) throw new AppError('conflict', proposal.notAnswer)
  const form = await readOwn(ctx, of, proposal, proposal.subject)
  const proposed = Object.entries(proposal.changes).map(([name, { to }]) => [name, to])
  return {
    ...form,
    values: { ...form.values, ...Object.fromEntries(proposed) },
    amends: { id: proposal.id, organisationName: proposal.organisationName },
  }
}

async function readOwn(
  ctx: Ctx,
  of: PartyOfTie,
  { agreementId, commitmentId }: Pick<ProposalQuery, 'agreementId' | 'commitmentId'>,
  known: ProposalSubject | null,
): Promise<ProposalForm> {
  const subject = known ?? (commitmentId ? 'commitment' : agreementId ? 'agreement' : 'tie')
  const values = await readPresent(ctx, { partnershipId: of.partnershipId, subject, agreementId, commitmentId })
  if (!values) throw new AppError('not_found', 'proposal_subject_gone')
  const { rows } = await sql<{ agreementTitle: string | null; commitmentOf: string | null }>`
    select (select title from agreement where id = ${agreementId}::uuid) as "agreementTitle",
      (select o.name from commitment c join organisation o on o.id = c.organisation_id
        where c.id = ${commitmentId}::uuid) as "commitmentOf"`.execute(ctx.db)
  const { agreementTitle = null, commitmentOf = null } = rows[0] ?? {}
  const bound = await listBound(ctx, { partnershipId: of.partnershipId, agreementId })
  const parties = (await listPlaced(ctx, of.partnershipId)).filter(({ id }) => bound.includes(id))
  const isNew = subject === 'commitment' && commitmentId === null
  const own = parties.find(({ id }) => id === of.organisationId)?.position ?? null
  return {
    ...{ subject, agreementId, commitmentId, agreementTitle, commitmentOf, parties, amends: null },
    values: isNew ? { ...values, party: own, currency: 'EUR' } : values,
  }
}
