import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { emptyProfile, type ProfileFacts, readProfile } from './profile.ts'
import { publishProfiles } from './publish-profile.server.ts'

/** The sheet of an organisation as its members see it. */
export type Profile = ProfileFacts & {
  logoFileId: string | null
  /** Since when the public page shows it; null while it does not. */
  publicSince: Date | null
  updatedAt: Date | null
}

async function readRow(ctx: Ctx, organisationId: string): Promise<Profile> {
  const { rows } = await sql<Profile>`
    select website, contact_email as "contactEmail", council_status as "councilStatus", council_since as "councilSince",
      council_source as "councilSource", mandate_end as "mandateEnd", languages, strengths, priorities, competences,
      development_plan as "developmentPlan", development_plan_url as "developmentPlanUrl",
      logo_file_id as "logoFileId", public_since as "publicSince", updated_at as "updatedAt"
    from organisation_profile where organisation_id = ${organisationId}`.execute(ctx.db)
  return rows[0] ?? { ...emptyProfile, logoFileId: null, publicSince: null, updatedAt: null }
}

/** Reads the sheet of an organisation; an empty one where nothing was said yet. */
export async function getProfile(ctx: Ctx, organisationId: string): Promise<Profile> {
  await requireRole(ctx, organisationId, 'reader')
  return readRow(ctx, organisationId)
}

const factsOf = (profile: Profile): ProfileFacts => {
  const { logoFileId, publicSince, updatedAt, ...facts } = profile
  return facts
}

async function ensureRow(ctx: Ctx, organisationId: string): Promise<void> {
  await ctx.db
    .insertInto('organisation_profile')
    .values({ organisation_id: organisationId, updated_at: ctx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Writes the sheet of an organisation; nothing is written down where nothing changed. */
export async function saveProfile(ctx: Ctx, organisationId: string, typed: ProfileFacts): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  const read = readProfile(typed, ctx.now)
  if ('problems' in read) throw new AppError('invalid', read.problems[0]?.reason ?? 'profile_choice_unknown')
  const { facts } = read
  await inTransaction(ctx, async (inner) => {
    const before = factsOf(await readRow(inner, organisationId))
    if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(facts))) return
    await ensureRow(inner, organisationId)
    await inner.db
      .updateTable('organisation_profile')
      .set({
        website: facts.website,
        contact_email: facts.contactEmail,
        council_status: facts.councilStatus,
        council_since: facts.councilSince,
        council_source: facts.councilSource,
        mandate_end: facts.mandateEnd,
        languages: facts.languages,
        strengths: facts.strengths,
        priorities: facts.priorities,
        competences: facts.competences,
        development_plan: facts.developmentPlan,
        development_plan_url: facts.developmentPlanUrl,
        updated_at: inner.now,
      })
      .where('organisation_id', '=', organisationId)
      .execute()
    await recordProfile(inner, organisationId, 'changed', before, facts)
    await publishProfiles(inner, [organisationId])
  })
}

const sorted = (facts: object) => Object.entries(facts).sort(([one], [other]) => (one < other ? -1 : 1))

/** Shows the sheet on the public page, or takes it off. */
export async function setProfilePublic(ctx: Ctx, organisationId: string, isPublic: boolean): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    await ensureRow(inner, organisationId)
    const changed = await inner.db
      .updateTable('organisation_profile')
      .set({ public_since: isPublic ? inner.now : null, updated_at: inner.now })
      .where('organisation_id', '=', organisationId)
      .where('public_since', isPublic ? 'is' : 'is not', null)
      .returning('organisation_id')
      .executeTakeFirst()
    if (!changed) return
    const action = isPublic ? 'published' : 'unpublished'
    await recordProfile(inner, organisationId, action, { isPublic: !isPublic }, { isPublic })
    await publishProfiles(inner, [organisationId])
  })
}

/** Gives the sheet a logo among the organisation's own files, or none. */
export async function setLogo(ctx: Ctx, organisationId: string, fileId: string | null): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    if (fileId) await requireOwnFile(inner, organisationId, fileId)
    const before = await readRow(inner, organisationId)
    await ensureRow(inner, organisationId)
    await inner.db
      .updateTable('organisation_profile')
      .set({ logo_file_id: fileId, updated_at: inner.now })
      .where('organisation_id', '=', organisationId)
      .execute()
    await recordProfile(inner, organisationId, 'changed', { logo: before.logoFileId }, { logo: fileId })
    await publishProfiles(inner, [organisationId])
  })
}

async function requireOwnFile({ db }: Ctx, organisationId: string, fileId: string): Promise<void> {
  const kept = await db
    .updateTable('stored_file')
    .set({ state: 'kept' })
    .where('id', '=', fileId)
    .where('organisation_id', '=', organisationId)
    .where('media_type', 'in', ['image/png', 'image/jpeg', 'image/webp'])
    .returning('id')
    .executeTakeFirst()
  if (!kept) throw new AppError('not_found', 'file_not_found_here')
}

function recordProfile(
  ctx: Ctx,
  organisationId: string,
  action: string,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Promise<void> {
  return recordChange(ctx, { recordKind: 'profile', recordId: organisationId, organisationId, action, before, after })
}
