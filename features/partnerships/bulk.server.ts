import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { recordChanges } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { setTieDiscreet } from './discreet.server.ts'
import { publishTies } from './publish.server.ts'
import { type Theme, themes } from './schema.ts'
import { writeDeclarations } from './spreadsheet/declare.server.ts'
import { declare } from './spreadsheet/facts.ts'
import { loadOwnTies } from './spreadsheet/known-ties.server.ts'
import { takeUpTie } from './take-up.server.ts'

/** So many ties may be changed at once. */
export const mostAtOnce = 500

// The stored parties say whose ties they are: what is not one of ours is not found.
async function requireOwn(ctx: Ctx, organisationId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) throw new AppError('invalid', 'ties_none_chosen')
  if (ids.length > mostAtOnce) throw new AppError('invalid', 'ties_too_many', { most: mostAtOnce })
  const { rows } = await sql<{ id: string }>`select partnership_id as id from partnership_party
    where organisation_id = ${organisationId} and partnership_id = any(${ids.filter(isId)}::uuid[])`.execute(ctx.db)
  if (rows.length < new Set(ids).size) throw new AppError('not_found', 'record_not_found')
  return rows.map(({ id }) => id)
}

/** Adds themes to what an organisation declares of several of its ties; what others say stays beside it. */
export async function addThemes(
  ctx: Ctx,
  organisationId: string,
  ids: readonly string[],
  chosen: readonly string[],
): Promise<number> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    const added = themes.filter((theme) => chosen.includes(theme))
    if (added.length === 0) throw new AppError('invalid', 'ties_no_theme')
    const own = await requireOwn(inner, organisationId, ids)
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from organisation where id = ${organisationId}`.execute(inner.db)
    const [organisation] = rows
    if (!organisation) throw new AppError('not_found', 'record_not_found')
    const ties = await loadOwnTies(inner, organisation, own)
    const news = ties.filter((tie) => added.some((theme) => !tie.present.themes.includes(theme)))
    const withAdded = (present: readonly Theme[]) =>
      themes.filter((one) => present.includes(one) || added.includes(one))
    await asJob(inner, 'spreadsheet', async (job) => {
      const year = job.now.getUTCFullYear()
      await writeDeclarations(
        job,
        organisation,
        news.map((tie) => ({
          tieId: tie.id,
          declared: declare(tie.said.own, { themes: withAdded(tie.said.own?.themes ?? []) }, year),
        })),
      )
    })
    for (const { id } of news) await takeUpTie(inner, { partnershipId: id, organisationId })
    await recordChanges(
      inner,
      news.map((tie) => ({
        recordKind: 'partnership',
        recordId: tie.id,
        organisationId,
        action: 'changed',
        before: { themes: tie.present.themes },
        after: { themes: withAdded(tie.present.themes) },
      })),
    )
    if (news.length > 0)
      await asJob(inner, 'publish', async (job) => {
        await publishTies(job, { ids: news.map(({ id }) => id) })
        await raiseDataVersion(job)
      })
    return news.length
  })
}

/** Puts several ties of an organisation in discreet mode at once, or lifts what it had asked. */
export async function setTiesDiscreet(
  ctx: Ctx,
  organisationId: string,
  ids: readonly string[],
  discreet: boolean,
): Promise<number> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    const own = await requireOwn(inner, organisationId, ids)
    for (const recordId of own) await setTieDiscreet(inner, { organisationId, recordId }, discreet)
    return own.length
  })
}
