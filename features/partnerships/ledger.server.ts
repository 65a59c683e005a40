import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import { publishTieContent } from './publish-content.server.ts'
import {
  isInCurrency,
  type LedgerEntry,
  type LedgerFacts,
  type PracticeTransfer,
  type TransferFacts,
} from './reciprocity.ts'
import { takeUpTie } from './take-up.server.ts'

/** What the parties of a tie have written of their giving and learning. */
export type Ledger = { entries: LedgerEntry[]; transfers: PracticeTransfer[] }

/** The ledger of a tie, for each of its parties the same. */
export async function getLedger(ctx: Ctx, of: PartyOfTie): Promise<Ledger> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    const entries = await sql<LedgerEntry>`
      select e.id, e.organisation_id as "organisationId", e.kind, e.year, coalesce(e.amount, e.quantity)::text as value,
        case when e.amount is null then null else e.currency end as currency, e.note, e.created_at as "createdAt"
      from ledger_entry e join partnership_party p using (partnership_id, organisation_id)
      where e.partnership_id = ${of.partnershipId} order by e.year desc, p.position, e.kind, e.created_at, e.id`.execute(
      inner.db,
    )
    const transfers = await sql<PracticeTransfer>`
      select r.id, r.organisation_id as "organisationId", r.from_organisation_id as "fromOrganisationId", r.what, r.stage,
        r.department, r.adopted_where as "adoptedWhere", r.since_year as "sinceYear", r.created_at as "createdAt"
      from practice_transfer r join partnership_party p using (partnership_id, organisation_id)
      where r.partnership_id = ${of.partnershipId} order by r.since_year desc nulls last, p.position, r.created_at, r.id`.execute(
      inner.db,
    )
    return { entries: entries.rows, transfers: transfers.rows }
  })
}

// The nature of what was said, never its words: the trail is read by the administrator of the instance too.
async function tell(ctx: Ctx, of: PartyOfTie, action: string): Promise<void> {
  await takeUpTie(ctx, of)
  const { partnershipId, organisationId } = of
  await recordChange(ctx, { recordKind: 'partnership', recordId: partnershipId, organisationId, action })
  await asJob(ctx, 'publish', async (job) => {
    await publishTieContent(job, [partnershipId])
    await raiseDataVersion(job)
  })
}

const personOf = ({ actor }: Ctx) => (actor.kind === 'person' ? actor.personId : null)

/** Writes what this side gave; the other reads it at once. */
export async function addLedgerEntry(ctx: Ctx, of: PartyOfTie, facts: LedgerFacts): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    const id = newId()
    const counted = isInCurrency(facts.kind)
      ? { amount: facts.value, quantity: null, currency: facts.currency ?? 'EUR' }
      : { amount: null, quantity: facts.value }
    await inner.db
      .insertInto('ledger_entry')
      .values({
        ...{ id, partnership_id: of.partnershipId, organisation_id: of.organisationId },
        ...{ kind: facts.kind, year: facts.year, note: facts.note, ...counted },
        ...{ created_by: personOf(inner), created_at: inner.now },
      })
      .execute()
    await tell(inner, of, 'ledgerAdded')
    return id
  })
}

/** Writes what this side learned from another party of the tie. */
export async function addTransfer(ctx: Ctx, of: PartyOfTie, facts: TransferFacts): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    await requireOtherParty(inner, of, facts.fromOrganisationId)
    const id = newId()
    await inner.db
      .insertInto('practice_transfer')
      .values({
        ...{ id, partnership_id: of.partnershipId, organisation_id: of.organisationId },
        ...{ from_organisation_id: facts.fromOrganisationId, what: facts.what, stage: facts.stage },
        ...{ department: facts.department, adopted_where: facts.adoptedWhere, since_year: facts.sinceYear },
        ...{ created_by: personOf(inner), created_at: inner.now },
      })
      .execute()
    await tell(inner, of, 'transferAdded')
    return id
  })
}

async function requireOtherParty({ db }: Ctx, of: PartyOfTie, from: string): Promise<void> {
  const { rows } = await sql<{ yes: boolean }>`select exists (select from partnership_party
    where partnership_id = ${of.partnershipId} and organisation_id::text = ${from} and organisation_id <> ${of.organisationId}) as yes`.execute(
    db,
  )
  if (!rows[0]?.yes) throw new AppError('invalid', 'transfer_from_wrong')
}

async function remove(ctx: Ctx, of: PartyOfTie, table: 'ledger_entry' | 'practice_transfer', id: string) {
  await requireParty(ctx, of, 'contributor')
  if (!isId(id)) throw new AppError('not_found', 'record_not_found')
  const { numDeletedRows } = await ctx.db
    .deleteFrom(table)
    .where('id', '=', id)
    .where('partnership_id', '=', of.partnershipId)
    .where('organisation_id', '=', of.organisationId)
    .executeTakeFirst()
  if (numDeletedRows !== 1n) throw new AppError('not_found', 'record_not_found')
}

/** Takes one of this side's own lines off the ledger. */
export async function removeLedgerEntry(ctx: Ctx, of: PartyOfTie, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await remove(inner, of, 'ledger_entry', id)
    await tell(inner, of, 'ledgerRemoved')
  })
}

/** Takes back one of the practices this side said it learned. */
export async function removeTransfer(ctx: Ctx, of: PartyOfTie, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await remove(inner, of, 'practice_transfer', id)
    await tell(inner, of, 'transferRemoved')
  })
}
