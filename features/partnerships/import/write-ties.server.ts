import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { copyRows } from '../../../platform/db/copy.ts'
import { newId } from '../../../platform/ids.ts'
import { inParts } from '../../../platform/in-parts.ts'
import { type Statement, summariseTie, type TieFacts } from '../rules.ts'
import type { TieRow } from '../tie-row.ts'
import type { Party } from './ensure-authorities.server.ts'
import { statementKey } from './statement-key.ts'

/** A row whose ends are two different authorities. */
export type ResolvedRow = { row: TieRow; parties: readonly [Party, Party] }

/** What writing changed: which ties are new, which were touched at all, how many statements came in. */
export type WrittenTies = { created: ReadonlySet<ResolvedRow>; touched: string[]; statementsAdded: number }

type Tie = { id: string; isNew: boolean; first: ResolvedRow; rows: Map<string, ResolvedRow> }

function partiesKey(parties: readonly Party[]): string {
  return parties
    .map((party) => party.key)
    .toSorted()
    .join(' ')
}

// The same parties have one tie, whichever comes first; the same words of one source are one statement.
async function foldRows(ctx: Ctx, rows: readonly ResolvedRow[]): Promise<Map<string, Tie>> {
  const keys = new Set(rows.map((resolved) => partiesKey(resolved.parties)))
  const known = await sql<{ id: string; key: string }>`
    select id, parties_key as key from partnership where parties_key = any(${[...keys]})`.execute(ctx.db)
  const ids = new Map(known.rows.map((row) => [row.key, row.id]))
  const ties = new Map<string, Tie>()
  for (const resolved of rows) {
    const key = partiesKey(resolved.parties)
    const id = ids.get(key)
    const tie = ties.get(key) ?? { id: id ?? newId(), isNew: id === undefined, first: resolved, rows: new Map() }
    const statement = statementKey(resolved.row)
    if (!tie.rows.has(statement)) tie.rows.set(statement, resolved)
    ties.set(key, tie)
  }
  return ties
}

async function dropKnownStatements(ctx: Ctx, sourceId: string, ties: Iterable<Tie>): Promise<void> {
  const known = new Map([...ties].filter((tie) => !tie.isNew).map((tie) => [tie.id, tie]))
  const found = await sql<{ partnership_id: string; statement_key: string }>`
    select partnership_id, statement_key from partnership_statement
    where source_id = ${sourceId} and partnership_id = any(${[...known.keys()]})`.execute(ctx.db)
  for (const row of found.rows) known.get(row.partnership_id)?.rows.delete(row.statement_key)
}

function toStatement(row: TieRow): Statement {
  const { evidence, type, state, sinceYear, untilYear, attestedYear } = row
  return { evidence, type, state, sinceYear, untilYear, attestedYear }
}

async function insertTies(ctx: Ctx, ties: ReadonlyMap<string, Tie>): Promise<void> {
  const fresh = [...ties].filter(([, tie]) => tie.isNew)
  const columns = [
    'id',
    'type',
    'state',
    'state_since_year',
    'evidence',
    'since_year',
    'until_year',
    'parties_key',
    'created_at',
    'updated_at',
  ]
  await copyRows(
    ctx.db,
    'partnership',
    columns,
    fresh.map(([key, tie]) => {
      const facts = summariseTie([...tie.rows.values()].map((resolved) => toStatement(resolved.row)))
      return [
        tie.id,
        facts.type,
        facts.state,
        facts.stateSinceYear,
        facts.evidence,
        facts.sinceYear,
        facts.untilYear,
        key,
        ctx.now,
        ctx.now,
      ]
    }),
  )
  await copyRows(
    ctx.db,
    'partnership_party',
    ['partnership_id', 'organisation_id', 'position'],
    fresh.flatMap(([, tie]) => tie.first.parties.map((party, index) => [tie.id, party.id, index + 1])),
  )
}

async function insertStatements(
  ctx: Ctx,
  source: { id: string; licence: string },
  ties: Iterable<Tie>,
): Promise<number> {
  const rows = [...ties].flatMap((tie) => [...tie.rows].map(([key, { row }]) => ({ tie: tie.id, key, row })))
  const columns = [
    'id',
    'partnership_id',
    'source_id',
    'statement_key',
    'page_title',
    'page_url',
    'licence',
    'evidence',
    'type_said',
  ]
  await copyRows(
    ctx.db,
    'partnership_statement',
    [
      ...columns,
      'state_said',
      'since_year',
      'until_year',
      'attested_year',
      'themes',
      'themes_said',
      'names_said',
      'recorded_at',
    ],
    rows.map(({ tie, key, row }) => [
      ...[newId(), tie, source.id, key, row.pageTitle, row.pageUrl, source.licence, row.evidence, row.type],
      ...[row.state, row.sinceYear, row.untilYear, row.attestedYear, row.themes, row.themesSaid],
      row.ends.map((end) => end.name),
      ctx.now,
    ]),
  )
  return rows.length
}

/**
 * Whether a source `s` settles what it says: a correction that was accepted, what a party declares of its own ties, what
 * all parties have agreed on.
 */
export const decidedSource = sql<boolean>`s.code in ('correction', 'declaration', 'proposal')`

async function listStatements(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Statement[]>> {
  const rows = await inParts(ids, (part) => readStatements(ctx, part))
  return Map.groupBy(rows, (row) => row.id)
}

async function readStatements(ctx: Ctx, ids: readonly string[]): Promise<(Statement & { id: string })[]> {
  const found = await sql<Statement & { id: string }>`
    select m.partnership_id as id, m.evidence, m.type_said as type, m.state_said as state, m.since_year as "sinceYear",
      m.until_year as "untilYear", m.attested_year as "attestedYear", ${decidedSource} as decided,
      m.recorded_at as "recordedAt", s.code = 'act' as act
    from partnership_statement m join source s on s.id = m.source_id where m.partnership_id = any(${[...ids]})
    order by m.partnership_id, m.recorded_at, m.id`.execute(ctx.db)
  return found.rows
}

/** Sums up ties anew from all their statements; one whose facts stay as they are is not touched. */
export async function resumeFacts(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const facts = [...(await listStatements(ctx, ids))].map(([id, statements]): [string, TieFacts] => [
    id,
    summariseTie(statements),
  ])
  await sql`drop table if exists tie_facts`.execute(ctx.db)
  await sql`create temp table tie_facts on commit drop as
    select id, type, state, state_since_year, evidence, since_year, until_year from partnership limit 0`.execute(ctx.db)
  await copyRows(
    ctx.db,
    'tie_facts',
    ['id', 'type', 'state', 'state_since_year', 'evidence', 'since_year', 'until_year'],
    facts.map(([id, f]) => [id, f.type, f.state, f.stateSinceYear, f.evidence, f.sinceYear, f.untilYear]),
  )
  await sql`update partnership p set type = f.type, state = f.state, state_since_year = f.state_since_year,
      evidence = f.evidence, since_year = f.since_year, until_year = f.until_year, updated_at = ${ctx.now}
    from tie_facts f where f.id = p.id
      and (p.type, p.state, p.state_since_year, p.evidence, p.since_year, p.until_year)
        is distinct from (f.type, f.state, f.state_since_year, f.evidence, f.since_year, f.until_year)`.execute(ctx.db)
  await sql`drop table tie_facts`.execute(ctx.db)
}

/** Writes what a source says: new ties, new statements beside those there are, and what the ties are taken to be from now on. */
export async function writeTies(
  ctx: Ctx,
  source: { id: string; licence: string },
  rows: readonly ResolvedRow[],
): Promise<WrittenTies> {
  const ties = await foldRows(ctx, rows)
  const created = new Set([...ties.values()].filter((tie) => tie.isNew).map((tie) => tie.first))
  await dropKnownStatements(ctx, source.id, ties.values())
  await insertTies(ctx, ties)
  const statementsAdded = await insertStatements(ctx, source, ties.values())
  const changed = [...ties.values()].filter((tie) => tie.rows.size > 0)
  await resumeFacts(
    ctx,
    changed.filter((tie) => !tie.isNew).map((tie) => tie.id),
  )
  return { created, touched: changed.map((tie) => tie.id), statementsAdded }
}
