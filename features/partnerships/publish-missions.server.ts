import { sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { isPublicOrganisation } from '../organisations/public-condition.server.ts'
import { publishPhotosOf } from './publish-photos.server.ts'

// Elected members go by their function, whoever they are; others are named where they agree, and counted else.
const participants = sql`(select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('kind', i.kind,
    'functionTitle', nullif(i.function_title, ''), 'name', case when i.is_public then i.name end))
    order by i.kind <> 'elected', i.function_title, i.id), '[]')
  from mission_participant i where i.mission_id = m.id)`

// Each currency by itself; what was spent, once it is known, and what was planned.
const costs = sql`(select coalesce(jsonb_agg(jsonb_build_object('nature', c.nature, 'currency', c.currency,
    'planned', c.planned, 'spent', c.spent) order by c.currency, c.nature), '[]')
  from (select nature, currency, sum(planned)::text as planned, sum(spent)::text as spent from mission_cost
    where mission_id = m.id group by nature, currency) c)`

/**
 * Brings what everybody may read of these missions up to date: those that took place, where the body that went wants it.
 * Tells whether one of them was or is public; the caller then raises the data version.
 */
export function publishMissions(ctx: Ctx, ids: readonly string[]): Promise<boolean> {
  return asJob(ctx, 'publish', async (inner) => {
    const { db, now } = inner
    const gone = await sql`delete from public_mission where id = any(${[...ids]}::uuid[])`.execute(db)
    const shown = await sql`
      insert into public_mission (id, organisation_key, tie_id, project_id, title, starts_on, ends_on, country, content, updated_at)
      select m.id, o.key, t.id, j.id, m.title, m.starts_on, m.ends_on, m.country,
        jsonb_build_object('name', o.name, 'direction', m.direction, 'purpose', m.purpose, 'place', m.place,
          'mandateVotedOn', m.mandate_voted_on, 'mandateReference', m.mandate_reference, 'report', m.report, 'followed', m.followed,
          'participants', ${participants}, 'costs', ${costs}), ${now}
      from mission m join organisation o on o.id = m.organisation_id and ${isPublicOrganisation('o')}
      left join partnership k on k.id = m.partnership_id
      left join public_tie t on t.id = m.partnership_id
      left join project j on j.id = m.project_id
      where m.id = any(${[...ids]}::uuid[]) and m.wants_public and m.state = 'done' and m.discreet_since is null and not m.example
        and (k.id is null or (k.discreet_since is null and not k.example))`.execute(db)
    await publishPhotosOf(inner, { missionIds: ids })
    return (gone.numAffectedRows ?? 0n) + (shown.numAffectedRows ?? 0n) > 0n
  })
}

/** Does so for the missions of these ties and bodies, or for all when nothing is named. */
export async function publishMissionsAround(
  ctx: Ctx,
  around: { tieIds: readonly string[]; organisationIds: readonly string[] } | null,
): Promise<void> {
  await asJob(ctx, 'publish', async (inner) => {
    const chosen = around
      ? sql`m.partnership_id = any(${[...around.tieIds]}::uuid[]) or m.organisation_id = any(${[...around.organisationIds]}::uuid[])`
      : sql`true`
    const { rows } = await sql<{ id: string }>`
      select m.id from mission m where (${chosen}) and (m.wants_public or exists (select from public_mission p where p.id = m.id))`.execute(
      inner.db,
    )
    if (rows.length > 0)
      await publishMissions(
        inner,
        rows.map(({ id }) => id),
      )
  })
}
