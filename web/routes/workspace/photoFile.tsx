import { openPhoto, readSmallPhoto } from '../../../features/partnerships/photos.server.ts'
import { workspaceFile } from '../../workspace/door.ts'
import { fileResponse } from '../../workspace/file-response.ts'

/** A photo, for those who may see what it belongs to: in its small form, or as it was filed (`?whole=yes`). */
export const loader = workspaceFile('signedIn', async ({ ctx, params, url, workspace }) => {
  const photoId = params.photo ?? ''
  if (url.searchParams.get('whole') === 'yes') return fileResponse(await openPhoto(ctx, photoId, workspace.filesFolder))
  const small = await readSmallPhoto(ctx, photoId, workspace.filesFolder)
  return fileResponse({
    name: 'photo.webp',
    mediaType: 'image/webp',
    size: small.length,
    body: new Blob([small]).stream(),
  })
})
