import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { type OpenFile, openFile } from '../../platform/files/store.server.ts'
import { isId } from '../../platform/ids.ts'
import { requirePerson } from './permissions.server.ts'

/**
 * Opens a file for who may see it: whoever brought it, members of the organisation it belongs to, those who decide on the
 * claim it is the letter of, and the administrator, save for papers of ties and projects. Others are not told that it is there.
 */
export async function openFileFor(ctx: Ctx, filesFolder: string, id: string): Promise<OpenFile> {
  const { personId } = requirePerson(ctx)
  if (!isId(id)) throw new AppError('not_found', 'file_not_there')
  const { rows } = await sql<{ yes: boolean }>`
    select f.created_by = ${personId} or holds_role(f.organisation_id, 'reader')
      or (is_administrator() and not is_paper(f.id))
      or (acts_trusted() and exists (select from claim c where c.file_id = f.id)) as yes
    from stored_file f where f.id = ${id}`.execute(ctx.db)
  if (!rows[0]?.yes) throw new AppError('not_found', 'file_not_there')
  return openFile(ctx, filesFolder, id)
}
