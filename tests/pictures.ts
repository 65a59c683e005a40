import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** A picture as a camera leaves it, and the bytes of it that draw. */
export type MadePicture = { bytes: Buffer; drawing: Buffer }

function tagsWith(text: string, orientation: number): Buffer {
  const head = Buffer.alloc(26)
  head.write('II', 0, 'latin1')
  head.writeUInt16LE(42, 2)
  head.writeUInt32LE(8, 4)
  head.writeUInt16LE(1, 8)
  head.writeUInt16LE(0x0112, 10)
  head.writeUInt16LE(3, 12)
  head.writeUInt32LE(1, 14)
  head.writeUInt16LE(orientation, 18)
  return Buffer.concat([head, Buffer.from(text, 'latin1')])
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

// One white pixel, baseline: tables, frame and scan.
const onePixel = Buffer.from(
  '/9j/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==',
  'base64',
)

/** A JPEG of one pixel that says where it was taken, in three places. */
export function jpegWith(place: string, orientation: number): MadePicture {
  const drawing = onePixel.subarray(2, -2)
  const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tagsWith(place, orientation)]))
  const comment = segment(0xfe, Buffer.from(place))
  const bytes = Buffer.concat([
    onePixel.subarray(0, 2),
    exif,
    comment,
    drawing,
    onePixel.subarray(-2),
    Buffer.from(place),
  ])
  return { bytes, drawing }
}

function chunk(name: string, body: Buffer): Buffer {
  const inner = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const head = Buffer.alloc(4)
  head.writeUInt32BE(body.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(inner))
  return Buffer.concat([head, inner, sum])
}

/** A PNG of one pixel that says where it was taken, in two chunks. */
export function pngWith(place: string): MadePicture {
  const size = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
  const drawing = chunk('IDAT', deflateSync(Buffer.from([0, 255])))
  const bytes = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', size),
    chunk('eXIf', tagsWith(place, 1)),
    chunk('tEXt', Buffer.from(`Comment\0${place}`)),
    drawing,
    chunk('IEND', Buffer.alloc(0)),
  ])
  return { bytes, drawing }
}

function riff(name: string, body: Buffer): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

/** A WebP of one pixel in the extended form, that says where it was taken. */
export function webpWith(place: string): MadePicture {
  const drawing = riff('VP8L', Buffer.from('2f00000010071011118888fe07', 'hex'))
  const head = riff('VP8X', Buffer.from([0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    head,
    drawing,
    riff('EXIF', tagsWith(place, 1)),
    riff('XMP ', Buffer.from(place)),
  ])
  return { bytes: riff('RIFF', body), drawing }
}

/** A JPEG as heavy as a camera makes it: no two pixels alike, turned as its sensor was held. */
export function cameraPicture({
  width,
  height,
  orientation,
}: {
  width: number
  height: number
  orientation: number
}): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width, height, channels: 3, background: '#5e7a4c', noise } })
    .withMetadata({ orientation })
    .jpeg({ quality: 92 })
    .toBuffer()
}
