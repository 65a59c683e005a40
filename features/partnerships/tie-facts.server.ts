import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import { readPresent } from './proposal-present.server.ts'
import { proposeChange } from './proposals.server.ts'
import { publishTies } from './publish.server.ts'
import { writeDeclarations } from './spreadsheet/declare.server.ts'
import { declare } from './spreadsheet/facts.ts'
import { loadOwnTies } from './spreadsheet/known-ties.server.ts'
import { takeUpTie } from './take-up.server.ts'
import { compareSharedFacts, type FactChanges, needsAnswer, type SharedFacts } from './tie-facts.ts'
import { listTieParties } from './tie-head.server.ts'
import type { WordLinks } from './word-letters.ts'

/** The shared facts of a tie as they stand; null for one that is not there. */
export async function findSharedFacts(ctx: Ctx, tieId: string): Promise<SharedFacts | null> {
  const target = { partnershipId: tieId, subject: 'tie' as const, agreementId: null, commitmentId: null }
  return (await readPresent(ctx, target)) as SharedFacts | null
}

/** What happened to a change of shared facts: it was proposed, written at once, or changed nothing. */
export type FactsOutcome = 'proposed' | 'written' | 'same'

/**
 * Changes what binds all parties: proposed where somebody keeps another side, else written at once as this party's own
 * declaration, beside what the other sources say.
 */
export async function changeSharedFacts(
  ctx: Ctx,
  of: PartyOfTie,
  facts: SharedFacts,
  word: string,
  links: WordLinks,
): Promise<FactsOutcome> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    const before = await findSharedFacts(inner, of.partnershipId)
    if (!before) throw new AppError('not_found', 'record_not_found')
    const changes = compareSharedFacts(before, facts)
    if (Object.keys(changes).length === 0) return 'same'
    await takeUpTie(inner, of)
    if (needsAnswer(await listTieParties(inner, [of.partnershipId], of.organisationId))) {
      await proposeChange(inner, of, { subject: 'tie', wanted: facts, word }, links)
      return 'proposed'
    }
    await writeChanges(inner, of, changes)
    return 'written'
  })
}

// Nobody keeps another side here: what this party says stands as its own declaration.
async function writeChanges(ctx: Ctx, of: PartyOfTie, changes: FactChanges): Promise<void> {
  const { partnershipId, organisationId } = of
  await writeOwnColumns(ctx, partnershipId, changes)
  if (changes.type || changes.sinceYear || changes.themes)
    await asJob(ctx, 'spreadsheet', (job) => declareChanges(job, of, changes))
  await recordChange(ctx, {
    recordKind: 'partnership',
    recordId: partnershipId,
    organisationId,
    action: 'changed',
    before: Object.fromEntries(Object.entries(changes).map(([fact, change]) => [fact, change.from])),
    after: Object.fromEntries(Object.entries(changes).map(([fact, change]) => [fact, change.to])),
  })
  await asJob(ctx, 'publish', async (job) => {
    await publishTies(job, { ids: [partnershipId] })
    await raiseDataVersion(job)
  })
}

// What no source but the parties speaks of stands in the tie itself.
async function writeOwnColumns(ctx: Ctx, id: string, changes: FactChanges): Promise<void> {
  const columns = {
    ...(changes.openEnded || changes.termYear ? ownTerm(changes) : {}),
    ...(changes.sdgs ? { sdgs: changes.sdgs.to as number[] } : {}),
    ...(changes.rights ? { rights: changes.rights.to as string[] } : {}),
    ...(changes.languages ? { languages: changes.languages.to as string[] } : {}),
  }
  if (Object.keys(columns).length === 0) return
  await ctx.db
    .updateTable('partnership')
    .set({ ...columns, updated_at: ctx.now })
    .where('id', '=', id)
    .execute()
}

function ownTerm({ openEnded, termYear }: FactChanges) {
  return {
    ...(openEnded ? { open_ended: openEnded.to as boolean | null } : {}),
    ...(termYear ? { term_year: termYear.to as number | null } : {}),
  }
}

async function declareChanges(ctx: Ctx, of: PartyOfTie, changes: FactChanges): Promise<void> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisation where id = ${of.organisationId}`.execute(ctx.db)
  const [tie] = await loadOwnTies(ctx, { id: of.organisationId }, [of.partnershipId])
  const [own] = rows
  if (!tie || !own) throw new AppError('not_found', 'record_not_found')
  const told = {
    ...(changes.type ? { type: changes.type.to as SharedFacts['type'] } : {}),
    ...(changes.sinceYear?.to == null ? {} : { since: changes.sinceYear.to as number }),
    ...(changes.themes ? { themes: changes.themes.to as SharedFacts['themes'] } : {}),
  }
  const declared = declare(tie.said.own, told, ctx.now.getUTCFullYear())
  await writeDeclarations(ctx, own, [{ tieId: tie.id, declared }])
}
