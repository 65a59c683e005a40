import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { all } from '../atlas/organisation-conditions.server.ts'
import { type OrganisationRow, organisationColumns, organisationFilter } from '../atlas/search.server.ts'
import { readInParts } from './batches.ts'
import { organisationBoxCondition, organisationPeriodCondition, type Selection } from './selection-conditions.server.ts'

/** An authority as files and answers for machines give it: with its grouping and the source it comes from. */
export type OrganisationRecord = OrganisationRow & {
  epciKey: string | null
  source: string | null
  licence: string | null
}

const columns = sql<OrganisationRecord>`${organisationColumns}, o.epci_key as "epciKey", s.code as source, s.licence`
const from = sql`public_organisation o left join public_organisation_detail f on f.id = o.id left join source s on s.id = f.source_id`

/** Authorities from these sources only, besides the filters. */
export type OrganisationSelection = Selection & { sourceIds?: readonly string[] }

function condition({ filters, boxes, period, sourceIds }: OrganisationSelection): RawBuilder<boolean> {
  const conditions = [organisationFilter(filters)]
  if (boxes) conditions.push(organisationBoxCondition(boxes))
  if (period) conditions.push(organisationPeriodCondition(period))
  if (sourceIds) conditions.push(sql<boolean>`f.source_id = any(${[...sourceIds]}::uuid[])`)
  return all(conditions)
}

/** A part of the selected authorities in the order of their keys, after the given key. */
export async function listOrganisationRecords(
  ctx: Ctx,
  selection: OrganisationSelection,
  after: string | null,
  limit: number,
): Promise<OrganisationRecord[]> {
  const found = await sql<OrganisationRecord>`select ${columns} from ${from}
    where ${condition(selection)} ${after === null ? sql`` : sql`and o.key > ${after}`}
    order by o.key limit ${limit}`.execute(ctx.db)
  return found.rows
}

/** How many authorities are selected. */
export async function countOrganisationRecords(ctx: Ctx, selection: OrganisationSelection): Promise<number> {
  const source = selection.sourceIds ? from : sql`public_organisation o`
  const found = await sql<{ total: number }>`
    select count(*) as total from ${source} where ${condition(selection)}`.execute(ctx.db)
  return found.rows[0]?.total ?? 0
}

/** All selected authorities, part by part. */
export function readOrganisationRecords(
  ctx: Ctx,
  selection: OrganisationSelection,
): AsyncGenerator<OrganisationRecord[]> {
  return readInParts(
    (after, limit) => listOrganisationRecords(ctx, selection, after, limit),
    (row) => row.key,
  )
}

/** An authority by its key in any case; `movedTo` says the key it has today when the one asked for led elsewhere; null when there is none. */
export async function findOrganisationRecord(
  ctx: Ctx,
  key: string,
): Promise<{ record: OrganisationRecord; movedTo: string | null } | null> {
  const found = await sql<OrganisationRecord>`select ${columns} from ${from}
    where o.key = ${key} or o.id = (select organisation_id from public_key_redirect where old_key = ${key})
    order by o.key = ${key} desc limit 1`.execute(ctx.db)
  const record = found.rows[0]
  return record ? { record, movedTo: record.key === key ? null : record.key } : null
}

/** Other names an authority is found under. */
export async function listOrganisationAliases(ctx: Ctx, id: string): Promise<{ name: string; reason: string }[]> {
  const found = await sql<{ name: string; reason: string }>`
    select a.alias as name, a.reason from public_organisation_alias a join public_organisation o on o.id = a.organisation_id
    where a.organisation_id = ${id} order by a.alias_key, a.reason`.execute(ctx.db)
  return found.rows
}
