import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { filePath } from './store.server.ts'

// A phone on a slow line reads a page of 30 kB: the picture beside it stays within three of these.
const widest = 960
const mostBytes = 100_000
// From the finest that may fit to one that always does; a smaller picture says more than a blurred one.
const tries = [
  { edge: widest, quality: 74 },
  { edge: widest, quality: 58 },
  { edge: 720, quality: 55 },
  { edge: 480, quality: 45 },
] as const
// More than any camera takes: a picture of a few bytes can unfold to more than the memory there is.
const mostPixels = 120_000_000

/** Where the small form of the picture with this digest lies, under the folder of files; the sweep takes it with its picture. */
export const smallPath = (filesFolder: string, sha256: string) => join(filesFolder, 'small', sha256)

// One after the other: filing photos leaves the second processor to those who read.
sharp.concurrency(1)
sharp.cache(false)

const pictures = (source: Buffer) => sharp(source, { limitInputPixels: mostPixels, autoOrient: true })

// The library tells in one way only that bytes draw nothing: it fails.
const drawn = <Answer>(work: Promise<Answer>): Promise<Answer | null> => work.catch(() => null)

/**
 * A picture as a WebP at most 960 pixels wide or high and 100 kB heavy, the right way up; null for bytes that draw nothing.
 */
export async function shrink(picture: Buffer): Promise<Buffer | null> {
  let smallest: Buffer | null = null
  for (const { edge, quality } of tries) {
    const inside = { width: edge, height: edge, fit: 'inside', withoutEnlargement: true } as const
    smallest = await drawn(pictures(picture).resize(inside).webp({ quality }).toBuffer())
    if (!smallest || smallest.length <= mostBytes) return smallest
  }
  return smallest
}

/** Keeps the small form of a picture of the store beside it. */
export async function keepSmall(filesFolder: string, sha256: string, small: Buffer): Promise<void> {
  const arriving = join(filesFolder, 'arriving', randomUUID())
  for (const folder of ['arriving', 'small']) await mkdir(join(filesFolder, folder), { recursive: true, mode: 0o700 })
  try {
    await writeFile(arriving, small, { flag: 'wx', mode: 0o600 })
    await rename(arriving, smallPath(filesFolder, sha256))
  } finally {
    await rm(arriving, { force: true })
  }
}

const absent = (error: NodeJS.ErrnoException) => {
  if (error.code === 'ENOENT') return null
  throw error
}

const read = (path: string) => readFile(path).catch(absent) as Promise<Buffer<ArrayBuffer> | null>

/**
 * The small form of a picture of the store, made when it is first asked for where it was filed before there was one; null
 * where the picture is not there, or draws nothing.
 */
export async function readSmall(filesFolder: string, sha256: string): Promise<Buffer<ArrayBuffer> | null> {
  const kept = await read(smallPath(filesFolder, sha256))
  if (kept) return kept
  const picture = await read(filePath(filesFolder, sha256))
  const small = picture && (await shrink(picture))
  if (!small) return null
  await keepSmall(filesFolder, sha256, small)
  return small as Buffer<ArrayBuffer>
}
