import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { type AccountDocument, isPart, listBeside, listReplaced, loadDocument } from './accounts/documents.server.ts'
import { type BroughtBudget, type BroughtDocument, keepBudget, toBrought } from './accounts/keep.server.ts'
import { listEarlier, moveLines } from './accounts/move-lines.server.ts'
import { type AccountFile, readAccountFile } from './accounts/read-file.server.ts'
import { dropUsedTables } from './accounts/table/store.server.ts'
import { listFunctionPicks } from './accounts/take-functions.server.ts'
import { refreshPublicBudget } from './publish-budgets.server.ts'
import { takeLines } from './take-lines.server.ts'

export type { AccountFile, BroughtDocument }
export { readAccountFile }

/** Whether the budget of a body attached to the authority (régie, CCAS, syndicat) may come as an annexed one: said by a person. */
export type BringOptions = { attached?: boolean }

/** The nine digits of an organisation; `invalid` where it has none, for then no account can be told to be its own. */
export async function requireSiren(ctx: Ctx, organisationId: string): Promise<string> {
  const found = await ctx.db
    .selectFrom('organisation')
    .select(['siren', 'name'])
    .where('id', '=', organisationId)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found', 'organisation_not_found')
  if (!found.siren) throw new AppError('invalid', 'accounts_no_siren', { name: found.name })
  return found.siren
}

/**
 * Takes a TOTEM file to be looked at: each of its budgets is kept as a waiting document, with its lines, and counts nowhere
 * yet. The same file brought again is found again (`known`) and changes nothing. A budget of another SIREN is refused, or,
 * where somebody says that its holder is attached to the authority, kept as an annexed budget.
 */
export async function previewAccounts(
  ctx: Ctx,
  organisationId: string,
  file: AccountFile,
  { attached = false }: BringOptions = {},
): Promise<BroughtDocument[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    const siren = await requireSiren(inner, organisationId)
    await lockAccounts(inner, organisationId)
    const foreign = file.budgets.find(({ header }) => !header.siret.startsWith(siren))
    if (foreign && !attached) {
      const { siret, label } = foreign.header
      throw new AppError('invalid', 'accounts_other_siren', { file: file.fileName, label, siret, siren })
    }
    const brought = toBrought(file, siren)
    refuseTwins(brought)
    const kept: BroughtDocument[] = []
    for (const budget of brought) kept.push(await keepBudget(inner, organisationId, budget))
    return kept
  })
}

/** Reads a TOTEM file as it comes and takes it to be looked at; see `previewAccounts`. */
export async function bringAccounts(
  ctx: Ctx,
  organisationId: string,
  file: { fileName: string; chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> },
  options: BringOptions = {},
): Promise<BroughtDocument[]> {
  await requireRole(ctx, organisationId, 'contributor')
  return previewAccounts(ctx, organisationId, await readAccountFile(file.fileName, file.chunks), options)
}

function refuseTwins(brought: readonly BroughtBudget[]): void {
  const seen = new Set<string>()
  for (const { siret, label, stage, year, fileName } of brought) {
    const key = [siret, label, stage, year].join('\n')
    if (seen.has(key)) throw new AppError('invalid', 'accounts_twins', { file: fileName, label, year: String(year) })
    seen.add(key)
  }
}

// Two people who bring or apply at once do it one after the other: what replaces what is asked of a settled state.
async function lockAccounts(ctx: Ctx, organisationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`accounts ${organisationId}`}, 0))`.execute(ctx.db)
}

/** What making a document count did: the documents it replaced, lines taken by their function, lines moved and left over. */
export type AppliedAccount = {
  id: string
  replaced: number
  taken: number
  moved: number
  left: number
  /** Lines of functions 048 and 044 that somebody refused, or took out of this year: not taken. */
  refused: number
}

/**
 * Makes documents count, all of them or none: what they replace is closed, the lines taken from that move over with all
 * that was said of them, and functions 048 and 044 are taken at once (unless the year counts already from another document,
 * whole or in part: then they are left to be chosen). Documents that were taken back or replaced may
 * count again. `accounts_older` when a live account of the year was decided later.
 */
export async function applyAccounts(
  ctx: Ctx,
  organisationId: string,
  ids: readonly string[],
): Promise<AppliedAccount[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    await lockAccounts(inner, organisationId)
    const documents: AccountDocument[] = []
    for (const id of new Set(ids)) documents.push(await loadDocument(inner, organisationId, id, { lock: true }))
    const applied: AppliedAccount[] = []
    // In the order of the year and of the day they were decided: the latest of several accounts is the one that counts.
    for (const document of documents.toSorted(byDay)) applied.push(await applyOne(inner, organisationId, document))
    await refreshPublicBudget(inner, organisationId)
    return applied
  })
}

const byDay = (a: AccountDocument, b: AccountDocument) =>
  a.year - b.year || (a.decidedOn ?? '').localeCompare(b.decidedOn ?? '') || a.id.localeCompare(b.id)

async function applyOne(ctx: Ctx, organisationId: string, document: AccountDocument): Promise<AppliedAccount> {
  const { id, state } = document
  if (state === 'live') throw new AppError('conflict', 'accounts_live_already', { file: document.fileName })
  const replaced = await listReplaced(ctx, id)
  const later = replaced.find(({ isLater }) => isLater)
  if (later)
    throw new AppError('conflict', 'accounts_older', {
      file: document.fileName,
      live: later.fileName,
      day: later.decidedOn ?? '',
    })
  await refuseSameFile(ctx, organisationId, document)
  await closeDocuments(ctx, organisationId, replaced, id)
  await ctx.db
    .updateTable('account_document')
    .set({ state: 'live', applied_at: ctx.now, closed_at: null, superseded_by: null })
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .execute()
  await fillTotals(ctx, id)
  let moved = 0
  const earlier = await listEarlier(ctx, id)
  for (const from of earlier) moved += await moveLines(ctx, from, id)
  const beside = await listBeside(ctx, id)
  const { picks, refused } = await listFunctionPicks(ctx, organisationId, document)
  const { ids } = await takeLines(ctx, organisationId, beside.length > 0 ? [] : picks)
  const left = await countLeft(ctx, earlier)
  const result = { id, replaced: replaced.length, taken: ids.length, moved, left, refused }
  await recordAccount(ctx, organisationId, document, { action: 'accountApplied', after: result })
  if (document.format === 'table') await dropUsedTables(ctx, organisationId, id)
  return result
}

async function refuseSameFile(ctx: Ctx, organisationId: string, document: AccountDocument): Promise<void> {
  const { rows } = await sql<{ id: string }>`select d.id from account_document d
    where d.organisation_id = ${organisationId} and d.id <> ${document.id} and d.sha256 = ${document.sha256}
      and d.siret = ${document.siret} and d.label = ${document.label} and d.stage = ${document.stage} and d.year = ${document.year}
      and d.state in ('waiting', 'live')`.execute(ctx.db)
  if (rows.length > 0) throw new AppError('conflict', 'accounts_live_already', { file: document.fileName })
}

async function closeDocuments(
  ctx: Ctx,
  organisationId: string,
  replaced: readonly { id: string; fileName: string }[],
  by: string,
): Promise<void> {
  for (const { id, fileName } of replaced) {
    await ctx.db
      .updateTable('account_document')
      .set({ state: 'superseded', superseded_by: by, closed_at: ctx.now })
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .execute()
    await recordAccount(ctx, organisationId, { id, fileName }, { action: 'accountSuperseded' })
  }
}

async function fillTotals(ctx: Ctx, id: string): Promise<void> {
  await sql`
    insert into account_total (document_id, section, direction, is_order, voted, opened, executed, carried_after)
    select document_id, section, direction, is_order, coalesce(sum(l.voted), 0), coalesce(sum(l.opened), 0),
      coalesce(sum(l.executed), 0), coalesce(sum(l.carried_after), 0)
    from account_line l join account_document d on d.id = l.document_id
    where document_id = ${id} and not ${isPart('d')} group by document_id, section, direction, is_order
    on conflict do nothing`.execute(ctx.db)
}

async function countLeft(ctx: Ctx, documents: readonly string[]): Promise<number> {
  const { rows } = await sql<{ left: number }>`select count(*) as left from budget_line
    where document_id = any(${[...documents]}::uuid[])`.execute(ctx.db)
  return rows[0]?.left ?? 0
}

/** Takes a live document back: it counts no more, and its history stays. Lines taken from it wait for another one. */
export async function withdrawAccounts(ctx: Ctx, organisationId: string, id: string): Promise<void> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    await lockAccounts(inner, organisationId)
    const document = await loadDocument(inner, organisationId, id, { lock: true })
    if (document.state !== 'live') throw new AppError('conflict', 'accounts_not_live', { file: document.fileName })
    await inner.db
      .updateTable('account_document')
      .set({ state: 'withdrawn', closed_at: inner.now })
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .execute()
    await recordAccount(inner, organisationId, document, { action: 'accountWithdrawn' })
    await refreshPublicBudget(inner, organisationId)
  })
}

/** Sets a waiting document aside: nothing of it is kept. */
export async function discardAccounts(ctx: Ctx, organisationId: string, id: string): Promise<void> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    const document = await loadDocument(inner, organisationId, id, { lock: true })
    if (document.state !== 'waiting')
      throw new AppError('conflict', 'accounts_not_waiting', { file: document.fileName })
    await inner.db
      .deleteFrom('account_document')
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .execute()
    if (document.format === 'table') await dropUsedTables(inner, organisationId, id)
  })
}

async function recordAccount(
  ctx: Ctx,
  organisationId: string,
  document: Pick<AccountDocument, 'id' | 'fileName'>,
  change: { action: string; after?: Record<string, unknown> },
): Promise<void> {
  await recordChange(ctx, {
    recordKind: 'account',
    recordId: document.id,
    organisationId,
    note: document.fileName,
    ...change,
  })
}
