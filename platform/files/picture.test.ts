import { describe, expect, it } from 'vitest'
import { jpegWith, pngWith, webpWith } from '../../tests/pictures.ts'
import { withoutMetadata } from './picture.ts'
import { orientationOf } from './picture-orientation.ts'

const place = 'GPS 13.58N 2.42W'

describe('what a camera writes beside a picture', () => {
  it('stays out of a JPEG: place, comment and what follows the end; the drawing stays byte for byte', () => {
    const { bytes, drawing } = jpegWith(place, 1)
    const clean = withoutMetadata(bytes, 'image/jpeg')
    expect(bytes.includes(place)).toBe(true)
    expect(clean?.includes(place)).toBe(false)
    expect(clean?.includes('Exif')).toBe(false)
    expect(clean?.includes(drawing)).toBe(true)
    expect(clean?.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
  })

  it('leaves only how a JPEG is to be turned', () => {
    const clean = withoutMetadata(jpegWith(place, 6).bytes, 'image/jpeg') as Buffer
    expect(clean.includes(place)).toBe(false)
    const exif = clean.indexOf('Exif\0\0')
    expect(orientationOf(clean.subarray(exif + 6))).toBe(6)
  })

  it('stays out of a PNG', () => {
    const { bytes, drawing } = pngWith(place)
    const clean = withoutMetadata(bytes, 'image/png')
    expect(clean?.includes(place)).toBe(false)
    expect(clean?.includes('eXIf')).toBe(false)
    expect(clean?.includes(drawing)).toBe(true)
  })

  it('stays out of a WebP, whose head no longer announces it', () => {
    const { bytes, drawing } = webpWith(place)
    const clean = withoutMetadata(bytes, 'image/webp') as Buffer
    expect(clean.includes(place)).toBe(false)
    expect(clean.includes('EXIF')).toBe(false)
    expect(clean.readUInt8(20) & 0x0c).toBe(0)
    expect(clean.readUInt32LE(4)).toBe(clean.length - 8)
    expect(clean.includes(drawing)).toBe(true)
  })

  it('is not guessed at: bytes that do not follow their format are refused', () => {
    for (const type of ['image/jpeg', 'image/png', 'image/webp'] as const) {
      const { bytes } = {
        'image/jpeg': jpegWith(place, 1),
        'image/png': pngWith(place),
        'image/webp': webpWith(place),
      }[type]
      expect(withoutMetadata(bytes.subarray(0, 40), type)).toBeNull()
    }
    expect(withoutMetadata(Buffer.from('%PDF-1.7'), 'application/pdf')).toBeNull()
  })
})
