import { type RawBuilder, sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { tieNews } from './publish-field.server.ts'
import { publishPhotosOf } from './publish-photos.server.ts'
import { publishProjectsAround } from './publish-projects.server.ts'
import type { PublicationPart } from './schema.ts'

// One no, or one answer nobody gave, and nothing of that part is public.
const allSayYes = (part: PublicationPart): RawBuilder<boolean> => sql<boolean>`not exists (
  select from partnership_party y left join publication_consent c on c.partnership_id = y.partnership_id
    and c.organisation_id = y.organisation_id and c.part = ${part}
  where y.partnership_id = t.id and c.answer is distinct from 'yes')`

const texts = sql`(select coalesce(jsonb_agg(jsonb_build_object('party', o.key, 'name', o.name, 'locale', x.locale,
    'body', x.body) order by p.position, x.locale), '[]')
  from partnership_text x join partnership_party p on p.partnership_id = x.partnership_id and p.organisation_id = x.organisation_id
  join organisation o on o.id = x.organisation_id where x.partnership_id = t.id and x.superseded_at is null)`

const steps = sql`(select coalesce(jsonb_agg(jsonb_build_object('year', s.year, 'onDate', s.on_date, 'party', o.key,
    'name', o.name, 'locale', s.locale, 'body', s.body, 'source', s.source_said)
    order by s.year, s.on_date nulls first, s.created_at, s.id), '[]')
  from partnership_step s join partnership_party p on p.partnership_id = s.partnership_id and p.organisation_id = s.organisation_id
  join organisation o on o.id = s.organisation_id where s.partnership_id = t.id and s.superseded_at is null)`

const transfers = sql`(select coalesce(jsonb_agg(jsonb_build_object('party', o.key, 'name', o.name, 'from', f.key, 'fromName', f.name,
    'what', r.what, 'stage', r.stage, 'department', r.department, 'adoptedWhere', r.adopted_where, 'sinceYear', r.since_year)
    order by r.since_year nulls last, r.created_at, r.id), '[]')
  from practice_transfer r join organisation o on o.id = r.organisation_id join organisation f on f.id = r.from_organisation_id
  where r.partnership_id = t.id)`

// That a promise was not kept is said among the parties only: to the public it is still to be done.
const commitments = sql`(select coalesce(jsonb_agg(jsonb_build_object('party', o.key, 'name', o.name, 'kind', c.kind, 'body', c.body,
    'dueOn', c.due_on, 'state', case c.state when 'notPerformed' then 'due' else c.state end, 'doneOn', c.done_on)
    order by c.due_on nulls last, c.created_at, c.id), '[]')
  from commitment c join organisation o on o.id = c.organisation_id
  where c.agreement_id = a.id and c.superseded_at is null)`

// Only what has come into force; notice given is an act of one side, and the text holds until its end.
const signed = sql`a.partnership_id = t.id
  and a.state in ('inForce', 'suspended', 'noticeGiven', 'ended', 'renewed')`

const agreements = sql`(select jsonb_agg(jsonb_build_object('kind', a.kind, 'title', a.title, 'object', a.object,
    'startsOn', a.starts_on, 'endsOn', a.ends_on, 'openEnded', a.open_ended,
    'state', case a.state when 'noticeGiven' then 'inForce' else a.state end, 'languages', to_jsonb(a.languages),
    'commitments', ${commitments}) order by a.starts_on desc nulls last, a.id)
  from agreement a where ${signed})`

// Each kind by itself: what was planned and what was given are never added.
const planned = sql`(select coalesce(jsonb_agg(jsonb_build_object('agreement', a.title, 'party', o.key, 'name', o.name, 'year', m.year,
    'kind', m.kind, 'amount', m.amount::text, 'currency', m.currency) order by m.year, o.key, m.kind, m.id), '[]')
  from agreement a join agreement_amount m on m.agreement_id = a.id join organisation o on o.id = m.organisation_id
  where ${signed} and ${allSayYes('agreements')})`

const given = sql`(select coalesce(jsonb_agg(to_jsonb(g) order by g.year, g.party, g.kind, g.currency), '[]') from (
  select o.key as party, o.name, l.year, l.kind, sum(l.amount)::text as amount, sum(l.quantity)::text as quantity, l.currency
  from ledger_entry l join organisation o on o.id = l.organisation_id where l.partnership_id = t.id
  group by o.key, o.name, l.year, l.kind, l.currency) g)`

// The reason one side gives goes out unless another side has answered it: contested words stay among the parties.
const suspension = sql`(select jsonb_build_object('since', s.effective_on, 'goesOn', s.goes_on, 'reviewOn', s.review_on,
    'reason', case when exists (select from tie_act_answer w where w.act_id = s.id) then '' else s.reason end)
  from tie_act s where s.partnership_id = t.id and s.agreement_id is null and s.kind = 'suspension' and s.withdrawn_at is null
    and t.state = 'suspended'
    and not exists (select from tie_act l where l.partnership_id = t.id and l.agreement_id is null and l.withdrawn_at is null
      and l.kind in ('resumption', 'ending') and l.recorded_at > s.recorded_at)
  order by s.recorded_at desc limit 1)`

const shown = (chosen: (column: string) => RawBuilder<boolean>, now: Date) => sql`
  select t.id, case when w.presentation then t.languages else '{}' end, case when w.presentation then t.sdgs else '{}' end,
    case when w.presentation then t.rights else '{}' end,
    case when w.presentation then jsonb_build_object('texts', ${texts}, 'steps', ${steps}, 'transfers', ${transfers},
      'news', coalesce(${tieNews}, '[]'), 'openEnded', t.open_ended, 'termYear', t.term_year) end,
    case when w.agreements then ${agreements} end,
    case when w.money then jsonb_build_object('planned', ${planned}, 'given', ${given}) end,
    case when w.presentation then ${suspension} end,
    ${now}::timestamptz
  from (select distinct partnership_id from publication_consent where answer = 'yes') k
  join partnership t on t.id = k.partnership_id
  join public_tie p on p.id = t.id
  cross join lateral (select ${allSayYes('presentation')} as presentation, ${allSayYes('agreements')} as agreements,
    ${allSayYes('money')} as money) w
  where ${chosen('t.id')} and (w.presentation or w.agreements or w.money)`

/** Brings what the public may read of these ties beside their plain facts up to date; of all ties when none is named. */
export async function rewriteTieContent(ctx: Ctx, ids: readonly string[] | null): Promise<void> {
  const chosen = (column: string) =>
    ids ? sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])` : sql<boolean>`true`
  await sql`delete from public_tie_content where ${chosen('tie_id')}`.execute(ctx.db)
  await sql`insert into public_tie_content (tie_id, languages, sdgs, rights, presentation, agreements, money, suspension, updated_at)
    ${shown(chosen, ctx.now)}`.execute(ctx.db)
}

/**
 * Does so after what is said of ties, or what a party allows, has changed, with the photos and projects that follow the
 * same answers. The caller raises the data version.
 */
export function publishTieContent(ctx: Ctx, ids: readonly string[]): Promise<void> {
  return asJob(ctx, 'publish', async (inner) => {
    await rewriteTieContent(inner, ids)
    await publishProjectsAround(inner, { tieIds: ids, organisationIds: [] })
    await publishPhotosOf(inner, { tieIds: ids })
  })
}
