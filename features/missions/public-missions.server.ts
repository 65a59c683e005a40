import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { isId } from '../../platform/ids.ts'

/** A mission as everybody may read it; costs are sums by nature and currency. */
export type PublicMission = {
  id: string
  organisationKey: string
  /** The tie and the project it was of, where everybody may read these. */
  tieId: string | null
  project: { id: string; title: string } | null
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

const missions = sql`select m.id, m.organisation_key as "organisationKey", t.id as "tieId",
    case when p.id is not null then jsonb_build_object('id', p.id, 'title', p.title) end as project,
    m.title, m.starts_on as "startsOn", m.ends_on as "endsOn", m.country, m.content
  from public_mission m left join public_tie t on t.id = m.tie_id left join public_project p on p.id = m.project_id`

/** One public mission; null when there is none. */
export async function findPublicMission(ctx: Ctx, id: string): Promise<PublicMission | null> {
  if (!isId(id)) return null
  const { rows } = await sql<PublicMission>`${missions} where m.id = ${id}`.execute(ctx.db)
  return rows[0] ?? null
}

/** The public missions of an authority, or of a project, the latest first. */
export async function listPublicMissions(
  ctx: Ctx,
  of: { organisationKey: string } | { projectId: string },
): Promise<PublicMission[]> {
  const chosen =
    'projectId' in of ? sql`m.project_id = ${of.projectId}` : sql`m.organisation_key = ${of.organisationKey}`
  const { rows } =
    await sql<PublicMission>`${missions} where ${chosen} order by m.starts_on desc, m.id limit 30`.execute(ctx.db)
  return rows
}
