import { sql } from 'kysely'
import { readSeed, splitList } from '../../db/read-seed.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import type { AgreementKind } from './agreement-schema.ts'

const columns = [
  'code',
  'country',
  'kind',
  'position',
  'agreement_kinds',
  'required',
  'name_fr',
  'name_en',
  'explains_fr',
  'explains_en',
  'source_name',
  'source_url',
  'checked_on',
] as const

const name = 'approval-steps'

/**
 * Brings the rules of each country up to the project's own file, once per content; what the administrator edited stays as
 * edited, and rules our file no longer names rest.
 */
export async function loadApprovalSteps(ctx: Ctx): Promise<void> {
  const { digest, rows } = await readSeed(name, columns)
  const values = rows.map((row) => ({
    ...row,
    position: Number(row.position),
    agreement_kinds: splitList(row.agreement_kinds),
    required: row.required === 'yes',
    source_url: row.source_url || null,
    active: true,
  }))
  await inTransaction(ctx, async ({ db, now }) => {
    const known = await db.selectFrom('seed_load').select('digest').where('name', '=', name).executeTakeFirst()
    if (known?.digest === digest) return
    await db.updateTable('approval_step_rule').set({ active: false }).where('edited_at', 'is', null).execute()
    for (const row of values)
      await db
        .insertInto('approval_step_rule')
        .values(row)
        .onConflict((conflict) =>
          conflict.column('code').doUpdateSet(row).where('approval_step_rule.edited_at', 'is', null),
        )
        .execute()
    const load = { name, digest, row_count: values.length, loaded_at: now }
    await db
      .insertInto('seed_load')
      .values(load)
      .onConflict((conflict) => conflict.column('name').doUpdateSet(load))
      .execute()
  })
}

/**
 * Gives an agreement, or one of its amendments, the steps each party's own law asks for its kind: those of the party's
 * country, or the general ones where the country has none of its own.
 */
export async function makeSteps(
  ctx: Ctx,
  of: { agreementId: string; kind: AgreementKind; amendmentId?: string },
): Promise<void> {
  const { rows } = await sql<{
    organisationId: string
    code: string
    kind: string
    position: number
    required: boolean
  }>`
    select p.organisation_id as "organisationId", r.code, r.kind, r.position, r.required
    from agreement_party p
    join organisation o on o.id = p.organisation_id
    join approval_step_rule r on r.active and ${of.kind} = any(r.agreement_kinds)
      and r.country = case when exists (select from approval_step_rule own where own.active and own.country = o.country)
        then o.country else '*' end
    where p.agreement_id = ${of.agreementId}
    order by p.position, r.position, r.code`.execute(ctx.db)
  if (rows.length === 0) return
  await ctx.db
    .insertInto('agreement_step')
    .values(
      rows.map((row) => ({
        id: newId(),
        agreement_id: of.agreementId,
        amendment_id: of.amendmentId ?? null,
        organisation_id: row.organisationId,
        rule_code: row.code,
        kind: row.kind,
        position: row.position,
        required: row.required,
      })),
    )
    .execute()
}
