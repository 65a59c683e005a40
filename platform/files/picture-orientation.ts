// How a picture is to be turned, in the block of tags cameras write (TIFF 6.0, section 2; Exif 2.32, tag 0x0112).

const orientationTag = 0x0112

/** How the picture has to be turned (1 to 8); null where the tags do not say it or cannot be read. */
export function orientationOf(tags: Buffer): number | null {
  const order = tags.toString('latin1', 0, 2)
  if (tags.length < 14 || (order !== 'II' && order !== 'MM')) return null
  const little = order === 'II'
  const short = (at: number) => (little ? tags.readUInt16LE(at) : tags.readUInt16BE(at))
  const start = little ? tags.readUInt32LE(4) : tags.readUInt32BE(4)
  if (start + 2 > tags.length) return null
  for (let entry = 0; entry < short(start); entry++) {
    const at = start + 2 + entry * 12
    if (at + 12 > tags.length) return null
    if (short(at) !== orientationTag) continue
    const value = short(at + 8)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

/** A block of tags that says this alone: 26 bytes. */
export function orientationOnly(value: number): Buffer {
  const tags = Buffer.alloc(26)
  tags.write('MM', 0, 'latin1')
  tags.writeUInt16BE(42, 2)
  tags.writeUInt32BE(8, 4)
  tags.writeUInt16BE(1, 8)
  tags.writeUInt16BE(orientationTag, 10)
  tags.writeUInt16BE(3, 12)
  tags.writeUInt32BE(1, 14)
  tags.writeUInt16BE(value, 18)
  return tags
}
