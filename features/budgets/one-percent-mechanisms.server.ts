import { readSeed } from '../../db/read-seed.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { readDecimal } from '../../platform/decimals.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireAdministrator } from '../accounts/permissions.server.ts'
import { instanceRecord } from '../accounts/settings.server.ts'
import { type OnePercentMechanism, onePercentMechanisms } from './schema.ts'

/** A 1 % mechanism: its article, the act that made it, since when, how much of what. */
export type Mechanism = {
  code: OnePercentMechanism
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
    const { basis_fr, basis_en, source_name, source_url, verified_on, ...rest } = row
    const source = { sourceName: source_name, sourceUrl: source_url, verifiedOn: verified_on }
    return [{ ...rest, code, basisFr: basis_fr, basisEn: basis_en, ...source }]
  })
}

/** The mechanisms, for the administrator who keeps them. */
export async function listMechanisms(ctx: Ctx): Promise<Mechanism[]> {
  await requireAdministrator(ctx)
  return inTransaction(ctx, readMechanisms)
}

/** What is typed of a mechanism. */
export type MechanismInput = Record<Exclude<keyof Mechanism, 'code'>, string> & { code: string }

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

function toRow(typed: MechanismInput) {
  const text = (name: keyof MechanismInput, most: number) => {
    const value = typed[name].trim()
    if (value === '') throw new AppError('invalid', 'law_missing')
    if (value.length > most) throw new AppError('invalid', 'law_long')
    return value
  }
  const day = (value: string) => {
    if (!isDay(value)) throw new AppError('invalid', 'law_day_wrong')
    return value
  }
  const rate = readDecimal(typed.rate.replace('%', ''))
  if (rate === null || rate === '0.00' || Number(rate) > 100) throw new AppError('invalid', 'one_percent_rate_wrong')
  const url = typed.sourceUrl.trim()
  if (url !== '' && !URL.parse(url)?.protocol.startsWith('http')) throw new AppError('invalid', 'law_address_wrong')
  return {
    article: text('article', 200),
    act: text('act', 300),
    since: day(typed.since),
    rate,
    basis_fr: text('basisFr', 500),
    basis_en: text('basisEn', 500),
    source_name: text('sourceName', 300),
    source_url: url || null,
    verified_on: typed.verifiedOn === '' ? null : day(typed.verifiedOn),
  }
}

/** Changes a mechanism; what was there stays in the trail of changes. */
export async function saveMechanism(ctx: Ctx, typed: MechanismInput): Promise<void> {
  await requireAdministrator(ctx)
  await inTransaction(ctx, async (inner) => {
    const before = await inner.db
      .selectFrom('one_percent_mechanism')
      .selectAll()
      .where('code', '=', typed.code)
      .executeTakeFirst()
    if (!before) throw new AppError('invalid', 'one_percent_mechanism_unknown')
    const row = toRow(typed)
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

/** Brings in the mechanisms of the project's own file that are not there yet: what an administrator keeps stays as kept. */
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
      .onConflict((conflict) => conflict.column('code').doNothing())
      .execute()
    const load = { name, digest: seed.digest, row_count: seed.rows.length, loaded_at: now }
    await db
      .insertInto('seed_load')
      .values(load)
      .onConflict((conflict) => conflict.column('name').doUpdateSet(load))
      .execute()
  })
}
