import { openPhoto } from '../../../features/partnerships/photos.server.ts'
import { workspaceFile } from '../../workspace/door.ts'
import { fileResponse } from '../../workspace/file-response.ts'

/** A photo, for those who may see what it belongs to. */
export const loader = workspaceFile('signedIn', async ({ ctx, params, workspace }) =>
  fileResponse(await openPhoto(ctx, params.photo ?? '', workspace.filesFolder)),
)
