import { type RawBuilder, sql } from 'kysely'

// What is said from the field, as the public page of its project or tie tells it; whether that page may say anything is
// decided where the page is published.

const isPublicNews = sql<boolean>`u.wants_public and u.discreet_since is null and u.withdrawn_at is null`

const news = (
  home: RawBuilder<boolean>,
) => sql`(select jsonb_agg(jsonb_build_object('id', u.id, 'onDate', u.on_date, 'locale', u.locale,
    'body', u.body, 'figures', u.figures, 'party', o.key, 'name', o.name,
    'changedAt', coalesce(u.corrected_at, u.received_at)) order by u.on_date desc, u.written_at desc, u.id)
  from field_update u join organisation o on o.id = u.organisation_id
  where ${home} and ${isPublicNews} and o.discreet_since is null)`

/** The public news of a project `p`, the newest first, each with whose words it is; a body that keeps out is not read. */
export const projectNews = news(sql<boolean>`u.project_id = p.id and not exists (select from project_participant i
  where i.project_id = p.id and i.organisation_id = u.organisation_id and i.discreet_since is not null)`)

/** The public news of a tie `t` that belong to no project of it. */
export const tieNews = news(sql<boolean>`u.partnership_id = t.id and u.project_id is null`)

/** What came together around a project `p`, in numbers only; null where nothing was counted. */
export const projectNumbers = sql`(select nullif(jsonb_strip_nulls(jsonb_build_object(
    'events', nullif(e.events, 0), 'participants', e.participants, 'women', e.women, 'young', e.young,
    'volunteers', nullif((select count(*)::int from volunteer_assignment v where v.project_id = p.id), 0),
    'mobilityOut', m.outgoing, 'mobilityIn', m.incoming)), '{}')
  from (select count(*)::int as events, sum(participants)::int as participants, sum(women)::int as women, sum(young)::int as young
      from project_event where project_id = p.id) e,
    (select sum(young_people) filter (where direction = 'outgoing')::int as outgoing,
      sum(young_people) filter (where direction = 'incoming')::int as incoming
      from youth_mobility where project_id = p.id) m)`

/**
 * How each party of a peace initiative `p` sees neutrality, side by side; null unless each authority in it and each party
 * of its tie has written its view and let it be read.
 */
export const projectPeace = sql`(select case when p.peace_stage is not null then jsonb_strip_nulls(jsonb_build_object(
    'stage', p.peace_stage, 'asymmetry', nullif(p.asymmetry, ''), 'views', (select jsonb_agg(jsonb_build_object('party', o.key,
      'name', o.name, 'body', v.body) order by o.name) from neutrality_view v join organisation o on o.id = v.organisation_id
      where v.project_id = p.id))) end
  where not exists (select from neutrality_view v where v.project_id = p.id and not v.wants_public)
    and not exists (select from (
      select y.organisation_id from partnership_party y where y.partnership_id = p.partnership_id union select p.organisation_id
      union select i.organisation_id from project_participant i join organisation o on o.id = i.organisation_id
        and o.kind = 'localAuthority' where i.project_id = p.id) b
      where not exists (select from neutrality_view v where v.project_id = p.id and v.organisation_id = b.organisation_id)))`
