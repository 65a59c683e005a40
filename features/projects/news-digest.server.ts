import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { newsDigestPreference } from '../accounts/mail-preferences.server.ts'
import { requireJob } from '../accounts/permissions.server.ts'
import { newsLetter } from './news-letter.ts'
import { makeReplyAddress } from './reply-address.server.ts'

/** The absolute addresses letters of news lead to: they are the web door's to know. */
export type NewsLinks = {
  /** Where the news of a project or a tie are read by a body. */
  news(locale: Locale, organisationKey: string, home: { projectId: string } | { partnershipId: string }): string
  /** Where a person says which letters they want. */
  preferences(locale: Locale): string
}

// News that came for a body since it was last told, by where they belong.
type Arrived = {
  organisationId: string
  key: string
  projectId: string | null
  tieId: string | null
  /** The tie of the project, or the tie itself: its guests are told too. */
  underTie: string | null
  /** Of a project everybody may read; what is said among the parties is not for a mail. */
  publicTitle: string | null
  n: number
  from: string[]
}
type Reader = { personId: string; email: string; locale: Locale; organisationId: string; tieId: string | null }

const everyDays = 7
// A body that was never told of a project hears of its last week, not of years.
const everyWeek = sql`interval '7 days'`

// What its writers or another body hide is not told, nor what stays with the members of one body.
async function listArrived({ db, now }: Ctx): Promise<Arrived[]> {
  const { rows } = await sql<Arrived>`
    with fresh as (
      select u.organisation_id as by_id, u.project_id, case when u.project_id is null then u.partnership_id end as tie_id,
        coalesce(j.partnership_id, u.partnership_id) as under_tie, j.organisation_id as lead_id, u.received_at
      from field_update u left join project j on j.id = u.project_id
      left join partnership t on t.id = coalesce(j.partnership_id, u.partnership_id)
      where u.received_at > ${now}::timestamptz - interval '60 days' and u.withdrawn_at is null and u.discreet_since is null
        and (j.id is null or (not j.confidential and j.discreet_since is null and not j.example))
        and (t.id is null or (t.discreet_since is null and not t.example)))
    select b.id as "organisationId", o.key, f.project_id as "projectId", f.tie_id as "tieId", f.under_tie as "underTie",
      (select p.title from public_project p where p.id = f.project_id) as "publicTitle", count(*)::int as n,
      array_agg(distinct w.name) as "from"
    from fresh f join lateral (
      select f.lead_id as id
      union select i.organisation_id from project_participant i where i.project_id = f.project_id
      union select y.organisation_id from partnership_party y where y.partnership_id = f.under_tie) b on b.id <> f.by_id
    join organisation o on o.id = b.id join organisation w on w.id = f.by_id
    left join due_alert l on l.organisation_id = b.id and l.subject_kind = 'news' and l.months = 0
      and l.subject_id = coalesce(f.project_id, f.tie_id)
    where f.received_at > coalesce(l.sent_at, ${now}::timestamptz - ${everyWeek})
      and (l.sent_at is null or l.sent_at <= ${now}::timestamptz - ${everyWeek})
    group by b.id, o.key, f.project_id, f.tie_id, f.under_tie order by b.id, f.project_id, f.tie_id`.execute(db)
  return rows
}

// Those who write for the body, guests of its tie among them, unless they said that they do not want to be told.
async function listReaders({ db }: Ctx, organisationIds: readonly string[]): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select distinct p.id as "personId", p.email, p.locale, m.organisation_id as "organisationId", m.partnership_id as "tieId"
    from membership m join person p on p.id = m.person_id and p.email is not null and not p.example
    where m.organisation_id = any(${[...organisationIds]}::uuid[]) and m.ended_at is null
      and role_rank(m.role) >= role_rank('contributor')
      and not exists (select from person_preference x where x.person_id = p.id and x.name = ${newsDigestPreference}
        and x.value = 'false')`.execute(db)
  return rows
}

async function keepTold({ db, now }: Ctx, told: readonly Arrived[]): Promise<void> {
  await db
    .insertInto('due_alert')
    .values(
      told.map(({ organisationId, projectId, tieId }) => ({
        ...{ organisation_id: organisationId, subject_kind: 'news', subject_id: projectId ?? tieId ?? '' },
        ...{ months: 0, sent_at: now },
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'subject_kind', 'subject_id', 'months']).doUpdateSet({ sent_at: now }),
    )
    .execute()
}

/**
 * Tells those who write for a body that news came from the others of a project or a tie, at most once a week for each, with
 * an address to answer to where mails are taken; answers how many letters were written.
 */
export async function sendNewsDigests(ctx: Ctx, links: NewsLinks, inboundDomain: string | null): Promise<number> {
  requireJob(ctx, 'alert')
  return inTransaction(ctx, async (inner) => {
    const arrived = await listArrived(inner)
    if (arrived.length === 0) return 0
    const readers = await listReaders(inner, [...new Set(arrived.map(({ organisationId }) => organisationId))])
    await keepTold(inner, arrived)
    let letters = 0
    for (const news of arrived) {
      const { organisationId, key, projectId, tieId, underTie } = news
      const home = projectId === null ? { partnershipId: tieId ?? '' } : { projectId }
      const own = readers.filter((one) => one.organisationId === organisationId)
      const told = new Map(
        own.filter((one) => one.tieId === null || one.tieId === underTie).map((one) => [one.personId, one]),
      )
      for (const { personId, email, locale } of told.values()) {
        const of = { ...home, organisationId, personId }
        const reply = inboundDomain === null ? null : await makeReplyAddress(inner, of, inboundDomain, everyDays * 8)
        await queueMail(inner, {
          ...{ recipient: email, locale, kind: 'newsReceived', personId, organisationId },
          ...(reply ? { replyTo: reply.address } : {}),
          letter: newsLetter(news, reply, {
            read: (language) => links.news(language, key, home),
            preferences: links.preferences,
          }),
        })
        letters += 1
      }
    }
    return letters
  })
}
