import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { nameKey } from '../../organisations/names.ts'

/** A body of the register who was paid, or who paid. */
export type Counterpart = { id: string; isFrenchAuthority: boolean }

type Found = Counterpart & { name: string; place: string | null; siren: string | null }

const columns = sql`o.id, o.name, o.siren, coalesce(o.departement_code, o.country) as place,
  o.country = 'FR' and o.kind <> 'organisation' as "isFrenchAuthority"`
const there = sql`o.merged_into is null`

/** The body of this key; `budget_body_unknown` where there is none. */
export async function findBody(ctx: Ctx, key: string): Promise<Counterpart> {
  const { rows } = await sql<Found>`select ${columns} from organisation o where o.key = ${key} and ${there}`.execute(
    ctx.db,
  )
  if (!rows[0]) throw new AppError('invalid', 'budget_body_unknown')
  return rows[0]
}

// As it stands on papers: nine digits of a SIREN, or fourteen of a SIRET, with spaces or without.
const sirenOf = (typed: string): string | null =>
  /^(\d{9})(\d{5})?$/.exec(typed.replaceAll(/[\s.\u00a0]/g, ''))?.[1] ?? null

const most = 6

/**
 * The one body a SIREN, a SIRET or a name means. `budget_body_none` where nobody answers to it; `budget_body_several` with
 * the names and numbers of those that do, so that one of them can be said; `budget_body_self` for the body itself.
 */
export async function searchBody(ctx: Ctx, organisationId: string, typed: string): Promise<Counterpart> {
  const siren = sirenOf(typed)
  const found = siren === null ? await byName(ctx, typed) : await bySiren(ctx, siren)
  const [first] = found
  if (!first) throw new AppError('invalid', 'budget_body_none', { typed })
  if (found.length > 1) {
    const names = found.map(
      ({ name, place, siren: number }) => `${name} (${[place, number].filter(Boolean).join(', ')})`,
    )
    throw new AppError('invalid', 'budget_body_several', { typed, names: names.join(' ; ') })
  }
  if (first.id === organisationId) throw new AppError('invalid', 'budget_body_self')
  return first
}

async function bySiren(ctx: Ctx, siren: string): Promise<Found[]> {
  const { rows } =
    await sql<Found>`select ${columns} from organisation o where o.siren = ${siren} and ${there}`.execute(ctx.db)
  return rows
}

// Those called exactly so; only where nobody is, those whose name begins so. Whoever keeps out of sight is not listed.
async function byName(ctx: Ctx, typed: string): Promise<Found[]> {
  const key = nameKey(typed)
  if (key.length < 2) return []
  const { rows } = await sql<Found & { exact: boolean }>`
    select ${columns}, o.name_key = ${key} as exact from organisation o
    where ${there} and o.discreet_since is null and (o.name_key = ${key} or (o.name_key >= ${key} and o.name_key < ${`${key}~`}))
    order by exact desc, o.country <> 'FR', o.population desc nulls last, o.key limit ${most}`.execute(ctx.db)
  const exact = rows.filter((row) => row.exact)
  return exact.length > 0 ? exact : rows
}
