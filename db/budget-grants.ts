import type { Database } from '../platform/db/tables.ts'

type TableName = keyof Database

/** What everybody may read of budgets: what authorities switched on, and the data the yearly return is guided by. */
export const budgetVisitorReads = [
  'one_percent_mechanism',
  'oda_campaign',
  'public_budget_year',
  'public_budget_part',
] as const satisfies readonly TableName[]

const all = 'select, insert, update, delete'

/** What requests of members may do with accounts and budgets: every one under row-level security. */
export const budgetWrites: Readonly<Partial<Record<TableName, string>>> = {
  one_percent_mechanism: 'select, insert, update',
  oda_campaign: 'select, insert, update',
  public_budget_year: all,
  public_budget_part: all,
  account_document: all,
  account_line: all,
  account_grant: all,
  account_total: all,
  account_mapping: all,
  staff_grade: all,
  budget_line: all,
  refused_suggestion: all,
  // Given once: what was answered is never changed; who said it may be erased.
  payment_answer: 'select, insert, update (organisation_id, person_id, answered_name), delete',
  budget_change_reason: all,
  budget_floor: all,
  budget_publication: all,
  one_percent_room: all,
  oda_return: all,
}
