import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { isId } from '../../platform/ids.ts'

/** A mission as everybody may read it; costs are sums by nature and currency. */
export type PublicMission = {
  id: string
  organisationKey: string
  title: string
  startsOn: string
  endsOn: string
  country: string
  content: {
    name: string
    direction: 'outgoing' | 'incoming'
    purpose: string
    place: string
    mandateVotedOn: string | null
    mandateReference: string
    report: string
    followed: string
    participants: { kind: string; functionTitle?: string; name?: string }[]
    costs: { nature: string; currency: string; planned: string | null; spent: string | null }[]
  }
}

const columns = sql<PublicMission>`id, organisation_key as "organisationKey", title, starts_on as "startsOn", ends_on as "endsOn",
  country, content`

/** One public mission; null when there is none. */
export async function findPublicMission(ctx: Ctx, id: string): Promise<PublicMission | null> {
  if (!isId(id)) return null
  const { rows } = await sql<PublicMission>`select ${columns} from public_mission where id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

/** The public missions of an authority, the latest first. */
export async function listPublicMissions(ctx: Ctx, organisationKey: string): Promise<PublicMission[]> {
  const { rows } = await sql<PublicMission>`select ${columns} from public_mission
    where organisation_key = ${organisationKey} order by starts_on desc, id limit 30`.execute(ctx.db)
  return rows
}
