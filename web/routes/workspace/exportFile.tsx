import { dirname } from 'node:path'
import { exportsFolder } from '../../../features/accounts/export-folder.ts'
import { openExport } from '../../../features/accounts/exports.server.ts'
import { workspaceFile } from '../../workspace/door.ts'
import { fileResponse } from '../../workspace/file-response.ts'

/** An export of everything, for the administrator alone. */
export const loader = workspaceFile('signedIn', async ({ ctx, workspace, params }) => {
  // The folder of files lies in that of the data.
  const folder = exportsFolder(dirname(workspace.filesFolder))
  return fileResponse(await openExport(ctx, folder, params.id ?? ''))
})
