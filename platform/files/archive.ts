import { type FileHandle, open } from 'node:fs/promises'
import type { MediaType } from './media-types.ts'

// The directory of an archive stands at its end, after it at most a comment of 65,535 bytes (PKZIP APPNOTE 4.3.16).
const endLength = 22
const longestEnd = endLength + 0xff_ff
const mostDirectoryBytes = 1_000_000

const macros = /(^|\/)vbaProject\.bin$/i

/**
 * What an archive is by the members it lists: a Word or an Excel file; null for any other, and for one that carries
 * macros.
 */
export async function officeTypeOf(path: string): Promise<MediaType | null> {
  const file = await open(path)
  try {
    const names = new Set(await readNames(file))
    if ([...names].some((name) => macros.test(name))) return null
    if (!names.has('[Content_Types].xml')) return null
    if (names.has('word/document.xml')) return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    if (names.has('xl/workbook.xml')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return null
  } finally {
    await file.close()
  }
}

async function readPart(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
  return buffer.subarray(0, bytesRead)
}

// An archive that cannot be read as one lists nothing.
async function readNames(file: FileHandle): Promise<string[]> {
  const { size } = await file.stat()
  const tailLength = Math.min(size, longestEnd)
  const tail = await readPart(file, size - tailLength, tailLength)
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + endLength > tail.length) return []
  const length = tail.readUInt32LE(end + 12)
  const from = tail.readUInt32LE(end + 16)
  if (length > mostDirectoryBytes || from + length > size) return []
  return namesIn(await readPart(file, from, length))
}

function namesIn(directory: Buffer): string[] {
  const names: string[] = []
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === 0x02014b50; ) {
    const nameLength = directory.readUInt16LE(at + 28)
    names.push(directory.toString('utf8', at + 46, at + 46 + nameLength))
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return names
}
