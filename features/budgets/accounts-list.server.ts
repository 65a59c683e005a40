import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import {
  type AccountDocument,
  type AccountState,
  documentColumns,
  listBeside,
  listReplaced,
  loadDocument,
  type Replaced,
} from './accounts/documents.server.ts'
import type { AccountIssue } from './accounts/issues.ts'
import { mainMeasure } from './accounts/measures.server.ts'
import { previewSuccession, type Succession } from './accounts/move-lines.server.ts'
import { findTableOf } from './accounts/table/store.server.ts'
import { meaningOf, reasonOf } from './accounts/take-functions.server.ts'
import { loadAccountPlans } from './nomenclatures.server.ts'
import type { Direction, Section } from './schema.ts'

export type { AccountDocument, AccountIssue, AccountState, Replaced }

/** A document as a list shows it, with how many lines of the international budget are drawn from it. */
export type ListedAccount = AccountDocument & { taken: number }

/** The documents of an organisation, the latest year first. */
export async function listAccounts(ctx: Ctx, organisationId: string): Promise<ListedAccount[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const { rows } = await sql<ListedAccount>`
      select ${documentColumns}, (select count(*) from budget_line b where b.document_id = d.id) as taken
      from account_document d where d.organisation_id = ${organisationId}
      order by d.year desc, array_position(array['live', 'waiting', 'superseded', 'withdrawn'], d.state), d.budget_type desc,
        d.decided_on desc nulls last, d.imported_at desc, d.id`.execute(inner.db)
    return rows
  })
}

/** The exact sums of real operations of one function and direction, and what the function says of international action. */
export type FunctionTotal = {
  functionCode: string | null
  label: string | null
  direction: Direction
  lineCount: number
  amount: string
  carriedAfter: string
  /** What is done with it: taken at once, proposed among the suggestions, or nothing. */
  use: 'taken' | 'proposed' | null
}

/** The exact sums of one section and direction, real and order operations apart. */
export type SectionTotal = {
  section: Section
  direction: Direction
  isOrder: boolean
  lineCount: number
  amount: string
}

/** A line of the international budget whose accounting line counts no more: to be looked at again. */
export type LostLine = {
  id: string
  label: string
  nature: string | null
  functionCode: string | null
  amount: string | null
}

/** A document with all that is to be known before it counts, or after. */
export type AccountPage = AccountDocument & {
  measure: 'voted' | 'executed'
  /** Who brought it; null for the operator, or a person who was erased. */
  broughtBy: string | null
  issues: AccountIssue[]
  hiddenPersons: number
  functions: FunctionTotal[]
  sections: SectionTotal[]
  replaces: Replaced[]
  /** What would become of lines that were taken from accounts like it; null where it counts, or none were. */
  succession: Succession | null
  /** Live documents of the same year, of which only one holds the whole budget: a line taken from both would count twice. */
  beside: { id: string; fileName: string }[]
  /** The table it was made of, while its columns can still be corrected. */
  tableId: string | null
  successor: { id: string; fileName: string } | null
  taken: number
  lost: LostLine[]
}

/** A document of an organisation: what was found in it by function and direction, what it replaces, what was odd. */
export async function findAccount(ctx: Ctx, organisationId: string, id: string): Promise<AccountPage> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const document = await loadDocument(inner, organisationId, id)
    const measure = mainMeasure(document.stage)
    const counts = document.state === 'live'
    const { rows } = await sql<Pick<AccountPage, 'issues' | 'hiddenPersons' | 'taken' | 'broughtBy' | 'successor'>>`
      select d.issues, (select nullif(p.name, '') from person p where p.id = d.imported_by) as "broughtBy",
        (select count(*) from account_grant g where g.document_id = d.id and g.is_private_person) as "hiddenPersons",
        (select count(*) from budget_line b where b.document_id = d.id) as taken,
        (select jsonb_build_object('id', s.id, 'fileName', s.file_name) from account_document s where s.id = d.superseded_by) as successor
      from account_document d where d.id = ${id}`.execute(inner.db)
    const more = rows[0] ?? { issues: [], hiddenPersons: 0, taken: 0, broughtBy: null, successor: null }
    const replaces = counts ? [] : await listReplaced(inner, id)
    const replaced = replaces.map((one) => one.id)
    return {
      ...document,
      ...more,
      measure,
      functions: await sumFunctions(inner, document, measure),
      sections: await sumSections(inner, id, measure),
      tableId: document.state === 'waiting' ? await findTableOf(inner, organisationId, id) : null,
      replaces,
      succession: counts ? null : await previewSuccession(inner, organisationId, document, replaced),
      beside: await listBeside(inner, id),
      lost: counts ? [] : await listLost(inner, id),
    }
  })
}

type FunctionRow = Omit<FunctionTotal, 'label' | 'use'> & { chapter: string | null }

async function sumFunctions(
  ctx: Ctx,
  document: AccountDocument,
  measure: AccountPage['measure'],
): Promise<FunctionTotal[]> {
  const plans = await loadAccountPlans()
  const plan = plans.nomenclatureOf(document.nomenclature, document.year)
  // A chapter voted by function stands in for the function a line does not give.
  const { rows } = await sql<FunctionRow>`
    select function_code as "functionCode", case when function_code is null and chapter ~ '^9[0-9]{3,}$' then chapter end as chapter,
      direction, count(*) as "lineCount", coalesce(sum(${sql.ref(measure)}), 0)::text as amount,
      coalesce(sum(carried_after), 0)::text as "carriedAfter"
    from account_line where document_id = ${document.id} and not is_order
    group by 1, 2, 3 order by 1 nulls last, 2, 3`.execute(ctx.db)
  return rows.map(({ chapter, ...total }) => {
    const meaning = meaningOf(document, { functionCode: total.functionCode, chapter })
    const code = total.functionCode ?? chapter
    const label = code && (plan?.fonction(code) ?? plan?.chapter(code))
    return {
      ...total,
      functionCode: code,
      label: label || null,
      use: reasonOf(meaning) ? 'taken' : meaning && 'proposed',
    }
  })
}

async function sumSections(ctx: Ctx, id: string, measure: AccountPage['measure']): Promise<SectionTotal[]> {
  const { rows } = await sql<SectionTotal>`
    select section, direction, is_order as "isOrder", count(*) as "lineCount", coalesce(sum(${sql.ref(measure)}), 0)::text as amount
    from account_line where document_id = ${id} group by 1, 2, 3 order by 3, 1 desc, 2`.execute(ctx.db)
  return rows
}

async function listLost(ctx: Ctx, id: string): Promise<LostLine[]> {
  const { rows } = await sql<LostLine>`
    select b.id, b.label, l.nature, l.function_code as "functionCode", coalesce(b.executed, b.voted)::text as amount
    from budget_line b left join account_line l on l.document_id = b.document_id and l.position = b.account_position
    where b.document_id = ${id} order by coalesce(b.account_position, b.grant_position), b.id limit 200`.execute(ctx.db)
  return rows
}
