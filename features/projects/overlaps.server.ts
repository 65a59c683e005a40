import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { inTransaction } from '../../platform/context.ts'
import { getPublicSettings } from '../../platform/settings.server.ts'
import { electionMonthsOf } from '../../platform/settings.ts'
import type { Theme } from '../partnerships/schema.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'
import { readProject } from './record.server.ts'
import { isNear, type Point } from './rules.ts'

/** How far apart two places are the same to whoever acts there, in kilometres. */
export const nearKilometres = 30

/** Somebody who acts in the same place on the same subject, as far as it is public. */
export type Overlap = {
  kind: 'project' | 'tie'
  id: string
  title: string
  state: string
  themes: Theme[]
  /** Those who can be written to: key and name, in the order of credit. */
  actors: { key: string; name: string; country: string }[]
  /** The nearest place they have in common, or the authority both act with. */
  place: string
  kilometres: number | null
}

/** Where and on what an action is planned. */
export type Plan = {
  themes: readonly string[]
  /** Keys of the authorities on whose territory it would lie; those of one’s own country are left out by the caller. */
  territoryKeys: readonly string[]
  points: readonly Point[]
  /** Keys of those who plan it: what they do themselves is no overlap. */
  ownKeys: readonly string[]
  projectId?: string
}

// One degree of latitude is 111 km; of longitude it shrinks towards the poles.
const boxesOf = (points: readonly Point[]) =>
  points.map(({ lon, lat }) => {
    const high = nearKilometres / 111
    const wide = high / Math.max(0.05, Math.cos((lat * Math.PI) / 180))
    return { lon, lat, w: lon - wide, e: lon + wide, s: lat - high, n: lat + high }
  })

const most = 30

/** Who else acts in the same place (same territory, or within thirty kilometres) on one of the same subjects. */
export async function listOverlaps(ctx: Ctx, plan: Plan): Promise<Overlap[]> {
  if (plan.themes.length === 0 || (plan.territoryKeys.length === 0 && plan.points.length === 0)) return []
  const boxes = JSON.stringify(boxesOf(plan.points))
  const themes = [...plan.themes]
  const territories = [...plan.territoryKeys]
  const own = [...plan.ownKeys]
  const projects = await sql<Overlap>`
    with near as (
      select l.project_id, l.name, l.territory_key, min(6371 * 2 * asin(least(1, sqrt(
          sin(radians(l.lat - b.lat) / 2) ^ 2 + cos(radians(b.lat)) * cos(radians(l.lat)) * sin(radians(l.lon - b.lon) / 2) ^ 2)))) as km
      from jsonb_to_recordset(${boxes}::jsonb) as b (lon float8, lat float8, w float8, e float8, s float8, n float8)
      join public_project_place l on l.lat between b.s and b.n and l.lon between b.w and b.e
      group by 1, 2, 3
      union all
      select l.project_id, l.name, l.territory_key, null from public_project_place l where l.territory_key = any(${territories}::text[])
    ), met as (
      select distinct on (project_id) project_id, name, km from near
      where km is null or km <= ${nearKilometres} order by project_id, km is not null, km, name
    )
    select 'project' as kind, p.id, p.title, p.state, p.themes, m.name as place, round(m.km::numeric)::int as kilometres,
      coalesce((select json_agg(json_build_object('key', x ->> 'key', 'name', x ->> 'name', 'country', x ->> 'country'))
        from jsonb_array_elements(p.participants) x where x ->> 'key' is not null), '[]') as actors
    from met m join public_project p on p.id = m.project_id
    where p.themes && ${themes}::text[] and p.state not in ('abandoned')
      and p.id is distinct from ${plan.projectId ?? null}::uuid and not (p.lead_key is not null and p.lead_key = any(${own}::text[]))
    order by m.km nulls first, p.created_at desc, p.id limit ${most}`.execute(ctx.db)
  const ties = await sql<Overlap>`
    select 'tie' as kind, t.id, array_to_string(t.party_names, ' – ') as title, t.state, t.themes, min(o.name) as place,
      null as kilometres,
      (select json_agg(json_build_object('key', t.party_keys[i], 'name', t.party_names[i], 'country', t.countries[i]) order by i)
        from generate_subscripts(t.party_keys, 1) i) as actors
    from public_tie_end e join public_tie t on t.id = e.tie_id join public_organisation o on o.id = e.organisation_id
    where e.key = any(${territories}::text[]) and t.themes && ${themes}::text[] and t.state <> 'ended'
      and not (t.party_keys && ${own}::text[])
    group by t.id order by t.state <> 'active', t.id limit ${most}`.execute(ctx.db)
  return [...projects.rows, ...ties.rows]
}

/** A date near which an action is thought over twice: an election there, or the end of the partner's mandate. */
export type Reminder = { kind: 'election' | 'mandate'; day: string; name: string; of: string; source: string | null }

/** What is known of who else acts where a project is, and of what is near its beginning. */
export type WhoElse = {
  overlaps: Overlap[]
  reminders: Reminder[]
  months: number
  themesMissing: boolean
  placesMissing: boolean
}

/** Asked before a project is prepared or begins: who else acts there, and what is near; a reminder, never a refusal. */
export async function getWhoElse(ctx: Ctx, of: BodyOfProject): Promise<WhoElse> {
  await requireInProject(ctx, of, 'reader')
  return inTransaction(ctx, async (inner) => {
    const project = await readProject(inner, of.projectId)
    const { rows: bodies } = await sql<{ id: string; key: string; country: string; isOwn: boolean }>`
      select o.id, o.key, o.country, o.id = ${of.organisationId} as "isOwn" from organisation o where o.id in (
        select organisation_id from project_participant where project_id = ${of.projectId}
        union select organisation_id from project where id = ${of.projectId}
        union select organisation_id from partnership_party where partnership_id = ${project.partnershipId})`.execute(
      inner.db,
    )
    const { rows: places } = await sql<{ key: string | null; lon: number | null; lat: number | null }>`
      select case when l.precision <> 'country' then o.key end as key, l.lon, l.lat from project_place l
      join organisation o on o.id = l.territory_id where l.project_id = ${of.projectId}`.execute(inner.db)
    const points = places.flatMap(({ lon, lat }) => (lon === null || lat === null ? [] : [{ lon, lat }]))
    const territoryKeys = [...new Set(places.flatMap(({ key }) => (key ? [key] : [])))]
    const overlaps = await listOverlaps(inner, {
      themes: project.themes,
      territoryKeys,
      points,
      ownKeys: bodies.filter(({ isOwn }) => isOwn).map(({ key }) => key),
      projectId: of.projectId,
    })
    const months = electionMonthsOf(await getPublicSettings(inner))
    const reminders = await listReminders(
      inner,
      bodies.filter(({ isOwn }) => !isOwn),
      project.startsOn,
      months,
    )
    return {
      overlaps,
      reminders,
      months,
      themesMissing: project.themes.length === 0,
      placesMissing: places.length === 0,
    }
  })
}

async function listReminders(
  ctx: Ctx,
  bodies: readonly { id: string }[],
  startsOn: string | null,
  months: number,
): Promise<Reminder[]> {
  const planned = startsOn ?? ctx.now.toISOString().slice(0, 10)
  const name = sql.ref(ctx.locale === 'en' ? 'e.name_en' : 'e.name_fr')
  const { rows } = await sql<Reminder>`
    select 'mandate' as kind, f.mandate_end as day, '' as name, o.name as of, null as source
    from organisation o join organisation_profile f on f.organisation_id = o.id
    where o.id = any(${bodies.map(({ id }) => id)}::uuid[]) and f.mandate_end is not null
    union all
    select 'election', e.on_date, ${name}, o.name, e.source_name
    from organisation o join election e on e.country = o.country and (e.tiers = '{}' or o.tier = any(e.tiers))
    where o.id = any(${bodies.map(({ id }) => id)}::uuid[]) order by 2, 4`.execute(ctx.db)
  return rows.filter(({ day }) => isNear(planned, day, months))
}
