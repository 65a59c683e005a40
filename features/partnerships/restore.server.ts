import { z } from 'zod'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import type { PartyOf } from './discreet.server.ts'
import { publishTies } from './publish.server.ts'
import { tieStates, tieTypes } from './schema.ts'
import { recordStatements } from './statements.server.ts'

const year = z.number().int().min(800).max(2100).nullable().optional()
const shape = z.object({
  type: z.enum(tieTypes).optional(),
  state: z.enum(tieStates).optional(),
  sinceYear: year,
  untilYear: year,
  doesNotExist: z.literal(false).optional(),
})

/**
 * Has a party say again what stood before a change of its tie. Nothing is overwritten: what it says stands beside the other
 * statements, and where these together say otherwise it is refused rather than half done.
 */
export async function restoreTie(ctx: Ctx, of: PartyOf, typed: Record<string, unknown>): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  const parsed = shape.safeParse(typed)
  if (!parsed.success) throw new AppError('invalid', 'history_not_restorable')
  const { doesNotExist, ...wanted } = parsed.data
  await inTransaction(ctx, async (inner) => {
    const before = await readFacts(inner, of)
    if (doesNotExist === false) await showAgain(inner, of)
    if (Object.keys(wanted).length > 0) await say(inner, of, wanted)
    const after = await readFacts(inner, of)
    const missed = Object.entries(wanted).some(([name, value]) => after[name as keyof Facts] !== value)
    if (missed) throw new AppError('conflict', 'history_others_say')
    await recordChange(inner, {
      recordKind: 'partnership',
      recordId: of.recordId,
      organisationId: of.organisationId,
      action: 'restored',
      before: { ...before, ...(doesNotExist === false ? { doesNotExist: true } : {}) },
      after: { ...after, ...(doesNotExist === false ? { doesNotExist } : {}) },
    })
    await asJob(inner, 'publish', async (job) => {
      await publishTies(job, { ids: [of.recordId] })
      await raiseDataVersion(job)
    })
  })
}

type Facts = { type: string; state: string; sinceYear: number | null; untilYear: number | null }

async function readFacts({ db }: Ctx, { organisationId, recordId }: PartyOf): Promise<Facts> {
  const found = await db
    .selectFrom('partnership as t')
    .innerJoin('partnership_party as p', 'p.partnership_id', 't.id')
    .select(['t.type', 't.state', 't.since_year as sinceYear', 't.until_year as untilYear'])
    .where('t.id', '=', recordId)
    .where('p.organisation_id', '=', organisationId)
    .executeTakeFirst()
  if (!found) throw new AppError('not_found', 'record_not_found')
  return found
}

// A tie said not to exist was hidden with no mark of a party; it stays hidden where a party has asked for it since.
async function showAgain({ db }: Ctx, { recordId }: PartyOf): Promise<void> {
  const marks = await db
    .selectFrom('partnership_party')
    .select((eb) => eb.fn.min('discreet_since').as('first'))
    .where('partnership_id', '=', recordId)
    .executeTakeFirst()
  await db
    .updateTable('partnership')
    .set({ discreet_since: marks?.first ?? null })
    .where('id', '=', recordId)
    .execute()
}

function say(ctx: Ctx, of: PartyOf, wanted: Omit<z.output<typeof shape>, 'doesNotExist'>): Promise<void> {
  return asJob(ctx, 'correction', async (job) => {
    const by = await job.db
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', of.organisationId)
      .executeTakeFirstOrThrow()
    await recordStatements(job, 'correction', [
      {
        partnershipId: of.recordId,
        key: `restored ${newId()}`,
        evidence: 'oneParty',
        type: wanted.type ?? 'unknown',
        state: wanted.state ?? 'unknown',
        sinceYear: wanted.sinceYear ?? null,
        untilYear: wanted.untilYear ?? null,
        attestedYear: job.now.getUTCFullYear(),
        names: [by.name],
      },
    ])
  })
}
