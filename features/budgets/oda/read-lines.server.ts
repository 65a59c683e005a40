import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import type { OdaAround } from '../oda-proposals.ts'
import type { OdaLine } from '../oda-rules.ts'
import { costOfStaff, staffUnits } from '../staff-rules.ts'

/** A line of the year with what is known around it. */
export type ReadLine = OdaLine & { around: OdaAround }

type Row = Omit<ReadLine, 'around' | 'staffCost'> &
  Omit<OdaAround, 'lastYear'> & {
    last: OdaAround['lastYear']
    yearlyCost: string | null
    daysPerYear: number | null
    quantity: string | null
    unit: string | null
  }

function staffCostOf({ yearlyCost, daysPerYear, quantity, unit }: Row): string | null {
  const counted = staffUnits.find((one) => one === unit)
  return yearlyCost && daysPerYear && quantity && counted
    ? costOfStaff({ yearlyCost, daysPerYear }, quantity, counted)
    : null
}

// Expenditure that moves money, and staff; what is booked inside the authority, or moves nothing, is not looked at.
const declarable = sql`b.direction = 'expenditure' and b.valuation in ('money', 'staff') and not b.is_internal
  and (b.document_id is null or d.state = 'live') and coalesce(l.is_order, false) = false`

// What next year's accounts say again of the same expenditure.
const sameLine = sql`md5(concat_ws('|', b.valuation, lower(trim(b.label)), coalesce(l.nature, ''), coalesce(l.function_code, ''),
  coalesce(b.counterpart_id::text, lower(trim(b.counterpart_name))), coalesce(b.partnership_id::text, ''), coalesce(b.project_id::text, '')))`

const from = sql`budget_line b left join account_document d on d.id = b.document_id
  left join account_line l on l.document_id = b.document_id and l.position = b.account_position`

/** The lines a return may be made of, with their country's group in that year, and what their tie and project say. */
export async function readOdaLines(ctx: Ctx, organisationId: string, year: number): Promise<ReadLine[]> {
  const { rows } = await sql<Row>`
    with line as materialized (
      select b.*, ${sameLine} as same, coalesce(b.partnership_id, p.partnership_id) as tie_id, p.dac_sectors
      from ${from} left join project p on p.id = b.project_id
      where b.organisation_id = ${organisationId} and b.year = ${year} and ${declarable}),
    last as materialized (
      select distinct on (same) same, country, oda_kind, oda_channel, dac_sector, oda_markers
      from (select b.*, ${sameLine} as same from ${from}
        where b.organisation_id = ${organisationId} and b.year = ${year} - 1 and ${declarable}) x
      order by same, oda_kind nulls last, id),
    grouped as materialized (
      select distinct on (g.country) g.country, g.income_group, g.year from country_income_group g
      order by g.country, abs(g.year - ${year}), g.year desc)
    select b.id, b.label, b.valuation, b.country, g.income_group as "group", g.year as "groupYear", b.oda_kind as kind,
      b.oda_channel as channel, b.dac_sector as sector, b.oda_markers as markers, b.paid, b.executed, b.cofunded,
      s.yearly_cost::text as "yearlyCost", s.days_per_year as "daysPerYear", b.quantity::text, b.unit,
      coalesce(nullif(b.counterpart_name, ''), c.name, t.partners, '') as partners,
      b.one_percent as "onePercent", b.action_type as "actionType", b.counterpart_kind as "counterpartKind",
      coalesce(t.countries, '{}') as "tieCountries", coalesce(t.eligible, '{}') as "eligibleCountries",
      coalesce(b.dac_sectors, '{}') as "projectSectors",
      coalesce((select jsonb_object_agg(m.marker, m.value) from project_marker m where m.project_id = b.project_id), '{}') as "projectMarkers",
      case when a.same is null then null else jsonb_build_object('kind', a.oda_kind, 'channel', a.oda_channel, 'sector', a.dac_sector,
        'country', a.country, 'markers', a.oda_markers) end as last
    from line b left join grouped g on g.country = b.country left join staff_grade s on s.id = b.grade_id
    left join organisation c on c.id = b.counterpart_id left join last a on a.same = b.same
    left join lateral (
      select array_agg(distinct o.country) as countries, string_agg(o.name, ', ' order by y.position) as partners,
        array_agg(distinct o.country) filter (where h.income_group is distinct from 'notListed' and h.country is not null) as eligible
      from partnership_party y join organisation o on o.id = y.organisation_id left join grouped h on h.country = o.country
      where y.partnership_id = b.tie_id and o.id <> ${organisationId} and o.country <> 'FR') t on true
    order by b.label, b.id`.execute(ctx.db)
  return rows.map((row) => ({
    ...{ id: row.id, label: row.label, valuation: row.valuation, country: row.country, group: row.group },
    ...{ groupYear: row.groupYear, kind: row.kind, channel: row.channel, sector: row.sector, markers: row.markers },
    ...{ paid: row.paid, executed: row.executed, cofunded: row.cofunded, partners: row.partners },
    staffCost: staffCostOf(row),
    around: {
      ...{ onePercent: row.onePercent, actionType: row.actionType, counterpartKind: row.counterpartKind },
      ...{ tieCountries: row.tieCountries, eligibleCountries: row.eligibleCountries },
      ...{ projectSectors: row.projectSectors, projectMarkers: row.projectMarkers, lastYear: row.last },
    },
  }))
}
