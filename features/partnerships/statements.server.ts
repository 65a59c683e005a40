import { type Insertable, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { PartnershipStatementTable } from '../../platform/db/tables.ts'
import { newId } from '../../platform/ids.ts'
import { resumeFacts } from './import/write-ties.server.ts'
import type { TieEvidence, TieState, TieType } from './schema.ts'

/**
 * The sources of what is said in Navette itself: parties who confirm, corrections that were accepted, acts of one party
 * that change the state of a tie, changes every party has accepted.
 */
export type OwnSource = 'confirmation' | 'correction' | 'act' | 'proposal'

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
  themes?: readonly string[]
}

const licence = 'etalab-2.0'
const sourceNames: Record<OwnSource, string> = {
  confirmation: 'Confirmation par une partie',
  correction: 'Correction proposée et acceptée',
  act: 'Acte d’une partie',
  proposal: 'Changement accepté par toutes les parties',
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

// More would not fit in one question.
const part = 500

async function insertStatements(ctx: Ctx, rows: readonly Insertable<PartnershipStatementTable>[]): Promise<void> {
  await ctx.db
    .insertInto('partnership_statement')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.columns(['source_id', 'statement_key', 'partnership_id']).doUpdateSet((present) => ({
        evidence: present.ref('excluded.evidence'),
        type_said: present.ref('excluded.type_said'),
        state_said: present.ref('excluded.state_said'),
        since_year: present.ref('excluded.since_year'),
        until_year: present.ref('excluded.until_year'),
        themes: present.ref('excluded.themes'),
        recorded_at: present.ref('excluded.recorded_at'),
      })),
    )
    .execute()
}

/** Takes one word said here back, as if it had not been said, and sums the tie up anew. */
export async function dropStatement(
  ctx: Ctx,
  code: OwnSource,
  of: { partnershipId: string; key: string },
): Promise<void> {
  await sql`delete from partnership_statement m using source s
    where s.id = m.source_id and s.code = ${code} and m.statement_key = ${of.key}
      and m.partnership_id = ${of.partnershipId}`.execute(ctx.db)
  await resumeFacts(ctx, [of.partnershipId])
}

/** Sums ties up anew after something that was said of them is no more. */
export const resumeTies = (ctx: Ctx, ids: readonly string[]): Promise<void> => resumeFacts(ctx, ids)

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
    themes: [...(said.themes ?? [])],
    recorded_at: ctx.now,
  }))
  for (let from = 0; from < rows.length; from += part) await insertStatements(ctx, rows.slice(from, from + part))
  await resumeFacts(ctx, [...new Set(statements.map((said) => said.partnershipId))])
}
