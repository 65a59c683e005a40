import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { headLength, mediaTypeOf } from '../../platform/files/media-types.ts'
import { withoutMetadata } from '../../platform/files/picture.ts'
import { keepSmall, readSmall, shrink } from '../../platform/files/small-picture.server.ts'
import { keepFile, type OpenFile, openFile, storeFile } from '../../platform/files/store.server.ts'
import { isId, newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requirePerson } from '../accounts/permissions.server.ts'
import {
  belongsTo,
  type FilingHome,
  type PaperHome,
  requireHomeReader,
  requireHomeWriter,
} from './paper-home.server.ts'
import { mostPhotoBytes, type PhotoConsent, type PhotoFacts, photoProblems, photoTypes } from './papers.ts'
import { publishPhotos } from './publish-photos.server.ts'

/** A photo, as those who may see what it belongs to see it. */
export type KeptPhoto = PhotoFacts & {
  id: string
  organisationId: string
  organisationName: string
  sha256: string
  /** Of the picture as it was filed, in bytes. */
  size: number
  consent: PhotoConsent
  discreetSince: Date | null
  createdAt: Date
}

/** A photo, and the body that acts on it. */
export type PhotoOf = { photoId: string; organisationId: string }

// What a camera writes beside the picture stays with who took it: the place where it was taken above all. Beside it, what
// goes over a slow line.
async function cleaned(file: File): Promise<{ whole: File; small: Buffer }> {
  if (file.size > mostPhotoBytes)
    throw new AppError('invalid', 'file_too_large', { megabytes: Math.floor(mostPhotoBytes / 1_000_000) })
  const bytes = Buffer.from(await file.arrayBuffer())
  const type = mediaTypeOf(bytes.subarray(0, headLength))
  if (!type?.startsWith('image/')) throw new AppError('invalid', 'photo_kind')
  const clean = withoutMetadata(bytes, type)
  const small = clean && (await shrink(clean))
  if (!small) throw new AppError('invalid', 'photo_unreadable')
  return { whole: new File([Uint8Array.from(clean)], file.name), small }
}

/** Adds a photo with its credit, its description and what was agreed by those on it; the file loses place, time and author. */
export async function addPhoto(
  ctx: Ctx,
  of: FilingHome,
  facts: PhotoFacts,
  file: File,
  filesFolder: string,
): Promise<string> {
  const { agreement_id: agreement, position_id: position, ...columns } = await requireHomeWriter(ctx, of)
  if (agreement || position) throw new AppError('invalid', 'photo_not_here')
  const problem = photoProblems(facts, ctx.now)[0]
  if (problem) throw new AppError('invalid', problem.reason)
  return inTransaction(ctx, async (inner) => {
    const rules = { organisationId: of.organisationId, accept: photoTypes, mostBytes: mostPhotoBytes }
    const { whole, small } = await cleaned(file)
    const stored = await storeFile(inner, filesFolder, whole, rules)
    await keepSmall(filesFolder, stored.sha256, small)
    const id = newId()
    await inner.db
      .insertInto('photo')
      .values({
        id,
        organisation_id: of.organisationId,
        ...columns,
        file_id: stored.id,
        caption: facts.caption,
        description: facts.description,
        credit: facts.credit,
        taken_on: facts.takenOn,
        consent: facts.consent,
        wants_public: facts.wantsPublic,
        created_by: inner.actor.kind === 'person' ? inner.actor.personId : null,
        created_at: inner.now,
      })
      .execute()
    await keepFile(inner, stored.id)
    await recordChange(inner, {
      recordKind: 'photo',
      recordId: id,
      organisationId: of.organisationId,
      action: 'added',
      after: { photoDescription: facts.description, credit: facts.credit, wantsPublic: facts.wantsPublic },
    })
    await publishPhotos(inner, [id])
    return id
  })
}

/** The photos of a tie, a project, a mission or a piece of news, the latest first; those put in discreet mode are said so. */
export async function listPhotos(ctx: Ctx, home: PaperHome): Promise<KeptPhoto[]> {
  await requireHomeReader(ctx, home)
  if ('agreementId' in home || 'positionId' in home) return []
  const { rows } = await inTransaction(ctx, ({ db }) =>
    sql<KeptPhoto>`
      select p.id, p.organisation_id as "organisationId", o.name as "organisationName", f.sha256, f.size, p.caption, p.description,
        p.credit, p.taken_on as "takenOn", p.consent, p.wants_public as "wantsPublic", p.discreet_since as "discreetSince",
        p.created_at as "createdAt"
      from photo p join organisation o on o.id = p.organisation_id join stored_file f on f.id = p.file_id
      where ${belongsTo(home, 'p')} order by p.created_at desc, p.id desc`.execute(db),
  )
  return rows
}

type Found = {
  organisation_id: string
  description: string
  discreet_since: Date | null
  wants_public: boolean
  may: boolean
}

// Anybody who is in the record may take a photo out of sight; what is said of it is the word of who added it.
async function requirePhoto(ctx: Ctx, { photoId, organisationId }: PhotoOf): Promise<Found> {
  const person = requirePerson(ctx)
  if (!isId(photoId)) throw new AppError('not_found', 'photo_not_found')
  const { rows } = await sql<Found>`
    select p.organisation_id, p.description, p.discreet_since, p.wants_public,
      coalesce(acts_for(p.organisation_id, 'contributor'), false)
        or coalesce(acts_as_party(p.partnership_id, ${organisationId}, 'contributor'), false)
        or coalesce(acts_in_project(p.project_id, ${organisationId}, 'contributor'), false)
        or exists (select from field_update u where u.id = p.field_update_id and (
          acts_in_project(u.project_id, ${organisationId}, 'contributor')
          or acts_as_party(u.partnership_id, ${organisationId}, 'contributor'))) as may
    from photo p where p.id = ${photoId}`.execute(ctx.db)
  const found = rows[0]
  if (!found) throw new AppError('not_found', 'photo_not_found')
  if (person.organisationId !== organisationId) throw new AppError('forbidden', 'acting_for_another')
  if (!found.may) throw new AppError('forbidden', 'role_too_low', { role: 'contributor' })
  return found
}

/** Puts a photo in discreet mode, or lifts it: any body in the record may hide it at once, who added it alone shows it again. */
export async function setPhotoDiscreet(ctx: Ctx, of: PhotoOf, discreet: boolean): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const found = await requirePhoto(inner, of)
    if (!discreet && found.organisation_id !== of.organisationId) throw new AppError('forbidden', 'photo_not_yours')
    if ((found.discreet_since !== null) === discreet) return
    await inner.db
      .updateTable('photo')
      .set({ discreet_since: discreet ? inner.now : null })
      .where('id', '=', of.photoId)
      .execute()
    await recordChange(inner, {
      recordKind: 'photo',
      recordId: of.photoId,
      organisationId: found.organisation_id,
      action: discreet ? 'discreet' : 'notDiscreet',
      before: { photoDescription: found.description },
    })
    await publishPhotos(inner, [of.photoId])
  })
}

/** Says whether a photo may be published, once those on it have agreed. */
export async function setPhotoPublic(ctx: Ctx, of: PhotoOf, wantsPublic: boolean): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const found = await requirePhoto(inner, of)
    if (found.organisation_id !== of.organisationId) throw new AppError('forbidden', 'photo_not_yours')
    const changed = await inner.db
      .updateTable('photo')
      .set({ wants_public: wantsPublic })
      .where('id', '=', of.photoId)
      .where('organisation_id', '=', of.organisationId)
      .$if(wantsPublic, (query) => query.where('consent', '<>', 'notAsked'))
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw new AppError('conflict', 'photo_consent_needed')
    await recordChange(inner, {
      recordKind: 'photo',
      recordId: of.photoId,
      organisationId: of.organisationId,
      action: wantsPublic ? 'published' : 'unpublished',
      before: { wantsPublic: found.wants_public },
      after: { wantsPublic },
    })
    await publishPhotos(inner, [of.photoId])
  })
}

// To whoever may not see what a photo belongs to, it is not there.
async function requireSeen(ctx: Ctx, photoId: string): Promise<{ file: string; sha256: string }> {
  requirePerson(ctx)
  if (!isId(photoId)) throw new AppError('not_found', 'photo_not_found')
  return inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ file: string; sha256: string }>`
      select p.file_id as file, f.sha256 from photo p join stored_file f on f.id = p.file_id where p.id = ${photoId}
        and (holds_role(p.organisation_id, 'reader') or holds_tie_role(p.partnership_id, 'reader') or sees_project(p.project_id)
          or exists (select from mission m where m.id = p.mission_id)
          or exists (select from field_update u where u.id = p.field_update_id))`.execute(inner.db)
    const found = rows[0]
    if (!found) throw new AppError('not_found', 'photo_not_found')
    return found
  })
}

/** Opens a photo as it was filed, for who may see what it belongs to. */
export async function openPhoto(ctx: Ctx, photoId: string, filesFolder: string): Promise<OpenFile> {
  const { file } = await requireSeen(ctx, photoId)
  return inTransaction(ctx, (inner) => openFile(inner, filesFolder, file))
}

/** The small form of a photo, as pages show it to those who may see what it belongs to. */
export async function readSmallPhoto(ctx: Ctx, photoId: string, filesFolder: string): Promise<Buffer<ArrayBuffer>> {
  const { sha256 } = await requireSeen(ctx, photoId)
  const small = await readSmall(filesFolder, sha256)
  if (!small) throw new AppError('not_found', 'photo_not_found')
  return small
}
