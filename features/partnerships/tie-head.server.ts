import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import type { TieEvidence, TieState, TieType } from './schema.ts'

/** A party of a tie, as the top of each of its pages shows it. */
export type TiePartyHead = {
  id: string
  key: string
  name: string
  country: string
  tier: string
  /** Somebody keeps the tie for this party in Navette: a member, or a guest of this tie, who may write. */
  lookedAfter: boolean
  /** The party the reader acts for. */
  isOurs: boolean
}

/** What every page of a tie begins with. */
export type TieHead = {
  id: string
  /** The party the reader acts for, by id and by the key its addresses bear. */
  organisationId: string
  organisationKey: string
  type: TieType
  state: TieState
  stateSinceYear: number | null
  evidence: TieEvidence
  sinceYear: number | null
  untilYear: number | null
  /** Whether an end was agreed; null where nobody has said. */
  openEnded: boolean | null
  /** The year it was agreed to end. */
  termYear: number | null
  /** In discreet mode, whoever asked for it. */
  discreet: boolean
  example: boolean
  takenUpAt: Date | null
  parties: TiePartyHead[]
  counts: { openProposals: number; agreements: number; projects: number }
}

type Row = Omit<TieHead, 'organisationId' | 'organisationKey' | 'parties' | 'counts'> & TieHead['counts']

async function readTie(ctx: Ctx, id: string): Promise<Row | null> {
  const { rows } = await sql<Row>`
    select t.id, t.type, t.state, t.state_since_year as "stateSinceYear", t.evidence, t.since_year as "sinceYear",
      t.until_year as "untilYear", t.open_ended as "openEnded", t.term_year as "termYear", t.discreet_since is not null as discreet, t.example,
      t.taken_up_at as "takenUpAt",
      (select count(*)::int from proposal p where p.partnership_id = t.id and p.state = 'open') as "openProposals",
      (select count(*)::int from agreement a where a.partnership_id = t.id) as agreements,
      (select count(*)::int from project j where j.partnership_id = t.id) as projects
    from partnership t where t.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

/** The parties of ties in their order; `isOurs` marks the one that reads. Seats are counted, never shown. */
export function listTieParties(
  ctx: Ctx,
  ties: readonly string[],
  organisationId: string,
): Promise<(TiePartyHead & { tieId: string })[]> {
  // Who sits where is each organisation's own; whether anybody does is not.
  return asJob(ctx, 'publish', async (job) => {
    const { rows } = await sql<TiePartyHead & { tieId: string }>`
      select p.partnership_id as "tieId", o.id, o.key, o.name, o.country, o.tier, o.id = ${organisationId} as "isOurs",
        exists (select from membership m where m.organisation_id = o.id and m.ended_at is null
          and role_rank(m.role) >= role_rank('contributor')
          and (m.partnership_id is null or m.partnership_id = p.partnership_id)) as "lookedAfter"
      from partnership_party p join organisation o on o.id = p.organisation_id
      where p.partnership_id = any(${[...ties]}::uuid[]) order by p.partnership_id, p.position`.execute(job.db)
    return rows
  })
}

/** The top of a tie's pages, for a party of it; to anybody else the tie is not there. */
export async function getTieHead(ctx: Ctx, of: PartyOfTie): Promise<TieHead> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    const tie = await readTie(inner, of.partnershipId)
    if (!tie) throw new AppError('not_found', 'record_not_found')
    const parties = await listTieParties(inner, [of.partnershipId], of.organisationId)
    const { openProposals, agreements, projects, ...facts } = tie
    return {
      ...facts,
      organisationId: of.organisationId,
      organisationKey: parties.find((party) => party.isOurs)?.key ?? '',
      parties: parties.map(({ tieId: _, ...party }) => party),
      counts: { openProposals, agreements, projects },
    }
  })
}
