import { sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { type Act, readActs } from './act-list.server.ts'
import { type ActFacts, type ActGround, tieStateAfter } from './act-rules.ts'
import { stateAfterAct } from './agreement-rules.ts'
import type { AgreementState, CommitmentState } from './agreement-schema.ts'
import { publishTie } from './apply-proposal.server.ts'
import type { PartyOfTie } from './parties.server.ts'
import type { TieType } from './schema.ts'
import { dropStatement, recordStatements } from './statements.server.ts'

/** What an act is about: nothing named means the tie as a whole. */
export type ActTarget = { agreementId: string | null; commitmentId: string | null }
/** What an act is said of, as it stands, and which agreement and commitment that is. */
export type ActGroundHere = ActGround & ActTarget

type BroughtAct = Pick<ActFacts, 'kind' | 'effectiveOn'> & { id: string }

/** Does what an act does to the state of a commitment, an agreement or the tie, and publishes what is public of it. */
export async function bringAbout(ctx: Ctx, of: PartyOfTie, given: BroughtAct, ground: ActGroundHere): Promise<void> {
  if (given.kind === 'nonPerformance') await markCommitment(ctx, ground, 'due', 'notPerformed')
  else if (ground.agreement) await moveAgreement(ctx, of, given, ground)
  else await stateTie(ctx, of, given)
  await publishTie(ctx, of.partnershipId)
}

// The commitment is the other side's: that it was not kept is this side's word, which the program writes down as such.
// One its own side calls done stays done; the act stands beside it.
function markCommitment(ctx: Ctx, of: ActTarget, from: CommitmentState, to: CommitmentState): Promise<unknown> {
  return asJob(ctx, 'proposal', ({ db }) =>
    sql`update commitment set state = ${to}
      where id = ${of.commitmentId} and agreement_id = ${of.agreementId} and state = ${from}`.execute(db),
  )
}

async function moveAgreement(ctx: Ctx, of: PartyOfTie, given: BroughtAct, ground: ActGroundHere): Promise<void> {
  const state = ground.agreement && stateAfterAct(ground.agreement.state, given.kind)
  if (!state) return
  await setAgreement(ctx, of, ground.agreementId, state, given.effectiveOn)
}

async function setAgreement(
  ctx: Ctx,
  of: PartyOfTie,
  agreementId: string | null,
  state: AgreementState,
  since: string | null,
): Promise<void> {
  await sql`update agreement set state = ${state}, state_since = ${since}, updated_at = ${ctx.now},
      ended_on = ${state === 'ended' ? since : null}
    where id = ${agreementId} and partnership_id = ${of.partnershipId}`.execute(ctx.db)
}

type Tie = { type: TieType; sinceYear: number | null; names: string[] }

// What the public reads is the state and its year: who recorded what, and why, stays among the parties.
async function stateTie(ctx: Ctx, of: PartyOfTie, given: BroughtAct): Promise<void> {
  const state = tieStateAfter(given.kind)
  if (!state) return
  const { rows } = await sql<Tie>`
    select t.type, t.since_year as "sinceYear", (select array_agg(o.name order by p.position)
      from partnership_party p join organisation o on o.id = p.organisation_id where p.partnership_id = t.id) as names
    from partnership t where t.id = ${of.partnershipId}`.execute(ctx.db)
  const tie = rows[0]
  if (!tie) throw new AppError('not_found', 'record_not_found')
  const year = Number(given.effectiveOn.slice(0, 4))
  await recordStatements(ctx, 'act', [
    {
      partnershipId: of.partnershipId,
      key: given.id,
      evidence: 'oneParty',
      type: tie.type,
      state,
      sinceYear: tie.sinceYear,
      untilYear: state === 'ended' ? year : null,
      attestedYear: year,
      names: tie.names,
    },
  ])
}

/** Undoes what an act had brought about, once it is taken back. */
export async function undoAct(ctx: Ctx, of: PartyOfTie, act: Act): Promise<void> {
  const { agreementId, commitmentId } = act
  if (act.kind === 'nonPerformance') {
    if (!(await isStillContested(ctx, commitmentId)))
      await markCommitment(ctx, { agreementId, commitmentId }, 'notPerformed', 'due')
  } else if (agreementId) await giveStateBack(ctx, of, agreementId)
  else await dropStatement(ctx, 'act', { partnershipId: of.partnershipId, key: act.id })
  await publishTie(ctx, of.partnershipId)
}

async function isStillContested(ctx: Ctx, commitmentId: string | null): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select exists (select from tie_act x
    where x.commitment_id = ${commitmentId} and x.kind = 'nonPerformance' and x.withdrawn_at is null) as yes`.execute(
    ctx.db,
  )
  return rows[0]?.yes ?? false
}

// The state an agreement is in follows from the acts that still stand, in the order they came.
async function giveStateBack(ctx: Ctx, of: PartyOfTie, agreementId: string): Promise<void> {
  const standing = (await readActs(ctx, of.partnershipId, { agreementId })).filter((act) => !act.withdrawnAt).reverse()
  let state: AgreementState = 'inForce'
  let since: string | null = null
  for (const act of standing) {
    const next = stateAfterAct(state, act.kind)
    if (next && next !== state) [state, since] = [next, act.effectiveOn]
  }
  await setAgreement(ctx, of, agreementId, state, since)
}
