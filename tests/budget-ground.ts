import type { Insertable } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import type { AccountDocumentTable, AccountLineTable, BudgetLineTable } from '../platform/db/budget-tables.ts'
import { newId } from '../platform/ids.ts'

/** A live account of an authority, with its lines; as after its import. */
export async function makeAccount(
  owner: Ctx,
  organisationId: string,
  document: Partial<Insertable<AccountDocumentTable>>,
  lines: readonly Partial<Insertable<AccountLineTable>>[] = [],
): Promise<string> {
  const id = newId()
  await owner.db
    .insertInto('account_document')
    .values({
      id,
      organisation_id: organisationId,
      file_name: 'compte.xml',
      sha256: id.replaceAll('-', '').padEnd(64, '0'),
      format: 'totem',
      siret: '21730065800014',
      label: 'Budget principal',
      budget_type: 'principal',
      nomenclature: 'M57-M57',
      stage: 'administrativeAccount',
      year: 2025,
      line_count: lines.length,
      state: 'live',
      ...document,
    })
    .execute()
  if (lines.length > 0)
    await owner.db
      .insertInto('account_line')
      .values(
        lines.map((line, index) => ({
          document_id: id,
          position: index + 1,
          nature: '6574',
          section: 'running',
          direction: 'expenditure',
          ...line,
        })),
      )
      .execute()
  return id
}

/** A line of the international budget of an authority; executed expenditure unless said otherwise. */
export async function makeBudgetLine(
  owner: Ctx,
  organisationId: string,
  line: Partial<Insertable<BudgetLineTable>> = {},
): Promise<string> {
  const id = newId()
  await owner.db
    .insertInto('budget_line')
    .values({ id, organisation_id: organisationId, year: 2025, direction: 'expenditure', label: 'Ligne', ...line })
    .execute()
  return id
}
