import { type RawBuilder, sql } from 'kysely'
import type { FigureDimension } from '../figure-rules.ts'
import type { FigureFilterName } from '../figure-view.ts'
import { unsaid } from '../line-filters.ts'

const done = sql`(d.stage is null or d.stage in ('administrativeAccount', 'singleAccount'))`
const decided = sql`(d.stage is null or d.stage in ('primitive', 'amending', 'supplementary'))`
const hasVoted = sql`coalesce(bool_or(l.voted is not null and ${decided} and not l.is_internal)
  over (partition by l.organisation_id, l.year, l.valuation), false)`

/**
 * The lines of these organisations that count, with their amounts in each state: those of live accounts and those entered by
 * hand, without what moves between budgets of one of them. Credits opened stand for what was voted where no budget of the
 * year was brought (`opened_stands`); `is_transfer` marks what one of them pays to, or has from, another of them.
 * `internal`: with what moves between their own budgets too, marked `is_internal`, for lists; it is in no figure.
 */
export const countedLines = (
  organisationIds: readonly string[],
  { internal = false }: { internal?: boolean } = {},
) => sql`(
  select l.id, l.organisation_id, l.year, l.direction, l.section, l.valuation, l.department, l.country, l.action_type, l.theme,
    l.operating_mode, l.purpose_frame, l.funding_source, l.counterpart_kind, l.counterpart_id, l.counterpart_name, l.project_id,
    l.label, l.one_percent,
    coalesce(l.partnership_id, j.partnership_id) as partnership_id,
    case when ${decided} then l.planned end as planned,
    case when ${hasVoted} then case when ${decided} then l.voted end else case when ${done} then l.opened end end as voted,
    not ${hasVoted} and ${done} and l.opened is not null as opened_stands,
    case when ${done} then l.executed end as executed,
    case when ${done} then l.carried_over end as carried_over,
    coalesce(l.counterpart_id <> l.organisation_id and l.counterpart_id = any(${[...organisationIds]}::uuid[]), false) as is_transfer,
    l.is_internal, l.document_id, l.account_position, l.grant_position, l.means, l.example
  from budget_line l
  -- Read once and not line by line: row-level security asks for each row who may see it.
  left join (select id, stage, state from account_document where organisation_id = any(${[...organisationIds]}::uuid[]) offset 0) d
    on d.id = l.document_id
  -- The few projects of these lines, and not all there are: of each somebody is asked who sees it.
  left join (select id, partnership_id from project where id = any (array(select distinct project_id from budget_line
    where organisation_id = any(${[...organisationIds]}::uuid[]) and project_id is not null)) offset 0) j on j.id = l.project_id
  where l.organisation_id = any(${[...organisationIds]}::uuid[]) and (l.document_id is null or d.state = 'live')
    ${internal ? sql`` : sql`and not l.is_internal`})`

/** The value of a line under each dimension, empty where it does not say; lines are `m`. */
export const dimensionValue: Record<FigureDimension, RawBuilder<unknown>> = {
  department: sql`m.department`,
  partnership: sql`coalesce(m.partnership_id::text, '')`,
  country: sql`coalesce(m.country, '')`,
  type: sql`coalesce(m.action_type, '')`,
  theme: sql`coalesce(m.theme, '')`,
  mode: sql`coalesce(m.operating_mode, '')`,
  frame: sql`coalesce(m.purpose_frame, '')`,
  funder: sql`coalesce(case when m.direction = 'receipt' then m.funding_source end, '')`,
  section: sql`m.section`,
  counterpart: sql`coalesce(case when m.direction = 'expenditure' then m.counterpart_kind end, '')`,
}

/** The condition of what the reader narrowed the figures to. */
export function narrowedTo(filters: Partial<Record<FigureFilterName, string>>): RawBuilder<unknown> {
  const found = Object.entries(filters) as [FigureFilterName, string][]
  if (found.length === 0) return sql`true`
  return sql.join(
    found.map(([name, value]) => sql`${dimensionValue[name]} = ${value === unsaid ? '' : value}`),
    sql` and `,
  )
}
