import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { all } from '../atlas/organisation-conditions.server.ts'
import { tieFilter } from '../atlas/tie-conditions.server.ts'
import { countTies, type TieRow, tieColumns } from '../atlas/ties.server.ts'
import type { Theme, TieEvidence, TieState, TieType } from '../partnerships/schema.ts'
import { readInParts } from './batches.ts'
import { type Selection, tieBoxCondition, tiePeriodCondition } from './selection-conditions.server.ts'

/** One end of a tie with its place. */
export type TieEnd = {
  key: string
  name: string
  country: string
  tier: string
  lon: number | null
  lat: number | null
}

/** A tie as files and answers for machines give it: with the places of its ends. */
export type TieRecord = TieRow & { ends: TieEnd[] }

/** What one source said of a tie, as it said it. */
export type TieStatement = {
  id: string
  source: string
  pageTitle: string | null
  pageUrl: string | null
  licence: string
  evidence: TieEvidence
  typeSaid: TieType
  stateSaid: TieState
  sinceYear: number | null
  untilYear: number | null
  attestedYear: number | null
  themes: Theme[]
  themesSaid: string | null
  namesSaid: string[]
  recordedAt: Date
}

/** A tie with everything said of it. */
export type TieDetail = TieRecord & {
  stateSinceYear: number | null
  stateReason: string | null
  statements: TieStatement[]
}

/** A statement beside the tie it is about. */
export type StatementRecord = { tie: Pick<TieRecord, 'id' | 'ends'>; statement: TieStatement }

const ends = sql<
  TieEnd[]
>`(select json_agg(json_build_object('key', e.key, 'name', t.party_names[array_position(t.party_keys, e.key)], 'country', e.country,
  'tier', e.tier, 'lon', e.lon, 'lat', e.lat) order by e.position) from public_tie_end e where e.tie_id = t.id)`
const columns = sql<TieRecord>`${tieColumns}, ${ends} as ends`

const statementColumns = sql<TieStatement>`
  m.id, s.code as source, m.page_title as "pageTitle", m.page_url as "pageUrl", m.licence, m.evidence,
  m.type_said as "typeSaid", m.state_said as "stateSaid", m.since_year as "sinceYear", m.until_year as "untilYear",
  m.attested_year as "attestedYear", m.themes, m.themes_said as "themesSaid", m.names_said as "namesSaid",
  m.recorded_at as "recordedAt"`

/** Ties of one authority only, besides the filters. */
export type TieSelection = Selection & { organisationId?: string }

function condition({ filters, boxes, period, organisationId }: TieSelection): RawBuilder<boolean> {
  const conditions = [tieFilter(filters)]
  if (boxes) conditions.push(tieBoxCondition(boxes))
  if (period) conditions.push(tiePeriodCondition(period))
  if (organisationId)
    conditions.push(
      sql<boolean>`t.id in (select e.tie_id from public_tie_end e where e.organisation_id = ${organisationId})`,
    )
  return all(conditions)
}

/** A part of the selected ties in the order of their ids, after the given id. */
export async function listTieRecords(
  ctx: Ctx,
  selection: TieSelection,
  after: string | null,
  limit: number,
): Promise<TieRecord[]> {
  const found = await sql<TieRecord>`select ${columns} from public_tie t
    where ${condition(selection)} ${after === null ? sql`` : sql`and t.id > ${after}`}
    order by t.id limit ${limit}`.execute(ctx.db)
  return found.rows
}

/** How many ties are selected. */
export async function countTieRecords(ctx: Ctx, selection: TieSelection): Promise<number> {
  if (!selection.boxes && !selection.period && !selection.organisationId) return countTies(ctx, selection.filters)
  const found = await sql<{ total: number }>`
    select count(*) as total from public_tie t where ${condition(selection)}`.execute(ctx.db)
  return found.rows[0]?.total ?? 0
}

/** All selected ties, part by part. */
export function readTieRecords(ctx: Ctx, selection: TieSelection): AsyncGenerator<TieRecord[]> {
  return readInParts(
    (after, limit) => listTieRecords(ctx, selection, after, limit),
    (row) => row.id,
  )
}

/** A tie by its id with what each source said of it, the oldest record first; null when there is no such public tie. */
export async function findTieDetail(ctx: Ctx, id: string): Promise<TieDetail | null> {
  const found = await sql<Omit<TieDetail, 'statements'>>`
    select ${columns}, p.state_since_year as "stateSinceYear", p.state_reason as "stateReason"
    from public_tie t join public_tie_detail p on p.id = t.id where t.id = ${id}`.execute(ctx.db)
  const tie = found.rows[0]
  if (!tie) return null
  const said = await sql<TieStatement>`select ${statementColumns}
    from public_tie_statement m join source s on s.id = m.source_id
    where m.partnership_id = ${id} order by m.recorded_at, m.id`.execute(ctx.db)
  return { ...tie, statements: said.rows }
}

/** Everything said under one licence of public ties, part by part in the order of the statements' ids: nothing in it comes from elsewhere. */
export function readStatements(ctx: Ctx, licence: string): AsyncGenerator<StatementRecord[]> {
  return readInParts(
    async (after, limit) => {
      const found = await sql<TieStatement & { tie: StatementRecord['tie'] }>`
        select ${statementColumns}, json_build_object('id', t.id, 'ends', ${ends}) as tie
        from public_tie_statement m join source s on s.id = m.source_id join public_tie t on t.id = m.partnership_id
        where m.licence = ${licence} ${after === null ? sql`` : sql`and m.id > ${after}`}
        order by m.id limit ${limit}`.execute(ctx.db)
      return found.rows.map(({ tie, ...statement }) => ({ tie, statement }))
    },
    (row) => row.statement.id,
  )
}

/** A licence under which something is public: of how many authorities and statements on ties, and from which sources. */
export type LicenceFacts = { licence: string; organisations: number; statements: number; sourceIds: string[] }

/** The licences under which something is public. */
export async function listLicences(ctx: Ctx): Promise<LicenceFacts[]> {
  const found = await sql<LicenceFacts>`
    with organisations as (
      select f.source_id, count(*) as n from public_organisation o join public_organisation_detail f on f.id = o.id group by 1),
    statements as (
      select m.licence, count(*) as n from public_tie_statement m join public_tie t on t.id = m.partnership_id group by 1),
    authorities as (
      select s.licence, sum(o.n) as n, array_agg(s.id) as ids from organisations o join source s on s.id = o.source_id group by 1)
    select licence, coalesce(a.n, 0)::bigint as organisations, coalesce(t.n, 0)::bigint as statements,
      coalesce(a.ids, '{}') as "sourceIds"
    from authorities a full join statements t using (licence) order by licence`.execute(ctx.db)
  return found.rows
}
