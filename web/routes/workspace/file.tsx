import { openFileFor } from '../../../features/accounts/files.server.ts'
import { workspaceFile } from '../../workspace/door.ts'
import { fileResponse } from '../../workspace/file-response.ts'
import { asTrusted } from '../../workspace/trusted.ts'

/** A file somebody brought, for those who may see it. */
export const loader = workspaceFile('signedIn', async (page) =>
  fileResponse(await asTrusted(page, (ctx) => openFileFor(ctx, page.workspace.filesFolder, page.params.id ?? ''))),
)
