import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** What a page needs to offer an island: its small script, and what opening it will fetch, in thousands of bytes. */
export type Island = { script: string; kilobytes: number }

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[]; assets?: string[] }
type Manifest = Record<string, Chunk>

const place = join('client', 'assets', 'islands', 'manifest.json')

// The bundler decides in which folder below `build` this file lands; what was made for browsers lies in `build/client`.
function findManifest(from: string): string | null {
  const file = join(from, place)
  if (existsSync(file)) return file
  return dirname(from) === from ? null : findManifest(dirname(from))
}

function filesOf(manifest: Manifest, entry: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[entry]
  if (!chunk || seen.has(chunk.file)) return seen
  for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) seen.add(file)
  for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) filesOf(manifest, next, seen)
  return seen
}

/** How heavy a file is as it is sent: compressed as the server compresses. */
function sentBytes(path: string): number {
  return brotliCompressSync(readFileSync(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).byteLength
}

function readIsland(name: string): Island | null {
  const file = findManifest(import.meta.dirname)
  if (!file) return null
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  const entry = `web/islands/${name}.ts`
  const chunk = manifest[entry]
  if (!chunk) return null
  const root = join(dirname(file), '..', '..')
  const bytes = [...filesOf(manifest, entry)].reduce((sum, one) => sum + sentBytes(join(root, one)), 0)
  return { script: `/${chunk.file}`, kilobytes: Math.round(bytes / 1000) }
}

const kept = new Map<string, Island | null>()

/** The built island of a name; null where islands were not built, and the page stands without. */
export function findIsland(name: string): Island | null {
  // While developing, Vite serves the source.
  if (import.meta.env?.DEV) return { script: `/web/islands/${name}.ts`, kilobytes: 0 }
  const known = kept.get(name)
  if (known !== undefined) return known
  const found = readIsland(name)
  kept.set(name, found)
  return found
}
