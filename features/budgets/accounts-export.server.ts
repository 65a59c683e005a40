import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { scdlHeading, scdlLine, toScdlRow } from '../../packages/totem/scdl.ts'
import type { BudgetHeader, BudgetLine } from '../../packages/totem/types.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { type AccountDocument, loadDocument } from './accounts/documents.server.ts'
import { loadAccountPlans } from './nomenclatures.server.ts'

/** A file to download: its name and its text. */
export type AccountFileOut = { name: string; text: string }

type Row = Omit<BudgetLine, 'source' | 'special' | 'previous' | 'extra'>

// So many lines are read and written before others get their turn.
const part = 500

/** The lines of a document as CSV in the open data schema “budget” (SCDL), with the labels of its account plan. */
export async function exportAccountLines(ctx: Ctx, organisationId: string, id: string): Promise<AccountFileOut> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const document = await loadDocument(inner, organisationId, id)
    const { name } = await inner.db
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow()
    const plans = await loadAccountPlans()
    const plan = plans.nomenclatureOf(document.nomenclature, document.year)
    const header = headerOf(document, name)
    const pieces = [scdlHeading()]
    for (let after = 0; ; await setImmediate()) {
      const rows = await readLines(inner, id, after)
      // Whether an account is specialised, and last year's budget, are not kept: those columns stay empty.
      for (const row of rows)
        pieces.push(scdlLine(toScdlRow(header, { ...row, source: 0, special: null, previous: null, extra: {} }, plan)))
      after = rows.at(-1)?.position ?? after
      if (rows.length < part) break
    }
    return { name: `budget-${document.year}-${document.stage}-${document.siret || 'scdl'}.csv`, text: pieces.join('') }
  })
}

async function readLines(ctx: Ctx, id: string, after: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select position, nature, function_code as fonction, chapter, operation, label, section, direction, is_order as "isOrder",
      carried_before as "carriedBefore", proposed, voted, opened, executed, carried_after as "carriedAfter"
    from account_line where document_id = ${id} and position > ${after} order by position limit ${part}`.execute(ctx.db)
  return rows
}

function headerOf(document: AccountDocument, name: string): BudgetHeader {
  const { siret, label, nomenclature, stage, year, decidedOn, budgetType, population } = document
  return {
    ...{ siret, collectivitySiret: siret, label, collectivityLabel: name, nomenclature, stage, year, decidedOn },
    ...{ budgetType, population, isDraft: false, version: null, inseeCode: null, decisionNumber: null },
    ...{ votedBy: null, seal: null, editor: null },
  }
}
