import { open } from 'node:fs/promises'
import { headLength, mediaTypeOf } from '../platform/files/media-types.ts'
import { filePath } from '../platform/files/store.server.ts'

/** Reads an image of the store by its digest, and what it is by its first bytes; null where it does not lie there. */
export async function readImage(
  filesFolder: string,
  sha256: string,
): Promise<{ type: string; bytes: Buffer<ArrayBuffer> } | null> {
  const file = await open(filePath(filesFolder, sha256)).catch(() => null)
  if (!file) return null
  try {
    const bytes = (await file.readFile()) as Buffer<ArrayBuffer>
    const type = mediaTypeOf(bytes.subarray(0, headLength))
    return type?.startsWith('image/') ? { type, bytes } : null
  } finally {
    await file.close()
  }
}
