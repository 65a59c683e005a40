import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import type { LegalForm, Tier } from './schema.ts'

/** What the register says of an organisation, and where it has it from. */
export type RegisterFacts = {
  key: string
  name: string
  kind: 'localAuthority' | 'organisation'
  tier: Tier
  legalForm: LegalForm | null
  country: string
  inseeCode: string | null
  siren: string | null
  population: number | null
  populationYear: number | null
  status: 'inForce' | 'toBeConfirmed' | 'dissolved'
  discreet: boolean
  example: boolean
  sourceName: string
}

/** The register's facts of an organisation, for its members; null where there is none for them. */
export async function findRegisterFacts(ctx: Ctx, organisationId: string): Promise<RegisterFacts | null> {
  await requireRole(ctx, organisationId, 'reader')
  const { rows } = await sql<RegisterFacts>`
    select o.key, o.name, o.kind, o.tier, o.legal_form as "legalForm", o.country, o.insee_code as "inseeCode", o.siren,
      o.population, o.population_year as "populationYear", o.status, o.discreet_since is not null as discreet, o.example,
      s.name as "sourceName"
    from organisation o join source s on s.id = o.source_id where o.id = ${organisationId}`.execute(ctx.db)
  return rows[0] ?? null
}
