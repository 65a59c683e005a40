import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { dayOf } from '../freshness/rules.ts'
import { reviewMonths } from '../partnerships/agreement-rules.ts'
import { type PartyOfTie, requireParty } from '../partnerships/parties.server.ts'
import { budgetDue } from './due-budget.server.ts'
import { electionDue } from './due-elections.server.ts'
import { ownDue } from './due-own.server.ts'
import { projectArms } from './due-projects.server.ts'
import { compareDue, type DueItem } from './due-rules.ts'

/** From when on, and until when, days are wanted; what waits without a day always is. */
export type DueSpan = { from?: string | null; until?: string | null }

type Row = Omit<DueItem, 'partners' | 'count' | 'on' | 'precision' | 'year'> & {
  on: string | null
  precision: string | null
  partners: string[] | null
  count: number | null
}

/** What every arm of the query needs to know: for whom it is asked, of which tie alone, and of which day. */
export type Asked = { organisationId: string; tieId: string | null; today: string; now: Date }

const none = sql`null::uuid`

// The same columns from each arm, in the same order.
const line = (of: Record<string, RawBuilder<unknown>>) => sql`select ${of.kind} as kind, ${of.id}::uuid as id,
  ${of.on ?? sql`null`}::date as day, ${of.by ?? sql`null`}::uuid as by_id, ${of.title ?? sql`''`}::text as title,
  ${of.detail ?? sql`''`}::text as detail, ${of.tie ?? none}::uuid as tie_id, ${of.agreement ?? none}::uuid as agreement_id,
  ${of.project ?? none}::uuid as project_id, ${of.mission ?? none}::uuid as mission_id,
  ${of.precision ?? sql`'day'`}::text as precision, ${of.count ?? sql`1`}::int as n`

const kind = (name: DueItem['kind']) => sql`${name}::text`

function agreementArms({ today }: Asked): RawBuilder<unknown>[] {
  const review = sql`(a.ends_on - make_interval(months => greatest(${reviewMonths}, coalesce(a.notice_months, 0))))::date`
  const whole = { tie: sql`a.partnership_id`, agreement: sql`a.id`, title: sql`a.title` }
  return [
    sql`${line({ ...whole, kind: kind('agreementEnd'), id: sql`a.id`, on: sql`a.ends_on`, detail: sql`a.renewal` })}
      from own o join agreement a on a.partnership_id = o.id
      where a.state in ('inForce', 'suspended', 'noticeGiven') and a.ends_on >= ${today}::date`,
    sql`${line({ ...whole, kind: kind('agreementReview'), id: sql`a.id`, on: review, detail: sql`a.ends_on` })}
      from own o join agreement a on a.partnership_id = o.id
      where a.state = 'inForce' and (a.ends_on >= ${today}::date or a.renewal = 'tacit')
        and not exists (select from agreement r where r.renews_id = a.id and r.state <> 'abandoned')`,
    sql`${line({ ...whole, kind: kind('commitment'), id: sql`c.id`, on: sql`c.due_on`, by: sql`c.organisation_id`, title: sql`c.body`, detail: sql`a.title` })}
      from own o join agreement a on a.partnership_id = o.id join commitment c on c.agreement_id = a.id
      where a.state in ('inForce', 'noticeGiven') and c.state = 'due' and c.superseded_at is null`,
    sql`${line({ ...whole, kind: kind('draft'), id: sql`a.id` })}
      from own o join agreement a on a.partnership_id = o.id where a.state = 'draft'`,
    // Of each side, the first of the steps it has to take; of an amendment as of the text itself.
    sql`select * from (select distinct on (s.agreement_id, s.amendment_id, s.organisation_id) ${kind('step')} as kind, s.id, null::date as day,
        s.organisation_id as by_id, case when s.name <> '' then s.name else coalesce(r.name, '') end as title, a.title as detail,
        a.partnership_id as tie_id, a.id as agreement_id, ${none} as project_id, ${none} as mission_id, 'day' as precision, 1 as n
      from own o join agreement a on a.partnership_id = o.id join agreement_step s on s.agreement_id = a.id
      left join amendment m on m.id = s.amendment_id left join step_name r on r.code = s.rule_code
      where s.required and s.done_on is null and s.waived_reason = ''
        and (s.amendment_id is null and a.state in ('approval', 'signature', 'transmission')
          or m.state in ('approval', 'signature', 'transmission') and a.state in ('inForce', 'suspended', 'noticeGiven'))
      order by s.agreement_id, s.amendment_id, s.organisation_id, s.position,
        array_position(array['approval', 'authorisation', 'signature', 'transmission'], s.kind)) step`,
  ]
}

function wordArms({ organisationId, now }: Asked): RawBuilder<unknown>[] {
  const ofTie = { tie: sql`o.id` }
  return [
    // Each party that has not answered yet: ours waits, another side's is awaited.
    sql`${line({ ...ofTie, kind: kind('proposal'), id: sql`p.id`, by: sql`y.organisation_id`, agreement: sql`p.agreement_id`, detail: sql`p.subject`, title: sql`coalesce(a.title, '')` })}
      from own o join proposal p on p.partnership_id = o.id and p.state = 'open'
      join partnership_party y on y.partnership_id = o.id and y.organisation_id <> p.organisation_id
      left join agreement a on a.id = p.agreement_id
      where not exists (select from proposal_answer w where w.proposal_id = p.id and w.organisation_id = y.organisation_id)
        and (y.organisation_id = ${organisationId} or p.organisation_id = ${organisationId})`,
    // An act asks for no answer: for a year it is shown that one may stand beside it.
    sql`${line({ ...ofTie, kind: kind('act'), id: sql`t.id`, by: sql`${organisationId}`, agreement: sql`t.agreement_id`, detail: sql`t.kind`, title: sql`coalesce(a.title, '')` })}
      from own o join tie_act t on t.partnership_id = o.id left join agreement a on a.id = t.agreement_id
      where t.organisation_id <> ${organisationId} and t.withdrawn_at is null and t.kind <> 'resumption'
        and t.recorded_at > ${now}::timestamptz - interval '1 year'
        and not exists (select from tie_act_answer w where w.act_id = t.id and w.organisation_id = ${organisationId})`,
    sql`${line({ ...ofTie, kind: kind('suspension'), id: sql`t.id`, on: sql`t.review_on`, agreement: sql`t.agreement_id`, title: sql`coalesce(a.title, '')` })}
      from own o join tie_act t on t.partnership_id = o.id left join agreement a on a.id = t.agreement_id
      where t.kind = 'suspension' and t.withdrawn_at is null and t.review_on is not null
        and not exists (select from tie_act e where e.partnership_id = t.partnership_id and e.withdrawn_at is null
          and e.agreement_id is not distinct from t.agreement_id and e.recorded_at > t.recorded_at
          and e.kind in ('suspension', 'resumption', 'ending'))`,
    sql`${line({ ...ofTie, kind: kind('meeting'), id: sql`m.id`, on: sql`m.on_date`, title: sql`coalesce(b.name, '')`, detail: sql`m.place` })}
      from own o join meeting m on m.partnership_id = o.id left join governance_body b on b.id = m.body_id
      where m.state = 'planned'`,
    sql`${line({ ...ofTie, kind: kind('publication'), id: sql`o.id`, by: sql`${organisationId}`, count: sql`count(distinct y.part)` })}
      from own o join publication_consent y on y.partnership_id = o.id and y.answer = 'yes' and y.organisation_id <> ${organisationId}
      where not exists (select from publication_consent w where w.partnership_id = o.id and w.part = y.part
        and w.organisation_id = ${organisationId})
      group by o.id`,
  ]
}

const partnerArms = ({ today, organisationId }: Asked): RawBuilder<unknown>[] => [
  sql`select ${kind('election')} as kind, md5(e.code)::uuid as id, e.on_date as day, null::uuid as by_id, e.title, e.names as detail,
      ${none} as tie_id, ${none} as agreement_id, ${none} as project_id, ${none} as mission_id, e.precision, 1 as n
    from (select e.code, e.on_date, e.date_precision as precision, e.title, string_agg(distinct p.name, ', ') as names
      from own o join partnership_party y on y.partnership_id = o.id join organisation p on p.id = y.organisation_id
      join election_named e on e.country = p.country and p.tier = any(e.tiers)
      where p.id <> ${organisationId} and o.state <> 'ended' and e.on_date >= ${today}::date
      group by e.code, e.on_date, e.date_precision, e.title) e`,
  sql`${line({ kind: kind('mandateEnd'), id: sql`p.id`, by: sql`p.id`, on: sql`f.mandate_end`, title: sql`p.name` })}
    from (select distinct y.organisation_id as id from own o join partnership_party y on y.partnership_id = o.id
      where o.state <> 'ended') x join organisation p on p.id = x.id join organisation_profile f on f.organisation_id = p.id
    where f.mandate_end is not null and (f.mandate_end >= ${today}::date or p.id = ${organisationId})`,
]

async function readDue(ctx: Ctx, asked: Asked, { from, until }: DueSpan): Promise<DueItem[]> {
  const { organisationId, tieId, today } = asked
  const own = (column: string) => sql.ref(`${column}_${ctx.locale}`)
  const arms = [...agreementArms(asked), ...wordArms(asked), ...projectArms(asked, line), ...partnerArms(asked)]
  const { rows } = await sql<Row>`
    with own as materialized (
      select t.id, t.state from partnership_party mine join partnership t on t.id = mine.partnership_id
      where mine.organisation_id = ${organisationId} and (${tieId}::uuid is null or t.id = ${tieId})),
    names as materialized (
      select o.id, array_agg(p.name order by y.position) filter (where p.id <> ${organisationId}) as names
      from own o join partnership_party y on y.partnership_id = o.id join organisation p on p.id = y.organisation_id group by o.id),
    step_name as (select code, ${own('name')} as name from approval_step_rule),
    election_named as (select code, country, tiers, on_date, date_precision, ${own('name')} as title from election),
    found as (${sql.join(arms, sql` union all `)})
    select f.kind, f.id, f.day as "on", f.precision, f.title, f.detail, f.n as count, f.tie_id as "tieId",
      f.agreement_id as "agreementId", f.project_id as "projectId", f.mission_id as "missionId",
      case when f.by_id is null then 'both' when f.by_id = ${organisationId} then 'ours' else 'theirs' end as side,
      coalesce(w.name, '') as who, n.names as partners
    from found f left join organisation w on w.id = f.by_id left join names n on n.id = f.tie_id
    where f.day is null or (f.day >= ${from ?? null}::date or ${from ?? null}::date is null or f.day < ${today}::date)
      and (f.day <= ${until ?? null}::date or ${until ?? null}::date is null)`.execute(ctx.db)
  return rows.map(({ partners, count, precision, ...row }) => ({
    ...row,
    partners: partners ?? [],
    year: null,
    count: count ?? 1,
    precision: precision === 'month' || precision === 'year' ? precision : 'day',
  }))
}

/**
 * Everything that has a day or waits for somebody in an organisation, as its members see it: of its ties, agreements,
 * projects and missions, of its budget, and of its own record. What is late is always among it.
 */
export async function listDue(ctx: Ctx, organisationId: string, span: DueSpan = {}): Promise<DueItem[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const asked = { organisationId, tieId: null, today: dayOf(inner.now), now: inner.now }
    const items = [...(await readDue(inner, asked, span)), ...(await electionDue(inner, organisationId))]
    const own = [...(await budgetDue(inner, organisationId)), ...(await ownDue(inner, organisationId))]
    return [...items, ...own].toSorted(compareDue)
  })
}

/** The same of one tie alone, for whoever acts for a party of it: its members, and the guests of this tie. */
export async function listDueOfTie(ctx: Ctx, of: PartyOfTie): Promise<DueItem[]> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    const { organisationId, partnershipId: tieId } = of
    const asked = { organisationId, tieId, today: dayOf(inner.now), now: inner.now }
    const items = [...(await readDue(inner, asked, {})), ...(await electionDue(inner, organisationId))]
    // Elections are a country's, not a tie's: those of its parties are among them already.
    const ofPartners: ReadonlySet<DueItem['kind']> = new Set(['election', 'mandateEnd'])
    return items.filter((item) => item.tieId === tieId || ofPartners.has(item.kind)).toSorted(compareDue)
  })
}
