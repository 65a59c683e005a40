import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { publishProfiles } from './publish-profile.server.ts'

/** A network an organisation belongs to, or a member of a network. */
export type NetworkSeat = { key: string; name: string; country: string; sinceYear: number | null }

/** The networks an organisation says it belongs to. */
export async function listNetworksOf(ctx: Ctx, organisationId: string): Promise<NetworkSeat[]> {
  await requireRole(ctx, organisationId, 'reader')
  const { rows } = await sql<NetworkSeat>`
    select n.key, n.name, n.country, m.since_year as "sinceYear"
    from organisation_network m join organisation n on n.id = m.network_id
    where m.organisation_id = ${organisationId} order by n.name_key, n.key`.execute(ctx.db)
  return rows
}

/** Who says that they belong to a network: what its own members see. */
export async function listNetworkMembers(ctx: Ctx, networkId: string): Promise<NetworkSeat[]> {
  await requireRole(ctx, networkId, 'reader')
  const { rows } = await sql<NetworkSeat>`
    select o.key, o.name, o.country, m.since_year as "sinceYear"
    from organisation_network m join organisation o on o.id = m.organisation_id
    where m.network_id = ${networkId} order by o.name_key, o.key`.execute(ctx.db)
  return rows
}

/** The networks there are to choose from. */
export async function listNetworks(ctx: Ctx): Promise<{ key: string; name: string }[]> {
  const { rows } = await sql<{ key: string; name: string }>`
    select key, name from organisation where tier = 'network' and merged_into is null order by name_key, key`.execute(
    ctx.db,
  )
  return rows
}

async function findNetwork(ctx: Ctx, key: string): Promise<{ id: string; name: string }> {
  const found = await ctx.db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('key', '=', key)
    .where('tier', '=', 'network')
    .executeTakeFirst()
  if (!found) throw new AppError('not_found', 'network_not_found')
  return found
}

function checkYear(year: number | null, now: Date): void {
  if (year === null) return
  if (!Number.isInteger(year) || year < 1800 || year > now.getFullYear())
    throw new AppError('invalid', 'network_year_wrong')
}

/** Says that an organisation belongs to a network, and since when where that is known; said again, changes the year. */
export async function joinNetwork(
  ctx: Ctx,
  organisationId: string,
  networkKey: string,
  sinceYear: number | null,
): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  checkYear(sinceYear, ctx.now)
  await inTransaction(ctx, async (inner) => {
    const network = await findNetwork(inner, networkKey)
    if (network.id === organisationId) throw new AppError('invalid', 'network_itself')
    const before = await findSeat(inner, organisationId, network.id)
    if (before && before.sinceYear === sinceYear) return
    await inner.db
      .insertInto('organisation_network')
      .values({ organisation_id: organisationId, network_id: network.id, since_year: sinceYear })
      .onConflict((conflict) =>
        conflict.columns(['organisation_id', 'network_id']).doUpdateSet({ since_year: sinceYear }),
      )
      .execute()
    const named = { network: network.name, sinceYear }
    await record(inner, organisationId, network.id, before ? { network: network.name, ...before } : null, named)
    await publishProfiles(inner, [organisationId])
  })
}

/** Says that an organisation no longer belongs to a network. */
export async function leaveNetwork(ctx: Ctx, organisationId: string, networkKey: string): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const network = await findNetwork(inner, networkKey)
    const before = await findSeat(inner, organisationId, network.id)
    if (!before) throw new AppError('not_found', 'network_not_found')
    await inner.db
      .deleteFrom('organisation_network')
      .where('organisation_id', '=', organisationId)
      .where('network_id', '=', network.id)
      .execute()
    await record(inner, organisationId, network.id, { network: network.name, ...before }, null)
    await publishProfiles(inner, [organisationId])
  })
}

async function findSeat(
  { db }: Ctx,
  organisationId: string,
  networkId: string,
): Promise<{ sinceYear: number | null } | undefined> {
  return db
    .selectFrom('organisation_network')
    .select('since_year as sinceYear')
    .where('organisation_id', '=', organisationId)
    .where('network_id', '=', networkId)
    .executeTakeFirst()
}

function record(
  ctx: Ctx,
  organisationId: string,
  recordId: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Promise<void> {
  const action = before === null ? 'added' : after === null ? 'removed' : 'changed'
  return recordChange(ctx, { recordKind: 'network', recordId, organisationId, action, before, after })
}
