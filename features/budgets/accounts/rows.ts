import type { Budget, BudgetLine, Grant } from '../../../packages/totem/types.ts'
import type { AccountIssue } from './issues.ts'

/** The columns of an accounting line, in the order in which rows are written. */
export const lineColumns = [
  'document_id',
  'position',
  'nature',
  'function_code',
  'chapter',
  'operation',
  'label',
  'department',
  'beneficiary',
  'section',
  'direction',
  'is_order',
  'previous',
  'is_special',
  'carried_before',
  'proposed',
  'voted',
  'opened',
  'executed',
  'carried_after',
] as const

/** The columns of a grant of the annex, in the order in which rows are written. */
export const grantColumns = [
  'document_id',
  'position',
  'beneficiary',
  'legal_kind',
  'is_private_person',
  'nature',
  'purpose',
  'amount',
  'in_kind',
] as const

type Value = string | number | boolean | null

/** A line as it is kept, beside what the accounting software of the authority itself says of it. */
export type KeptLine = Omit<BudgetLine, 'source' | 'extra'> & {
  department?: string | null
  beneficiary?: string | null
}

const short = (text: string | null | undefined, most: number): string | null => text?.slice(0, most) || null

// The columns hold fourteen digits before the comma; no authority has as many.
const fits = (amount: string | null): string | null =>
  amount !== null && amount.replace(/^-|\..*$/g, '').length <= 14 ? amount : null

/** A line as a row of account_line. */
export function toLineRow(documentId: string, line: KeptLine): Value[] {
  return [
    documentId,
    line.position,
    line.nature.slice(0, 20),
    short(line.fonction, 20),
    short(line.chapter, 20),
    short(line.operation, 60),
    short(line.label, 300),
    short(line.department, 120),
    short(line.beneficiary, 200),
    line.section,
    line.direction,
    line.isOrder,
    fits(line.previous),
    line.special,
    fits(line.carriedBefore),
    fits(line.proposed),
    fits(line.voted),
    fits(line.opened),
    fits(line.executed),
    fits(line.carriedAfter),
  ]
}

/** A grant as a row of account_grant; of a private person, nothing that may name them. */
export function toGrantRow(documentId: string, grant: Grant): Value[] {
  const open = !grant.isPrivatePerson
  return [
    documentId,
    grant.position,
    open ? short(grant.beneficiary, 300) : null,
    short(grant.legalKind, 20),
    grant.isPrivatePerson,
    short(grant.nature, 20),
    open ? short(grant.purpose, 500) : null,
    fits(grant.amount),
    open ? short(grant.inKind, 500) : null,
  ]
}

/** What is told of a budget beyond what its file says amiss: a draft, amounts of more than two decimals or too long. */
export function findOddities({ header, lines }: Pick<Budget, 'header' | 'lines'>): AccountIssue[] {
  const amounts = lines.flatMap((line) =>
    [line.previous, line.carriedBefore, line.proposed, line.voted, line.opened, line.executed, line.carriedAfter]
      .filter((amount) => amount !== null)
      .map((amount) => ({ amount, source: line.source })),
  )
  const long = amounts.filter(({ amount }) => fits(amount) === null)
  const fine = amounts.filter(({ amount }) => amount.length - amount.indexOf('.') > 3)
  const told = (rule: string, found: typeof amounts): AccountIssue[] => {
    const [first] = found
    return first ? [{ rule, line: first.source, count: found.length, values: { amount: first.amount } }] : []
  }
  return [
    ...(header.isDraft ? [{ rule: 'draft', line: 0, count: 1, values: {} }] : []),
    ...told('amountTooLarge', long),
    ...told('amountRounded', fine),
  ]
}
