import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import {
  checkScdlRow,
  type ScdlColumn,
  scdlHeading,
  scdlLine,
  scdlStage,
  toScdlRow,
} from '../../packages/totem/scdl.ts'
import type { BudgetHeader, BudgetLine } from '../../packages/totem/types.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { type AccountDocument, documentColumns, loadDocument } from './accounts/documents.server.ts'
import { getOrganisationOfSiren } from './import-accounts.server.ts'
import { loadAccountPlans } from './nomenclatures.server.ts'
import { type Stage, stages } from './schema.ts'

/** A file to download: its name and its text. */
export type AccountFileOut = { name: string; text: string }

/** What of a file does not meet the schema: in how many rows a column is at fault. */
export type ScdlFault = { column: ScdlColumn; rule: string; rows: number }

/** The documents of a year as one file of the schema, with what is to be known before it is published. */
export type ScdlBudget = AccountFileOut & {
  stage: Stage
  documents: number
  rows: number
  faults: ScdlFault[]
  /** False for a single account: the schema knows the administrative one only. */
  isExactStage: boolean
}

type Row = Omit<BudgetLine, 'source' | 'extra'>

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
    const { text } = await write(inner, [document], name)
    return { name: fileName(document), text }
  })
}

/**
 * The live documents of one kind and year of the authority of a SIREN, principal and annexed, as one file of the schema.
 * Without a kind, what was done in the year, else what was voted for it first.
 */
export async function exportScdlBudget(
  ctx: Ctx,
  { siren, year, kind }: { siren: string; year: string | undefined; kind: string | undefined },
): Promise<ScdlBudget> {
  const wanted = /^\d{4}$/.test(year ?? '') ? Number(year) : null
  if (wanted === null) throw new AppError('invalid', 'accounts_export_year')
  const stage = kind === undefined ? null : stages.find((one) => one === kind)
  if (stage === undefined) throw new AppError('invalid', 'accounts_export_kind', { list: stages.join(', ') })
  return inTransaction(ctx, async (inner) => {
    const { id, name } = await getOrganisationOfSiren(inner, siren)
    await requireRole(inner, id, 'reader')
    const { rows } = await sql<AccountDocument>`select ${documentColumns} from account_document d
      where d.organisation_id = ${id} and d.year = ${wanted} and d.state = 'live' and (${stage}::text is null or d.stage = ${stage})
      order by array_position(${[...firstStages]}::text[], d.stage), d.budget_type desc, d.decided_on, d.label collate "C"`.execute(
      inner.db,
    )
    const [first] = rows
    if (!first) throw new AppError('not_found', 'accounts_export_none', { name, year: String(wanted) })
    const documents = rows.filter((one) => one.stage === first.stage)
    const written = await write(inner, documents, name)
    const isExactStage = scdlStage(first.stage).isExact
    return { name: fileName(first), stage: first.stage, documents: documents.length, isExactStage, ...written }
  })
}

// What was done says more than what was meant.
const firstStages = ['singleAccount', 'administrativeAccount', 'primitive', 'supplementary', 'amending'] as const

const fileName = ({ year, stage, siret }: AccountDocument) => `budget-${year}-${stage}-${siret || 'scdl'}.csv`

async function write(ctx: Ctx, documents: readonly AccountDocument[], name: string) {
  const plans = await loadAccountPlans()
  const pieces = [scdlHeading()]
  const faults = new Map<string, ScdlFault>()
  for (const document of documents) {
    const plan = plans.nomenclatureOf(document.nomenclature, document.year)
    const header = headerOf(document, name)
    for (let after = 0; ; await setImmediate()) {
      const lines = await readLines(ctx, document.id, after)
      for (const line of lines) {
        const row = toScdlRow(header, { ...line, source: 0, extra: {} }, plan)
        for (const { column, rule } of checkScdlRow(row)) {
          const fault = faults.get(`${column} ${rule}`) ?? { column, rule, rows: 0 }
          faults.set(`${column} ${rule}`, { ...fault, rows: fault.rows + 1 })
        }
        pieces.push(scdlLine(row))
      }
      after = lines.at(-1)?.position ?? after
      if (lines.length < part) break
    }
  }
  return { text: pieces.join(''), rows: pieces.length - 1, faults: [...faults.values()] }
}

async function readLines(ctx: Ctx, id: string, after: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select position, nature, function_code as fonction, chapter, operation, label, section, direction, is_order as "isOrder",
      is_special as special, previous, carried_before as "carriedBefore", proposed, voted, opened, executed,
      carried_after as "carriedAfter"
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
