import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { bringTable } from './account-table.server.ts'
import { type BringOptions, type BroughtDocument, bringAccounts } from './accounts.server.ts'

/** What a file that was brought became: documents to look at, or a table whose columns are to be told. */
export type BroughtFile = { documents: BroughtDocument[] } | { tableId: string }

// XML begins with “<”, whatever mark of its encoding stands before: everything else is a table, or nothing.
function isMarkup(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 200).filter((byte) => byte !== 0)
  const skipped = start.findIndex((byte) => ![0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x09, 0x0a, 0x0d, 0x20].includes(byte))
  return start[skipped] === 0x3c
}

/** Takes a file of accounts, whatever it is: TOTEM to be looked at, or an export whose columns are to be told. */
export async function bringAccountFile(
  ctx: Ctx,
  organisationId: string,
  file: { fileName: string; bytes: Uint8Array },
  options: BringOptions = {},
): Promise<BroughtFile> {
  await requireRole(ctx, organisationId, 'contributor')
  const { fileName, bytes } = file
  if (bytes.length === 0) throw new AppError('invalid', 'accounts_file_empty', { file: fileName })
  if (!isMarkup(bytes)) return { tableId: await bringTable(ctx, organisationId, file) }
  return { documents: await bringAccounts(ctx, organisationId, { fileName, chunks: [bytes] }, options) }
}
