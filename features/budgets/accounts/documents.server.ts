import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import type { Stage } from '../schema.ts'

/** The states of a document: shown and not taken; counting; replaced by a later one; taken back. */
export type AccountState = 'waiting' | 'live' | 'superseded' | 'withdrawn'

/** A document of accounts: one budget of one file. */
export type AccountDocument = {
  id: string
  fileName: string
  sha256: string
  format: 'totem' | 'table'
  siret: string
  label: string
  budgetType: 'principal' | 'annexed'
  nomenclature: string
  stage: Stage
  year: number
  decidedOn: string | null
  population: number | null
  lineCount: number
  grantCount: number
  calculatedCount: number
  state: AccountState
  supersededBy: string | null
  importedAt: Date
  appliedAt: Date | null
  closedAt: Date | null
}

/** The columns of a document `d` under the names of `AccountDocument`. */
export const documentColumns: RawBuilder<unknown> = sql`d.id, d.file_name as "fileName", d.sha256, d.format, d.siret, d.label,
  d.budget_type as "budgetType", d.nomenclature, d.stage, d.year, d.decided_on as "decidedOn", d.population,
  d.line_count as "lineCount", d.grant_count as "grantCount", d.calculated_count as "calculatedCount", d.state,
  d.superseded_by as "supersededBy", d.imported_at as "importedAt", d.applied_at as "appliedAt", d.closed_at as "closedAt"`

/** A document of an organisation; of another one's nobody is told that it is there. */
export async function loadDocument(
  ctx: Ctx,
  organisationId: string,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<AccountDocument> {
  const { rows } = isId(id)
    ? await sql<AccountDocument>`select ${documentColumns} from account_document d
        where d.id = ${id} and d.organisation_id = ${organisationId} ${lock ? sql`for update` : sql``}`.execute(ctx.db)
    : { rows: [] }
  if (!rows[0]) throw new AppError('not_found', 'accounts_not_found')
  return rows[0]
}

/** The rule under which a document says that it holds a part of a budget only: it is in no total of a whole budget. */
export const partOnly = 'partOnly'

/** Whether a document (`a` or `b`) holds a part of a budget only. */
export const isPart = (name: 'a' | 'b' | 'd'): RawBuilder<boolean> =>
  sql`${sql.ref(`${name}.issues`)} @> ${JSON.stringify([{ rule: partOnly }])}::jsonb`

const oneSide = sql`('administrativeAccount', 'singleAccount')`

/** Whether documents `a` and `b` say what was done, or what was voted, at the same stage. */
export const sameStage: RawBuilder<boolean> = sql`(a.stage = b.stage or (a.stage in ${oneSide} and b.stage in ${oneSide}))`

/**
 * What makes of two documents `a` and `b` the same account, of which one counts at a time: the one principal budget of an
 * authority, or the annexed one of that number and name; of the same year; the account of the year whether administrative
 * or single (both say what was done), a budget of its own stage, a decision of its own day. A part of a budget is an
 * account of its own, by its name.
 */
export const sameAccount: RawBuilder<boolean> = sql`a.organisation_id = b.organisation_id and a.year = b.year
  and a.budget_type = b.budget_type and ${isPart('a')} = ${isPart('b')}
  and ((a.budget_type = 'principal' and not ${isPart('a')})
    or ((a.siret = b.siret or a.siret = '' or b.siret = '') and lower(a.label) = lower(b.label)))
  and ${sameStage}
  and (a.stage not in ('amending', 'supplementary') or a.decided_on is not distinct from b.decided_on)`

/** A live document that another one would replace: which, and whether it was decided later than the other. */
export type Replaced = {
  id: string
  fileName: string
  decidedOn: string | null
  appliedAt: Date | null
  isLater: boolean
}

/** The live documents that counting this one would replace. */
export async function listReplaced(ctx: Ctx, id: string): Promise<Replaced[]> {
  const { rows } = await sql<Replaced>`
    select b.id, b.file_name as "fileName", b.decided_on as "decidedOn", b.applied_at as "appliedAt",
      coalesce(b.decided_on > a.decided_on, false) as "isLater"
    from account_document a join account_document b on b.id <> a.id and b.state = 'live' and ${sameAccount}
    where a.id = ${id} order by b.decided_on`.execute(ctx.db)
  return rows
}

/**
 * The live documents of the same year and stage beside a document of which only one holds the whole budget: a line taken
 * from both would count twice.
 */
export async function listBeside(ctx: Ctx, id: string): Promise<{ id: string; fileName: string }[]> {
  const { rows } = await sql<{ id: string; fileName: string }>`
    select b.id, b.file_name as "fileName" from account_document a
    join account_document b on b.id <> a.id and b.state = 'live' and b.organisation_id = a.organisation_id and b.year = a.year
      and ${sameStage} and ${isPart('a')} <> ${isPart('b')}
    where a.id = ${id} order by b.applied_at`.execute(ctx.db)
  return rows
}
