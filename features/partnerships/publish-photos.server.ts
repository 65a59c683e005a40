import { type RawBuilder, sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { isShownOrganisation } from '../organisations/public-condition.server.ts'

/** A photo everybody may see, and what is said of it. */
export type PublicPhoto = {
  sha256: string
  caption: string
  description: string
  credit: string
  takenOn: string | null
}

/** What public photos may be asked for by. */
export type PhotoPlace = { tieId: string } | { projectId: string } | { missionId: string } | { fieldUpdateId: string }

const allAgreed = (tie: RawBuilder<unknown>) => sql`not exists (
  select from partnership_party pp where pp.partnership_id = ${tie} and not exists (
    select from publication_consent c where c.partnership_id = pp.partnership_id
      and c.organisation_id = pp.organisation_id and c.part = 'photos' and c.answer = 'yes'))`

const tieShows = (tie: RawBuilder<unknown>) =>
  sql`(exists (select from public_tie t where t.id = ${tie}) and ${allAgreed(tie)})`

// A project alone answers for itself; under a tie, each party of the tie has its word on photos.
const projectShows = (project: RawBuilder<unknown>) => sql`exists (select from public_project j
  where j.id = ${project} and (j.tie_id is null or ${allAgreed(sql`j.tie_id`)}))`

// A body that keeps out, of everything or of one project, is credited for nothing there.
const filerIsShown = sql`exists (select from organisation o where o.id = p.organisation_id and ${isShownOrganisation('o')})
  and not exists (select from project_participant i where i.organisation_id = p.organisation_id and i.discreet_since is not null
    and i.project_id = coalesce(p.project_id, (select u.project_id from field_update u where u.id = p.field_update_id)))`

const publicPhotos = (chosen: RawBuilder<boolean>) => sql`
  select p.id, f.sha256, f.media_type, p.partnership_id, p.project_id, p.mission_id, p.field_update_id,
    p.caption, p.description, p.credit, p.taken_on, p.created_at
  from photo p join stored_file f on f.id = p.file_id
  where ${chosen} and p.wants_public and p.discreet_since is null and p.consent <> 'notAsked' and ${filerIsShown}
    and (p.partnership_id is null or ${tieShows(sql`p.partnership_id`)})
    and (p.project_id is null or ${projectShows(sql`p.project_id`)})
    and (p.mission_id is null or exists (select from public_mission m
      where m.id = p.mission_id and (m.tie_id is null or ${allAgreed(sql`m.tie_id`)})))
    and (p.field_update_id is null or exists (select from field_update u where u.id = p.field_update_id
      and u.wants_public and u.discreet_since is null and u.withdrawn_at is null
      and (u.project_id is null or ${projectShows(sql`u.project_id`)})
      and (u.partnership_id is null or ${tieShows(sql`u.partnership_id`)})))`

const columns = sql.raw(
  'id, sha256, media_type, tie_id, project_id, mission_id, field_update_id, caption, description, credit, taken_on, created_at',
)

async function rewrite(ctx: Ctx, chosen: RawBuilder<boolean>): Promise<void> {
  await asJob(ctx, 'publish', async (inner) => {
    const gone = await sql`delete from public_photo p where p.id in (select p.id from photo p where ${chosen})`.execute(
      inner.db,
    )
    const shown = await sql`insert into public_photo (${columns}) ${publicPhotos(chosen)}`.execute(inner.db)
    if ((gone.numAffectedRows ?? 0n) + (shown.numAffectedRows ?? 0n) > 0n) await raiseDataVersion(inner)
  })
}

/** Brings what everybody may see of these photos up to date. */
export async function publishPhotos(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await rewrite(ctx, sql`p.id = any(${[...ids]}::uuid[])`)
}

/** Does so for every photo there is: after a whole publication. */
export async function publishAllPhotos(ctx: Ctx): Promise<void> {
  await rewrite(ctx, sql`true`)
}

/**
 * Does so for all photos of ties, of projects and of missions: to be called after anything that changes whether these are
 * public, or what a party allows.
 */
export async function publishPhotosOf(
  ctx: Ctx,
  {
    tieIds = [],
    projectIds = [],
    missionIds = [],
  }: { tieIds?: readonly string[]; projectIds?: readonly string[]; missionIds?: readonly string[] },
): Promise<void> {
  const ties = sql`any(${[...tieIds]}::uuid[])`
  const projects = sql`any(${[...projectIds]}::uuid[])`
  await rewrite(
    ctx,
    sql`(p.partnership_id = ${ties} or p.project_id = ${projects} or p.mission_id = any(${[...missionIds]}::uuid[])
      or p.project_id in (select j.id from project j where j.partnership_id = ${ties})
      or p.mission_id in (select m.id from mission m where m.partnership_id = ${ties})
      or p.field_update_id in (select u.id from field_update u where u.partnership_id = ${ties} or u.project_id = ${projects}
        or u.project_id in (select j.id from project j where j.partnership_id = ${ties})))`,
  )
}

const isOf = (place: PhotoPlace): RawBuilder<boolean> => {
  if ('projectId' in place) return sql`project_id = ${place.projectId}`
  if ('missionId' in place) return sql`mission_id = ${place.missionId}`
  if ('fieldUpdateId' in place) return sql`field_update_id = ${place.fieldUpdateId}`
  // What is done together is part of the tie, where the project says that it stands under it.
  return sql`(tie_id = ${place.tieId} or project_id in (select id from public_project where tie_id = ${place.tieId}))`
}

/** The photos everybody may see of a tie and its projects, of a project, a mission or a piece of news, the latest first. */
export async function listPublicPhotos(ctx: Ctx, place: PhotoPlace): Promise<PublicPhoto[]> {
  const { rows } = await sql<PublicPhoto>`
    select sha256, caption, description, credit, taken_on as "takenOn" from public_photo
    where ${isOf(place)} order by created_at desc, id desc`.execute(ctx.db)
  return rows
}

/** Whether everybody may fetch the picture with this digest. */
export async function isPublicPhoto(ctx: Ctx, sha256: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`
    select exists (select from public_photo where sha256 = ${sha256}) as yes`.execute(ctx.db)
  return rows[0]?.yes ?? false
}
