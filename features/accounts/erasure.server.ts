import { type RawBuilder, sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from './audit.server.ts'
import { eraseFromHistory } from './erase-history.server.ts'
import { requireAdministrator, requirePerson } from './permissions.server.ts'

type Rows = Record<string, unknown>[]

/** Everything this instance holds of one person, by table, as they may take it along. */
export type PersonalData = { madeAt: string; person: Rows } & Record<string, Rows | string>

/** Gathers everything held of the person who asks. */
export async function exportPersonalData(ctx: Ctx): Promise<PersonalData> {
  const { personId } = requirePerson(ctx)
  const own: Record<string, RawBuilder<Record<string, unknown>>> = {
    person: sql`select * from person where id = ${personId}`,
    seats: sql`select m.*, o.name as organisation from membership m join organisation o on o.id = m.organisation_id
      where m.person_id = ${personId}`,
    invitationsAccepted: sql`select id, organisation_id, role, email, created_at, accepted_at from invitation
      where accepted_by = ${personId}`,
    claims: sql`select * from claim where person_id = ${personId}`,
    corrections: sql`select * from correction where author_person_id = ${personId}
      or author_email = (select email from person where id = ${personId})`,
    confirmations: sql`select * from confirmation where person_id = ${personId}`,
    changes: sql`select at, acting_for, door, record_kind, record_id, action, before, after from audit_entry
      where person_id = ${personId} order by at`,
    proposals: sql`select * from proposal where person_id = ${personId}`,
    proposalAnswers: sql`select * from proposal_answer where person_id = ${personId}`,
    acts: sql`select * from tie_act where recorded_by = ${personId}`,
    actAnswers: sql`select * from tie_act_answer where person_id = ${personId}`,
    news: sql`select id, project_id, partnership_id, organisation_id, author_name, on_date, locale, body, figures, via, written_at
      from field_update where person_id = ${personId}`,
    replyAddresses: sql`select organisation_id, project_id, partnership_id, created_at, expires_at from reply_address
      where person_id = ${personId}`,
    paymentAnswers: sql`select * from payment_answer where person_id = ${personId}`,
    accountsBrought: sql`select id, organisation_id, file_name, year, imported_at from account_document where imported_by = ${personId}`,
    drafts: sql`select * from draft where person_id = ${personId}`,
    calendar: sql`select created_at from calendar_feed where person_id = ${personId}`,
    preferences: sql`select name, value from person_preference where person_id = ${personId}`,
    files: sql`select id, name, size, media_type, created_at from stored_file where created_by = ${personId}`,
    mails: sql`select kind, subject, text_body, created_at, sent_at from mail
      where recipient = (select email from person where id = ${personId}) order by created_at`,
  }
  return asJob(ctx, 'erasure', async ({ db, now }) => {
    const found: Record<string, Rows> = {}
    for (const [name, question] of Object.entries(own)) found[name] = (await question.execute(db)).rows
    return { madeAt: now.toISOString(), person: [], ...found }
  })
}

/**
 * Erases a person, themselves or by the administrator: name, address, seats, drafts and mails go, what they changed
 * stays without a name, theirs is taken out of what the history quotes. `forget` removes their means of signing in. The last owner of an organisation others work in
 * hands over first (`last_owner`), as does the last administrator.
 */
export async function erasePerson(
  ctx: Ctx,
  personId: string,
  forget: (ids: readonly string[]) => Promise<void>,
): Promise<void> {
  const isSelf = ctx.actor.kind === 'person' && ctx.actor.personId === personId
  const isForgotten = ctx.actor.kind === 'job' && ctx.actor.name === 'retention'
  if (!isSelf && !isForgotten) await requireAdministrator(ctx)
  await inTransaction(ctx, async (inner) => {
    await requireSuccessor(inner, personId)
    // Written first: afterwards nobody is there any more to have done it.
    await recordChange(inner, { recordKind: 'person', recordId: personId, organisationId: null, action: 'erased' })
    await asJob(inner, 'erasure', async (job) => {
      await eraseFromHistory(job, personId)
      await blank(job, personId)
    })
    await forget([personId])
  })
}

async function requireSuccessor(ctx: Ctx, personId: string): Promise<void> {
  const { rows } = await asJob(ctx, 'erasure', ({ db }) =>
    sql<{ erasable: boolean; lastAdministrator: boolean; lastOwnerOf: string | null }>`
      select p.erased_at is null and not p.example as erasable,
        p.administrator and not exists (select from person o where o.administrator and o.id <> p.id) as "lastAdministrator",
        (select min(o.name) from membership m join organisation o on o.id = m.organisation_id
          where m.person_id = p.id and m.role = 'owner' and m.ended_at is null
            and exists (select from membership x where x.organisation_id = m.organisation_id and x.ended_at is null
              and x.person_id <> p.id)
            and not exists (select from membership x where x.organisation_id = m.organisation_id and x.ended_at is null
              and x.person_id <> p.id and x.role = 'owner')) as "lastOwnerOf"
      from person p where p.id = ${personId}`.execute(db),
  )
  const [found] = rows
  if (!found?.erasable) throw new AppError('not_found', 'person_not_found')
  if (found.lastAdministrator) throw new AppError('conflict', 'last_administrator')
  if (found.lastOwnerOf) throw new AppError('conflict', 'last_owner_of', { name: found.lastOwnerOf })
}

async function blank({ db, now }: Ctx, personId: string): Promise<void> {
  const email = sql`(select email from person where id = ${personId})`
  await sql`delete from mail where recipient = ${email} or person_id = ${personId}`.execute(db)
  await sql`update correction set author_email = '', author_person_id = null
    where author_person_id = ${personId} or author_email = ${email}`.execute(db)
  await sql`update invitation set email = null where accepted_by = ${personId} or email = ${email}`.execute(db)
  await sql`update claim set word = '', function_title = '',
    state = case when state = 'waiting' then 'withdrawn' else state end where person_id = ${personId}`.execute(db)
  await sql`update official set person_id = null where person_id = ${personId}`.execute(db)
  await sql`update membership set ended_at = coalesce(ended_at, ${now}), function_title = '' where person_id = ${personId}`.execute(
    db,
  )
  // What they said for a party stays said; only who said it goes.
  await sql`update proposal set proposed_name = '' where person_id = ${personId}`.execute(db)
  await sql`update tie_act set recorded_name = '' where recorded_by = ${personId}`.execute(db)
  await sql`update field_update set author_name = '' where person_id = ${personId}`.execute(db)
  for (const table of ['proposal_answer', 'tie_act_answer'])
    await sql`update ${sql.table(table)} set answered_name = '', answered_function = '' where person_id = ${personId}`.execute(
      db,
    )
  await sql`update payment_answer set answered_name = '' where person_id = ${personId}`.execute(db)
  for (const table of ['draft', 'calendar_feed', 'person_preference', 'reply_address'])
    await sql`delete from ${sql.table(table)} where person_id = ${personId}`.execute(db)
  await sql`update person set name = '', email = null, administrator = false, erased_at = ${now} where id = ${personId}`.execute(
    db,
  )
}
