import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { isPublicOrganisation } from '../organisations/public-condition.server.ts'

/** Fills the public table of mentions anew; those in discreet mode, or that name an authority that is not public, are left out. */
export async function publishMentions(ctx: Ctx): Promise<void> {
  await sql`delete from public_mention`.execute(ctx.db)
  await sql`insert into public_mention (id, year, text_fr, text_en, source_name, page_title, page_url, organisation_keys)
    select m.id, m.year, m.text_fr, m.text_en, s.name, m.page_title, m.page_url, array_agg(o.key order by o.key)
    from mention m
    join source s on s.id = m.source_id
    join mention_organisation mo on mo.mention_id = m.id
    join organisation o on o.id = mo.organisation_id and o.merged_into is null
    where m.discreet_since is null
    group by m.id, s.name
    having bool_and(${isPublicOrganisation('o')})`.execute(ctx.db)
}
