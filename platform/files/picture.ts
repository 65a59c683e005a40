import type { MediaType } from './media-types.ts'
import { orientationOf, orientationOnly } from './picture-orientation.ts'

// What a camera writes beside the picture: where it was taken, when, by whom. Only what is needed to show it is kept.

const ascii = (bytes: Buffer, at: number, length: number) => bytes.toString('latin1', at, at + length)

/** Thrown inside this file for bytes that do not follow their format. */
class Unreadable extends Error {}

/**
 * Gives back a picture without what was written beside it (place, time, camera, author); how it is to be turned is kept.
 * Null for bytes that do not follow their format.
 */
export function withoutMetadata(bytes: Buffer, mediaType: MediaType): Buffer | null {
  const strip = { 'image/jpeg': stripJpeg, 'image/png': stripPng, 'image/webp': stripWebp }[mediaType as string]
  if (!strip) return null
  try {
    return strip(bytes)
  } catch (error) {
    if (error instanceof Unreadable || error instanceof RangeError) return null
    throw error
  }
}

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7

// Kept: the picture itself, JFIF (APP0), the colour profile (APP2 ICC_PROFILE), Adobe's colour transform (APP14).
function keepsSegment(marker: number, bytes: Buffer, at: number): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === 0xe0) return ascii(bytes, at + 4, 5) === 'JFIF\0'
  if (marker === 0xe2) return ascii(bytes, at + 4, 12) === 'ICC_PROFILE\0'
  return marker === 0xee && ascii(bytes, at + 4, 5) === 'Adobe'
}

function stripJpeg(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let turned = 1
  let drawn = false
  for (let at = 2; ; ) {
    if (bytes.readUInt8(at) !== 0xff) throw new Unreadable('no marker')
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    // Whatever follows the end is not this picture: a second one, a film, with a place of its own.
    if (marker === 0xd9) break
    const length = bytes.readUInt16BE(at + 2)
    const next = at + 2 + length
    if (length < 2 || next > bytes.length) throw new Unreadable('segment')
    if (marker === 0xe1 && ascii(bytes, at + 4, 6) === 'Exif\0\0')
      turned = orientationOf(bytes.subarray(at + 10, next)) ?? turned
    const from = at
    at = marker === 0xda ? endOfScan(bytes, next) : next
    if (keepsSegment(marker, bytes, from)) kept.push(bytes.subarray(from, at))
    drawn ||= marker === 0xda
  }
  if (!drawn) throw new Unreadable('no picture')
  if (turned !== 1) {
    const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), orientationOnly(turned)])
    const head = Buffer.from([0xff, 0xe1, 0, 0])
    head.writeUInt16BE(exif.length + 2, 2)
    kept.splice(1, 0, head, exif)
  }
  return Buffer.concat([...kept, Buffer.from([0xff, 0xd9])])
}

// Inside a scan, 0xff is followed by zero or by a restart; anything else is the next marker (ITU T.81, B.1.1).
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 2)) {
    const marker = bytes.readUInt8(at + 1)
    if (marker !== 0 && !isRestart(marker)) return at
  }
  throw new Unreadable('scan without end')
}

// The chunks that draw; text, time and EXIF chunks are not among them (PNG 3rd edition, 11).
const pngChunks = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '),
)

function stripPng(bytes: Buffer): Buffer {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  for (let at = 8; ; ) {
    const length = bytes.readUInt32BE(at)
    const name = ascii(bytes, at + 4, 4)
    const next = at + 12 + length
    if (next > bytes.length) throw new Unreadable('chunk')
    if (pngChunks.has(name)) kept.push(bytes.subarray(at, next))
    if (name === 'IEND') return Buffer.concat(kept)
    at = next
  }
}

const webpChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
const exifFlag = 0x08
const xmpFlag = 0x04

function stripWebp(bytes: Buffer): Buffer {
  const end = Math.min(bytes.length, 8 + bytes.readUInt32LE(4))
  const kept: Buffer[] = []
  let turned = 1
  let drawn = false
  for (let at = 12; at + 8 <= end; ) {
    const name = ascii(bytes, at, 4)
    const length = bytes.readUInt32LE(at + 4)
    const next = at + 8 + length + (length % 2)
    if (at + 8 + length > end) throw new Unreadable('chunk')
    if (name === 'EXIF') turned = orientationOf(exifBody(bytes.subarray(at + 8, at + 8 + length))) ?? turned
    if (webpChunks.has(name)) kept.push(Buffer.from(bytes.subarray(at, next)))
    drawn ||= name === 'VP8 ' || name === 'VP8L' || name === 'ANMF'
    at = next
  }
  if (!drawn) throw new Unreadable('no picture')
  return assembleWebp(kept, turned)
}

// Some writers put before it the mark a JPEG needs.
const exifBody = (chunk: Buffer) => (ascii(chunk, 0, 6) === 'Exif\0\0' ? chunk.subarray(6) : chunk)

function assembleWebp(kept: Buffer[], turned: number): Buffer {
  const extended = kept.find((chunk) => ascii(chunk, 0, 4) === 'VP8X')
  if (extended) {
    const turns = turned !== 1
    extended.writeUInt8((extended.readUInt8(8) & ~(exifFlag | xmpFlag)) | (turns ? exifFlag : 0), 8)
    if (turns) {
      const exif = orientationOnly(turned)
      const head = Buffer.from('EXIF\0\0\0\0', 'latin1')
      head.writeUInt32LE(exif.length, 4)
      kept.push(head, exif)
    }
  }
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}
