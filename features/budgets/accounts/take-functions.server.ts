import { sql } from 'kysely'
import { type FonctionMeaning, fonctionMeaning } from '../../../packages/totem/meaning.ts'
import type { Ctx } from '../../../platform/context.ts'
import { listRefused, textsOf } from '../lines/clues.server.ts'
import { lineKey, removedKey } from '../suggestions.ts'
import type { LinePick } from '../take-lines.server.ts'

// The plain cases; everything else of rubric 04 and the European funds is proposed, never taken.
const taken: Partial<Record<FonctionMeaning, string>> = {
  otherInternationalAction: 'function048',
  officialDevelopmentAssistance: 'function044',
}

/** What a line's function, or the chapter it is voted in, says of international action under its account plan. */
export function meaningOf(
  { nomenclature, year }: { nomenclature: string; year: number },
  line: { functionCode: string | null; chapter: string | null },
): FonctionMeaning | null {
  const code = line.functionCode ?? (/^9\d{3,}$/.test(line.chapter ?? '') ? line.chapter : null)
  return code === null ? null : fonctionMeaning(nomenclature, year, code)
}

/** The reason lines of a meaning are taken for at once; null where they are not. */
export const reasonOf = (meaning: FonctionMeaning | null): string | null => (meaning && taken[meaning]) ?? null

type Found = {
  position: number
  functionCode: string | null
  chapter: string | null
  direction: 'expenditure' | 'receipt'
  nature: string
  operation: string | null
  label: string | null
  beneficiary: string | null
}

/** What is taken of a document at once, and how many lines are not because somebody refused or removed them. */
export type FunctionPicks = { picks: LinePick[]; refused: number }

/**
 * The lines of a document whose function is international action for certain: real operations that carry an amount. What
 * was refused for good, or taken out of the account of that year, is respected.
 */
export async function listFunctionPicks(
  ctx: Ctx,
  organisationId: string,
  document: { id: string; nomenclature: string; year: number },
): Promise<FunctionPicks> {
  const { rows } = await sql<Found>`
    select position, function_code as "functionCode", chapter, direction, nature, operation, label, beneficiary from account_line
    where document_id = ${document.id} and not is_order and (function_code is not null or chapter like '9%')
      and (coalesce(proposed, 0), coalesce(voted, 0), coalesce(opened, 0), coalesce(executed, 0), coalesce(carried_after, 0))
        <> (0, 0, 0, 0, 0)
    order by position`.execute(ctx.db)
  const refused = await listRefused(ctx, organisationId)
  const found = rows.flatMap((line) => {
    const reason = reasonOf(meaningOf(document, line))
    return reason ? [{ line, pick: { documentId: document.id, position: line.position, reason } }] : []
  })
  const wanted = found.filter(({ line }) => {
    const item = itemOf(line)
    return !refused.has(lineKey(item)) && !refused.has(removedKey(document.year, item))
  })
  return { picks: wanted.map(({ pick }) => pick), refused: found.length - wanted.length }
}

const itemOf = (line: Found) => ({
  ...line,
  kind: 'line' as const,
  // As the lines of an account are looked through: the chapter stands in for a function that is not given.
  functionCode: line.functionCode ?? (/^9[0-9]{3,}$/.test(line.chapter ?? '') ? line.chapter : null),
  texts: textsOf({ ...line, purpose: null }),
})

/** Remembers that the accounting line behind a line of the budget was taken out, unless another part of it stays. */
export async function rememberRemoved(ctx: Ctx, organisationId: string, lineId: string): Promise<void> {
  const { rows } = await sql<Found & { year: number }>`
    select l.position, l.function_code as "functionCode", l.chapter, l.direction, l.nature, l.operation, l.label, l.beneficiary, b.year
    from budget_line b join account_line l on l.document_id = b.document_id and l.position = b.account_position
    where b.id = ${lineId} and b.organisation_id = ${organisationId} and b.grant_position is null
      and not exists (select from budget_line other where other.document_id = b.document_id
        and other.account_position = b.account_position and other.id <> b.id)`.execute(ctx.db)
  const [line] = rows
  if (!line) return
  await sql`insert into refused_suggestion (organisation_id, line_key, refused_by, refused_at)
    values (${organisationId}, ${removedKey(line.year, itemOf(line))},
      ${ctx.actor.kind === 'person' ? ctx.actor.personId : null}, ${ctx.now}) on conflict do nothing`.execute(ctx.db)
}
