import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { dayOf } from '../freshness/rules.ts'
import type { AmountKind } from '../partnerships/agreement-schema.ts'

/** What one's own side forecasts, plans and has spent in a year, of one kind and one currency: never added up further. */
export type MoneyLine = {
  kind: AmountKind
  currency: string
  /** Forecast in agreements; exact decimals in strings, null where nothing is written. */
  agreements: string | null
  planned: string | null
  spent: string | null
}

/** Money at a glance, with how many records it comes from. */
export type MoneyOfYear = { year: number; lines: MoneyLine[]; agreements: number; projects: number; asOf: string }

/** A piece of news from the field, as the first page shows it. */
export type HomeNews = {
  id: string
  on: string
  body: string
  locale: string
  author: string
  organisation: string
  title: string
  tieId: string | null
  projectId: string | null
}

/**
 * What an organisation itself gives this year, as its agreements forecast it and as its projects plan and spend it. Drafts
 * and what was abandoned are left out; what others pay is not counted.
 */
export async function getMoneyOfYear(ctx: Ctx, organisationId: string): Promise<MoneyOfYear> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const asOf = dayOf(inner.now)
    const year = Number(asOf.slice(0, 4))
    const { rows } = await sql<MoneyLine & { agreementCount: number; projectCount: number }>`
      with said as (
        select m.kind, m.currency, m.amount as agreements, null::numeric as planned, null::numeric as spent,
            a.id as agreement_id, null::uuid as project_id
          from agreement_amount m join agreement a on a.id = m.agreement_id
          where m.organisation_id = ${organisationId} and m.year = ${year}
            and a.state in ('inForce', 'suspended', 'noticeGiven', 'ended', 'renewed')
        union all
        select m.nature, m.currency, null, m.planned, m.spent, null, p.id
          from project_money m join project p on p.id = m.project_id
          where m.funder_id = ${organisationId} and m.year = ${year} and p.state not in ('idea', 'abandoned'))
      select kind, currency, sum(agreements)::text as agreements, sum(planned)::text as planned, sum(spent)::text as spent,
        count(distinct agreement_id)::int as "agreementCount", count(distinct project_id)::int as "projectCount"
      from said group by grouping sets ((kind, currency), ())
      order by array_position(array['money', 'inKind', 'volunteerTime'], kind), currency`.execute(inner.db)
    const whole = rows.find(({ kind }) => kind === null)
    return {
      ...{ year, asOf, agreements: whole?.agreementCount ?? 0, projects: whole?.projectCount ?? 0 },
      // The line of all kinds together is only there to count the records: it says no amount.
      lines: rows.filter(({ kind }) => kind !== null).map(({ agreementCount: _, projectCount: __, ...line }) => line),
    }
  })
}

const newest = 5

/** The latest news from the field of an organisation's ties and projects, as its members see them. */
export async function listHomeNews(ctx: Ctx, organisationId: string): Promise<HomeNews[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const { rows } = await sql<HomeNews>`
      with own as materialized (select partnership_id as id from partnership_party where organisation_id = ${organisationId}),
      project_of as materialized (select p.id, p.title from project p where p.organisation_id = ${organisationId}
        or p.partnership_id in (select id from own)
        or exists (select from project_participant i where i.project_id = p.id and i.organisation_id = ${organisationId})),
      news as (select u.* from field_update u
        where u.project_id in (select id from project_of) or u.partnership_id in (select id from own)
        order by u.on_date desc, u.received_at desc limit ${newest})
      select u.id, u.on_date as "on", u.body, u.locale, u.author_name as author, coalesce(o.name, '') as organisation,
        coalesce(p.title, (select string_agg(x.name, ' – ' order by y.position) from partnership_party y
          join organisation x on x.id = y.organisation_id where y.partnership_id = u.partnership_id), '') as title,
        u.partnership_id as "tieId", u.project_id as "projectId"
      from news u left join organisation o on o.id = u.organisation_id left join project_of p on p.id = u.project_id
      order by u.on_date desc, u.received_at desc`.execute(inner.db)
    return rows
  })
}
