import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { newId } from '../../../platform/ids.ts'
import { ensureSource } from '../import/runs.server.ts'
import { resumeFacts } from '../import/write-ties.server.ts'
import type { Declared } from './facts.ts'
import { declarations, type OwnOrganisation } from './known-ties.server.ts'

/** What parties declare is open data under the licence of the instance. */
const licence = 'etalab-2.0'

/** The source parties declare in; the name of the party stands in each statement, and vanishes with its tie. */
export function ensureDeclarations(ctx: Ctx): Promise<{ id: string; licence: string }> {
  const name = 'Déclaration d’une partie'
  return ensureSource(ctx, {
    code: declarations,
    name,
    publisher: 'Navette',
    url: null,
    licence,
    attribution: 'Navette',
  })
}

type Declaration = { tieId: string; declared: Declared }

const part = 500

/** Writes what an organisation declares of ties in place of what it had declared, and sums the ties up anew. */
export async function writeDeclarations(
  ctx: Ctx,
  own: Pick<OwnOrganisation, 'id' | 'name'>,
  declarationsOf: readonly Declaration[],
): Promise<void> {
  const source = await ensureDeclarations(ctx)
  for (let from = 0; from < declarationsOf.length; from += part) {
    const rows = declarationsOf
      .slice(from, from + part)
      .map(({ tieId, declared }) => ({ id: newId(), tieId, ...declared }))
    await sql`
      insert into partnership_statement (id, partnership_id, source_id, statement_key, page_title, licence, evidence,
        type_said, state_said, since_year, until_year, attested_year, themes, names_said, recorded_at)
      select v.id, v."tieId", ${source.id}, ${own.id}, ${own.name}, ${source.licence}, 'oneParty',
        v.type, v.state, v."sinceYear", v."untilYear", v."attestedYear", v.themes, ${[own.name]}, ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as v (id uuid, "tieId" uuid, type text, state text,
        "sinceYear" smallint, "untilYear" smallint, "attestedYear" smallint, themes text[])
      on conflict (source_id, statement_key, partnership_id) do update set page_title = excluded.page_title,
        type_said = excluded.type_said, state_said = excluded.state_said, since_year = excluded.since_year,
        until_year = excluded.until_year, attested_year = excluded.attested_year, themes = excluded.themes,
        names_said = excluded.names_said, recorded_at = excluded.recorded_at`.execute(ctx.db)
  }
  await resumeFacts(
    ctx,
    declarationsOf.map(({ tieId }) => tieId),
  )
}

/** Takes back what an organisation declared of ties for the first time. */
export async function removeDeclarations(ctx: Ctx, organisationId: string, ties: readonly string[]): Promise<void> {
  const source = await ensureDeclarations(ctx)
  await sql`delete from partnership_statement where source_id = ${source.id} and statement_key = ${organisationId}
    and partnership_id = any(${[...ties]}::uuid[])`.execute(ctx.db)
  await resumeFacts(ctx, ties)
}
