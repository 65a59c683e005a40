import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { isDay } from '../../platform/days.ts'
import { readDecimal } from '../../platform/decimals.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { measuredLines } from './lens/measured.server.ts'
import { type Mechanism, readMechanisms } from './one-percent-mechanisms.server.ts'
import { type MeasuredRoom, measureRoom, type OnePercentSpent, type Room, shareSpent } from './one-percent-rules.ts'
import { onePercentMechanisms } from './schema.ts'

/** Money of the agences de l'eau: a funder of its own, never part of the 1 %. */
export type WaterAgencyYear = { year: number; received: string | null; planned: string | null; spent: string | null }

/** The 1 % of an organisation: mechanisms, rooms by holder and year, and what cannot be told apart. */
export type OnePercent = {
  mechanisms: Mechanism[]
  rooms: MeasuredRoom[]
  /** Spending of the lines no room can be given, and why one cannot tell whose it is. */
  loose: OnePercentSpent[]
  agencies: WaterAgencyYear[]
  /** Bodies that may hold a service here: the authority, the groups it belongs to, those entered before. */
  holders: { key: string; name: string }[]
}

async function readRooms(ctx: Ctx, organisationId: string): Promise<Room[]> {
  const { rows } = await sql<Room>`
    select r.id, r.mechanism, r.year::int, r.holder_id as "holderId", o.key as "holderKey", coalesce(o.name, r.holder_name) as "holderName",
      r.resources::text, r.pooled::text, r.used_by_hand::text as "usedByHand", r.source, r.voted_on::text as "votedOn"
    from one_percent_room r left join organisation o on o.id = r.holder_id
    where r.organisation_id = ${organisationId} order by r.year desc, r.mechanism, "holderName", r.id`.execute(ctx.db)
  return rows
}

async function readSpent(ctx: Ctx, organisationId: string): Promise<OnePercentSpent[]> {
  const { rows } = await sql<OnePercentSpent>`
    select m.one_percent as mechanism, m.year::int, sum(m.amount)::numeric(18, 2)::text as amount
    from ${measuredLines(organisationId, 'executed')} m
    where m.one_percent is not null and m.amount is not null and m.valuation = 'money' and m.direction = 'expenditure'
    group by 1, 2 order by 2 desc, 1`.execute(ctx.db)
  return rows
}

async function readAgencies(ctx: Ctx, organisationId: string): Promise<WaterAgencyYear[]> {
  const { rows } = await sql<WaterAgencyYear>`
    select year, sum(received)::numeric(18, 2)::text as received, sum(planned)::numeric(18, 2)::text as planned,
      sum(spent)::numeric(18, 2)::text as spent
    from (
      select m.year::int, m.amount as received, null::numeric as planned, null::numeric as spent
      from ${measuredLines(organisationId, 'executed')} m
      where m.direction = 'receipt' and m.valuation = 'money' and m.funding_source = 'waterAgency' and m.amount is not null
      union all
      select f.year::int, null, f.planned, f.spent from project_money f
      where f.source = 'waterAgency' and f.nature = 'money' and f.currency = 'EUR' and f.funder_id is distinct from ${organisationId}
        and is_in_project(f.project_id, ${organisationId})) a
    group by year order by year desc`.execute(ctx.db)
  return rows
}

async function readHolders(
  ctx: Ctx,
  organisationId: string,
): Promise<(OnePercent['holders'][number] & { id: string })[]> {
  const { rows } = await sql<{ id: string; key: string; name: string }>`
    select h.id, h.key, h.name from organisation o
    join organisation h on h.id in (o.id, o.epci_id, o.ept_id)
      or h.id in (select r.holder_id from one_percent_room r where r.organisation_id = o.id)
    where o.id = ${organisationId} order by h.id <> o.id, h.name`.execute(ctx.db)
  return rows
}

/** The 1 % of an organisation, for its members. */
export async function getOnePercent(ctx: Ctx, organisationId: string): Promise<OnePercent> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const mechanisms = await readMechanisms(inner)
    const rooms = await readRooms(inner, organisationId)
    const { byRoom, loose } = shareSpent(rooms, await readSpent(inner, organisationId), organisationId)
    const rateOf = (code: string) => mechanisms.find((one) => one.code === code)?.rate ?? '1.00'
    const holders = await readHolders(inner, organisationId)
    return {
      mechanisms,
      rooms: rooms.map((room) => measureRoom(room, rateOf(room.mechanism), byRoom.get(room.id) ?? null)),
      loose,
      agencies: await readAgencies(inner, organisationId),
      holders: holders.map(({ key, name }) => ({ key, name })),
    }
  })
}

/** What is typed of a room: `holder` is the key of a body, or else `holderName` says who runs the service. */
export type RoomInput = {
  mechanism: string
  year: string
  holder: string
  holderName: string
  resources: string
  pooled: string
  usedByHand: string
  source: string
  votedOn: string
}

function readOptional(typed: string): string | null {
  if (typed.trim() === '') return null
  const amount = readDecimal(typed)
  if (amount === null) throw new AppError('invalid', 'one_percent_amount_wrong')
  return amount
}

async function readHolder(ctx: Ctx, organisationId: string, typed: RoomInput) {
  if (typed.holder === '') {
    const name = typed.holderName.trim().slice(0, 200)
    if (name === '') throw new AppError('invalid', 'one_percent_holder_missing')
    return { holder_id: null, holder_name: name }
  }
  const found = (await readHolders(ctx, organisationId)).find(({ key }) => key === typed.holder)
  if (!found) throw new AppError('invalid', 'one_percent_holder_unknown')
  return { holder_id: found.id, holder_name: '' }
}

async function toRow(ctx: Ctx, organisationId: string, typed: RoomInput) {
  const mechanism = onePercentMechanisms.find((one) => one === typed.mechanism)
  if (!mechanism) throw new AppError('invalid', 'one_percent_mechanism_unknown')
  const year = Number(typed.year.trim())
  if (!/^\d{4}$/.test(typed.year.trim()) || year < 2005 || year > 2100)
    throw new AppError('invalid', 'one_percent_year_wrong')
  const holder = await readHolder(ctx, organisationId, typed)
  const resources = readDecimal(typed.resources)
  if (resources === null) throw new AppError('invalid', 'one_percent_resources_wrong')
  if (typed.votedOn !== '' && !isDay(typed.votedOn)) throw new AppError('invalid', 'floor_day_wrong')
  const taken = { pooled: readOptional(typed.pooled) ?? '0.00', used_by_hand: readOptional(typed.usedByHand) }
  const where = { source: typed.source.trim().slice(0, 300), voted_on: typed.votedOn || null }
  return { mechanism, year, ...holder, resources, ...taken, ...where }
}

type Row = Awaited<ReturnType<typeof toRow>>
const told = ({ mechanism, year, resources, pooled, used_by_hand }: Row) => ({
  onePercent: mechanism,
  year,
  onePercentResources: resources,
  onePercentPooled: pooled,
  onePercentUsed: used_by_hand,
})

async function findRoom(ctx: Ctx, organisationId: string, id: string): Promise<Row> {
  const row = isId(id)
    ? await ctx.db
        .selectFrom('one_percent_room')
        .select([
          'mechanism',
          'year',
          'holder_id',
          'holder_name',
          'resources',
          'pooled',
          'used_by_hand',
          'source',
          'voted_on',
        ])
        .where('id', '=', id)
        .where('organisation_id', '=', organisationId)
        .executeTakeFirst()
    : undefined
  if (!row) throw new AppError('not_found', 'one_percent_room_not_found')
  return row as Row
}

/** Enters the resources of a service and what was taken of its 1 %, or changes them. */
export async function saveRoom(ctx: Ctx, organisationId: string, id: string, typed: RoomInput): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = id === '' ? null : await findRoom(inner, organisationId, id)
    const row = await toRow(inner, organisationId, typed)
    const { rows } =
      await sql`select from one_percent_room where organisation_id = ${organisationId} and mechanism = ${row.mechanism}
      and year = ${row.year} and holder_id is not distinct from ${row.holder_id}::uuid and holder_name = ${row.holder_name}
      and id::text <> ${id}`.execute(inner.db)
    if (rows.length > 0) throw new AppError('conflict', 'one_percent_room_taken')
    if (before)
      await inner.db
        .updateTable('one_percent_room')
        .set(row)
        .where('id', '=', id)
        .where('organisation_id', '=', organisationId)
        .execute()
    else
      await inner.db
        .insertInto('one_percent_room')
        .values({ id: newId(), organisation_id: organisationId, ...row })
        .execute()
    await recordChange(inner, {
      ...{ recordKind: 'budget', recordId: organisationId, organisationId },
      action: before ? 'onePercentChanged' : 'onePercentAdded',
      before: before && told(before),
      after: told(row),
    })
  })
}

/** Takes the resources of a service in a year out; the trail of changes keeps them. */
export async function removeRoom(ctx: Ctx, organisationId: string, id: string): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await findRoom(inner, organisationId, id)
    await sql`delete from one_percent_room where id = ${id} and organisation_id = ${organisationId}`.execute(inner.db)
    await recordChange(inner, {
      ...{ recordKind: 'budget', recordId: organisationId, organisationId },
      action: 'onePercentRemoved',
      before: told(before),
      after: null,
    })
  })
}
