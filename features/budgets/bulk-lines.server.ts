import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { type Change, recordChanges } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { proposer, requireLinks } from './line-choices.server.ts'
import type { LineView } from './line-filters.ts'
import type { LineAttributes } from './line-input.ts'
import { listLineIds } from './lines.server.ts'
import { refreshPublicBudget } from './publish-budgets.server.ts'

const mostAtOnce = 500

// More than a town has in all its years; what a person can still answer for.
const mostListed = 5000

type Before = LineAttributes & { id: string; dacSector: string | null }

/**
 * Says the same of several lines at once, all or none; what is left empty stays as it is, and where a tie or a project is
 * said, it fills what nobody had said. Answers how many lines changed. `record_not_found` when one is not of the body.
 */
export async function changeLines(
  ctx: Ctx,
  organisationId: string,
  ids: readonly string[],
  said: LineAttributes,
): Promise<number> {
  await requireRole(ctx, organisationId, 'contributor')
  const chosen = [...new Set(ids)].filter(isId)
  if (chosen.length === 0) throw new AppError('invalid', 'budget_none_ticked')
  if (chosen.length > mostAtOnce) throw new AppError('invalid', 'budget_too_many_ticked', { most: mostAtOnce })
  return sayOf(ctx, organisationId, chosen, said)
}

/**
 * Says the same of all the lines a view lists, over all its pages and years. `budget_list_moved` when there are not as many
 * of them any more as somebody saw.
 */
export async function changeListed(
  ctx: Ctx,
  organisationId: string,
  { view, seen }: { view: LineView; seen: number },
  said: LineAttributes,
): Promise<number> {
  await requireRole(ctx, organisationId, 'contributor')
  return inTransaction(ctx, async (inner) => {
    const ids = await listLineIds(inner, organisationId, { ...view, with: [] }, mostListed + 1)
    if (ids.length === 0) throw new AppError('invalid', 'budget_none_ticked')
    if (ids.length > mostListed) throw new AppError('invalid', 'budget_too_many_ticked', { most: mostListed })
    if (ids.length !== seen) throw new AppError('conflict', 'budget_list_moved', { count: ids.length })
    return sayOf(inner, organisationId, ids, said)
  })
}

async function sayOf(ctx: Ctx, organisationId: string, chosen: string[], said: LineAttributes): Promise<number> {
  if (Object.values(said).every((value) => !value)) throw new AppError('invalid', 'budget_nothing_said')
  return inTransaction(ctx, async (inner) => {
    await requireLinks(inner, organisationId, said)
    const { rows } = await sql<Before>`
      select id, partnership_id as "partnershipId", project_id as "projectId", country, action_type as "actionType", theme,
        purpose_frame as "purposeFrame", operating_mode as "operatingMode", means, department, dac_sector as "dacSector"
      from budget_line where id = any(${chosen}::uuid[]) and organisation_id = ${organisationId} for update`.execute(
      inner.db,
    )
    if (rows.length < chosen.length) throw new AppError('not_found', 'record_not_found')
    const propose = proposer(inner, organisationId)
    const written = new Map(Object.entries(said).filter(([, value]) => value))
    const linked = Boolean(said.partnershipId || said.projectId)
    const changes: { before: Before; after: Before }[] = []
    for (const before of rows) {
      const after: Before = { ...before, ...Object.fromEntries(written) }
      const filled = linked ? await propose(after) : after
      if (JSON.stringify(filled) !== JSON.stringify(before)) changes.push({ before, after: filled })
    }
    await write(
      inner,
      organisationId,
      changes.map(({ after }) => after),
    )
    await recordChanges(
      inner,
      changes.map(({ before, after }) => toChange(organisationId, before, after)),
    )
    await refreshPublicBudget(inner, organisationId)
    return changes.length
  })
}

async function write(ctx: Ctx, organisationId: string, lines: readonly Before[]): Promise<void> {
  await sql`
    update budget_line b set partnership_id = w."partnershipId", project_id = w."projectId", country = w.country,
      action_type = w."actionType", theme = w.theme, purpose_frame = w."purposeFrame", operating_mode = w."operatingMode",
      means = w.means, department = w.department, dac_sector = w."dacSector", updated_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as w (id uuid, "partnershipId" uuid, "projectId" uuid, country text,
      "actionType" text, theme text, "purposeFrame" text, "operatingMode" text, means text, department text, "dacSector" text)
    where b.id = w.id and b.organisation_id = ${organisationId}`.execute(ctx.db)
}

const said = ({ country, actionType, theme, purposeFrame, operatingMode, means, department, dacSector }: Before) => ({
  country,
  type: actionType,
  themes: theme ? [theme] : null,
  purposeFrame,
  operatingMode,
  means,
  department: department || null,
  dacSector,
})

const toChange = (organisationId: string, before: Before, after: Before): Change => ({
  recordKind: 'budgetLine',
  recordId: after.id,
  organisationId,
  action: before.partnershipId === after.partnershipId && before.projectId === after.projectId ? 'changed' : 'linked',
  before: said(before),
  after: said(after),
})
