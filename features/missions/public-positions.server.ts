import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { isId } from '../../platform/ids.ts'
import type { PositionKind } from './position-rules.ts'

/** A position as everybody may read it; votes are null where nobody counted them. */
export type PublicPosition = {
  id: string
  organisationKey: string
  tieId: string | null
  kind: PositionKind
  title: string
  votedOn: string | null
  content: {
    name: string
    body: string
    locale: string
    votesFor: number | null
    votesAgainst: number | null
    abstentions: number | null
    countries: string[]
  }
}

const columns = sql<PublicPosition>`id, organisation_key as "organisationKey", tie_id as "tieId", kind, title,
  voted_on as "votedOn", content`

/** One public position; null when there is none. */
export async function findPublicPosition(ctx: Ctx, id: string): Promise<PublicPosition | null> {
  if (!isId(id)) return null
  const { rows } = await sql<PublicPosition>`select ${columns} from public_position where id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

/** The public positions of an authority, the latest first. */
export async function listPublicPositions(ctx: Ctx, organisationKey: string): Promise<PublicPosition[]> {
  const { rows } = await sql<PublicPosition>`select ${columns} from public_position
    where organisation_key = ${organisationKey} order by voted_on desc nulls first, id limit 30`.execute(ctx.db)
  return rows
}
