import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { TieEvidence, TieState, TieType } from '../partnerships/schema.ts'
import { dayOf, type Freshness, judgeOrganisation, judgeTie, type OrganisationDates, type TieDates } from './rules.ts'

/** The record an organisation has of itself, as it confirms it. */
export type OwnRecord = {
  id: string
  key: string
  name: string
  tier: string
  country: string
  population: number | null
  populationYear: number | null
  website: string | null
  discreet: boolean
  freshness: Freshness
}

/** A tie of an organisation, as it confirms it; `names` are those of all parties, `confirmedByUs` the day it last did. */
export type OwnTie = {
  id: string
  type: TieType
  state: TieState
  evidence: TieEvidence
  sinceYear: number | null
  untilYear: number | null
  names: string[]
  discreet: boolean
  confirmedByUs: Date | null
  freshness: Freshness
}

/** Everything an organisation is asked to confirm. */
export type OwnRecords = { organisation: OwnRecord; ties: OwnTie[] }

async function findOwnRecord(ctx: Ctx, organisationId: string): Promise<OwnRecord | null> {
  const { rows } = await sql<Omit<OwnRecord, 'freshness'> & { confirmedAt: Date | null } & OrganisationDates>`
    select o.id, o.key, o.name, o.tier, o.country, o.population, o.population_year as "populationYear",
      (select website from organisation_profile p where p.organisation_id = o.id) as website,
      o.discreet_since is not null as discreet, o.status, o.confirmed_at as "confirmedAt", s.retrieved_on as "registerOn"
    from organisation o join source s on s.id = o.source_id where o.id = ${organisationId}`.execute(ctx.db)
  const [row] = rows
  if (!row) return null
  const { confirmedAt, status, registerOn, ...record } = row
  const dates = { confirmedOn: confirmedAt && dayOf(confirmedAt), status, registerOn }
  return { ...record, freshness: judgeOrganisation(dates, dayOf(ctx.now)) }
}

async function listOwnTies(ctx: Ctx, organisationId: string): Promise<OwnTie[]> {
  const { rows } = await sql<Omit<OwnTie, 'freshness'> & { confirmedAt: Date | null } & Pick<TieDates, 'attestedYear'>>`
    select t.id, t.type, t.state, t.evidence, t.since_year as "sinceYear", t.until_year as "untilYear",
      (select json_agg(o.name order by p.position) from partnership_party p join organisation o on o.id = p.organisation_id
        where p.partnership_id = t.id) as names,
      t.discreet_since is not null as discreet, t.confirmed_at as "confirmedAt",
      (select max(confirmed_at) from confirmation c where c.record_kind = 'partnership' and c.record_id = t.id
        and c.organisation_id = ${organisationId}) as "confirmedByUs",
      (select max(attested_year) from partnership_statement m where m.partnership_id = t.id) as "attestedYear"
    from partnership t join partnership_party mine on mine.partnership_id = t.id and mine.organisation_id = ${organisationId}
    order by t.since_year nulls last, t.id`.execute(ctx.db)
  const today = dayOf(ctx.now)
  return rows.map(({ confirmedAt, attestedYear, ...tie }) => ({
    ...tie,
    freshness: judgeTie({ confirmedOn: confirmedAt && dayOf(confirmedAt), attestedYear }, today),
  }))
}

/** What an organisation has to confirm, as whoever acts may see it; null when there is no such organisation for them. */
export async function findOwnRecords(ctx: Ctx, organisationId: string): Promise<OwnRecords | null> {
  const organisation = await findOwnRecord(ctx, organisationId)
  return organisation ? { organisation, ties: await listOwnTies(ctx, organisationId) } : null
}
