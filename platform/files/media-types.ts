/** The kinds of file that may be brought along, with the letters of their name. */
export const mediaTypes = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
} as const

export type MediaType = keyof typeof mediaTypes

/** How many bytes of a file say what it is. */
export const headLength = 80

const begins = (head: Uint8Array, bytes: readonly number[], at = 0) =>
  bytes.every((byte, index) => head[at + index] === byte)

const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

/** Whether a file begins as a ZIP archive does. */
export const isArchive = (head: Uint8Array): boolean => begins(head, [0x50, 0x4b, 0x03, 0x04])

/** What a file is by its first bytes, whatever its sender calls it; null when it is none of the kinds known. */
export function mediaTypeOf(head: Uint8Array): MediaType | null {
  if (begins(head, ascii('%PDF-'))) return 'application/pdf'
  if (begins(head, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (begins(head, [0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a])) return 'image/png'
  if (begins(head, ascii('RIFF')) && begins(head, ascii('WEBP'), 8)) return 'image/webp'
  // An OpenDocument text is an archive whose first member, stored as it is, names the kind (ODF 1.3 part 2, 3.3).
  const odt = 'application/vnd.oasis.opendocument.text'
  if (isArchive(head) && begins(head, ascii(`mimetype${odt}`), 30) && head[30 + 8 + odt.length] === 0x50) return odt
  return null
}
