import { sql } from 'kysely'
import { asJob, type Ctx } from '../../../platform/context.ts'
import { inParts } from '../../../platform/in-parts.ts'
import { type Change, recordChanges } from '../../accounts/audit.server.ts'
import { takeBackConfirmations } from '../../freshness/take-back.server.ts'
import { publishSheet, toTrail } from './apply.server.ts'
import { removeDeclarations, writeDeclarations } from './declare.server.ts'
import type { Declared } from './facts.ts'
import { loadOwnTies, type OwnOrganisation, type OwnTie } from './known-ties.server.ts'
import { type Done, saveDone } from './store.server.ts'

type DoneLine = { line: number; done: Done }

/** Ties somebody has touched after a moment: changed, confirmed, spoken of by another source, or opened to a guest. */
async function findTouched(ctx: Ctx, ids: readonly string[], since: Date): Promise<Set<string>> {
  return new Set(await inParts(ids, (part) => touchedOf(ctx, part, since)))
}

async function touchedOf(ctx: Ctx, ids: readonly string[], since: Date): Promise<string[]> {
  const all = sql`any(${[...ids]}::uuid[])`
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${[...ids]}::uuid[]) as t (id) except select id from partnership where id = ${all}
    union select record_id from audit_entry where record_kind = 'partnership' and record_id = ${all} and at > ${since}
    union select partnership_id from partnership_statement where partnership_id = ${all} and recorded_at > ${since}
    union select record_id from confirmation
      where record_kind = 'partnership' and record_id = ${all} and confirmed_at > ${since}
    union select partnership_id from membership where partnership_id = ${all}
    union select record_id from correction
      where record_kind = 'partnership' and record_id = ${all} and created_at > ${since}`.execute(ctx.db)
  return rows.map((row) => row.id)
}

// A place that became an authority for this sheet is one no more, unless something else hangs on it by now.
async function removeAuthorities(ctx: Ctx, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await sql`savepoint authority`.execute(ctx.db)
    try {
      await sql`delete from organisation where id = ${id} and status = 'toBeConfirmed'`.execute(ctx.db)
    } catch (error) {
      if ((error as { code?: string }).code !== '23503') throw error
      await sql`rollback to savepoint authority`.execute(ctx.db)
    }
    await sql`release savepoint authority`.execute(ctx.db)
  }
}

async function restore(ctx: Ctx, own: OwnOrganisation, lines: readonly DoneLine[]): Promise<void> {
  const changed = lines.filter(({ done }) => !done.created)
  const again = changed.filter(({ done }) => done.before !== null)
  await writeDeclarations(
    ctx,
    own,
    again.map(({ done }) => ({ tieId: done.tieId, declared: done.before as Declared })),
  )
  await removeDeclarations(
    ctx,
    own.id,
    changed.flatMap(({ done }) => (done.before === null ? [done.tieId] : [])),
  )
  const created = lines.flatMap(({ done }) => (done.created ? [done.tieId] : []))
  await inParts(created, async (part) => {
    await sql`delete from partnership where id = any(${[...part]}::uuid[])`.execute(ctx.db)
    return []
  })
  await removeAuthorities(
    ctx,
    lines.flatMap(({ done }) => (done.organisationAdded ? [done.organisationAdded] : [])),
  )
}

function toChange(
  own: OwnOrganisation,
  fileName: string,
  tieId: string,
  before: OwnTie,
  after: OwnTie | undefined,
): Change {
  return {
    recordKind: 'partnership',
    recordId: tieId,
    organisationId: own.id,
    action: 'undone',
    before: toTrail(before.present),
    after: after ? toTrail(after.present) : null,
    note: fileName,
    door: 'import',
  }
}

// So many at once hold nobody up.
const part = 500

/**
 * Takes back what a sheet wrote, as a whole: ties it added are removed, those it changed are what they were, those it
 * confirmed are as fresh as they were. A tie somebody
 * has touched since is left as it is; answers how many were taken back and how many left.
 */
export async function undoLines(
  ctx: Ctx,
  sheet: { own: OwnOrganisation; importId: string; fileName: string; appliedAt: Date },
  lines: readonly DoneLine[],
): Promise<{ undone: number; left: number }> {
  const { own, importId, fileName, appliedAt } = sheet
  const ids = lines.map(({ done }) => done.tieId)
  const touched = await asJob(ctx, 'spreadsheet', (inner) => findTouched(inner, ids, appliedAt))
  const kept = { organisationId: own.id, importId, appliedAt, kept: [...touched] }
  const unconfirmed = await takeBackConfirmations(ctx, kept)
  const taken = await asJob(ctx, 'spreadsheet', async (inner) => {
    const open = lines.filter(({ done }) => !touched.has(done.tieId))
    const openIds = open.map(({ done }) => done.tieId)
    const before = await loadOwnTies(inner, own, openIds)
    await restore(inner, own, open)
    const after = new Map((await loadOwnTies(inner, own, openIds)).map((tie) => [tie.id, tie]))
    for (let from = 0; from < before.length; from += part)
      await recordChanges(
        inner,
        before.slice(from, from + part).map((tie) => toChange(own, fileName, tie.id, tie, after.get(tie.id))),
      )
    return open
  })
  const takenLines = new Set(taken.map(({ line }) => line))
  await saveDone(
    ctx,
    importId,
    lines.map(({ line, done }) => ({ line, done: { ...done, undone: takenLines.has(line) } })),
  )
  await publishSheet(
    ctx,
    [...new Set([...unconfirmed, ...taken.map(({ done }) => done.tieId)])],
    [own.id, ...taken.flatMap(({ done }) => (done.organisationAdded ? [done.organisationAdded] : []))],
  )
  return { undone: taken.length, left: lines.length - taken.length }
}
