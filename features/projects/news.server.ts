import { type RawBuilder, sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import type { Role } from '../accounts/rules.ts'
import { requireParty } from '../partnerships/parties.server.ts'
import { publishTieContent } from '../partnerships/publish-content.server.ts'
import { publishProjects } from '../partnerships/publish-projects.server.ts'
import { requireInProject } from './members.server.ts'
import { type NewsFacts, type NewsWay, newsProblems } from './news.ts'

/** Where news belongs: a project, or a tie without one; and the body that acts. */
export type NewsHome = { organisationId: string } & (
  | { projectId: string; partnershipId?: undefined }
  | { partnershipId: string; projectId?: undefined }
)

/** A piece of news, as those in the record read it. */
export type News = NewsFacts & {
  id: string
  organisationId: string
  organisationName: string
  /** Who wrote it: their name, or the name they gave where they have no account. */
  authorName: string
  isOwn: boolean
  via: NewsWay
  discreetSince: Date | null
  writtenAt: Date
  receivedAt: Date
  correctedAt: Date | null
  withdrawnAt: Date | null
}

/** Lets pass who acts in the project or the tie the news belongs to. */
export function requireNewsHome(ctx: Ctx, of: NewsHome, lowest: Role): Promise<void> {
  return of.projectId === undefined ? requireParty(ctx, of, lowest) : requireInProject(ctx, of, lowest)
}

const belongs = (of: NewsHome): RawBuilder<boolean> =>
  of.projectId === undefined
    ? sql`u.partnership_id = ${of.partnershipId} and u.project_id is null`
    : sql`u.project_id = ${of.projectId}`

const personOf = ({ actor }: Ctx) => (actor.kind === 'person' ? actor.personId : null)

async function read(ctx: Ctx, of: NewsHome, chosen: RawBuilder<boolean>): Promise<News[]> {
  const { rows } = await sql<News>`
    select u.id, u.organisation_id as "organisationId", coalesce(o.name, '') as "organisationName",
      coalesce(nullif(p.name, ''), u.author_name) as "authorName", u.person_id is not distinct from ${personOf(ctx)} as "isOwn",
      u.on_date as "onDate", u.locale, u.body, u.figures, u.wants_public as "wantsPublic", u.via,
      u.discreet_since as "discreetSince", u.written_at as "writtenAt", u.received_at as "receivedAt",
      u.corrected_at as "correctedAt", u.withdrawn_at as "withdrawnAt"
    from field_update u left join organisation o on o.id = u.organisation_id left join person p on p.id = u.person_id
    where ${belongs(of)} and ${chosen} order by u.on_date desc, u.written_at desc, u.id desc`.execute(ctx.db)
  return rows
}

/** The news of a project or a tie from all sides, the newest first; what was withdrawn is among them, said so. */
export async function listNews(ctx: Ctx, of: NewsHome): Promise<News[]> {
  await requireNewsHome(ctx, of, 'reader')
  return inTransaction(ctx, (inner) => read(inner, of, sql<boolean>`true`))
}

// Shows the public what it may see of the record now, its photos too.
async function showAnew(ctx: Ctx, of: NewsHome): Promise<void> {
  await asJob(ctx, 'publish', async (inner) => {
    if (of.projectId === undefined) {
      await publishTieContent(inner, [of.partnershipId])
      await raiseDataVersion(inner)
    } else if (await publishProjects(inner, [of.projectId])) await raiseDataVersion(inner)
  })
}

async function keep(
  ctx: Ctx,
  of: NewsHome,
  change: { id: string; action: string; before?: Record<string, unknown>; after?: Record<string, unknown> },
): Promise<void> {
  await recordChange(ctx, {
    recordKind: 'fieldUpdate',
    recordId: change.id,
    organisationId: of.organisationId,
    action: change.action,
    before: change.before ?? null,
    after: change.after ?? null,
  })
  await showAnew(ctx, of)
}

/** How a piece of news came, and when it was written; `authorName` where its writer has no account. */
export type NewsArrival = {
  via: NewsWay
  writtenAt: Date
  personId?: string | null
  authorName?: string
  linkId?: string
}

/**
 * Writes news down for those who have asked already who writes. Sent twice with the same id it is kept once; answers
 * whether it was new.
 */
export async function insertNews(
  ctx: Ctx,
  of: NewsHome,
  id: string,
  facts: NewsFacts,
  arrival: NewsArrival,
): Promise<boolean> {
  const problem = newsProblems(facts, ctx.now)[0]
  if (problem) throw new AppError('invalid', problem.reason)
  const person = arrival.personId ?? personOf(ctx)
  const made = await ctx.db
    .insertInto('field_update')
    .values({
      id,
      project_id: of.projectId ?? null,
      partnership_id: of.partnershipId ?? null,
      organisation_id: of.organisationId,
      person_id: person,
      // The other side does not read who sits where: the name is told with the words.
      author_name: sql<string>`coalesce((select name from person where id = ${person}), '')`,
      on_date: facts.onDate,
      locale: facts.locale,
      body: facts.body,
      figures: JSON.stringify(facts.figures),
      via: arrival.via,
      wants_public: facts.wantsPublic,
      written_at: arrival.writtenAt,
      received_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) {
    // The same line sent again is kept once; the id of something else is nobody's to take.
    const [same] = await read(ctx, of, sql<boolean>`u.id = ${id} and u.person_id is not distinct from ${person}`)
    if (!same) throw new AppError('conflict', 'news_id_taken')
    return false
  }
  await keep(ctx, of, { id, action: 'newsAdded', after: { newsBody: facts.body, wantsPublic: facts.wantsPublic } })
  return true
}

/** Adds news of a project, or of a tie; its id was made where it was written, so that sending it twice keeps one. */
export async function addFieldUpdate(
  ctx: Ctx,
  of: NewsHome,
  id: string,
  facts: NewsFacts,
  arrival: NewsArrival,
): Promise<boolean> {
  await requireNewsHome(ctx, of, 'contributor')
  if (!isId(id)) throw new AppError('invalid', 'news_id_wrong')
  return inTransaction(ctx, (inner) => insertNews(inner, of, id, facts, arrival))
}

async function requireNews(ctx: Ctx, of: NewsHome, id: string): Promise<News> {
  if (!isId(id)) throw new AppError('not_found', 'news_not_found')
  const [found] = await read(ctx, of, sql<boolean>`u.id = ${id}`)
  if (!found) throw new AppError('not_found', 'news_not_found')
  return found
}

// Words are those of who wrote them; news that came by a link or whose writer was erased is its side's.
async function requireOwnNews(ctx: Ctx, of: NewsHome, id: string): Promise<News> {
  const found = await requireNews(ctx, of, id)
  if (found.organisationId !== of.organisationId) throw new AppError('forbidden', 'news_not_yours')
  const { rows } = await sql<{ taken: boolean }>`
    select person_id is not null and person_id is distinct from ${personOf(ctx)} as taken from field_update where id = ${id}`.execute(
    ctx.db,
  )
  if (rows[0]?.taken) throw new AppError('forbidden', 'news_not_yours')
  if (found.withdrawnAt) throw new AppError('conflict', 'news_withdrawn')
  return found
}

/** Corrects one's own news; what it said before stays in the history. */
export async function correctFieldUpdate(ctx: Ctx, of: NewsHome, id: string, facts: NewsFacts): Promise<void> {
  await requireNewsHome(ctx, of, 'contributor')
  const problem = newsProblems(facts, ctx.now)[0]
  if (problem) throw new AppError('invalid', problem.reason)
  await inTransaction(ctx, async (inner) => {
    const before = await requireOwnNews(inner, of, id)
    await inner.db
      .updateTable('field_update')
      .set({
        on_date: facts.onDate,
        locale: facts.locale,
        body: facts.body,
        figures: JSON.stringify(facts.figures),
        wants_public: facts.wantsPublic,
        corrected_at: inner.now,
      })
      .where('id', '=', id)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    const words = ({ body, onDate, figures, wantsPublic }: NewsFacts) => ({
      newsBody: body,
      onDate,
      figures,
      wantsPublic,
    })
    await keep(inner, of, { id, action: 'newsCorrected', before: words(before), after: words(facts) })
  })
}

/** Withdraws one's own news: the public no longer reads it, the parties still do, marked as withdrawn. */
export async function withdrawFieldUpdate(ctx: Ctx, of: NewsHome, id: string): Promise<void> {
  await requireNewsHome(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await requireOwnNews(inner, of, id)
    await inner.db
      .updateTable('field_update')
      .set({ withdrawn_at: inner.now, wants_public: false })
      .where('id', '=', id)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    await keep(inner, of, { id, action: 'newsWithdrawn', before: { newsBody: before.body } })
  })
}

/** Puts news in discreet mode, or lifts it: any body in the record may hide it at once, the one that wrote it shows it again. */
export async function setFieldUpdateDiscreet(ctx: Ctx, of: NewsHome, id: string, discreet: boolean): Promise<void> {
  await requireNewsHome(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await requireNews(inner, of, id)
    if (!discreet && before.organisationId !== of.organisationId) throw new AppError('forbidden', 'news_not_yours')
    if ((before.discreetSince !== null) === discreet) return
    await sql`update field_update u set discreet_since = ${discreet ? inner.now : null}
      where u.id = ${id} and ${belongs(of)}`.execute(inner.db)
    await keep(inner, of, { id, action: discreet ? 'discreet' : 'notDiscreet', before: { newsBody: before.body } })
  })
}
