import { type Fields, report, startFields } from './fields.ts'
import { toGrant } from './grant.ts'
import { type RawHeader, toHeader } from './header.ts'
import type { IssueList } from './issues.ts'
import { flagOf, toLine } from './line.ts'
import type { BudgetDocument, BudgetHeader, BudgetLine, Grant } from './types.ts'

/** Takes what a file holds, as it is read; `budget` counts the budgets of the file from 0. */
export type BudgetSink = {
  /** Called once per budget, before its lines and grants. */
  header?(header: BudgetHeader, budget: number): void
  line?(line: BudgetLine, budget: number): void
  grant?(grant: Grant, budget: number): void
}

/** Follows the elements of a TOTEM document and hands out its budgets. */
export type DocumentWalker = {
  open(name: string, attributes: Record<string, string>, line: number): void
  close(): void
  readonly depth: number
  /** The budgets understood so far; the last one grows until its element closes. */
  readonly budgets: BudgetDocument[]
  /** How many Budget elements were met. */
  readonly met: number
}

// Real elements have some forty children; a hostile one would fill the memory.
const FIELD_LIMIT = 250
// The longest real label has some hundred characters.
const VALUE_LIMIT = 2000
const FILE_BLOCKS: ReadonlySet<string> = new Set(['BlocEditeur', 'EnTeteDocBudgetaire'])
const BUDGET_BLOCKS: ReadonlySet<string> = new Set(['EnTeteBudget', 'BlocBudget', 'InformationsGenerales'])

type OpenBudget = { raw: RawHeader; isSettled: boolean; document: BudgetDocument | null; lines: number; grants: number }
type Element = { kind: 'line' | 'grant'; fields: Fields; depth: number }

/** Starts following a document: it gives to the sink and lists issues, and never keeps more than one line. */
export function startWalker(sink: BudgetSink, issues: IssueList): DocumentWalker {
  const stack: string[] = []
  const budgets: BudgetDocument[] = []
  let base = 0
  let met = 0
  let file = startFields('', 1)
  let seal: Record<string, string> | null = null
  let budget: OpenBudget | null = null
  let record: Element | null = null

  function openBudget(line: number): void {
    met += 1
    const raw = { file, budget: startFields(`Budget[${met}]`, line), seal }
    budget = { raw, isSettled: false, document: null, lines: 0, grants: 0 }
  }

  function settle(open: OpenBudget): BudgetDocument | null {
    if (open.isSettled) return open.document
    open.isSettled = true
    const header = toHeader(open.raw, issues)
    if (header === null) return null
    open.document = { header, lineCount: 0, calculatedLines: 0, skippedLines: 0, grantCount: 0 }
    budgets.push(open.document)
    sink.header?.(header, budgets.length - 1)
    return open.document
  }

  function openLine(open: OpenBudget, attributes: Record<string, string>, line: number): void {
    const document = settle(open)
    open.lines += 1
    if (document === null) return
    if (flagOf(attributes.calculated ?? null)) document.calculatedLines += 1
    else startRecord('line', `${open.raw.budget.path}/LigneBudget[${open.lines}]`, line)
  }

  function openGrant(open: OpenBudget, line: number): void {
    open.grants += 1
    if (settle(open) !== null) startRecord('grant', `${open.raw.budget.path}/CONCOURS[${open.grants}]`, line)
  }

  function startRecord(kind: Element['kind'], path: string, line: number): void {
    record = { kind, fields: startFields(path, line), depth: stack.length }
  }

  function finish({ kind, fields }: Element, document: BudgetDocument): void {
    const at = budgets.length - 1
    if (kind === 'grant') {
      document.grantCount += 1
      sink.grant?.(toGrant(fields, document.grantCount, issues), at)
      return
    }
    const line = toLine(fields, document.header.nomenclature, document.lineCount + 1, issues)
    if (line === null) {
      document.skippedLines += 1
      return
    }
    document.lineCount += 1
    sink.line?.(line, at)
  }

  function openInDocument(name: string, attributes: Record<string, string>, line: number): void {
    const level = stack.length - base
    const block = stack[base]
    if (level === 1) {
      if (name === 'Budget') openBudget(line)
      else if (name === 'Scellement') seal = attributes
      else if (name === 'VersionSchema') keep(file, name, attributes, issues)
    } else if (block === 'Budget' && budget !== null) {
      openInBudget(budget, level, name, attributes, line)
    } else if (level === 2 && FILE_BLOCKS.has(block ?? '')) keep(file, name, attributes, issues)
  }

  function openInBudget(
    open: OpenBudget,
    level: number,
    name: string,
    attributes: Record<string, string>,
    line: number,
  ): void {
    if (level === 2 && name === 'LigneBudget') openLine(open, attributes, line)
    else if (level === 4 && name === 'CONCOURS' && stack[base + 1] === 'Annexes') openGrant(open, line)
    else if (level === 3 && BUDGET_BLOCKS.has(stack[base + 1] ?? '')) {
      // Dozens of ratios stand beside the population.
      if (name !== 'Information' || attributes.Code === 'PopTot') keep(open.raw.budget, name, attributes, issues)
    }
  }

  return {
    open(name, attributes, line) {
      stack.push(name)
      if (record !== null) {
        if (stack.length === record.depth + 1) keep(record.fields, name, attributes, issues)
      } else if (base > 0) openInDocument(name, attributes, line)
      else if (name === 'DocumentBudgetaire') {
        base = stack.length
        file = startFields('', line)
        seal = null
      }
    },
    close() {
      const depth = stack.length
      if (record !== null && record.depth === depth && budget?.document) {
        finish(record, budget.document)
        record = null
      }
      if (depth === base + 1 && base > 0 && stack[base] === 'Budget' && budget !== null) {
        settle(budget)
        budget = null
      }
      if (depth === base) base = 0
      stack.pop()
    },
    get depth() {
      return stack.length
    },
    budgets,
    get met() {
      return met
    },
  }
}

function keep(fields: Fields, name: string, attributes: Record<string, string>, issues: IssueList): void {
  const value = attributes.V
  const code = attributes.Code
  if (value === undefined || fields.values.size + fields.coded.length >= FIELD_LIMIT) return
  if (Math.max(value.length, code?.length ?? 0) > VALUE_LIMIT) {
    report(issues, fields, name, 'valueTooLong', 'valueDropped', { limit: VALUE_LIMIT })
  } else if (code === undefined) fields.values.set(name, value)
  else fields.coded.push({ name, code, value })
}
