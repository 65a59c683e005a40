import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { CouncilStatus } from './profile.ts'

/** What the public page of an authority shows of its own sheet. */
export type PublicProfile = {
  website: string | null
  logoSha256: string | null
  hasContact: boolean
  councilStatus: CouncilStatus | null
  councilSince: string | null
  councilSource: string
  mandateEnd: string | null
  languages: string[]
  strengths: string
  priorities: number[]
  competences: string[]
  developmentPlan: string
  developmentPlanUrl: string | null
  officials: { name: string; function: string; kind: 'elected' | 'officer' }[]
  networks: { name: string; sinceYear: number | null }[]
  updatedAt: Date
}

/** The sheet an authority has said to show, or null. */
export async function findPublicProfile(ctx: Ctx, organisationId: string): Promise<PublicProfile | null> {
  const { rows } = await sql<PublicProfile>`
    select website, logo_sha256 as "logoSha256", has_contact as "hasContact", council_status as "councilStatus",
      council_since as "councilSince", council_source as "councilSource", mandate_end as "mandateEnd", languages, strengths,
      priorities, competences, development_plan as "developmentPlan", development_plan_url as "developmentPlanUrl",
      officials, networks, updated_at as "updatedAt"
    from public_profile where organisation_id = ${organisationId}`.execute(ctx.db)
  return rows[0] ?? null
}

/** Whether a public sheet shows the logo with this digest. */
export async function isPublicLogo(ctx: Ctx, sha256: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`
    select exists (select from public_profile where logo_sha256 = ${sha256}) as yes`.execute(ctx.db)
  return rows[0]?.yes ?? false
}
