import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A JSON file of an npm package and the digest of its bytes; `Content` is the shape its documentation states. */
export async function readPackageJson<Content>(specifier: string): Promise<{ content: () => Content; digest: string }> {
  const bytes = await readFile(require.resolve(specifier))
  // Parsed only when asked for: an unchanged file is recognised by its digest and never parsed.
  return {
    content: () => JSON.parse(bytes.toString('utf8')) as Content,
    digest: createHash('sha256').update(bytes).digest('hex'),
  }
}
