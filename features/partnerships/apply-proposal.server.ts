import { sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { applyAgreementChange } from './apply-agreement-change.server.ts'
import type { Changes } from './proposal-fields.ts'
import type { Proposal } from './proposal-list.server.ts'
import { publishTies } from './publish.server.ts'
import { publishTieContent } from './publish-content.server.ts'
import type { TieState, TieType } from './schema.ts'
import { recordStatements } from './statements.server.ts'

/** Brings about what every party has accepted; the caller has closed the proposal. */
export async function applyProposal(ctx: Ctx, proposal: Proposal): Promise<void> {
  await asJob(ctx, 'proposal', async (job) => {
    if (proposal.subject === 'tie') await applyToTie(job, proposal)
    else await applyAgreementChange(job, proposal)
  })
  await publishTie(ctx, proposal.partnershipId)
}

/** Publishes a tie anew, as far as the public may see it, and tells every process. */
export async function publishTie(ctx: Ctx, tieId: string): Promise<void> {
  await asJob(ctx, 'publish', async (job) => {
    await publishTies(job, { ids: [tieId] })
    await publishTieContent(job, [tieId])
    await raiseDataVersion(job)
  })
}

type Tie = { type: TieType; sinceYear: number | null; untilYear: number | null; names: string[] }

async function applyToTie(ctx: Ctx, { id, partnershipId, changes, organisationId }: Proposal): Promise<void> {
  const { rows } = await sql<Tie>`
    select t.type, t.since_year as "sinceYear", t.until_year as "untilYear",
      (select array_agg(o.name order by p.position) from partnership_party p join organisation o on o.id = p.organisation_id
        where p.partnership_id = t.id) as names
    from partnership t where t.id = ${partnershipId} for update of t`.execute(ctx.db)
  const tie = rows[0]
  if (!tie) throw new Error('the tie of a proposal is not there')
  const to = (name: string) => changes[name]?.to
  await sql`update partnership set
      open_ended = case when ${'openEnded' in changes} then ${to('openEnded') ?? null}::boolean else open_ended end,
      term_year = case when ${to('openEnded') === true} then null when ${'termYear' in changes} then ${to('termYear') ?? null}::smallint else term_year end,
      sdgs = case when ${'sdgs' in changes} then ${to('sdgs') ?? []}::smallint[] else sdgs end,
      rights = case when ${'rights' in changes} then ${to('rights') ?? []}::text[] else rights end,
      languages = case when ${'languages' in changes} then ${to('languages') ?? []}::text[] else languages end,
      updated_at = ${ctx.now}
    where id = ${partnershipId}`.execute(ctx.db)
  await recordStatements(ctx, 'proposal', [
    {
      partnershipId,
      key: id,
      evidence: 'bothParties',
      type: (to('type') as TieType | undefined) ?? tie.type,
      // What all agree on here says nothing of whether the tie is alive: acts and confirmations do.
      state: 'unknown' satisfies TieState,
      sinceYear: 'sinceYear' in changes ? (to('sinceYear') as number | null) : null,
      untilYear: null,
      attestedYear: ctx.now.getUTCFullYear(),
      names: tie.names,
      themes: (to('themes') as string[] | undefined) ?? [],
    },
  ])
  await recordChange(ctx, {
    recordKind: 'partnership',
    recordId: partnershipId,
    organisationId,
    action: 'proposalApplied',
    after: publicPart(changes),
  })
}

// The trail is read by the administrator of the instance too: it tells what is public of a tie, no more.
function publicPart(changes: Changes): Record<string, unknown> {
  const told = ['type', 'sinceYear', 'themes'].filter((name) => name in changes)
  return Object.fromEntries(told.map((name) => [name, changes[name]?.to ?? null]))
}
