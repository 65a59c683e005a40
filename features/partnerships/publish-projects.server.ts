import { type RawBuilder, sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { publishBudgetsAround } from '../budgets/publish-budgets.server.ts'
import { nameKey } from '../organisations/names.ts'
import { isPublicOrganisation, isShownOrganisation } from '../organisations/public-condition.server.ts'
import { projectNews, projectNumbers, projectPeace } from './publish-field.server.ts'
import { publishMissionsAround } from './publish-missions.server.ts'
import { publishAllPhotos, publishPhotosOf } from './publish-photos.server.ts'
import { publishPositionsAround } from './publish-positions.server.ts'

// What hangs on ties and authorities leaves with them: whatever publishes these publishes the projects around them. The
// subject of projects stands above this one, so only its tables are known here.

type Chosen = (column: string) => RawBuilder<boolean>

// Whoever leads a project, takes part in it or is a party of its tie, with everything it said of publication.
const words = (chosen: Chosen) => sql`
  select p.id as project_id, o.id as organisation_id, o.kind = 'localAuthority' as is_authority, o.id = p.organisation_id as is_lead,
    ${isShownOrganisation('o')} as is_shown, i.consent, i.discreet_since is not null as keeps_out, c.answer
  from project p
  join lateral (
    select p.organisation_id as id
    union select x.organisation_id from project_participant x where x.project_id = p.id and x.organisation_id is not null
    union select y.organisation_id from partnership_party y where y.partnership_id = p.partnership_id
  ) b on true
  join organisation o on o.id = b.id
  left join project_participant i on i.project_id = p.id and i.organisation_id = o.id
  left join publication_consent c on c.partnership_id = p.partnership_id and c.organisation_id = o.id and c.part = 'projects'
  where ${chosen('p.id')}`

// Each authority has said yes, by itself or for all projects of the tie; any no counts, whatever else was said.
const isHeldBack = sql<boolean>`(w.is_authority or w.is_lead) and (not w.is_shown or (w.is_authority and (
  w.consent = 'no' or w.answer = 'no' or not (w.is_lead or w.consent is not distinct from 'yes' or w.answer is not distinct from 'yes'))))`

const publicProjects = (chosen: Chosen) => sql`
  select p.* from project p left join partnership t on t.id = p.partnership_id
  where ${chosen('p.id')} and p.wants_public and not p.confidential and p.discreet_since is null and not p.example
    and (t.id is null or (t.discreet_since is null and not t.example))
    and not exists (select from word w where w.project_id = p.id and ${isHeldBack})`

// Under a tie every party says yes to money; without one the lead does, and a funder that takes part.
const money = sql`(select jsonb_agg(jsonb_build_object('year', m.year, 'nature', m.nature, 'source', m.source,
      'funder', case when m.funder_id is null then m.funder_name when ${isShownOrganisation('f')} and not exists (
        select from project_participant i where i.project_id = p.id and i.organisation_id = f.id
          and (i.discreet_since is not null or i.consent = 'no')) then f.name else '' end,
      'planned', m.planned::text, 'spent', m.spent::text, 'currency', m.currency, 'note', m.note)
    order by m.year, m.nature, m.currency, m.id)
  from project_money m left join organisation f on f.id = m.funder_id
  where m.project_id = p.id and case when p.partnership_id is null
    then p.shows_money and (m.funder_id = p.organisation_id or exists (select from project_participant i
      where i.project_id = p.id and i.organisation_id = m.funder_id and i.consent = 'yes'))
    else not exists (select from partnership_party y left join publication_consent c on c.partnership_id = y.partnership_id
      and c.organisation_id = y.organisation_id and c.part = 'money'
      where y.partnership_id = p.partnership_id and c.answer is distinct from 'yes') end)`

const content = sql`jsonb_strip_nulls(jsonb_build_object(
  'objectives', nullif(p.objectives, ''),
  'learned', case when p.state in ('finished', 'abandoned') then nullif(p.learned, '') end,
  'disturbed', case when p.state in ('finished', 'abandoned') then nullif(p.disturbed, '') end,
  'stateSince', p.state_since,
  'frames', (select jsonb_object_agg(f.frame, f.weight) from project_frame f where f.project_id = p.id),
  'markers', (select jsonb_object_agg(f.marker, f.value) from project_marker f where f.project_id = p.id),
  'money', ${money},
  'news', ${projectNews},
  'numbers', ${projectNumbers},
  'peace', ${projectPeace}))`

const texts = sql`(select jsonb_object_agg(x.locale, jsonb_build_object('title', x.title, 'summary', x.summary)) from (
  select p.locale, p.title, p.summary union all select l.locale, l.title, l.summary from project_text l
  where l.project_id = p.id and l.locale <> p.locale) x)`

const publicParticipants = sql`
  select i.project_id,
    jsonb_agg(jsonb_build_object('key', case when ${isPublicOrganisation('o')} then o.key end, 'name', coalesce(o.name, i.name),
      'country', o.country, 'role', i.role, 'circle', i.circle)
      order by i.role = 'funder', i.credit_order, i.id) as participants,
    coalesce(array_agg(o.key) filter (where ${isPublicOrganisation('o')}), '{}') as keys,
    coalesce(array_agg(distinct o.country) filter (where o.country is not null), '{}') as countries,
    max(o.key) filter (where i.role = 'lead' and ${isPublicOrganisation('o')}) as lead_key
  from project_participant i left join organisation o on o.id = i.organisation_id
  where i.discreet_since is null and i.consent <> 'no' and (i.organisation_id is null or ${isShownOrganisation('o')})
  group by i.project_id`

// Points as near as was chosen: its own, its locality's, the authority's, none.
const publicPlaces = (chosen: Chosen) => sql`
  select l.project_id, row_number() over (partition by l.project_id order by o.country <> 'FR', l.id) as position,
    case l.precision when 'country' then '' when 'authority' then o.name else l.name end as name,
    case when l.precision = 'country' then '' else o.key end as territory_key, o.country,
    case l.precision when 'exact' then l.lon when 'locality' then round(l.lon::numeric, 2)::float8 when 'authority' then o.lon end as lon,
    case l.precision when 'exact' then l.lat when 'locality' then round(l.lat::numeric, 2)::float8 when 'authority' then o.lat end as lat,
    l.precision
  from project_place l join organisation o on o.id = l.territory_id and ${isPublicOrganisation('o')}
  where ${chosen('l.project_id')} and l.discreet_since is null and not exists (select from project_participant i
    where i.project_id = l.project_id and i.organisation_id = l.territory_id and i.discreet_since is not null)`

const columns =
  sql.raw(`id, tie_id, title, locale, texts, type, operating_mode, state, themes, sdgs, rights, dac_sectors, starts_on,
  ends_on, lead_key, participants, participant_keys, countries, content, search, created_at, updated_at, min_lon, min_lat, max_lon,
  max_lat`)

const rows = (chosen: Chosen) => sql`
  with word as materialized (${words(chosen)}),
    shown as (${publicProjects(chosen)}),
    place as (${publicPlaces(chosen)}),
    box as (select project_id, min(lon) as w, min(lat) as s, max(lon) as e, max(lat) as n,
      array_agg(distinct country) as countries, string_agg(name, ' ') as names from place group by project_id),
    actor as (${publicParticipants})
  select p.id, case when not exists (select from word w join partnership_party y on y.partnership_id = p.partnership_id
      and y.organisation_id = w.organisation_id where w.project_id = p.id and w.keeps_out)
      and exists (select from public_tie t where t.id = p.partnership_id) then p.partnership_id end,
    p.title, p.locale, ${texts}, p.type, p.operating_mode, p.state, p.themes, p.sdgs, p.rights, p.dac_sectors, p.starts_on, p.ends_on,
    a.lead_key, coalesce(a.participants, '[]'), coalesce(a.keys, '{}'),
    array(select distinct x from unnest(coalesce(a.countries, '{}') || coalesce(b.countries, '{}')) x order by 1),
    ${content}, ''::tsvector, p.created_at, p.updated_at, b.w, b.s, b.e, b.n
  from shown p left join actor a on a.project_id = p.id left join box b on b.project_id = p.id`

async function writeSearchWords(ctx: Ctx, chosen: Chosen): Promise<void> {
  const { rows: found } = await sql<{ id: string; said: string }>`
    select p.id, concat_ws(' ', p.texts::text, (select string_agg(x ->> 'name', ' ') from jsonb_array_elements(p.participants) x),
      (select string_agg(l.name, ' ') from public_project_place l where l.project_id = p.id),
      (select string_agg(c.name_fr || ' ' || c.name_en, ' ') from country c where c.iso2 = any(p.countries))) as said
    from public_project p where ${chosen('p.id')}`.execute(ctx.db)
  await sql`update public_project p set search = array_to_tsvector(array_remove(string_to_array(x.words, ' '), ''))
    from unnest(${found.map(({ id }) => id)}::uuid[], ${found.map(({ said }) => nameKey(said))}::text[]) as x (id, words)
    where x.id = p.id`.execute(ctx.db)
}

async function rewrite(ctx: Ctx, ids: readonly string[] | null): Promise<void> {
  const chosen: Chosen = (column) =>
    ids ? sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])` : sql<boolean>`true`
  await sql`delete from public_project_place where ${chosen('project_id')}`.execute(ctx.db)
  await sql`delete from public_project where ${chosen('id')}`.execute(ctx.db)
  await sql`insert into public_project (${columns}) ${rows(chosen)}`.execute(ctx.db)
  await sql`insert into public_project_place (project_id, position, name, territory_key, country, lon, lat, precision)
    select x.* from (${publicPlaces(chosen)}) x join public_project p on p.id = x.project_id`.execute(ctx.db)
  await writeSearchWords(ctx, chosen)
  // Photos come and go with what they show.
  await (ids ? publishPhotosOf(ctx, { projectIds: ids }) : publishAllPhotos(ctx))
}

/**
 * Brings what everybody may read of these projects up to date: nothing where an authority in it has not said yes, and no body
 * or place that keeps out. Tells whether one of them was or is public; the caller then raises the data version.
 */
export function publishProjects(ctx: Ctx, ids: readonly string[]): Promise<boolean> {
  if (ids.length === 0) return Promise.resolve(false)
  return asJob(ctx, 'publish', async (inner) => {
    const count = async () => {
      const { rows: found } = await sql<{ n: number }>`
        select count(*)::int as n from public_project where id = any(${[...ids]}::uuid[])`.execute(inner.db)
      return found[0]?.n ?? 0
    }
    const before = await count()
    await rewrite(inner, ids)
    const budgets = await publishBudgetsAround(inner, { tieIds: [], organisationIds: [], projectIds: ids })
    return before + (await count()) > 0 || budgets
  })
}

/** The same for the projects around these ties and bodies, or for all of them when nothing is named. */
export function publishProjectsAround(
  ctx: Ctx,
  around: { tieIds: readonly string[]; organisationIds: readonly string[] } | null,
): Promise<void> {
  return asJob(ctx, 'publish', async (inner) => {
    await publishBudgetsAround(inner, around)
    await publishMissionsAround(inner, around)
    await publishPositionsAround(inner, around)
    if (!around) return rewrite(inner, null)
    const ties = [...around.tieIds]
    const bodies = [...around.organisationIds]
    const { rows: found } = await sql<{ id: string }>`
      select id from project where partnership_id = any(${ties}::uuid[]) or organisation_id = any(${bodies}::uuid[])
      union select project_id from project_participant where organisation_id = any(${bodies}::uuid[])
      union select project_id from project_place where territory_id = any(${bodies}::uuid[])
      union select project_id from project_money where funder_id = any(${bodies}::uuid[])
      union select p.id from project p join partnership_party y on y.partnership_id = p.partnership_id
        where y.organisation_id = any(${bodies}::uuid[])
      union select id from public_project where tie_id = any(${ties}::uuid[])`.execute(inner.db)
    if (found.length > 0)
      await rewrite(
        inner,
        found.map((row) => row.id),
      )
  })
}
