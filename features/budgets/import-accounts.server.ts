import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { isSiren } from '../organisations/siren.ts'
import {
  type AccountFile,
  type AppliedAccount,
  applyAccounts,
  type BringOptions,
  previewAccounts,
} from './accounts.server.ts'
import { type AccountPage, type AccountState, findAccount } from './accounts-list.server.ts'

/** One document of an import: what was found in it, whether it was there already, and what making it count did. */
export type ImportedAccount = {
  file: string
  page: AccountPage
  known: AccountState | null
  /** Null where it changed nothing: it counted already, or a later one does. */
  applied: AppliedAccount | null
}

/** How files are imported: `dryRun` does everything and keeps nothing. */
export type ImportOptions = BringOptions & { dryRun?: boolean }

// Undoes the transaction of a rehearsal, and brings its report out.
class Rehearsed extends Error {
  readonly report: ImportedAccount[]
  constructor(report: ImportedAccount[]) {
    super('rehearsed')
    this.report = report
  }
}

/** The organisation of a SIREN as it is typed; what is none, or is nobody’s, is told. */
export async function getOrganisationOfSiren(ctx: Ctx, siren: string): Promise<{ id: string; name: string }> {
  const digits = siren.replaceAll(/\s/g, '')
  if (digits === '') throw new AppError('invalid', 'export_organisation_missing')
  const found = await ctx.db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('siren', '=', digits)
    .executeTakeFirst()
  if (found) return found
  if (!isSiren(digits)) throw new AppError('invalid', 'organisation_siren_invalid', { siren })
  throw new AppError('not_found', 'accounts_siren_unknown', { siren })
}

/**
 * Brings files and makes their documents count, all in one transaction: all of them, or, when one is refused, none. What
 * is there already changes nothing.
 */
export async function importAccounts(
  ctx: Ctx,
  organisationId: string,
  files: readonly AccountFile[],
  options: ImportOptions = {},
): Promise<ImportedAccount[]> {
  try {
    return await inTransaction(ctx, async (inner) => {
      await requireRole(inner, organisationId, 'contributor')
      const report = await bringAndApply(inner, organisationId, files, options)
      if (options.dryRun) throw new Rehearsed(report)
      return report
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.report
    throw error
  }
}

async function bringAndApply(
  ctx: Ctx,
  organisationId: string,
  files: readonly AccountFile[],
  options: ImportOptions,
): Promise<ImportedAccount[]> {
  const documents = new Map<string, { file: string; known: AccountState | null }>()
  // The same file named twice is one document.
  for (const file of files)
    for (const { id, known } of await previewAccounts(ctx, organisationId, file, options))
      if (!documents.has(id)) documents.set(id, { file: file.fileName, known })
  const pages = new Map<string, AccountPage>()
  for (const id of documents.keys()) pages.set(id, await findAccount(ctx, organisationId, id))
  const fresh = [...documents].filter(([, { known }]) => known === null || known === 'waiting').map(([id]) => id)
  const applied = new Map((await applyAccounts(ctx, organisationId, fresh)).map((done) => [done.id, done]))
  return [...documents].flatMap(([id, told]) => {
    const page = pages.get(id)
    return page ? [{ ...told, page, applied: applied.get(id) ?? null }] : []
  })
}
