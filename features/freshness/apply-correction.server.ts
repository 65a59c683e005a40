import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { nameKey } from '../organisations/names.ts'
import type { TieState, TieType } from '../partnerships/schema.ts'
import { recordStatements } from '../partnerships/statements.server.ts'
import { type CorrectableField, type CorrectableKind, readPopulation } from './fields.ts'
import { dayOf } from './rules.ts'

/** A correction that was accepted, with the value that was kept of it. */
export type AcceptedCorrection = {
  id: string
  kind: CorrectableKind
  recordId: string
  field: CorrectableField
  value: string
  source: string
  /** Accepted by a party of the tie: then a party says so. */
  byParty: boolean
}

type Before = Record<string, unknown>

/** What was written, field by field; null where there is nothing the program can write by itself. */
export type AppliedChange = { before: Before; after: Before } | null

async function applyToOrganisation(
  ctx: Ctx,
  { recordId: id, field, value }: AcceptedCorrection,
): Promise<AppliedChange> {
  const { db, now } = ctx
  const { rows } = await sql<{ name: string; population: number | null; year: number | null; website: string | null }>`
    select o.name, o.population, o.population_year as year, p.website from organisation o
    left join organisation_profile p on p.organisation_id = o.id where o.id = ${id}`.execute(db)
  const [present] = rows
  if (!present) throw new AppError('not_found', 'record_not_found')
  if (field === 'name') {
    await db
      .updateTable('organisation')
      .set({ name: value, name_key: nameKey(value), updated_at: now })
      .where('id', '=', id)
      .execute()
    return { before: { name: present.name }, after: { name: value } }
  }
  if (field === 'otherName') {
    await sql`insert into organisation_alias (organisation_id, alias, alias_key, reason)
      values (${id}, ${value}, ${nameKey(value)}, 'usualName') on conflict do nothing`.execute(db)
    return { before: {}, after: { otherName: value } }
  }
  if (field === 'website') {
    await sql`insert into organisation_profile (organisation_id, website, updated_at) values (${id}, ${value}, ${now})
      on conflict (organisation_id) do update set website = excluded.website, updated_at = excluded.updated_at`.execute(
      db,
    )
    return { before: { website: present.website }, after: { website: value } }
  }
  const counted = field === 'population' ? readPopulation(value) : null
  if (!counted) return null
  await db
    .updateTable('organisation')
    .set({ population: counted.inhabitants, population_year: counted.year, updated_at: now })
    .where('id', '=', id)
    .execute()
  const before = { population: present.population, populationYear: present.year }
  return { before, after: { population: counted.inhabitants, populationYear: counted.year } }
}

const isWebAddress = (text: string) => /^https?:\/\/\S+$/.test(text)

// One fact and no other: what the correction does not speak of stays as the other sources say it.
function spokenFacts(field: CorrectableField, value: string) {
  return {
    type: (field === 'type' ? value : 'unknown') as TieType,
    state: (field === 'state' ? value : 'unknown') as TieState,
    sinceYear: field === 'sinceYear' ? Number(value) : null,
    untilYear: field === 'untilYear' ? Number(value) : null,
  }
}

async function applyToTie(ctx: Ctx, correction: AcceptedCorrection): Promise<AppliedChange> {
  const { id, recordId, field, value, source, byParty } = correction
  if (field === 'other') return null
  const present = () =>
    ctx.db
      .selectFrom('partnership')
      .select(['type', 'state', 'since_year', 'until_year', 'evidence', 'discreet_since'])
      .where('id', '=', recordId)
      .executeTakeFirst()
  const before = await present()
  if (!before) throw new AppError('not_found', 'record_not_found')
  if (field === 'doesNotExist') {
    // Nothing is deleted: the tie leaves the public pages with everything that was said of it.
    await ctx.db.updateTable('partnership').set({ discreet_since: ctx.now }).where('id', '=', recordId).execute()
    return { before: { doesNotExist: false }, after: { doesNotExist: true } }
  }
  await recordStatements(ctx, 'correction', [
    {
      partnershipId: recordId,
      key: `correction ${id}`,
      evidence: byParty ? 'oneParty' : 'thirdParty',
      ...spokenFacts(field, value),
      attestedYear: Number(dayOf(ctx.now).slice(0, 4)),
      names: [],
      ...(isWebAddress(source) ? { pageUrl: source } : source ? { pageTitle: source } : {}),
    },
  ])
  return { before, after: (await present()) ?? {} }
}

/** Writes what was accepted: to the organisation itself, or as a statement beside the others of the tie. */
export function applyCorrection(ctx: Ctx, correction: AcceptedCorrection): Promise<AppliedChange> {
  return correction.kind === 'organisation' ? applyToOrganisation(ctx, correction) : applyToTie(ctx, correction)
}
