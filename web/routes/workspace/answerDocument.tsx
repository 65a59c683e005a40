import { openLinkDocument } from '../../../features/partnerships/tie-link-door.server.ts'
import { workspaceFile } from '../../workspace/door.ts'
import { fileResponse } from '../../workspace/file-response.ts'

/** One version of a paper the parties share, for whoever holds a link. */
export const loader = workspaceFile('anybody', async ({ ctx, params, workspace }) =>
  fileResponse(
    await openLinkDocument(
      ctx,
      params.token ?? '',
      { documentId: params.document ?? '', number: Number(params.version) },
      workspace.filesFolder,
    ),
  ),
)
