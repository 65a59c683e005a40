import { SaxesParser } from 'saxes'
import { type BudgetSink, type DocumentWalker, startWalker } from './document.ts'
import { startXmlDecoder, type XmlDecoder } from './encoding.ts'
import { type IssueList, startIssueList } from './issues.ts'
import type { Budget, BudgetDocument, IssueRule, Reading } from './types.ts'

export type { BudgetSink } from './document.ts'

const PIECE = 64 * 1024
const DEPTH_LIMIT = 100
// Characters read without meeting a tag: past this, one comment, attribute or text is filling the memory.
const TOKEN_LIMIT = 8 * 1024 * 1024
// Open tags stay in memory with their attributes; a real one has some hundred characters.
const TAG_LIMIT = 64 * 1024
// The largest authorities vote some thirty budgets.
const BUDGET_LIMIT = 1000
const ROOTS: ReadonlySet<string> = new Set(['DocumentBudgetaire', 'CompteFinancierUnique'])
const NAMESPACE = 'http://www.minefi.gouv.fr/cp/demat/docbudgetaire'

type Reader = {
  /** Reads more bytes; false when the file is refused and the rest need not be read. */
  write(bytes: Uint8Array): boolean
  end(): Reading<BudgetDocument[]>
}

/**
 * Reads a TOTEM file (DocumentBudgetaire, or the CompteFinancierUnique that holds one) as it comes, in bounded memory,
 * giving each budget's header, lines and grants to the sink in the order of the file.
 *
 * The value lists the budgets found, null when the file is refused; what the sink was given before a refusal is then
 * to be thrown away. Never rejects on data: only when the chunks or the sink do.
 */
export async function readBudget(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  sink: BudgetSink,
): Promise<Reading<BudgetDocument[]>> {
  const reader = startReader(sink)
  for await (const chunk of chunks) if (!reader.write(chunk)) break
  return reader.end()
}

/** Reads a whole TOTEM file held in memory: every budget of it with its lines and grants, or null when it is refused. */
export function parseBudget(bytes: Uint8Array): Reading<Budget[]> {
  const parts: Pick<Budget, 'lines' | 'grants'>[] = []
  const reader = startReader({
    header: () => parts.push({ lines: [], grants: [] }),
    line: (line, at) => parts[at]?.lines.push(line),
    grant: (grant, at) => parts[at]?.grants.push(grant),
  })
  reader.write(bytes)
  const { value, ...told } = reader.end()
  const budgets = value?.map((document, at) => ({ ...document, lines: [], grants: [], ...parts[at] }))
  return { value: budgets ?? null, ...told }
}

function startReader(sink: BudgetSink): Reader {
  const list = startIssueList()
  const decoder = startXmlDecoder()
  const parsing = startParsing(startWalker(sink, list), list)
  let size = 0
  let isTold = false

  function take(bytes: Uint8Array, isLast: boolean): void {
    const text = decoder.decode(bytes, isLast)
    if (text === null) {
      parsing.refuse('encodingUnsupported', {})
      return
    }
    parsing.write(text)
    isTold = tellEncoding(decoder, isTold, parsing.line, list)
  }

  return {
    write(bytes) {
      size += bytes.length
      for (let start = 0; start < bytes.length && !parsing.isRefused; start += PIECE) {
        take(bytes.subarray(start, start + PIECE), false)
      }
      return !parsing.isRefused
    },
    end() {
      if (size === 0) parsing.refuse('empty', {})
      if (!parsing.isRefused) take(new Uint8Array(0), true)
      if (!parsing.isRefused) parsing.close()
      return { value: parsing.budgets(), issues: list.issues, issueCount: list.count }
    },
  }
}

function tellEncoding(decoder: XmlDecoder, isTold: boolean, line: number, list: IssueList): boolean {
  if (isTold || decoder.note === null) return isTold
  list.add({ path: '', line, rule: 'encodingWrong', effect: 'noted', params: { ...decoder.note } })
  return true
}

type Parsing = {
  write(text: string): void
  close(): void
  refuse(rule: IssueRule, params: Record<string, string | number>, message?: string): void
  budgets(): BudgetDocument[] | null
  readonly isRefused: boolean
  readonly line: number
}

function startParsing(walker: DocumentWalker, list: IssueList): Parsing {
  const parser = new SaxesParser({ xmlns: false })
  let isRefused = false
  let isClosing = false
  let hasRoot = false
  let tags = 0
  let sinceTag = 0
  let lastTagEnd = 0

  function refuse(rule: IssueRule, params: Record<string, string | number>, message?: string): void {
    if (isRefused) return
    isRefused = true
    const said = message === undefined ? {} : { message: message.replace(/^(?:\d+:\d+: )/, '') }
    list.add({ path: '', line: parser.line, rule, effect: 'fileRefused', params, ...said })
  }

  function meetRoot(root: string, attributes: Record<string, string>): void {
    hasRoot = true
    if (!ROOTS.has(root)) refuse('notTotem', { root: root.slice(0, 80) })
    else if (!Object.values(attributes).includes(NAMESPACE)) {
      list.add({ path: '', line: parser.line, rule: 'namespace', effect: 'noted', params: { expected: NAMESPACE } })
    }
  }

  parser.on('doctype', () => refuse('doctype', {}))
  parser.on('error', ({ message }) =>
    refuse(hasRoot ? (isClosing ? 'truncated' : 'notWellFormed') : 'notTotem', {}, message),
  )
  function open(name: string, attributes: Record<string, string>): void {
    const local = name.slice(name.indexOf(':') + 1)
    if (!hasRoot) meetRoot(local, attributes)
    if (walker.depth === DEPTH_LIMIT) refuse('tooDeep', { limit: DEPTH_LIMIT })
    if (parser.position - lastTagEnd > TAG_LIMIT && sizeOf(name, attributes) > TAG_LIMIT) {
      refuse('tokenTooLong', { limit: TAG_LIMIT })
    }
    if (walker.met > BUDGET_LIMIT) refuse('tooManyBudgets', { limit: BUDGET_LIMIT })
    if (!isRefused) walker.open(local, attributes, parser.line)
    lastTagEnd = parser.position
  }

  parser.on('opentag', ({ name, attributes }) => {
    tags += 1
    if (!isRefused) open(name, attributes)
  })
  parser.on('closetag', () => {
    if (!isRefused) walker.close()
    lastTagEnd = parser.position
  })

  return {
    write(text) {
      const before = tags
      parser.write(text)
      sinceTag = tags === before ? sinceTag + text.length : 0
      if (sinceTag > TOKEN_LIMIT) refuse('tokenTooLong', { limit: TOKEN_LIMIT })
    },
    close() {
      isClosing = true
      parser.close()
      if (!isRefused && walker.met === 0) refuse('noBudget', {})
    },
    refuse,
    budgets: () => (isRefused || walker.budgets.length === 0 ? null : walker.budgets),
    get isRefused() {
      return isRefused
    },
    get line() {
      return parser.line
    },
  }
}

function sizeOf(name: string, attributes: Record<string, string>): number {
  return Object.entries(attributes).reduce((sum, [key, value]) => sum + key.length + value.length, name.length)
}
