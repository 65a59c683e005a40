import { readSeed, splitList } from '../../db/read-seed.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'

const source = ['source_name', 'source_url', 'checked_on'] as const

// A file is read once per content; what an administrator edited since stays as edited.
async function loadOnce(
  ctx: Ctx,
  name: string,
  seed: { digest: string; rows: readonly unknown[] },
  write: (ctx: Ctx) => Promise<void>,
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const known = await inner.db.selectFrom('seed_load').select('digest').where('name', '=', name).executeTakeFirst()
    if (known?.digest === seed.digest) return
    await write(inner)
    const load = { name, digest: seed.digest, row_count: seed.rows.length, loaded_at: inner.now }
    await inner.db
      .insertInto('seed_load')
      .values(load)
      .onConflict((conflict) => conflict.column('name').doUpdateSet(load))
      .execute()
  })
}

async function loadReminders(ctx: Ctx): Promise<void> {
  const seed = await readSeed('legal-reminders', [
    ...(['code', 'subjects', 'condition', 'months', 'position', 'text_fr', 'text_en', 'source_name'] as const),
    ...(['source_url', 'source_date', 'checked_on'] as const),
  ])
  await loadOnce(ctx, 'legal-reminders', seed, async ({ db, now }) => {
    for (const row of seed.rows) {
      const facts = {
        ...row,
        subjects: splitList(row.subjects),
        months: Number(row.months),
        position: Number(row.position),
        source_url: row.source_url || null,
        source_date: row.source_date || null,
        updated_at: now,
      }
      await db
        .insertInto('legal_reminder')
        .values({ id: newId(), ...facts })
        .onConflict((conflict) =>
          conflict.column('code').doUpdateSet(facts).where('legal_reminder.edited_at', 'is', null),
        )
        .execute()
    }
  })
}

async function loadSheetFields(ctx: Ctx): Promise<void> {
  const seed = await readSeed('atlas-sheet-fields', [
    ...(['code', 'position', 'label_fr', 'label_en', 'help_fr', 'help_en', 'content', 'max_length'] as const),
  ])
  await loadOnce(ctx, 'atlas-sheet-fields', seed, async ({ db }) => {
    for (const row of seed.rows) {
      const facts = {
        ...row,
        position: Number(row.position),
        max_length: row.max_length ? Number(row.max_length) : null,
      }
      await db
        .insertInto('atlas_sheet_field')
        .values(facts)
        .onConflict((conflict) =>
          conflict.column('code').doUpdateSet(facts).where('atlas_sheet_field.edited_at', 'is', null),
        )
        .execute()
    }
  })
}

async function loadContexts(ctx: Ctx): Promise<void> {
  const seed = await readSeed('country-contexts', [
    ...(['country', 'tier', 'competences_fr', 'competences_en', 'approvals_fr', 'approvals_en'] as const),
    ...source,
  ])
  await loadOnce(ctx, 'country-contexts', seed, async ({ db }) => {
    for (const row of seed.rows) {
      const facts = { ...row, source_url: row.source_url || null }
      await db
        .insertInto('country_context')
        .values(facts)
        .onConflict((conflict) =>
          conflict.columns(['country', 'tier']).doUpdateSet(facts).where('country_context.edited_at', 'is', null),
        )
        .execute()
    }
  })
}

async function loadElections(ctx: Ctx): Promise<void> {
  const seed = await readSeed('elections', [
    ...(['code', 'country', 'tiers', 'name_fr', 'name_en', 'on_date', 'date_precision'] as const),
    ...source,
  ])
  await loadOnce(ctx, 'elections', seed, async ({ db }) => {
    for (const row of seed.rows) {
      const facts = { ...row, tiers: splitList(row.tiers), source_url: row.source_url || null }
      await db
        .insertInto('election')
        .values(facts)
        .onConflict((conflict) => conflict.column('code').doUpdateSet(facts).where('election.edited_at', 'is', null))
        .execute()
    }
  })
}

/** Brings reminders, fields of the atlas sheet, contexts of countries and elections up to the project's own files. */
export async function loadLaw(ctx: Ctx): Promise<void> {
  await loadReminders(ctx)
  await loadSheetFields(ctx)
  await loadContexts(ctx)
  await loadElections(ctx)
}
