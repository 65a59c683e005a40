import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { type ActGround, type ActKind, actKinds, whyNotRecord } from './act-rules.ts'
import { readActGround } from './acts.server.ts'
import type { AgreementState, CommitmentState } from './agreement-schema.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'

/** What an act may be about, and on which paper it may rest. */
export type ActForm = {
  agreements: { id: string; title: string; state: AgreementState }[]
  /** Commitments of the other parties. */
  commitments: { id: string; agreementId: string; body: string; organisationName: string; state: CommitmentState }[]
  documents: { id: string; title: string }[]
  /** For each kind of act, why it can be recorded of nothing at present; null where it can. */
  blocked: Record<ActKind, string | null>
}

/** Prepares the form of an act, by the same rules that let it through. */
export async function readActForm(ctx: Ctx, of: PartyOfTie): Promise<ActForm> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    const agreements = await sql<ActForm['agreements'][number]>`
      select id, title, state from agreement where partnership_id = ${of.partnershipId}
        and state in ('inForce', 'suspended', 'noticeGiven') order by starts_on desc nulls last, id`.execute(inner.db)
    const commitments = await sql<ActForm['commitments'][number]>`
      select c.id, c.agreement_id as "agreementId", c.body, c.state, o.name as "organisationName"
      from commitment c join agreement a on a.id = c.agreement_id join organisation o on o.id = c.organisation_id
      where a.partnership_id = ${of.partnershipId} and a.state in ('inForce', 'suspended', 'noticeGiven', 'ended', 'renewed')
        and c.superseded_at is null and c.organisation_id <> ${of.organisationId} and c.state <> 'waived'
      order by c.due_on nulls last, c.created_at, c.id limit 200`.execute(inner.db)
    const documents = await sql<ActForm['documents'][number]>`
      select id, title from document where partnership_id = ${of.partnershipId} and not confidential
        and withdrawn_at is null order by created_at desc, id limit 100`.execute(inner.db)
    const found = { agreements: agreements.rows, commitments: commitments.rows, documents: documents.rows }
    return { ...found, blocked: await findBlocked(inner, of, found) }
  })
}

// A kind is open when there is one thing at least it can be recorded of.
async function findBlocked(
  ctx: Ctx,
  of: PartyOfTie,
  { agreements, commitments }: Pick<ActForm, 'agreements' | 'commitments'>,
): Promise<ActForm['blocked']> {
  const whole = await readActGround(ctx, of, {})
  const each: ActGround[] = []
  for (const { id } of agreements) each.push(await readActGround(ctx, of, { agreementId: id }))
  const blocked = (kind: ActKind): string | null => {
    if (kind === 'nonPerformance') return commitments.length > 0 ? null : 'act_commitment_needed'
    const why = [whole, ...each].map((ground) => whyNotRecord(kind, ground))
    return why.includes(null) ? null : (why.find((reason) => reason === 'act_suspended_by_other') ?? why[0] ?? null)
  }
  return Object.fromEntries(actKinds.map((kind) => [kind, blocked(kind)])) as ActForm['blocked']
}
