import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { inParts } from '../../platform/in-parts.ts'
import { recordChanges } from '../accounts/audit.server.ts'
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
  const isChosen = chosen === 'all' || chosen.some(({ kind, id }) => kind === 'organisation' && id === organisationId)
  const organisation = await sql<Party>`
    select o.id, o.name from organisation o where o.id = ${organisationId}`.execute(ctx.db)
  const [own] = organisation.rows
  const ids =
    chosen === 'all'
      ? await listTieIds(ctx, organisationId)
      : chosen.flatMap(({ kind, id }) => (kind === 'partnership' ? [id] : []))
  const ties = await inParts([...new Set(ids)].toSorted(), (part) => findTies(ctx, organisationId, part))
  return { organisation: own ? { ...own, chosen: isChosen } : null, ties }
}

async function listTieIds(ctx: Ctx, organisationId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select partnership_id as id from partnership_party
    where organisation_id = ${organisationId}`.execute(ctx.db)
  return rows.map((row) => row.id)
}

// Parties and confirmations are looked up once for all of them: row by row, row-level security would ask anew each time.
async function findTies(ctx: Ctx, organisationId: string, ids: readonly string[]): Promise<ChosenTie[]> {
  const all = sql`any(${[...ids]}::uuid[])`
  const { rows } = await sql<ChosenTie>`
    with party as materialized (
      select p.partnership_id as id, array_agg(p.organisation_id::text) as parties from partnership_party p
      where p.partnership_id = ${all} group by p.partnership_id),
    said as materialized (
      select c.record_id as id, array_agg(distinct c.organisation_id::text) as confirmed from confirmation c
      where c.record_kind = 'partnership' and c.record_id = ${all} group by c.record_id)
    select t.id, t.type, t.state, t.since_year as "sinceYear", t.until_year as "untilYear", party.parties,
      coalesce(said.confirmed, '{}') as confirmed
    from partnership t join party on party.id = t.id left join said on said.id = t.id
    where t.id = ${all} and ${organisationId} = any(party.parties) order by t.id for update of t`.execute(ctx.db)
  return rows
}

// So many at once hold nobody up.
const part = 500

type Given = { door: ConfirmationDoor; importId?: string }

async function writeConfirmations(ctx: Ctx, by: Party, records: readonly RecordToConfirm[], given: Given) {
  for (let from = 0; from < records.length; from += part)
    await writePart(ctx, by, records.slice(from, from + part), given)
}

async function writePart(ctx: Ctx, by: Party, records: readonly RecordToConfirm[], { door, importId }: Given) {
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
        import_id: importId ?? null,
      })),
    )
    .execute()
  const ids = (kind: RecordToConfirm['kind']) => records.filter((one) => one.kind === kind).map((one) => one.id)
  await sql`update organisation set confirmed_at = ${now} where id = any(${ids('organisation')}::uuid[])`.execute(db)
  await sql`update partnership set confirmed_at = ${now} where id = any(${ids('partnership')}::uuid[])`.execute(db)
  await recordChanges(
    ctx,
    records.map((record) => ({
      recordKind: record.kind,
      recordId: record.id,
      organisationId: by.id,
      action: 'confirmed',
      after: { confirmedOn: dayOf(now) },
      door,
    })),
  )
}

// The same party saying the same again in a year renews its word.
const statementKey = (ctx: Ctx, organisationId: string) => `${organisationId} ${dayOf(ctx.now).slice(0, 4)}`

// "All is right" says again, in the party's own name, what the record shows: a statement beside the others.
async function stateTies(ctx: Ctx, by: Party, ties: readonly ChosenTie[], chosen: Chosen): Promise<void> {
  const year = Number(dayOf(ctx.now).slice(0, 4))
  const said = new Map(chosen === 'all' ? [] : chosen.map((record) => [record.id, record.state]))
  await recordStatements(
    ctx,
    'confirmation',
    ties.map((tie) => ({
      partnershipId: tie.id,
      key: statementKey(ctx, by.id),
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

type ConfirmationDoor = 'workspace' | 'campaignLink' | 'import'

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
    await writeConfirmations(inner, found.organisation, records, { door })
    await stateTies(inner, found.organisation, found.ties, chosen)
    if (chosen === 'all')
      await sql`update campaign_letter set answered_at = ${inner.now}, answer = 'allRight'
        where organisation_id = ${organisationId} and sent_at is not null and answered_at is null`.execute(inner.db)
    return { count: records.length, ties: found.ties.map((tie) => tie.id) }
  })
  if (count > 0) await publishRecords(ctx, organisationId, ties)
  return count
}

/**
 * Writes that a party says “all is right” of ties a spreadsheet states, inside the transaction of a caller who has checked
 * that it may, and who publishes. Where it has said so this year already, what it said then stands.
 */
export async function confirmLines(
  ctx: Ctx,
  organisationId: string,
  ties: readonly string[],
  importId: string,
): Promise<void> {
  if (ties.length === 0) return
  await asJob(ctx, 'confirmation', async (inner) => {
    const records = ties.map((id) => ({ kind: 'partnership' as const, id }))
    const found = await findChosen(inner, organisationId, records)
    if (!found.organisation) throw new AppError('not_found', 'organisation_not_found', { key: '' })
    const { rows } = await sql<{ id: string }>`
      select m.partnership_id as id from partnership_statement m join source s on s.id = m.source_id
      where s.code = 'confirmation' and m.statement_key = ${statementKey(inner, organisationId)}
        and m.partnership_id = any(${[...ties]}::uuid[])`.execute(inner.db)
    const said = new Set(rows.map((row) => row.id))
    const chosen = found.ties.map((tie) => ({ kind: 'partnership' as const, id: tie.id }))
    await writeConfirmations(inner, found.organisation, chosen, { door: 'import', importId })
    const news = found.ties.filter((tie) => !said.has(tie.id))
    await stateTies(inner, found.organisation, news, chosen)
  })
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
