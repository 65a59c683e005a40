/** What the reader has to tell about the encoding of a file: what it says it is, and as what it was read. */
export type EncodingNote = { declared: string; readAs: string }

/** Turns the bytes of an XML file into text, piece by piece, whatever encoding it is in. */
export type XmlDecoder = {
  /** The text of the next bytes; `isLast` flushes. Null when the encoding is none that can be read. */
  decode(bytes: Uint8Array, isLast: boolean): string | null
  /** Set once the file was found not to be in the encoding it declares. */
  readonly note: EncodingNote | null
  /** The encoding declared, or found by the byte order; 'utf-8' when nothing is said. */
  readonly declared: string
}

type Family = 'utf-8' | 'utf-16le' | 'utf-16be' | 'iso-8859-15' | 'windows-1252'

// ISO-8859-1 is read as windows-1252, which gives the same letters and the quotes, dashes and € that producers
// write in the places ISO-8859-1 leaves to control codes.
const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['us-ascii', 'utf-8'],
  ['ascii', 'utf-8'],
  ['iso-8859-1', 'windows-1252'],
  ['iso8859-1', 'windows-1252'],
  ['iso_8859-1', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['windows-1252', 'windows-1252'],
  ['cp1252', 'windows-1252'],
  ['iso-8859-15', 'iso-8859-15'],
  ['iso8859-15', 'iso-8859-15'],
  ['iso_8859-15', 'iso-8859-15'],
  ['latin9', 'iso-8859-15'],
  ['utf-16', 'utf-16le'],
  ['utf-16le', 'utf-16le'],
  ['utf-16be', 'utf-16be'],
])

/**
 * A decoder that finds the encoding by byte order mark, byte order, declaration, and by what the bytes are: text declared
 * UTF-8 that is not is read as windows-1252, text declared ISO-8859-1 that is UTF-8 as UTF-8; `note` says so.
 */
export function startXmlDecoder(): XmlDecoder {
  let family: Family | null = null
  let declared = 'utf-8'
  let note: EncodingNote | null = null
  let head = new Uint8Array(0)
  let wide: TextDecoder | null = null
  let single: TextDecoder | null = null
  let isSettled = false
  let carried = new Uint8Array(0)

  function start(bytes: Uint8Array): boolean {
    const found = detect(bytes)
    if (found === null) return false
    family = found.family
    declared = found.declared
    if (found.isWrong) note = { declared, readAs: family }
    if (family.startsWith('utf-16')) wide = new TextDecoder(family)
    return true
  }

  // The bytes of a character cut by the end of the piece wait for the next one.
  function decodeBytes(piece: Uint8Array, isLast: boolean): string {
    if (wide !== null) return wide.decode(piece, { stream: !isLast })
    const bytes = carried.length === 0 ? piece : join(carried, piece)
    const cut = isLast ? bytes.length : bytes.length - unfinishedTail(bytes)
    carried = bytes.slice(cut)
    const whole = bytes.subarray(0, cut)
    return family === 'utf-8' ? decodeAsUtf8(whole) : decodeAsSingleByte(whole)
  }

  function decodeAsUtf8(bytes: Uint8Array): string {
    const valid = decodeUtf8(bytes)
    if (valid !== null) return valid
    note ??= { declared, readAs: 'windows-1252' }
    return decodeMixed(bytes)
  }

  function decodeAsSingleByte(bytes: Uint8Array): string {
    if (!isSettled && bytes.some((byte) => byte > 0x7f)) {
      isSettled = true
      const valid = decodeUtf8(bytes)
      if (valid !== null && isWesternText(valid)) {
        note ??= { declared, readAs: 'utf-8' }
        family = 'utf-8'
        return valid
      }
    }
    single ??= new TextDecoder(family ?? 'windows-1252')
    return single.decode(bytes)
  }

  return {
    decode(piece, isLast) {
      let bytes = piece
      if (family === null) {
        head = head.length === 0 ? piece.slice() : join(head, piece)
        if (head.length < 512 && !isLast) return ''
        if (!start(head)) return null
        bytes = head
        head = new Uint8Array(0)
        if (family === 'utf-8' && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3)
      }
      return decodeBytes(bytes, isLast)
    },
    get note() {
      return note
    },
    get declared() {
      return declared
    },
  }
}

function detect(bytes: Uint8Array): { family: Family; declared: string; isWrong: boolean } | null {
  const [a, b, c, d] = bytes
  const isWide = (a === 0 && b === 0 && c === 0xfe && d === 0xff) || (a === 0xff && b === 0xfe && c === 0 && d === 0)
  if (isWide) return null
  const byOrder = byteOrder(a, b, c, d)
  const start = new TextDecoder(byOrder ?? 'windows-1252').decode(bytes.subarray(0, 512))
  const said = /^[^<]{0,8}<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/.exec(start)?.[1]
  const declared = said?.toLowerCase() ?? byOrder ?? 'utf-8'
  const family = FAMILIES.get(declared)
  if (byOrder === null) {
    if (family === undefined) return { family: 'utf-8', declared, isWrong: true }
    const isTwoBytes = family.startsWith('utf-16')
    return { family: isTwoBytes ? 'utf-8' : family, declared, isWrong: isTwoBytes }
  }
  const agrees = family === byOrder || (declared === 'utf-16' && byOrder.startsWith('utf-16'))
  return { family: byOrder, declared, isWrong: !agrees }
}

function byteOrder(a?: number, b?: number, c?: number, d?: number): Family | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0 && c === 0x3f && d === 0)) return 'utf-16le'
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c && c === 0 && d === 0x3f)) return 'utf-16be'
  return null
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(first.length + second.length)
  whole.set(first)
  whole.set(second, first.length)
  return whole
}

// How many bytes at the end begin a UTF-8 character that is not finished (0 to 3).
function unfinishedTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const length = utf8Length(bytes[bytes.length - back] ?? 0)
    if (length > 0) return length > back ? back : 0
  }
  return 0
}

// Bytes of the UTF-8 character this byte begins; 0 for a byte that begins none.
function utf8Length(byte: number): number {
  if (byte < 0x80) return 1
  if (byte < 0xc2) return 0
  if (byte < 0xe0) return 2
  if (byte < 0xf0) return 3
  return byte < 0xf5 ? 4 : 0
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return STRICT.decode(bytes)
  } catch (error) {
    // TypeError is how the platform says "not UTF-8"; anything else is not ours.
    if (error instanceof TypeError) return null
    throw error
  }
}

// Letters, marks and signs a French administration writes; "É»" in ISO-8859-1 is also valid UTF-8, but no such letter.
function isWesternText(text: string): boolean {
  return !/[^\t-\u017f\u2010-\u2026\u2030\u2039\u203a\u20ac\u2122]/.test(text)
}

// UTF-8 where the bytes are UTF-8, windows-1252 where they are not: pasted labels give such files.
function decodeMixed(bytes: Uint8Array): string {
  const single = new TextDecoder('windows-1252')
  const parts: string[] = []
  let start = 0
  let index = 0
  while (index < bytes.length) {
    const length = utf8Length(bytes[index] ?? 0)
    if (length === 1) {
      index += 1
      continue
    }
    const isLikely = length > 1 && ((bytes[index + 1] ?? 0) & 0xc0) === 0x80
    const isValid = isLikely && decodeUtf8(bytes.subarray(index, index + length)) !== null
    if (!isValid) {
      parts.push(STRICT.decode(bytes.subarray(start, index)), single.decode(bytes.subarray(index, index + 1)))
      start = index + 1
    }
    index += isValid ? length : 1
  }
  parts.push(STRICT.decode(bytes.subarray(start)))
  return parts.join('')
}
