import { openDocumentVersion } from '../../../features/partnerships/documents.server.ts'
import { workspaceFile } from '../../workspace/door.ts'
import { fileResponse } from '../../workspace/file-response.ts'

/** One version of a paper, for those who may read what it belongs to. */
export const loader = workspaceFile('signedIn', async ({ ctx, params, workspace }) =>
  fileResponse(
    await openDocumentVersion(
      ctx,
      { documentId: params.document ?? '', number: Number(params.version) },
      workspace.filesFolder,
    ),
  ),
)
