import { listLaw, saveLaw } from '../../features/partnerships/law-data.server.ts'
import { type LawTableName, readLawForm } from '../../features/partnerships/law-tables.ts'
import { workspaceAction, workspaceLoader } from './door.ts'
import { type WorkspacePageId, workspacePath } from './paths.ts'

/** The loader of the administrator's page of a list. */
export const lawLoader = (name: LawTableName) =>
  workspaceLoader('signedIn', async ({ ctx }) => ({ rows: await listLaw(ctx, name) }))

/** Its action: adds a record, or changes the one with the same key. */
export const lawAction = (name: LawTableName, page: WorkspacePageId) =>
  workspaceAction('signedIn', {
    async save({ ctx }, form) {
      const read = readLawForm(name, form)
      if ('problems' in read) {
        await listLaw(ctx, name)
        return read
      }
      await saveLaw(ctx, name, read.row)
      return { to: workspacePath(page, ctx.locale, {}, { done: 'saved' }) }
    },
  })
