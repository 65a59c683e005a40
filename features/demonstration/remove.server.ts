import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

// From the leaves to the trunk; what people tried out in the demonstration goes with it.
const ofOrganisations = [
  'payment_answer',
  'budget_line',
  'staff_grade',
  'account_document',
  'account_mapping',
  'refused_suggestion',
  'budget_change_reason',
  'budget_floor',
  'budget_publication',
  'one_percent_room',
  'oda_return',
  'claim',
  'invitation',
  'correction',
  'confirmation',
  'campaign_letter',
  'spreadsheet_import',
  'spreadsheet_mapping',
  'official',
  'organisation_network',
  'organisation_profile',
  'organisation_alias',
  'membership',
  'audit_entry',
  'mail',
  'mission',
  'assembly_position',
  'due_alert',
  'legal_reminder',
] as const

const ofPeople: readonly (readonly [table: string, column: string])[] = [
  ['draft', 'person_id'],
  ['claim', 'person_id'],
  ['membership', 'person_id'],
  ['audit_entry', 'person_id'],
  ['mail', 'person_id'],
]

const run = (ctx: Ctx, statement: RawBuilder<unknown>) => statement.execute(ctx.db)

/** Removes everything of the demonstration; answers the accounts that went. */
export async function removeAll(ctx: Ctx): Promise<string[]> {
  const ours = sql`(select id from organisation where example)`
  const people = sql`(select id from person where example)`
  for (const table of ofOrganisations)
    await run(ctx, sql`delete from ${sql.table(table)} where organisation_id in ${ours}`)
  for (const [table, column] of ofPeople)
    await run(ctx, sql`delete from ${sql.table(table)} where ${sql.ref(column)} in ${people}`)
  await run(ctx, sql`delete from audit_entry where record_id in (select id from partnership where example)`)
  await run(ctx, sql`delete from project_participant where organisation_id in ${ours}`)
  await run(ctx, sql`delete from project where organisation_id in ${ours} or example`)
  await run(ctx, sql`delete from partnership where example`)
  await run(ctx, sql`update stored_file set organisation_id = null, state = 'pending' where organisation_id in ${ours}`)
  await run(ctx, sql`delete from organisation where example`)
  const { rows } = await sql<{ id: string }>`delete from person where example returning id`.execute(ctx.db)
  return rows.map(({ id }) => id)
}
