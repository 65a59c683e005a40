import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import type { MailLocale } from '../../platform/mail/letter.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { digestOf, newToken } from '../../platform/tokens.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireJob } from '../accounts/permissions.server.ts'
import { confirmWithin } from './confirm.server.ts'
import { campaignLetter } from './letters.ts'
import type { FreshnessLinks } from './links.ts'
import { findOwnRecords, type OwnRecords } from './records.server.ts'
import { dayOf } from './rules.ts'

/** The most reminders a letter is followed by, and the days between two of them. */
export const mostReminders = 2
export const daysBetweenReminders = 14

type DueLetter = {
  id: string
  organisationId: string
  organisation: string
  email: string
  locale: MailLocale
  personId: string | null
  reminder: boolean
  leader: string | null
  word: string
  endsOn: string
  ties: string[]
}

// Letters that never left, then those nobody has answered for two weeks; a record in discreet mode is in no letter.
async function listDue(ctx: Ctx): Promise<DueLetter[]> {
  const { rows } = await sql<DueLetter>`
    select l.id, o.id as "organisationId", o.name as organisation, l.email, l.locale,
      (select id from person x where x.email = l.email) as "personId", l.sent_at is not null as reminder,
      (select name from organisation x where x.id = c.organisation_id) as leader, c.word, c.ends_on as "endsOn",
      (select coalesce(json_agg(array_to_string(t.party_names, ' – ') order by t.id), '[]') from public_tie_end e
        join public_tie t on t.id = e.tie_id where e.organisation_id = o.id) as ties
    from campaign_letter l join campaign c on c.id = l.campaign_id join public_organisation o on o.id = l.organisation_id
    where c.started_at is not null and c.closed_at is null and c.ends_on >= ${dayOf(ctx.now)} and l.answered_at is null
      and (l.sent_at is null or (l.reminders < ${mostReminders}
        and l.last_sent_at <= ${ctx.now}::timestamptz - ${daysBetweenReminders} * interval '1 day'))
    order by l.id limit 500 for update of l skip locked`.execute(ctx.db)
  return rows
}

async function sendOne(ctx: Ctx, due: DueLetter, links: FreshnessLinks): Promise<void> {
  const token = newToken()
  const urls = (locale: Locale) => ({
    allRight: links.answer(locale, token, 'allRight'),
    toCorrect: links.answer(locale, token, 'toCorrect'),
  })
  await queueMail(ctx, {
    recipient: due.email,
    locale: due.locale,
    kind: 'campaign',
    letter: campaignLetter(due, urls),
    organisationId: due.organisationId,
    ...(due.personId ? { personId: due.personId } : {}),
  })
  await sql`update campaign_letter set token_digest = ${digestOf(token)}, last_sent_at = ${ctx.now},
      earlier_digests = case when sent_at is null then '{}' else earlier_digests || token_digest end,
      reminders = reminders + case when sent_at is null then 0 else 1 end, sent_at = coalesce(sent_at, ${ctx.now})
    where id = ${due.id}`.execute(ctx.db)
}

/**
 * The work of the job `campaign`: queues the letters that are due and their reminders, and closes campaigns past their
 * last day. Answers how many letters it queued.
 */
export async function sendCampaignLetters(ctx: Ctx, links: FreshnessLinks): Promise<number> {
  requireJob(ctx, 'campaign')
  return inTransaction(ctx, async (inner) => {
    await sql`update campaign set closed_at = ${inner.now} where closed_at is null and ends_on < ${dayOf(inner.now)}`.execute(
      inner.db,
    )
    const due = await listDue(inner)
    for (const letter of due) await sendOne(inner, letter, links)
    return due.length
  })
}

/** A letter of a campaign as its link opens it. */
export type OpenLetter = {
  records: OwnRecords
  answer: 'allRight' | 'toCorrect' | null
  /** Who leads the campaign; null for the instance itself. */
  leader: string | null
}

type LetterRow = { id: string; organisationId: string; answer: OpenLetter['answer']; leader: string | null }

async function findLetter({ db, now }: Ctx, token: string): Promise<LetterRow> {
  const digest = digestOf(token)
  const { rows } = await sql<LetterRow>`
    select l.id, l.organisation_id as "organisationId", l.answer,
      (select name from organisation o where o.id = c.organisation_id) as leader
    from campaign_letter l join campaign c on c.id = l.campaign_id
    where (l.token_digest = ${digest} or ${digest} = any(l.earlier_digests)) and l.sent_at is not null
      and l.expires_at > ${now}`.execute(db)
  if (!rows[0]) throw new AppError('not_found', 'campaign_link_over')
  return rows[0]
}

/** What a link lists: the public records of the organisation. Looking answers nothing. */
export async function openCampaignLetter(ctx: Ctx, token: string): Promise<OpenLetter> {
  return asJob(ctx, 'confirmation', async (inner) => {
    const { organisationId, answer, leader } = await findLetter(inner, token)
    const records = await findOwnRecords(inner, organisationId)
    if (!records || records.organisation.discreet) throw new AppError('not_found', 'campaign_link_over')
    return { records: { ...records, ties: records.ties.filter((tie) => !tie.discreet) }, answer, leader }
  })
}

/** The button “all is right”: confirms every public record of the organisation, in its name, without an account. */
export async function answerAllRight(ctx: Ctx, token: string): Promise<number> {
  return inTransaction(ctx, async (inner) => {
    const { records } = await openCampaignLetter(inner, token)
    const { organisation, ties } = records
    const chosen = [
      { kind: 'organisation' as const, id: organisation.id },
      ...ties.map((tie) => ({ kind: 'partnership' as const, id: tie.id })),
    ]
    const count = await confirmWithin(inner, organisation.id, chosen, 'campaignLink')
    await writeAnswer(inner, token, 'allRight')
    return count
  })
}

/** The button “something needs correcting”: reminders stop, and each record shows its form. */
export async function answerToCorrect(ctx: Ctx, token: string): Promise<void> {
  await inTransaction(ctx, (inner) => writeAnswer(inner, token, 'toCorrect'))
}

async function writeAnswer(ctx: Ctx, token: string, answer: 'allRight' | 'toCorrect'): Promise<void> {
  await asJob(ctx, 'confirmation', async (inner) => {
    const letter = await findLetter(inner, token)
    await inner.db
      .updateTable('campaign_letter')
      .set({ answer, answered_at: inner.now })
      .where('id', '=', letter.id)
      .execute()
    await recordChange(inner, {
      recordKind: 'campaignLetter',
      recordId: letter.id,
      organisationId: letter.organisationId,
      action: 'campaignAnswered',
      after: { answer },
      door: 'campaignLink',
    })
  })
}
