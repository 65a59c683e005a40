import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** A dated fact about an authority that is not a tie, with the page it stands on. */
export type Mention = {
  id: string
  year: number
  text: string
  sourceName: string
  pageTitle: string | null
  pageUrl: string | null
}

/** The dated facts that name an authority, the latest first. */
export async function listMentions(ctx: Ctx, key: string): Promise<Mention[]> {
  const found = await sql<Mention>`
    select id, year, ${sql.ref(`text_${ctx.locale}`)} as text, source_name as "sourceName",
      page_title as "pageTitle", page_url as "pageUrl"
    from public_mention where organisation_keys @> array[${key}] order by year desc, id`.execute(ctx.db)
  return found.rows
}

/** What the reviewed list of disputed places says of a place. */
export type DisputedNote = { name: string; note: string; reviewedOn: string }

/** The note of a disputed place, or null. */
export async function findDisputedNote(ctx: Ctx, code: string): Promise<DisputedNote | null> {
  const found = await sql<DisputedNote>`
    select ${sql.ref(`name_${ctx.locale}`)} as name, ${sql.ref(`note_${ctx.locale}`)} as note, reviewed_on as "reviewedOn"
    from disputed_place where code = ${code}`.execute(ctx.db)
  return found.rows[0] ?? null
}
