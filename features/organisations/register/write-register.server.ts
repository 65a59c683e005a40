import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { newId } from '../../../platform/ids.ts'
import { nameKey } from '../names.ts'
import type { Authority } from './authority.ts'
import type { Register } from './build-register.ts'
import { registerSource } from './sources.server.ts'
import { upsertRows } from './upsert.server.ts'

const columns = [
  'id',
  'key',
  'tier',
  'legal_form',
  'name',
  'name_key',
  'country',
  'insee_code',
  'siren',
  'departement_code',
  'postal_codes',
  'population',
  'population_year',
  'epci_id',
  'ept_id',
  'departement_id',
  'region_id',
  'seat_id',
  'lon',
  'lat',
  'point_precision',
  'place_id',
  'status',
  'source_id',
  'updated_at',
]

type Ids = ReadonlyMap<string, string>

function toRow(authority: Authority, ids: Ids, sourceId: string, now: Date) {
  const id = (key: string | null) => (key === null ? null : (ids.get(key) ?? null))
  return [
    id(authority.key),
    authority.key,
    authority.tier,
    authority.legalForm,
    authority.name,
    nameKey(authority.name),
    'FR',
    authority.inseeCode,
    authority.siren,
    authority.departementCode,
    authority.postalCodes,
    authority.population,
    authority.populationYear,
    id(authority.epci),
    id(authority.ept),
    id(authority.departement),
    id(authority.region),
    id(authority.seat),
    authority.point?.lon ?? null,
    authority.point?.lat ?? null,
    authority.point?.precision ?? null,
    authority.point?.placeId ?? null,
    'inForce',
    sourceId,
    now,
  ] as const
}

/** The ids of authorities already known by their key, and new ones for the others. */
async function assignIds(ctx: Ctx, authorities: readonly Authority[]): Promise<Ids> {
  const known = await ctx.db.selectFrom('organisation').select(['key', 'id']).where('country', '=', 'FR').execute()
  const ids = new Map(known.map((row) => [row.key, row.id]))
  for (const authority of authorities) if (!ids.has(authority.key)) ids.set(authority.key, newId())
  return ids
}

/** An authority that is no longer in the register was dissolved: its ties and its page stay. */
async function markDissolved(ctx: Ctx, keys: readonly string[], sourceId: string): Promise<void> {
  await sql`update organisation set status = 'dissolved', updated_at = ${ctx.now}
    where source_id = ${sourceId} and country = 'FR' and status = 'inForce' and key <> all(${keys}::text[])`.execute(
    ctx.db,
  )
}

async function writeAliases(ctx: Ctx, authorities: readonly Authority[], ids: Ids, sourceId: string): Promise<void> {
  const rows = authorities.flatMap((authority) =>
    authority.aliases.map((alias) => [
      ids.get(authority.key) ?? null,
      alias.name,
      nameKey(alias.name),
      alias.reason,
      alias.code,
    ]),
  )
  await upsertRows(
    ctx,
    {
      table: 'organisation_alias',
      key: ['organisation_id', 'alias_key', 'reason'],
      columns: ['organisation_id', 'alias', 'alias_key', 'reason', 'code'],
      deleteWhere: sql<boolean>`t.organisation_id in (select id from organisation where source_id = ${sourceId})`,
    },
    rows,
  )
}

/** Brings the authorities of the register to the database: the same keys keep their ids, what is unchanged is not touched. */
export async function writeRegister(ctx: Ctx, register: Register): Promise<void> {
  const { authorities, redirects } = register
  const source = await ctx.db
    .selectFrom('source')
    .select('id')
    .where('code', '=', registerSource)
    .executeTakeFirstOrThrow()
  const ids = await assignIds(ctx, authorities)
  await upsertRows(
    ctx,
    { table: 'organisation', key: ['key'], columns, once: ['id', 'updated_at'], touch: 'updated_at' },
    authorities.map((authority) => toRow(authority, ids, source.id, ctx.now)),
  )
  await markDissolved(
    ctx,
    authorities.map((authority) => authority.key),
    source.id,
  )
  await writeAliases(ctx, authorities, ids, source.id)
  await upsertRows(
    ctx,
    { table: 'organisation_key_redirect', key: ['old_key'], columns: ['old_key', 'organisation_id'] },
    redirects.flatMap(([oldKey, key]) => (ids.has(key) ? [[oldKey, ids.get(key) ?? null]] : [])),
  )
  await sql`analyze organisation`.execute(ctx.db)
  await sql`analyze organisation_alias`.execute(ctx.db)
}
