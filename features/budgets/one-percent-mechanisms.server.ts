import { readSeed } from '../../db/read-seed.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireAdministrator } from '../accounts/permissions.server.ts'
import { instanceRecord } from '../accounts/settings.server.ts'
import { type MechanismInput, readMechanism } from './one-percent-mechanism-form.ts'
import { type OnePercentMechanism, onePercentMechanisms } from './schema.ts'

/** A 1 % mechanism: its article, the act that made it, since when, how much of what. */
export type Mechanism = {
  code: OnePercentMechanism
  /** Empty while nobody has found it in the text. */
  article: string
  act: string
  since: string
  rate: string
  basisFr: string
  basisEn: string
  sourceName: string
  sourceUrl: string | null
  /** The day a person read the text itself; null: to be verified. */
  verifiedOn: string | null
}

/** The mechanisms in the order of the field: reference data, open to everybody. */
export async function readMechanisms(ctx: Ctx): Promise<Mechanism[]> {
  const rows = await ctx.db.selectFrom('one_percent_mechanism').selectAll().execute()
  return onePercentMechanisms.flatMap((code) => {
    const row = rows.find((one) => one.code === code)
    if (!row) return []
    const { basis_fr, basis_en, source_name, source_url, verified_on, edited_at: _, ...rest } = row
    const source = { sourceName: source_name, sourceUrl: source_url, verifiedOn: verified_on }
    return [{ ...rest, code, basisFr: basis_fr, basisEn: basis_en, ...source }]
  })
}

/** The mechanisms, for the administrator who keeps them. */
export async function listMechanisms(ctx: Ctx): Promise<Mechanism[]> {
  await requireAdministrator(ctx)
  return inTransaction(ctx, readMechanisms)
}

/** Changes a mechanism; what was there stays in the trail of changes, and our own file no longer overwrites it. */
export async function saveMechanism(ctx: Ctx, typed: MechanismInput): Promise<void> {
  await requireAdministrator(ctx)
  await inTransaction(ctx, async (inner) => {
    const before = await inner.db
      .selectFrom('one_percent_mechanism')
      .selectAll()
      .where('code', '=', typed.code)
      .executeTakeFirst()
    if (!before) throw new AppError('invalid', 'one_percent_mechanism_unknown')
    const read = readMechanism(typed)
    if ('problems' in read) throw new AppError('invalid', read.problems[0]?.reason ?? 'law_missing')
    const row = { ...read.row, edited_at: inner.now }
    await inner.db.updateTable('one_percent_mechanism').set(row).where('code', '=', before.code).execute()
    await recordChange(inner, {
      ...instanceRecord,
      action: 'lawChanged',
      before,
      after: { code: before.code, ...row },
      note: `onePercent ${before.code}`,
    })
  })
}

/** Brings the mechanisms up to the project’s own file; what an administrator edited stays as edited. */
export async function loadOnePercent(ctx: Ctx): Promise<void> {
  const seed = await readSeed('one-percent-mechanisms', [
    ...(['code', 'article', 'act', 'since', 'rate', 'basis_fr', 'basis_en'] as const),
    ...(['source_name', 'source_url', 'verified_on'] as const),
  ])
  await inTransaction(ctx, async ({ db, now }) => {
    const name = 'one-percent-mechanisms'
    const known = await db.selectFrom('seed_load').select('digest').where('name', '=', name).executeTakeFirst()
    if (known?.digest === seed.digest) return
    await db
      .insertInto('one_percent_mechanism')
      .values(
        seed.rows.map((row) => ({
          ...row,
          source_url: row.source_url || null,
          verified_on: row.verified_on || null,
        })),
      )
      .onConflict((conflict) =>
        conflict
          .column('code')
          .doUpdateSet((of) => ({
            article: of.ref('excluded.article'),
            act: of.ref('excluded.act'),
            since: of.ref('excluded.since'),
            rate: of.ref('excluded.rate'),
            basis_fr: of.ref('excluded.basis_fr'),
            basis_en: of.ref('excluded.basis_en'),
            source_name: of.ref('excluded.source_name'),
            source_url: of.ref('excluded.source_url'),
            verified_on: of.ref('excluded.verified_on'),
          }))
          .where('one_percent_mechanism.edited_at', 'is', null),
      )
      .execute()
    const load = { name, digest: seed.digest, row_count: seed.rows.length, loaded_at: now }
    await db
      .insertInto('seed_load')
      .values(load)
      .onConflict((conflict) => conflict.column('name').doUpdateSet(load))
      .execute()
  })
}
