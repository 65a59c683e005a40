// Letters that Unicode does not decompose into a base letter and a mark.
const letters: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ɖ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ə: 'e',
  ǝ: 'e',
  ɛ: 'e',
  ɔ: 'o',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ƒ: 'f',
}
const undecomposed = new RegExp(`[${Object.keys(letters).join('')}]`, 'g')
// Most names need no look at Unicode at all: the fast way for the 200,000 names of the gazetteer.
const plain = /^[a-z0-9 ]*$/

/** Lower case without accents or special Latin letters; other scripts are kept, signs that only carry a sound are dropped. */
function fold(text: string): string {
  const lower = text.toLowerCase()
  if (plain.test(lower)) return lower
  return lower
    .normalize('NFKD')
    .replace(/\p{M}|[\u02b9\u02ba\u02bb\u02bd-\u02bf]/gu, '')
    .replace(undecomposed, (letter) => letters[letter] ?? letter)
}

/**
 * The key under which a name is matched, searched and sorted: folded to ASCII where its letters are Latin, every run of
 * apostrophes, hyphens or other signs one space, `st`/`ste` as words written out.
 */
export function nameKey(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
}

/** The readable part of a URL: lower-case ASCII words joined by hyphens; empty when nothing of the name is Latin. */
export function slug(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}
