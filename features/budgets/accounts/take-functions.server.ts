import { sql } from 'kysely'
import { type FonctionMeaning, fonctionMeaning } from '../../../packages/totem/meaning.ts'
import type { Ctx } from '../../../platform/context.ts'
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

type Found = { position: number; functionCode: string | null; chapter: string | null }

/** The lines of a document whose function is international action for certain: real operations that carry an amount. */
export async function listFunctionPicks(
  ctx: Ctx,
  document: { id: string; nomenclature: string; year: number },
): Promise<LinePick[]> {
  const { rows } = await sql<Found>`
    select position, function_code as "functionCode", chapter from account_line
    where document_id = ${document.id} and not is_order and (function_code is not null or chapter like '9%')
      and (coalesce(proposed, 0), coalesce(voted, 0), coalesce(opened, 0), coalesce(executed, 0), coalesce(carried_after, 0))
        <> (0, 0, 0, 0, 0)
    order by position`.execute(ctx.db)
  return rows.flatMap((line) => {
    const reason = reasonOf(meaningOf(document, line))
    return reason ? [{ documentId: document.id, position: line.position, reason }] : []
  })
}
