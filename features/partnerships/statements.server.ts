import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { resumeFacts } from './import/write-ties.server.ts'
import type { TieEvidence, TieState, TieType } from './schema.ts'

/** The sources of what is said in Navette itself: parties who confirm, corrections that were accepted. */
export type OwnSource = 'confirmation' | 'correction'

/** What was said of a tie here, to stand beside what the other sources say. */
export type OwnStatement = {
  partnershipId: string
  /** What makes it the same when it is said again. */
  key: string
  evidence: TieEvidence
  type: TieType
  state: TieState
  sinceYear: number | null
  untilYear: number | null
  attestedYear: number
  /** Who says it. */
  names: readonly string[]
  pageTitle?: string
  pageUrl?: string
}

const licence = 'etalab-2.0'
const sourceNames: Record<OwnSource, string> = {
  confirmation: 'Confirmation par une partie',
  correction: 'Correction proposée et acceptée',
}

async function ensureOwnSource(ctx: Ctx, code: OwnSource): Promise<string> {
  const found = await sql<{ id: string }>`
    with added as (
      insert into source (id, code, name, publisher, licence, attribution, created_at)
      values (${newId()}, ${code}, ${sourceNames[code]}, 'Navette', ${licence}, 'Navette', ${ctx.now})
      on conflict (code) do nothing returning id)
    select id from added union all select id from source where code = ${code} limit 1`.execute(ctx.db)
  const [source] = found.rows
  if (!source) throw new Error(`the source ${code} is not there`)
  return source.id
}

/** Adds statements and sums the ties up anew; the same party saying the same again in a year renews its word. */
export async function recordStatements(ctx: Ctx, code: OwnSource, statements: readonly OwnStatement[]): Promise<void> {
  if (statements.length === 0) return
  const sourceId = await ensureOwnSource(ctx, code)
  const rows = statements.map((said) => ({
    id: newId(),
    partnership_id: said.partnershipId,
    source_id: sourceId,
    statement_key: said.key,
    page_title: said.pageTitle ?? null,
    page_url: said.pageUrl ?? null,
    licence,
    evidence: said.evidence,
    type_said: said.type,
    state_said: said.state,
    since_year: said.sinceYear,
    until_year: said.untilYear,
    attested_year: said.attestedYear,
    names_said: [...said.names],
    recorded_at: ctx.now,
  }))
  await ctx.db
    .insertInto('partnership_statement')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['source_id', 'statement_key', 'partnership_id']).doUpdateSet((present) => ({
        evidence: present.ref('excluded.evidence'),
        type_said: present.ref('excluded.type_said'),
        state_said: present.ref('excluded.state_said'),
        since_year: present.ref('excluded.since_year'),
        until_year: present.ref('excluded.until_year'),
        recorded_at: present.ref('excluded.recorded_at'),
      })),
    )
    .execute()
  await resumeFacts(ctx, [...new Set(statements.map((said) => said.partnershipId))])
}
