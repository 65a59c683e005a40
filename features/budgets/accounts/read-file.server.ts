import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { readBudget } from '../../../packages/totem/read.ts'
import type { Budget, Issue } from '../../../packages/totem/types.ts'
import { AppError } from '../../../platform/errors.ts'

/** A TOTEM file that was read whole: its digest, its budgets with their lines and grants, and what was odd. */
export type AccountFile = { fileName: string; sha256: string; budgets: Budget[]; issues: Issue[]; issueCount: number }

// So many bytes are read at a time before others get their turn: a few milliseconds of work.
const piece = 32 * 1024

// A budget of more lines than the largest region's would only fill the memory.
const mostLines = 300_000

/** The sentence a refusal is told in, by the rule the reader refused the file for. */
const refusals: Readonly<Record<string, string>> = {
  empty: 'accounts_file_empty',
  notTotem: 'accounts_file_not_totem',
  doctype: 'accounts_file_doctype',
  notWellFormed: 'accounts_file_broken',
  truncated: 'accounts_file_truncated',
  tooDeep: 'accounts_file_too_deep',
  tokenTooLong: 'accounts_file_too_deep',
  encodingUnsupported: 'accounts_file_encoding',
  noBudget: 'accounts_file_no_budget',
}

/**
 * Reads a TOTEM file as it comes, a little at a time so that nobody else waits. `invalid` with a sentence of its own for
 * what is no account: empty, not XML, another XML, cut short, with a DOCTYPE, without a budget that can be told.
 */
export async function readAccountFile(
  fileName: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<AccountFile> {
  const hash = createHash('sha256')
  const parts: Pick<Budget, 'lines' | 'grants'>[] = []
  let count = 0
  const reading = await readBudget(inPieces(chunks, hash), {
    header: () => parts.push({ lines: [], grants: [] }),
    line(line, at) {
      if (++count > mostLines)
        throw new AppError('invalid', 'accounts_file_too_long', { file: fileName, most: mostLines })
      parts[at]?.lines.push(line)
    },
    grant: (grant, at) => parts[at]?.grants.push(grant),
  })
  const { value, issues, issueCount } = reading
  if (value === null) throw refusal(fileName, issues)
  const budgets = value.map((document, at) => ({ ...document, lines: [], grants: [], ...parts[at] }))
  return { fileName, sha256: hash.digest('hex'), budgets, issues, issueCount }
}

// The reader stops at a refusal; the digest is asked for only when it did not.
async function* inPieces(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks)
    for (let from = 0; from < chunk.length; from += piece) {
      const bytes = chunk.subarray(from, from + piece)
      hash.update(bytes)
      yield bytes
      await setImmediate()
    }
}

function refusal(file: string, issues: readonly Issue[]): AppError {
  const refused = issues.find(({ effect }) => effect === 'fileRefused')
  if (refused) {
    const root = String(refused.params.root ?? '')
    if (root.startsWith('iati-')) return new AppError('invalid', 'accounts_file_iati', { file })
    const reason = refusals[refused.rule] ?? 'accounts_file_broken'
    if (refused.rule === 'notTotem' && root !== '')
      return new AppError('invalid', 'accounts_file_other_xml', { file, root })
    return new AppError('invalid', reason, { file, line: refused.line })
  }
  const skipped = issues.find(({ rule }) => rule !== 'headerMissing') ?? issues[0]
  const { rule = 'headerMissing', params = {} } = skipped ?? {}
  if (rule === 'stageUnknown') return new AppError('invalid', 'accounts_file_stage', { file, code: params.code ?? '' })
  const named = issues.find((issue) => issue.rule === 'headerMissing' && issue.params.field)
  return new AppError('invalid', 'accounts_file_header', { file, field: String(named?.params.field ?? rule) })
}
