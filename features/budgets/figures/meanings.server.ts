import { type RawBuilder, sql } from 'kysely'
import { fonctionMeaning } from '../../../packages/totem/meaning.ts'
import { meansOf } from '../../../packages/totem/means.ts'
import type { Nomenclature } from '../../../packages/totem/nomenclature.ts'
import type { Ctx } from '../../../platform/context.ts'
import { nameKey } from '../../organisations/names.ts'
import { loadAccountPlans } from '../nomenclatures.server.ts'
import type { Direction } from '../schema.ts'

/** What accounting lines say by themselves: a table to join by the id of a budget line, and the functions it names. */
export type Meanings = {
  /** Rows of id, means (as somebody said, else of the nature), fonction, nature and function_code; null where not known. */
  table: RawBuilder<unknown>
  /** How each function is called, by its value. */
  fonctions: Record<string, string>
}

type Said = { nomenclature: string; year: number; nature: string; code: string; direction: Direction }

// The accounting line each line of the budget was drawn from; of a grant of an annex without one, the grant.
const sources = (organisationIds: readonly string[]) => sql`(
  select b.id, b.direction, b.means, coalesce(d.nomenclature, '') as nomenclature, b.year,
    coalesce(l.nature, g.nature, '') as nature,
    coalesce(l.function_code, case when l.chapter ~ '^9[0-9]{3,}$' then l.chapter end, '') as code
  from budget_line b
  left join (select id, nomenclature, state from account_document where organisation_id = any(${[...organisationIds]}::uuid[]) offset 0) d
    on d.id = b.document_id
  -- Looked up line by line: joined, all accounting lines of everybody would be read.
  left join lateral (select nature, function_code, chapter from account_line
    where document_id = b.document_id and position = b.account_position offset 0) l on true
  left join lateral (select nature from account_grant
    where document_id = b.document_id and position = b.grant_position offset 0) g on true
  where b.organisation_id = any(${[...organisationIds]}::uuid[]) and (b.document_id is null or d.state = 'live'))`

/** Reads what the accounting lines behind the budget of organisations say, each under its own account plan and year. */
export async function readMeanings(ctx: Ctx, organisationIds: readonly string[]): Promise<Meanings> {
  const plans = await loadAccountPlans()
  const { rows } = await sql<Said>`select distinct s.nomenclature, s.year, s.nature, s.code, s.direction
    from ${sources(organisationIds)} s where s.nature <> '' or s.code <> '' order by s.year`.execute(ctx.db)
  const fonctions: Record<string, string> = {}
  // Looked up by name rather than joined: as many comparisons as there are lines, whatever the planner takes them for.
  const known: Record<string, [means: string | null, fonction: string | null]> = {}
  for (const said of rows) {
    const { nomenclature, year, nature, code, direction } = said
    const plan = plans.nomenclatureOf(nomenclature, year)
    const fonction = code ? fonctionOf(said, plan) : null
    if (fonction) fonctions[fonction.value] = fonction.name
    const name = [year, direction, nature, '/', code, '/', nomenclature].join(' ')
    known[name] = [meansOf(plan, nature, direction), fonction?.value ?? null]
  }
  const table = sql`(
    select s.id, coalesce(s.means, x.means) as means, x.fonction, nullif(s.nature, '') as nature, nullif(s.code, '') as function_code
    from ${sources(organisationIds)} s
    left join lateral (select said ->> 0 as means, said ->> 1 as fonction from (select ${JSON.stringify(known)}::jsonb
      -> concat_ws(' ', s.year, s.direction, s.nature, '/', s.code, '/', s.nomenclature) as said) found) x on true)`
  return { table, fonctions }
}

// A function that says the same under two plans is one; one code that says two things is two.
function fonctionOf({ nomenclature, year, code }: Said, plan: Nomenclature | null): { value: string; name: string } {
  const label = plan?.fonction(code) ?? plan?.chapter(code) ?? null
  const meaning = fonctionMeaning(nomenclature, year, code) ?? (label === null ? '' : nameKey(label).slice(0, 80))
  return { value: meaning ? `${code}:${meaning}` : code, name: label === null ? code : `${code} – ${label}` }
}
