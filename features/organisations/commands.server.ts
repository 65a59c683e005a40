import { sql } from 'kysely'
import { z } from 'zod'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { nameKey } from './names.ts'
import { publishOrganisations } from './publish.server.ts'
import type { LegalForm } from './schema.ts'
import { isSiren } from './siren.ts'

// No official file lists these for us.
const tiersAddedBySiren = ['syndicat', 'petr', 'gip'] as const

const organisationBySiren = z.object({
  siren: z.string().trim(),
  name: z.string().trim().min(1).max(200),
  tier: z.enum(tiersAddedBySiren),
  departement: z.string().trim().toUpperCase().optional(),
  seat: z.string().trim().toUpperCase().optional(),
})
/** What is said of a grouping to add; `departement` and `seat` (a commune) are INSEE codes. */
export type OrganisationBySiren = { siren: string; name: string; tier: string; departement?: string; seat?: string }

type Given = z.output<typeof organisationBySiren>

/** Adding to the register is the operator's alone. */
function requireOperator(ctx: Ctx): void {
  if (ctx.actor.kind === 'anonymous') throw new AppError('unauthenticated', 'organisation_add_needs_operator')
  if (ctx.actor.kind !== 'operator') throw new AppError('forbidden', 'organisation_add_needs_operator')
}

function parseGiven(input: OrganisationBySiren): Given {
  const parsed = organisationBySiren.safeParse(input)
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? '')
    throw new AppError('invalid', field === 'tier' ? 'organisation_tier_invalid' : 'organisation_name_missing')
  }
  if (!isSiren(parsed.data.siren))
    throw new AppError('invalid', 'organisation_siren_invalid', { siren: parsed.data.siren })
  return parsed.data
}

type Territory = { departement_code: string | null; departement_id: string | null; region_id: string | null }
type Seat = Territory & { id: string; lon: number | null; lat: number | null }

async function findSeat(ctx: Ctx, code: string): Promise<Seat> {
  const seat = await ctx.db
    .selectFrom('organisation')
    .select(['id', 'departement_code', 'departement_id', 'region_id', 'lon', 'lat'])
    .where('key', '=', `c${code}`)
    .executeTakeFirst()
  if (!seat) throw new AppError('invalid', 'organisation_seat_unknown', { code })
  return seat
}

// A département of the code list may be held by an authority of another level: any commune in it tells which.
async function findTerritory(ctx: Ctx, code: string): Promise<Territory> {
  const found = await sql<Territory>`
    select departement_code, departement_id, region_id from organisation
    where departement_code = ${code} and country = 'FR' and departement_id is not null
    group by 1, 2, 3 order by count(*) desc limit 1`.execute(ctx.db)
  if (!found.rows[0]) throw new AppError('invalid', 'organisation_departement_unknown', { code })
  return found.rows[0]
}

async function refuseKnownSiren(ctx: Ctx, siren: string): Promise<void> {
  const known = await ctx.db.selectFrom('organisation').select('name').where('siren', '=', siren).executeTakeFirst()
  if (known) throw new AppError('conflict', 'organisation_siren_known', { siren, name: known.name })
}

/** Adds a syndicat, PETR or GIP to the register by its SIREN and publishes it; its seat gives the point, if one is named. */
export async function addOrganisationBySiren(
  ctx: Ctx,
  input: OrganisationBySiren,
): Promise<{ key: string; name: string }> {
  requireOperator(ctx)
  const given = parseGiven(input)
  return inTransaction(ctx, async (inner) => {
    await refuseKnownSiren(inner, given.siren)
    const seat = given.seat ? await findSeat(inner, given.seat) : null
    const territory = given.departement ? await findTerritory(inner, given.departement) : seat
    const source = await inner.db
      .selectFrom('source')
      .select('id')
      .where('code', '=', 'operator')
      .executeTakeFirstOrThrow()
    const legalForm: LegalForm = given.tier
    const row = { id: newId(), key: `e${given.siren}`, name: given.name }
    await inner.db
      .insertInto('organisation')
      .values({
        ...row,
        tier: given.tier,
        legal_form: legalForm,
        name_key: nameKey(given.name),
        country: 'FR',
        siren: given.siren,
        departement_code: territory?.departement_code ?? null,
        departement_id: territory?.departement_id ?? null,
        region_id: territory?.region_id ?? null,
        seat_id: seat?.id ?? null,
        lon: seat?.lon ?? null,
        lat: seat?.lat ?? null,
        point_precision: seat?.lon == null ? null : 'seat',
        source_id: source.id,
        created_at: inner.now,
        updated_at: inner.now,
      })
      .execute()
    await publishOrganisations(inner, { ids: [row.id] })
    await raiseDataVersion(inner)
    return { key: row.key, name: row.name }
  })
}
