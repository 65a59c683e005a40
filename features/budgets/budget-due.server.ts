import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireJob, requireRole } from '../accounts/permissions.server.ts'
import { dayOf } from '../freshness/rules.ts'
import { type FloorBelow, floorsBelow } from './floors.server.ts'
import type { OdaWindow } from './oda-window.ts'

/** A yearly return an organisation has not filed yet: its year and its window; `id` names it in every organisation. */
export type ReturnToFile = OdaWindow & { id: string; year: number }

// The law asks it of French authorities alone (CGCT, L.1115-6): of those that have international lines of a year, or had some
// the year before.
const isToFile = sql<boolean>`o.country = 'FR' and o.kind = 'localAuthority' and exists (select from budget_line b where b.organisation_id = o.id and b.direction = 'expenditure'
    and b.year between c.year - 1 and c.year)
  and not exists (select from oda_return r where r.organisation_id = o.id and r.year = c.year and r.state = 'filed')`

const columns = sql`md5('odaReturn ' || c.year)::uuid as id, c.year, c.opens_on as "opensOn", c.closes_on as "closesOn"`

/** The returns an organisation has not filed, of every campaign that is known, past ones too. */
export async function listReturnsToFile(ctx: Ctx, organisationId: string): Promise<ReturnToFile[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const { rows } = await sql<ReturnToFile>`select ${columns} from organisation o, oda_campaign c
      where o.id = ${organisationId} and ${isToFile} order by c.year`.execute(inner.db)
    return rows
  })
}

/** Whose something is, where the job of the morning looks at all organisations. */
export type Owned<What> = What & { organisationId: string; key: string; organisation: string }

const owner = sql`o.id as "organisationId", o.key, o.name as organisation`
const isKept = sql<boolean>`exists (select from membership m where m.organisation_id = o.id and m.partnership_id is null
  and m.ended_at is null)`

/** The returns nobody has filed yet in the organisations of this instance, whose window opens soon or has not closed. */
export async function listAllReturnsToFile(ctx: Ctx, daysAhead: number): Promise<Owned<ReturnToFile>[]> {
  requireJob(ctx, 'alert')
  const today = dayOf(ctx.now)
  const { rows } = await sql<Owned<ReturnToFile>>`select ${owner}, ${columns} from oda_campaign c, organisation o
    where c.opens_on <= ${today}::date + ${daysAhead}::int and c.closes_on >= ${today}::date
      and ${isKept} and ${isToFile} order by c.year, o.key`.execute(ctx.db)
  return rows
}

/** The floors that are not met now in the organisations of this instance. */
export async function listAllFloorsBelow(ctx: Ctx): Promise<Owned<FloorBelow>[]> {
  requireJob(ctx, 'alert')
  const { rows } = await sql<Owned<object>>`select ${owner} from organisation o
    where exists (select from budget_floor f where f.organisation_id = o.id) and ${isKept} order by o.key`.execute(
    ctx.db,
  )
  const below: Owned<FloorBelow>[] = []
  for (const organisation of rows)
    for (const floor of await floorsBelow(ctx, organisation.organisationId)) below.push({ ...organisation, ...floor })
  return below
}
