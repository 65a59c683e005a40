import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import type { FigureView } from './figure-view.ts'
import { countedLines, narrowedTo } from './figures/counted.server.ts'
import type { Measure } from './schema.ts'

/** One stretch of the way of the money of a year: from a funder, through a department or a project, to who had it last. */
export type PathStretch = {
  stage: 'funder' | 'use' | 'last'
  /** Where from: a department or a project, for the last stretch. */
  through: string
  throughKind: 'project' | 'department'
  /** The project it goes through; null for a department. */
  projectId: string | null
  name: string
  /** A funding source, or the kind of who was paid. */
  kind: string
  amount: string
}

/** A tie in a year: what was spent on it, and whether money of the State came in. */
export type StateMoney = {
  partnershipId: string
  year: number
  expenditure: string
  stateMoney: string
  /** The part of it that did not pass through the accounts. */
  outside: string
}

/** What paths of the money say beside the totals. */
export type MoneyPaths = {
  stretches: PathStretch[]
  /** Of expenditure: what reached partner authorities and local actors, and what says who was paid. */
  reach: { local: string; told: string; all: string }
  /** What others pay in the projects of the year outside the accounts. */
  beside: string
  /** In which projects. */
  besideProjects: { id: string; title: string; amount: string }[]
  /** Receipts that others paid. */
  fromOthers: string
  stateYears: StateMoney[]
}

const sumOf = (chosen: RawBuilder<unknown>) =>
  sql`coalesce(sum(amount) filter (where ${chosen}), 0)::numeric(18, 2)::text`

const column: Record<Measure, 'planned' | 'voted' | 'executed'> = {
  planned: 'planned',
  voted: 'voted',
  executed: 'executed',
}

/** The way of the money of one year, in one state; transfers between these organisations and order operations left out. */
export async function readMoneyPaths(
  ctx: Ctx,
  organisationIds: readonly string[],
  { year, measure, filters }: { year: number; measure: Measure; filters: FigureView['filters'] },
): Promise<MoneyPaths> {
  const amount = sql`m.${sql.ref(column[measure])}`
  // One reading of the lines serves all three: row-level security asks for each of them who may see it.
  const { rows } = await sql<
    Omit<MoneyPaths, 'beside' | 'fromOthers'> & { told: { beside: string; fromOthers: string } }
  >`
    with line as materialized (select m.*, ${amount} as amount from ${countedLines(organisationIds)} m
      where m.valuation = 'money' and not m.is_transfer and ${amount} is not null and ${narrowedTo(filters)}),
    shown as (select * from line where year = ${year}),
    stretch as (
      select case direction when 'receipt' then 'funder' else 'use' end as stage,
        case when direction = 'receipt' then '' when project_id is not null then coalesce(j.title, '') else department end as through,
        case when project_id is not null then 'project' else 'department' end as "throughKind",
        case when direction = 'expenditure' then project_id end as "projectId",
        case direction when 'receipt' then '' else coalesce(nullif(o.name, ''), s.counterpart_name) end as name,
        coalesce(case direction when 'receipt' then funding_source else s.counterpart_kind end, '') as kind, sum(amount) as amount
      from shown s left join project j on j.id = s.project_id left join organisation o on o.id = s.counterpart_id
      group by 1, 2, 3, 4, 5, 6 having sum(amount) > 0),
    beside as (
      select m.project_id, coalesce(m.spent, m.planned) as amount from project_money m
      where m.year = ${year} and m.nature = 'money' and m.currency = 'EUR' and m.source <> 'ownFunds'
        and (m.funder_id is null or m.funder_id <> all(${[...organisationIds]}::uuid[]))
        and m.project_id in (select project_id from shown where project_id is not null)
        -- what came in through the accounts is counted there
        and not exists (select from shown r where r.direction = 'receipt' and r.project_id = m.project_id
          and (r.funding_source = m.source or r.counterpart_id = m.funder_id))),
    fact as (
      select ${sumOf(sql`direction = 'expenditure' and counterpart_kind in ('partnerAuthority', 'localActor')`)} as local,
        ${sumOf(sql`direction = 'expenditure' and counterpart_kind is not null`)} as told,
        ${sumOf(sql`direction = 'expenditure'`)} as "all",
        ${sumOf(sql`direction = 'receipt' and funding_source is distinct from 'ownFunds'`)} as "fromOthers"
      from shown),
    -- What the State paid in the projects of these ties outside the accounts, read once for all of them.
    outside as (
      select j.partnership_id, m.year, sum(coalesce(m.spent, m.planned)) as amount
      from project j join project_money m on m.project_id = j.id
      where j.partnership_id = any (array(select distinct partnership_id from line where partnership_id is not null))
        and m.source = 'state' and m.currency = 'EUR' and m.nature = 'money'
        and (m.project_id, m.year) not in (select r.project_id, r.year from line r
          where r.direction = 'receipt' and r.funding_source = 'state' and r.project_id is not null)
      group by 1, 2),
    state_year as (
      select l.partnership_id as "partnershipId", l.year, ${sumOf(sql`direction = 'expenditure'`)} as expenditure,
        coalesce(sum(l.amount) filter (where l.direction = 'receipt' and l.funding_source = 'state'), 0) as received,
        coalesce((select u.amount from outside u where u.partnership_id = l.partnership_id and u.year = l.year), 0) as outside
      from line l where l.partnership_id is not null group by 1, 2)
    select coalesce((select json_agg(json_build_object('stage', stage, 'through', through, 'throughKind', "throughKind", 'name', name,
        'kind', kind, 'projectId', "projectId", 'amount', amount::numeric(18, 2)::text) order by amount desc, through, name) from stretch), '[]') as stretches,
      (select json_build_object('local', local, 'told', told, 'all', "all") from fact) as reach,
      (select json_build_object('fromOthers', "fromOthers",
        'beside', (select coalesce(sum(b.amount), 0) from beside b)::numeric(18, 2)::text) from fact) as told,
      coalesce((select json_agg(json_build_object('partnershipId', "partnershipId", 'year', year, 'expenditure', expenditure,
        'stateMoney', (received + outside)::numeric(18, 2)::text, 'outside', outside::numeric(18, 2)::text)
        order by "partnershipId", year) from state_year), '[]') as "stateYears",
      coalesce((select json_agg(json_build_object('id', p.id, 'title', p.title, 'amount', p.amount::numeric(18, 2)::text) order by p.title)
        from (select j.id, j.title, sum(b.amount) as amount from beside b join project j on j.id = b.project_id group by 1, 2) p), '[]')
        as "besideProjects"`.execute(ctx.db)
  const [found] = rows
  if (!found) throw new Error('a question without conditions has an answer')
  const { told, ...paths } = found
  return { ...paths, ...told }
}

/** The way of the money of a year of an organisation, for its members. */
export async function getMoneyPaths(
  ctx: Ctx,
  organisationIds: readonly string[],
  asked: { year: number; measure: Measure; filters: FigureView['filters'] },
): Promise<MoneyPaths> {
  for (const id of organisationIds) await requireRole(ctx, id, 'reader')
  return inTransaction(ctx, (inner) => readMoneyPaths(inner, organisationIds, asked))
}
