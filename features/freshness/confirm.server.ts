import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { publishOrganisations } from '../organisations/publish.server.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import type { TieState, TieType } from '../partnerships/schema.ts'
import { recordStatements } from '../partnerships/statements.server.ts'
import { dayOf, evidenceOfConfirmations } from './rules.ts'

/** One record to confirm, with the state a party says its tie is in today; everything an organisation has is `all`. */
export type RecordToConfirm = { kind: 'organisation' | 'partnership'; id: string; state?: TieState }
type Chosen = readonly RecordToConfirm[] | 'all'

type Party = { id: string; name: string }
type ChosenTie = {
  id: string
  type: TieType
  state: TieState
  sinceYear: number | null
  untilYear: number | null
  parties: string[]
  confirmed: string[]
}
type Found = { organisation: (Party & { chosen: boolean }) | null; ties: ChosenTie[] }

// The stored parents say whose record it is: what is not a record of this organisation is not found.
async function findChosen(ctx: Ctx, organisationId: string, chosen: Chosen): Promise<Found> {
  const ids = (kind: RecordToConfirm['kind']) =>
    chosen === 'all' ? [] : chosen.filter((record) => record.kind === kind).map((record) => record.id)
  const of = (kind: RecordToConfirm['kind'], column: string) =>
    chosen === 'all' ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any(${ids(kind)}::uuid[])`
  const organisation = await sql<
    Party & { chosen: boolean }
  >`select o.id, o.name, ${of('organisation', 'o.id')} as chosen
    from organisation o where o.id = ${organisationId}`.execute(ctx.db)
  const ties = await sql<ChosenTie>`
    select t.id, t.type, t.state, t.since_year as "sinceYear", t.until_year as "untilYear",
      (select array_agg(p.organisation_id::text) from partnership_party p where p.partnership_id = t.id) as parties,
      (select coalesce(array_agg(distinct c.organisation_id::text), '{}') from confirmation c
        where c.record_kind = 'partnership' and c.record_id = t.id) as confirmed
    from partnership t join partnership_party mine on mine.partnership_id = t.id
      and mine.organisation_id = ${organisationId}
    where ${of('partnership', 't.id')} order by t.id for update of t`.execute(ctx.db)
  return { organisation: organisation.rows[0] ?? null, ties: ties.rows }
}

async function writeConfirmations(ctx: Ctx, by: Party, records: readonly RecordToConfirm[], door: ConfirmationDoor) {
  const { actor, now, db } = ctx
  await db
    .insertInto('confirmation')
    .values(
      records.map((record) => ({
        id: newId(),
        record_kind: record.kind,
        record_id: record.id,
        organisation_id: by.id,
        person_id: actor.kind === 'person' ? actor.personId : null,
        door,
        confirmed_at: now,
      })),
    )
    .execute()
  const ids = (kind: RecordToConfirm['kind']) => records.filter((one) => one.kind === kind).map((one) => one.id)
  await sql`update organisation set confirmed_at = ${now} where id = any(${ids('organisation')}::uuid[])`.execute(db)
  await sql`update partnership set confirmed_at = ${now} where id = any(${ids('partnership')}::uuid[])`.execute(db)
  for (const record of records)
    await recordChange(ctx, {
      recordKind: record.kind,
      recordId: record.id,
      organisationId: by.id,
      action: 'confirmed',
      after: { confirmedOn: dayOf(now) },
      door,
    })
}

// "All is right" says again, in the party's own name, what the record shows: a statement beside the others.
async function stateTies(ctx: Ctx, by: Party, ties: readonly ChosenTie[], chosen: Chosen): Promise<void> {
  const year = Number(dayOf(ctx.now).slice(0, 4))
  const said = new Map(chosen === 'all' ? [] : chosen.map((record) => [record.id, record.state]))
  await recordStatements(
    ctx,
    'confirmation',
    ties.map((tie) => ({
      partnershipId: tie.id,
      key: `${by.id} ${year}`,
      evidence: evidenceOfConfirmations(tie.parties, [...tie.confirmed, by.id]) ?? 'oneParty',
      type: tie.type,
      state: said.get(tie.id) ?? tie.state,
      sinceYear: tie.sinceYear,
      untilYear: tie.untilYear,
      attestedYear: year,
      names: [by.name],
    })),
  )
}

type ConfirmationDoor = 'workspace' | 'campaignLink'

/**
 * Writes that an organisation says “all is right” of its records, inside the transaction of a caller who has checked that
 * it may; answers how many. Letters of campaigns that waited for this are answered by it.
 */
export async function confirmWithin(
  ctx: Ctx,
  organisationId: string,
  chosen: Chosen,
  door: ConfirmationDoor,
): Promise<number> {
  const { count, ties } = await asJob(ctx, 'confirmation', async (inner) => {
    const found = await findChosen(inner, organisationId, chosen)
    if (!found.organisation) throw new AppError('not_found', 'organisation_not_found', { key: '' })
    const records: RecordToConfirm[] = [
      ...(found.organisation.chosen ? [{ kind: 'organisation' as const, id: organisationId }] : []),
      ...found.ties.map((tie) => ({ kind: 'partnership' as const, id: tie.id })),
    ]
    if (records.length === 0) return { count: 0, ties: [] }
    await writeConfirmations(inner, found.organisation, records, door)
    await stateTies(inner, found.organisation, found.ties, chosen)
    if (chosen === 'all')
      await sql`update campaign_letter set answered_at = ${inner.now}, answer = 'allRight'
        where organisation_id = ${organisationId} and sent_at is not null and answered_at is null`.execute(inner.db)
    return { count: records.length, ties: found.ties.map((tie) => tie.id) }
  })
  if (count > 0) await publishRecords(ctx, organisationId, ties)
  return count
}

/** Publishes an organisation and ties that changed, and tells every process. */
export async function publishRecords(ctx: Ctx, organisationId: string | null, ties: readonly string[]): Promise<void> {
  await asJob(ctx, 'publish', async (inner) => {
    if (ties.length > 0)
      await publishTies(inner, { ids: ties, organisationIds: organisationId ? [organisationId] : [] })
    else if (organisationId) await publishOrganisations(inner, { ids: [organisationId] })
    await raiseDataVersion(inner)
  })
}

/** A member says “all is right” of records of their organisation, one by one or all at once. */
export async function confirmRecords(ctx: Ctx, organisationId: string, chosen: Chosen): Promise<number> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    const count = await confirmWithin(inner, organisationId, chosen, 'workspace')
    if (count === 0) throw new AppError('invalid', 'confirmation_nothing')
    return count
  })
}
