import { parseAmount } from './amounts.ts'
import type { IssueList } from './issues.ts'
import type { Amount, IssueEffect, IssueRule } from './types.ts'

/** The raw values of one element of the document: its children's V attributes by name, and where it stands. */
export type Fields = {
  readonly path: string
  readonly line: number
  readonly values: Map<string, string>
  /** Values that come with a code, e.g. MtSup Code="ICNE", in the order of the file. */
  readonly coded: { name: string; code: string; value: string }[]
}

/** Starts the raw values of an element found at this line of the file. */
export function startFields(path: string, line: number): Fields {
  return { path, line, values: new Map(), coded: [] }
}

/** The text of a field, trimmed; null when it is absent or empty. */
export function textOf(fields: Fields, name: string): string | null {
  return fields.values.get(name)?.trim() || null
}

// Some ledger software escapes twice: “d&amp;#8217;études” in the file is “d&#8217;études” once it is read.
const REFERENCE = /&(?:amp;)*#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));/g

// The same software then cuts labels at sixty characters, in the midst of a reference: “taxe d&#821”.
const CUT = /&(?:amp;)*#(?:\d{0,7}|[xX][0-9a-fA-F]{0,6})$/

/**
 * The text of a label: numeric character references that were escaped once too often are the characters they stand for, and
 * one that was cut at the end is an ellipsis.
 */
export function labelOf(fields: Fields, name: string): string | null {
  const text = textOf(fields, name)
  if (text === null || !text.includes('&')) return text
  const read = text.replace(REFERENCE, (written, decimal?: string, hexadecimal?: string) => {
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal)
    // A control character, half of a pair or a number beyond Unicode is no character of a label: left as it is written.
    const isCharacter = code >= 0x20 && (code < 0x7f || code > 0x9f) && !(code >= 0xd800 && code <= 0xdfff)
    return isCharacter && code <= 0x10ffff ? String.fromCodePoint(code) : written
  })
  return read.replace(CUT, '…').trim() || null
}

/** The amount of a field, null when absent; what is not a number is listed as an issue and left out. */
export function amountOf(fields: Fields, name: string, issues: IssueList): Amount | null {
  const text = textOf(fields, name)
  if (text === null) return null
  const amount = parseAmount(text)
  if (amount === null) report(issues, fields, name, 'amountInvalid', 'valueDropped', { text: text.slice(0, 80) })
  return amount
}

/** Lists an issue about a field of an element, or about the element itself when the name is ''. */
export function report(
  issues: IssueList,
  fields: Fields,
  name: string,
  rule: IssueRule,
  effect: IssueEffect,
  params: Record<string, string | number> = {},
): void {
  issues.add({ path: name === '' ? fields.path : `${fields.path}/${name}`, line: fields.line, rule, effect, params })
}
