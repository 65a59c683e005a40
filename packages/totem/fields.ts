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
