import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'

/** A tie or a mention of an organisation, and whether the public sees it. */
export type SharedRecord = {
  id: string
  /** Those a tie is between; what a mention says. */
  names: string[]
  text: string
  year: number | null
  /** This organisation asked for discretion. */
  hiddenByUs: boolean
  /** Another party did, or the keepers of the atlas. */
  hiddenByOthers: boolean
}

// A record without any mark of its parties that is hidden was hidden by the keepers of the atlas.
const hidden = (alias: string) => sql`mine.discreet_since is not null as "hiddenByUs",
  ${sql.ref(`${alias}.discreet_since`)} is not null and (mine.discreet_since is null
    or ${sql.ref(`${alias}.discreet_since`)} < mine.discreet_since) as "hiddenByOthers"`

/** The ties of an organisation with who sees them, in the order they began. */
export async function listTieVisibility(ctx: Ctx, organisationId: string): Promise<SharedRecord[]> {
  await requireRole(ctx, organisationId, 'reader')
  const { rows } = await sql<SharedRecord>`
    select t.id, t.since_year as year, '' as text, ${hidden('t')},
      (select json_agg(o.name order by p.position) from partnership_party p join organisation o on o.id = p.organisation_id
        where p.partnership_id = t.id and o.id <> ${organisationId}) as names
    from partnership t join partnership_party mine on mine.partnership_id = t.id and mine.organisation_id = ${organisationId}
    order by t.since_year nulls last, t.id`.execute(ctx.db)
  return rows.map((row) => ({ ...row, names: row.names ?? [] }))
}

/** The dated facts that name an organisation with who sees them, the latest first. */
export async function listMentionVisibility(ctx: Ctx, organisationId: string): Promise<SharedRecord[]> {
  await requireRole(ctx, organisationId, 'reader')
  const { rows } = await sql<SharedRecord>`
    select m.id, m.year, ${sql.ref(`m.text_${ctx.locale}`)} as text, array[]::text[] as names, ${hidden('m')}
    from mention m join mention_organisation mine on mine.mention_id = m.id and mine.organisation_id = ${organisationId}
    order by m.year desc, m.id`.execute(ctx.db)
  return rows
}
