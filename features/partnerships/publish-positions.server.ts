import { sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { isPublicOrganisation } from '../organisations/public-condition.server.ts'

/**
 * Brings what everybody may read of these positions up to date: those that were voted, where the body that took them wants
 * it; a campaign needs no vote. The legal note stays inside. Tells whether one of them was or is public; the caller then
 * raises the data version.
 */
export function publishPositions(ctx: Ctx, ids: readonly string[]): Promise<boolean> {
  return asJob(ctx, 'publish', async ({ db, now }) => {
    const gone = await sql`delete from public_position where id = any(${[...ids]}::uuid[])`.execute(db)
    const shown = await sql`
      insert into public_position (id, organisation_key, tie_id, kind, title, voted_on, content, updated_at)
      select a.id, o.key, t.id, a.kind, a.title, a.voted_on,
        jsonb_build_object('name', o.name, 'body', a.body, 'locale', a.locale, 'votesFor', a.votes_for,
          'votesAgainst', a.votes_against, 'abstentions', a.abstentions, 'countries', a.countries), ${now}
      from assembly_position a join organisation o on o.id = a.organisation_id and ${isPublicOrganisation('o')}
      left join partnership k on k.id = a.partnership_id
      left join public_tie t on t.id = a.partnership_id
      where a.id = any(${[...ids]}::uuid[]) and a.wants_public and (a.voted_on is not null or a.kind = 'campaign')
        and a.discreet_since is null and not a.example
        and (k.id is null or (k.discreet_since is null and not k.example))`.execute(db)
    return (gone.numAffectedRows ?? 0n) + (shown.numAffectedRows ?? 0n) > 0n
  })
}

/** Does so for the positions of these ties and bodies, or for all when nothing is named. */
export async function publishPositionsAround(
  ctx: Ctx,
  around: { tieIds: readonly string[]; organisationIds: readonly string[] } | null,
): Promise<void> {
  await asJob(ctx, 'publish', async (inner) => {
    const chosen = around
      ? sql`a.partnership_id = any(${[...around.tieIds]}::uuid[]) or a.organisation_id = any(${[...around.organisationIds]}::uuid[])`
      : sql`true`
    const { rows } = await sql<{ id: string }>`
      select a.id from assembly_position a
      where (${chosen}) and (a.wants_public or exists (select from public_position p where p.id = a.id))`.execute(
      inner.db,
    )
    if (rows.length > 0)
      await publishPositions(
        inner,
        rows.map(({ id }) => id),
      )
  })
}
