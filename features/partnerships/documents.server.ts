import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
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
import { type DocumentFacts, type DocumentKind, mostPaperBytes, paperTypes } from './papers.ts'

/** One state of a paper, as it was brought. */
export type DocumentVersion = {
  number: number
  name: string
  mediaType: string
  size: number
  sha256: string
  note: string
  addedAt: Date
}

/** A paper, with its versions, the latest first. */
export type KeptDocument = {
  id: string
  kind: DocumentKind
  title: string
  locale: string | null
  confidential: boolean
  /** Who filed it. */
  organisationId: string
  organisationName: string
  agreementId: string | null
  agreementTitle: string | null
  createdAt: Date
  withdrawnAt: Date | null
  versions: DocumentVersion[]
}

/** A paper, and the body that filed it. */
export type DocumentOf = { documentId: string; organisationId: string }

const fileRules = (organisationId: string) => ({ organisationId, accept: paperTypes, mostBytes: mostPaperBytes })

/** Files a paper with a tie, an agreement, a project, a mission or a position; its file is version 1. Answers its id. */
export async function fileDocument(
  ctx: Ctx,
  of: FilingHome,
  facts: DocumentFacts,
  file: File,
  filesFolder: string,
): Promise<string> {
  const { field_update_id: none, ...columns } = await requireHomeWriter(ctx, of)
  if (none) throw new AppError('invalid', 'document_not_with_news')
  return inTransaction(ctx, async (inner) => {
    if (facts.confidential) await requireMember(inner, of.organisationId)
    const stored = await storeFile(inner, filesFolder, file, fileRules(of.organisationId))
    const id = newId()
    await inner.db
      .insertInto('document')
      .values({
        id,
        organisation_id: of.organisationId,
        ...columns,
        kind: facts.kind,
        title: facts.title,
        locale: facts.locale,
        confidential: facts.confidential,
        created_by: personOf(inner),
        created_at: inner.now,
      })
      .execute()
    await insertVersion(inner, { id, number: 1, fileId: stored.id, note: facts.note })
    await recordChange(inner, {
      recordKind: 'document',
      recordId: id,
      organisationId: of.organisationId,
      action: 'filed',
      after: { title: facts.title, documentKind: facts.kind, confidential: facts.confidential },
    })
    return id
  })
}

// What only the members of a body read cannot be filed by its guest, who would not find it again.
async function requireMember(ctx: Ctx, organisationId: string): Promise<void> {
  const { rows } = await sql<{ yes: boolean }>`select holds_role(${organisationId}, 'contributor') as yes`.execute(
    ctx.db,
  )
  if (!rows[0]?.yes) throw new AppError('invalid', 'document_confidential_guest')
}

const personOf = ({ actor }: Ctx) => (actor.kind === 'person' ? actor.personId : null)

async function insertVersion(
  ctx: Ctx,
  { id, number, fileId, note }: { id: string; number: number; fileId: string; note: string },
): Promise<void> {
  await ctx.db
    .insertInto('document_version')
    .values({ document_id: id, number, file_id: fileId, note, added_by: personOf(ctx), added_at: ctx.now })
    .execute()
  await keepFile(ctx, fileId)
}

type OwnDocument = { title: string; withdrawn_at: Date | null; latest: number }

// The body that filed a paper keeps it; the row is held until the deed is done, so that numbers never meet.
async function requireOwnDocument(ctx: Ctx, { documentId, organisationId }: DocumentOf): Promise<OwnDocument> {
  const person = requirePerson(ctx)
  if (!isId(documentId)) throw new AppError('not_found', 'document_not_found')
  const { rows } = await sql<OwnDocument & { may: boolean }>`
    select d.title, d.withdrawn_at, (select max(v.number) from document_version v where v.document_id = d.id) as latest,
      acts_for(d.organisation_id, 'contributor') or coalesce(acts_as_party(d.partnership_id, d.organisation_id, 'contributor'), false)
        or coalesce(acts_in_project(d.project_id, d.organisation_id, 'contributor'), false) as may
    from document d where d.id = ${documentId} and d.organisation_id = ${organisationId}`.execute(ctx.db)
  const found = rows[0]
  if (!found) throw new AppError('not_found', 'document_not_found')
  if (person.organisationId !== organisationId) throw new AppError('forbidden', 'acting_for_another')
  if (!found.may) throw new AppError('forbidden', 'role_too_low', { role: 'contributor' })
  return found
}

/** Adds a new state of a paper; those before stay. Answers its number. */
export async function addDocumentVersion(
  ctx: Ctx,
  of: DocumentOf,
  file: File,
  note: string,
  filesFolder: string,
): Promise<number> {
  return inTransaction(ctx, async (inner) => {
    const { title, withdrawn_at: withdrawn } = await requireOwnDocument(inner, of)
    if (withdrawn) throw new AppError('conflict', 'document_withdrawn')
    const stored = await storeFile(inner, filesFolder, file, fileRules(of.organisationId))
    await inner.db.selectFrom('document').select('id').where('id', '=', of.documentId).forUpdate().execute()
    const number = (await requireOwnDocument(inner, of)).latest + 1
    await insertVersion(inner, { id: of.documentId, number, fileId: stored.id, note: note.slice(0, 300) })
    await recordChange(inner, {
      recordKind: 'document',
      recordId: of.documentId,
      organisationId: of.organisationId,
      action: 'versionAdded',
      after: { title, versionNumber: number },
    })
    return number
  })
}

/** Withdraws a paper: it stays listed and readable, marked as no longer held by the body that filed it. */
export async function withdrawDocument(ctx: Ctx, of: DocumentOf): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const { title, withdrawn_at: withdrawn } = await requireOwnDocument(inner, of)
    if (withdrawn) return
    await inner.db
      .updateTable('document')
      .set({ withdrawn_at: inner.now })
      .where('id', '=', of.documentId)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    await recordChange(inner, {
      recordKind: 'document',
      recordId: of.documentId,
      organisationId: of.organisationId,
      action: 'documentWithdrawn',
      before: { title },
    })
  })
}

/** The papers of a tie, an agreement, a project, a mission or a position that whoever acts may read, the latest first. */
export async function listDocuments(ctx: Ctx, home: PaperHome): Promise<KeptDocument[]> {
  await requireHomeReader(ctx, home)
  return inTransaction(ctx, async ({ db }) => {
    const { rows } = await sql<KeptDocument>`
      select d.id, d.kind, d.title, d.locale, d.confidential, d.organisation_id as "organisationId",
        o.name as "organisationName", d.agreement_id as "agreementId", a.title as "agreementTitle",
        d.created_at as "createdAt", d.withdrawn_at as "withdrawnAt",
        (select jsonb_agg(jsonb_build_object('number', v.number, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
            'sha256', f.sha256, 'note', v.note, 'addedAt', v.added_at) order by v.number desc)
          from document_version v join stored_file f on f.id = v.file_id where v.document_id = d.id) as versions
      from document d join organisation o on o.id = d.organisation_id left join agreement a on a.id = d.agreement_id
      where ${belongsTo(home, 'd')} and (not d.confidential or holds_role(d.organisation_id, 'reader'))
      order by d.created_at desc, d.id desc`.execute(db)
    return rows.map((row) => ({ ...row, versions: (row.versions ?? []).map(withDate) }))
  })
}

const withDate = (version: DocumentVersion): DocumentVersion => ({ ...version, addedAt: new Date(version.addedAt) })

/** Opens one version of a paper for who may read it; to others it is not there. */
export async function openDocumentVersion(
  ctx: Ctx,
  { documentId, number }: { documentId: string; number: number },
  filesFolder: string,
): Promise<OpenFile> {
  requirePerson(ctx)
  if (!isId(documentId) || !Number.isSafeInteger(number) || number > 32_000)
    throw new AppError('not_found', 'document_not_found')
  return inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ file: string }>`
      select v.file_id as file from document d join document_version v on v.document_id = d.id
      where d.id = ${documentId} and v.number = ${number}
        and (holds_role(d.organisation_id, 'reader') or (not d.confidential and (
          holds_tie_role(d.partnership_id, 'reader') or sees_project(d.project_id)
          or exists (select from mission m where m.id = d.mission_id)
          or exists (select from assembly_position p where p.id = d.position_id))))`.execute(inner.db)
    const found = rows[0]
    if (!found) throw new AppError('not_found', 'document_not_found')
    return openFile(inner, filesFolder, found.file)
  })
}
