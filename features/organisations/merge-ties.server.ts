import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { type FoldedTie, type KeptRow, type MovedTie, partiesKeyOf, tieAttachments } from './merge-moves.ts'
import { moveBack, moveRows } from './move-rows.server.ts'

type Tie = { id: string; position: number; partiesKey: string; withKept: boolean; parties: number }

/** Gives the ties of one record to the other; two ties that so get the same parties become one. */
export async function moveTies(ctx: Ctx, mergedId: string, keptId: string): Promise<MovedTie[]> {
  const { rows } = await sql<Tie>`
    select p.id, mine.position, p.parties_key as "partiesKey", count(*)::int as parties,
      bool_or(pp.organisation_id = ${keptId}) as "withKept"
    from partnership_party mine join partnership p on p.id = mine.partnership_id
    join partnership_party pp on pp.partnership_id = p.id
    where mine.organisation_id = ${mergedId} group by p.id, mine.position order by p.id`.execute(ctx.db)
  // A tie between the two says that they are not one.
  if (rows.some((tie) => tie.withKept && tie.parties < 3)) throw new AppError('conflict', 'merge_partners')
  const moved: MovedTie[] = []
  for (const tie of rows) moved.push(await moveTie(ctx, tie, mergedId, keptId))
  return moved
}

async function moveTie(ctx: Ctx, tie: Tie, mergedId: string, keptId: string): Promise<MovedTie> {
  const { id, position, partiesKey, withKept } = tie
  if (withKept)
    await ctx.db
      .deleteFrom('partnership_party')
      .where('partnership_id', '=', id)
      .where('organisation_id', '=', mergedId)
      .execute()
  else
    await ctx.db
      .updateTable('partnership_party')
      .set({ organisation_id: keptId })
      .where('partnership_id', '=', id)
      .where('organisation_id', '=', mergedId)
      .execute()
  const folded = await rename(ctx, id)
  return { id, position, partiesKey, takenOut: withKept, folded }
}

// Writes the tie's new name, or folds it into the tie that bears it already.
async function rename(ctx: Ctx, id: string): Promise<FoldedTie | null> {
  const parties = await ctx.db
    .selectFrom('partnership_party as pp')
    .innerJoin('organisation as o', 'o.id', 'pp.organisation_id')
    .select('o.key')
    .where('pp.partnership_id', '=', id)
    .execute()
  const partiesKey = partiesKeyOf(parties.map((party) => party.key))
  const like = await ctx.db
    .selectFrom('partnership')
    .select('id')
    .where('parties_key', '=', partiesKey)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (like) return fold(ctx, id, like.id)
  await ctx.db
    .updateTable('partnership')
    .set({ parties_key: partiesKey, updated_at: ctx.now })
    .where('id', '=', id)
    .execute()
  return null
}

async function fold(ctx: Ctx, id: string, into: string): Promise<FoldedTie> {
  const row = await oneRow(ctx, id)
  const parties = await keepRows(ctx, 'partnership_party', id)
  const moved = await sql<{ id: string }>`
    update partnership_statement s set partnership_id = ${into} where s.partnership_id = ${id} and not exists
      (select from partnership_statement o where o.partnership_id = ${into} and o.source_id = s.source_id
        and o.statement_key = s.statement_key) returning s.id`.execute(ctx.db)
  const doubles = await keepRows(ctx, 'partnership_statement', id)
  const superseded = await makeRoom(ctx, id, into)
  const attached = []
  for (const column of tieAttachments) attached.push(await moveRows(ctx, column, id, into))
  const consents = await keepRows(ctx, 'publication_consent', id)
  await ctx.db.deleteFrom('partnership').where('id', '=', id).execute()
  const statementIds = moved.rows.map((statement) => statement.id)
  return { into, row, parties, statementIds, doubles, attached, superseded, consents }
}

// A party has one text in a language: the other tie's stays, this one's goes over as an earlier version. Of two answers on
// publication the no holds.
async function makeRoom(ctx: Ctx, id: string, into: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update partnership_text x set superseded_at = ${ctx.now} where x.partnership_id = ${id} and x.superseded_at is null
      and exists (select from partnership_text o where o.partnership_id = ${into} and o.superseded_at is null
        and o.organisation_id = x.organisation_id and o.locale = x.locale) returning x.id`.execute(ctx.db)
  await sql`update publication_consent c set answer = 'no', answered_at = ${ctx.now}
    from publication_consent o where c.partnership_id = ${into} and o.partnership_id = ${id} and o.answer = 'no'
      and o.organisation_id = c.organisation_id and o.part = c.part and c.answer = 'yes'`.execute(ctx.db)
  return rows.map((text) => text.id)
}

async function oneRow(ctx: Ctx, id: string): Promise<KeptRow> {
  const { rows } = await sql<{ row: KeptRow }>`select to_jsonb(p) as row from partnership p where p.id = ${id}`.execute(
    ctx.db,
  )
  return rows[0]?.row ?? {}
}

async function keepRows(
  ctx: Ctx,
  table: 'partnership_party' | 'partnership_statement' | 'publication_consent',
  id: string,
): Promise<KeptRow[]> {
  const { rows } = await sql<{ row: KeptRow }>`
    select to_jsonb(t) as row from ${sql.table(table)} t where t.partnership_id = ${id}`.execute(ctx.db)
  return rows.map(({ row }) => row)
}

/** Gives the ties back, folded ones unfolded first. */
export async function moveTiesBack(
  ctx: Ctx,
  ties: readonly MovedTie[],
  mergedId: string,
  keptId: string,
): Promise<void> {
  for (const tie of ties) {
    if (tie.folded) await unfold(ctx, tie.id, tie.folded)
    if (tie.takenOut)
      await sql`insert into partnership_party (partnership_id, organisation_id, position)
        select p.id, ${mergedId}::uuid, ${tie.position}::smallint from partnership p where p.id = ${tie.id} on conflict do nothing`.execute(
        ctx.db,
      )
    else
      await ctx.db
        .updateTable('partnership_party')
        .set({ organisation_id: mergedId })
        .where('partnership_id', '=', tie.id)
        .where('organisation_id', '=', keptId)
        .execute()
    await ctx.db
      .updateTable('partnership')
      .set({ parties_key: tie.partiesKey, updated_at: ctx.now })
      .where('id', '=', tie.id)
      .execute()
  }
}

async function unfold(ctx: Ctx, id: string, folded: FoldedTie): Promise<void> {
  // Under a name nobody has until its own is written back.
  const row = { ...folded.row, parties_key: id }
  await putBack(ctx, 'partnership', [row])
  await putBack(ctx, 'partnership_party', folded.parties)
  await sql`update partnership_statement set partnership_id = ${id}
    where id = any(${folded.statementIds}::uuid[]) and partnership_id = ${folded.into}`.execute(ctx.db)
  await putBack(ctx, 'partnership_statement', folded.doubles)
  for (const moved of folded.attached) await moveBack(ctx, tieAttachments, moved, folded.into, id)
  await sql`update partnership_text set superseded_at = null
    where id = any(${folded.superseded ?? []}::uuid[]) and partnership_id = ${id}`.execute(ctx.db)
  await putBack(ctx, 'publication_consent', folded.consents ?? [])
}

async function putBack(ctx: Ctx, table: string, rows: readonly KeptRow[]): Promise<void> {
  await sql`insert into ${sql.table(table)} select * from
    jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(ctx.db)
}
