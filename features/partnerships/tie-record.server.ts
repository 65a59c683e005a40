import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'

/** What a party of a tie has said it is called by, as its page shows; who looks after its side here. */
export type Keeper = {
  organisationId: string
  name: string
  functionTitle: string
  role: string
  isGuest: boolean
}

/** Who of the reader's own side looks after a tie: its members who may write, and the guests of this tie. */
export async function listKeepers(ctx: Ctx, of: PartyOfTie): Promise<Keeper[]> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    // Names of the other side's people are theirs to tell: row-level security keeps them.
    const { rows } = await sql<Keeper>`
      select m.organisation_id as "organisationId", coalesce(nullif(p.name, ''), '') as name,
        m.function_title as "functionTitle", m.role, m.partnership_id is not null as "isGuest"
      from membership m join person p on p.id = m.person_id
      where m.organisation_id = ${of.organisationId} and m.ended_at is null
        and role_rank(m.role) >= role_rank('contributor')
        and (m.partnership_id is null or m.partnership_id = ${of.partnershipId})
      order by role_rank(m.role) desc, p.name`.execute(inner.db)
    return rows
  })
}

/** A document or photo of a tie, as its first page lists the latest. */
export type LatestPaper = { id: string; title: string; kind: string; createdAt: Date }

/** An agreement or a project of a tie in one line. */
export type TieLine = { id: string; title: string; state: string; until: string | null }

/** The short lists of a tie's first page: the latest of each, and how many there are. */
export type TieRecord = {
  agreements: TieLine[]
  projects: TieLine[]
  documents: LatestPaper[]
  photos: number
  /** A text of ours, a step, an answer: what would complete the record, the nearest first. */
  missing: ('state' | 'ourText' | 'steps' | 'publication')[]
}

const shortList = 5

/** What hangs on a tie, in short lists, and what is still missing of it on the reader's side. */
export async function getTieRecord(ctx: Ctx, of: PartyOfTie): Promise<TieRecord> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    const { db } = inner
    const id = of.partnershipId
    const agreements = await sql<TieLine>`select id, title, state, ends_on as until from agreement
      where partnership_id = ${id} order by state in ('ended', 'renewed', 'abandoned'), starts_on desc nulls last, id
      limit ${shortList}`.execute(db)
    const projects = await sql<TieLine>`select id, title, state, ends_on as until from project
      where partnership_id = ${id} order by state in ('finished', 'abandoned'), starts_on desc nulls last, id
      limit ${shortList}`.execute(db)
    const documents = await sql<LatestPaper>`select id, title, kind, created_at as "createdAt" from document
      where partnership_id = ${id} and withdrawn_at is null order by created_at desc limit ${shortList}`.execute(db)
    const counts = await sql<{ photos: number; texts: number; steps: number; answered: number; state: string }>`select
      (select count(*)::int from photo where partnership_id = ${id}) as photos,
      (select count(*)::int from partnership_text where partnership_id = ${id} and organisation_id = ${of.organisationId}
        and superseded_at is null) as texts,
      (select count(*)::int from partnership_step where partnership_id = ${id} and superseded_at is null) as steps,
      (select count(*)::int from publication_consent where partnership_id = ${id} and organisation_id = ${of.organisationId}) as answered,
      (select state from partnership where id = ${id}) as state`.execute(db)
    const [count] = counts.rows
    return {
      agreements: agreements.rows,
      projects: projects.rows,
      documents: documents.rows,
      photos: count?.photos ?? 0,
      missing: [
        ...(count?.state === 'unknown' ? (['state'] as const) : []),
        ...(count?.texts === 0 ? (['ourText'] as const) : []),
        ...(count?.steps === 0 ? (['steps'] as const) : []),
        ...(count?.answered === 0 ? (['publication'] as const) : []),
      ],
    }
  })
}
