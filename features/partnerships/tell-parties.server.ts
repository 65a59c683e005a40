import { sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import type { Speaker } from './speaker.server.ts'
import { type WordLinks, type WordNews, wordLetter } from './word-letters.ts'

type Reader = { personId: string; email: string; locale: Locale; organisationId: string; key: string }

// Those who answer for a party are written to; contributors only where there is nobody else. Guests of the tie are asked
// to come for it.
async function listReaders(ctx: Ctx, tieId: string, but: string | null): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    with able as (
      select distinct on (p.id, o.id) p.id, p.email, p.locale, o.id as organisation, o.key,
        m.partnership_id is not null or role_rank(m.role) >= role_rank('manager') as answers
      from partnership_party pp join organisation o on o.id = pp.organisation_id
      join membership m on m.organisation_id = o.id and m.ended_at is null
        and (m.partnership_id is null or m.partnership_id = pp.partnership_id)
        and role_rank(m.role) >= role_rank('contributor')
      join person p on p.id = m.person_id and p.email is not null
      where pp.partnership_id = ${tieId} and (${but}::uuid is null or o.id <> ${but})
      order by p.id, o.id, role_rank(m.role) desc)
    select id as "personId", email, locale, organisation as "organisationId", key from able a
    where answers or not exists (select from able b where b.organisation = a.organisation and b.answers)
    order by organisation, id`.execute(ctx.db)
  return rows
}

/**
 * Tells the other sides of a tie, each reader in their language, in the transaction of what it tells of. What somebody
 * said by a link is told to their own side too: a party knows what is said in its name.
 */
export async function tellParties(ctx: Ctx, by: Speaker, news: WordNews, links: WordLinks): Promise<void> {
  // Who sits where is each organisation's own: the letter is addressed by the program, not by who speaks.
  await asJob(ctx, 'proposal', async (job) => {
    const { name } = await job.db
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', by.organisationId)
      .executeTakeFirstOrThrow()
    const page = news.startsWith('act') ? links.acts : links.proposals
    for (const reader of await listReaders(job, by.partnershipId, by.linkId ? null : by.organisationId))
      await queueMail(job, {
        recipient: reader.email,
        locale: reader.locale,
        kind: kindOf(news),
        personId: reader.personId,
        organisationId: reader.organisationId,
        letter: wordLetter(news, name, (locale) => page(locale, reader.key, by.partnershipId)),
      })
  })
}

function kindOf(news: WordNews) {
  if (news === 'proposalMade') return 'proposalToAnswer' as const
  return news.startsWith('act') ? ('actOfParty' as const) : ('proposalAnswered' as const)
}
