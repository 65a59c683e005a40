import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { recordChange } from './audit.server.ts'
import { requireAdministrator } from './permissions.server.ts'
import type { Role } from './rules.ts'

/** Somebody as the administrator's list shows them, with the seats they hold. */
export type ListedPerson = {
  id: string
  name: string
  email: string | null
  administrator: boolean
  example: boolean
  createdAt: Date
  lastSeenAt: Date | null
  erasedAt: Date | null
  seats: { key: string; name: string; role: Role }[]
}

/** An import as it was run, with what it made of the rows. */
export type ListedImport = {
  id: string
  kind: string
  fileName: string | null
  source: string | null
  startedAt: Date
  finishedAt: Date | null
  summary: Record<string, number>
  /** Rows a human has to look at. */
  toLookAt: number
}

/** A row of an import a human has to look at: why, and what stood in the file. */
export type ImportRow = {
  line: number
  outcome: 'ambiguous' | 'unmatched' | 'setAside' | 'invalid'
  reason: string
  detail: Record<string, string | number>
  raw: unknown
}

/** How many there are of what the administrator looks after. */
export type InstanceCounts = {
  people: number
  administrators: number
  organisationsWithMembers: number
  claimsWaiting: number
  correctionsWaiting: number
  bodiesToReview: number
  mailsNotSent: number
  trusted: number
  example: number
}

const pageSize = 50

/** The figures of the administrator's first page. */
export async function countInstance(ctx: Ctx): Promise<InstanceCounts> {
  await requireAdministrator(ctx)
  const { rows } = await sql<InstanceCounts>`select
    (select count(*) from person where erased_at is null and not example) as people,
    (select count(*) from person where administrator) as administrators,
    (select count(distinct organisation_id) from membership m join organisation o on o.id = m.organisation_id
      where m.ended_at is null and not o.example) as "organisationsWithMembers",
    (select count(*) from claim where state = 'waiting') as "claimsWaiting",
    (select count(*) from correction where state = 'waiting') as "correctionsWaiting",
    (select count(*) from organisation where created_by is not null and reviewed_at is null and not example) as "bodiesToReview",
    (select count(*) from mail where state in ('outbox', 'failed')) as "mailsNotSent",
    (select count(*) from organisation where trusted_since is not null) as trusted,
    (select count(*) from organisation where example) as example`.execute(ctx.db)
  const [counts] = rows
  if (!counts) throw new Error('counts without a row')
  return counts
}

/** People by name or address, a page at a time. */
export async function listPeople(
  ctx: Ctx,
  { q = '', page = 1 }: { q?: string; page?: number },
): Promise<{ rows: ListedPerson[]; total: number }> {
  await requireAdministrator(ctx)
  const like = `%${q
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<ListedPerson & { total: number }>`
    select p.id, p.name, p.email, p.administrator, p.example, p.created_at as "createdAt", p.last_seen_at as "lastSeenAt",
      p.erased_at as "erasedAt", count(*) over () as total,
      coalesce((select json_agg(json_build_object('key', o.key, 'name', o.name, 'role', m.role) order by o.name_key)
        from membership m join organisation o on o.id = m.organisation_id
        where m.person_id = p.id and m.ended_at is null), '[]') as seats
    from person p
    where lower(p.name) like ${like} or p.email like ${like}
    order by p.last_seen_at desc nulls last, p.id
    limit ${pageSize} offset ${(Math.max(page, 1) - 1) * pageSize}`.execute(ctx.db)
  return { rows, total: rows[0]?.total ?? 0 }
}

/** Makes somebody administrator, or no longer one; the last one stays. */
export async function setAdministrator(ctx: Ctx, personId: string, administrator: boolean): Promise<void> {
  await requireAdministrator(ctx)
  if (!isId(personId)) throw new AppError('not_found', 'person_not_found')
  await inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ administrator: boolean; others: number }>`
      select administrator, (select count(*) from person where administrator and id <> ${personId}) as others
      from person where id = ${personId} and erased_at is null for update`.execute(inner.db)
    const [found] = rows
    if (!found) throw new AppError('not_found', 'person_not_found')
    if (!administrator && found.others === 0) throw new AppError('conflict', 'last_administrator')
    await inner.db.updateTable('person').set({ administrator }).where('id', '=', personId).execute()
    await recordChange(inner, {
      recordKind: 'person',
      recordId: personId,
      organisationId: null,
      action: administrator ? 'becameAdministrator' : 'administratorNoMore',
      before: { administrator: found.administrator },
      after: { administrator },
    })
  })
}

/** Trusts an organisation to decide on claims and corrections nobody owns, or no longer. */
export async function setTrusted(ctx: Ctx, key: string, trusted: boolean): Promise<{ name: string }> {
  await requireAdministrator(ctx)
  return inTransaction(ctx, async (inner) => {
    const found = await inner.db
      .selectFrom('organisation')
      .select(['id', 'name', 'trusted_since'])
      .where('key', '=', key)
      .where('merged_into', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!found) throw new AppError('not_found', 'organisation_unknown', { key })
    const since = trusted ? (found.trusted_since ?? ctx.now) : null
    await inner.db.updateTable('organisation').set({ trusted_since: since }).where('id', '=', found.id).execute()
    await recordChange(inner, {
      recordKind: 'organisation',
      recordId: found.id,
      organisationId: found.id,
      action: trusted ? 'trusted' : 'trustedNoMore',
      before: { trusted: found.trusted_since !== null },
      after: { trusted },
    })
    return { name: found.name }
  })
}

/** The organisations that are trusted, by name. */
export async function listTrusted(ctx: Ctx): Promise<{ key: string; name: string; since: Date }[]> {
  await requireAdministrator(ctx)
  const { rows } = await sql<{ key: string; name: string; since: Date }>`
    select key, name, trusted_since as since from organisation where trusted_since is not null order by name_key, key`.execute(
    ctx.db,
  )
  return rows
}

/** The imports that were run, newest first, and how many of their rows wait for a human. */
export async function listImports(ctx: Ctx): Promise<ListedImport[]> {
  await requireAdministrator(ctx)
  const { rows } = await sql<ListedImport>`
    select r.id, r.kind, r.file_name as "fileName", s.name as source, r.started_at as "startedAt",
      r.finished_at as "finishedAt", r.summary,
      (select count(*) from import_row i where i.run_id = r.id) as "toLookAt"
    from import_run r left join source s on s.id = r.source_id
    order by r.started_at desc limit ${pageSize}`.execute(ctx.db)
  return rows
}

/** The rows of an import a human has to look at, in the order of the file. */
export async function listImportRows(
  ctx: Ctx,
  runId: string,
  page: number,
): Promise<{ rows: ImportRow[]; total: number }> {
  await requireAdministrator(ctx)
  const { rows } = await sql<ImportRow & { total: number }>`
    select line, outcome, reason, detail, raw, count(*) over () as total from import_row where run_id = ${runId}
    order by line limit ${pageSize} offset ${(Math.max(page, 1) - 1) * pageSize}`.execute(ctx.db)
  return { rows, total: rows[0]?.total ?? 0 }
}

/** The reviewed list of disputed places. */
export async function listDisputedPlaces(ctx: Ctx) {
  await requireAdministrator(ctx)
  return ctx.db
    .selectFrom('disputed_place')
    .select(['code', 'name_fr', 'name_en', 'note_fr', 'note_en', 'reviewed_on'])
    .orderBy('code')
    .execute()
}
