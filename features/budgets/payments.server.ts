import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { isDay } from '../../platform/days.ts'
import { readDecimal } from '../../platform/decimals.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import type { Translator } from '../../platform/i18n/translator.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { Letter, WriteLetter } from '../../platform/mail/letter.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requirePerson, requireRole } from '../accounts/permissions.server.ts'
import { dayOf } from '../freshness/rules.ts'

/** What a partner says of a payment. */
export const paymentAnswers = ['received', 'partly', 'notReceived'] as const
export type PaymentAnswerKind = (typeof paymentAnswers)[number]

/** What was answered, in its own words. */
export type PaymentAnswer = {
  id: string
  answer: PaymentAnswerKind
  amount: string | null
  /** Of that amount, as the partner received it. */
  currency: string
  receivedOn: string | null
  word: string
  name: string
  answeredAt: Date
}

/** A payment as one side sees it. */
export type Payment = {
  id: string
  label: string
  year: number
  /** Paid in the calendar year, or executed where nothing else is said. */
  amount: string | null
  state: 'paid' | 'executed' | 'voted'
  projectId: string | null
  project: string | null
  /** The tie it was paid for, where both are parties to it. */
  tieId: string | null
  /** The agreements of that tie that held in the year. */
  agreements: { id: string; title: string }[]
  /** The other side: who paid, or who was paid. */
  other: string
  otherKey: string | null
  /** Whether the other side takes messages on its public page. */
  takesMessages: boolean
  told: boolean
  /** The latest first. */
  answers: PaymentAnswer[]
}

const answers = sql`coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'answer', a.answer, 'amount', a.amount::text, 'currency', a.currency,
    'receivedOn', a.received_on, 'word', a.word, 'name', a.answered_name, 'answeredAt', a.answered_at) order by a.answered_at desc, a.id desc)
  from payment_answer a where a.budget_line_id = b.id), '[]')`

// What both sides hold in common: an agreement that held in the year of the payment.
const agreements = (
  readerId: string,
) => sql`coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'title', g.title) order by g.starts_on, g.title)
  from agreement g where g.partnership_id = t.id and g.state in ('inForce', 'suspended', 'noticeGiven', 'ended', 'renewed')
    and extract(year from coalesce(g.in_force_on, g.starts_on)) <= b.year
    and b.year <= coalesce(extract(year from coalesce(g.ended_on, g.ends_on)), b.year)
    and exists (select from partnership_party y where y.partnership_id = t.id and y.organisation_id = ${readerId})), '[]')`

const columns = (readerId: string) => sql`b.id, b.label, b.year, coalesce(b.paid, b.executed, b.voted)::text as amount,
  case when b.paid is not null then 'paid' when b.executed is not null then 'executed' else 'voted' end as state,
  j.id as "projectId", j.title as project, coalesce(o.name, b.counterpart_name) as other, o.key as "otherKey", b.told_partner as told,
  case when exists (select from partnership_party y where y.partnership_id = t.id and y.organisation_id = ${readerId}) then t.id end as "tieId",
  ${agreements(readerId)} as agreements,
  exists (select from public_profile f where f.organisation_id = o.id and f.has_contact) as "takesMessages", ${answers} as answers`

const around = sql`left join project j on j.id = b.project_id
  left join partnership t on t.id = coalesce(b.partnership_id, j.partnership_id)`

const counts = sql`(b.document_id is null or exists (select from account_document d where d.id = b.document_id and d.state = 'live'))`

/** What partners told this organisation they paid to it, the latest year first. */
export async function listPaymentsTold(ctx: Ctx, organisationId: string): Promise<Payment[]> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    // The payer's account stays its own: whether it still counts is asked by the program.
    const { rows: live } = await asJob(inner, 'accounts', (job) =>
      sql<{
        id: string
      }>`select b.id from budget_line b where b.told_partner and b.counterpart_id = ${organisationId} and ${counts}`.execute(
        job.db,
      ),
    )
    const { rows } =
      await sql<Payment>`select ${columns(organisationId)} from budget_line b join organisation o on o.id = b.organisation_id ${around}
      where b.told_partner and b.counterpart_id = ${organisationId} and b.id = any(${live.map(({ id }) => id)}::uuid[])
      order by b.year desc, o.name collate "C", b.label collate "C"`.execute(inner.db)
    return rows
  })
}

/** What this organisation paid to bodies of the register that may be told, with what they answered. */
export async function listPaymentsMade(ctx: Ctx, organisationId: string): Promise<Payment[]> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const { rows } =
      await sql<Payment>`select ${columns(organisationId)} from budget_line b join organisation o on o.id = b.counterpart_id ${around}
      where b.organisation_id = ${organisationId} and b.direction = 'expenditure' and b.valuation = 'money' and not b.is_internal
        and b.counterpart_id <> b.organisation_id and coalesce(b.paid, b.executed, b.voted) > 0 and ${counts}
      order by b.year desc, o.name collate "C", b.label collate "C" limit 300`.execute(inner.db)
    return rows
  })
}

/** Where the partner answers, by the language and the key of who reads. */
export type PaymentLink = (locale: Locale, key: string) => string

const letter =
  (facts: { by: string; label: string; year: number }, url: (locale: Locale) => string): WriteLetter =>
  (t: Translator, locale: Locale): Letter => ({
    subject: t('budget.letter.subject', { by: facts.by }),
    paragraphs: [t('budget.letter.text', { by: facts.by, label: facts.label, year: String(facts.year) })],
    button: { label: t('budget.letter.button'), url: url(locale) },
    foot: t('budget.letter.foot'),
  })

/** Writes to those who answer for a partner that a payment to it was told; nothing goes out where it has nobody here. */
export async function writeOfPayment(
  ctx: Ctx,
  organisationId: string,
  lineId: string,
  link: PaymentLink,
): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  // Who sits where is each organisation's own: the letter is addressed by the program, not by who pays.
  await asJob(ctx, 'accounts', async (job) => {
    const { rows } = await sql<{
      email: string
      locale: Locale
      personId: string
      partnerId: string
      key: string
      by: string
      label: string
      year: number
    }>`select p.email, p.locale, p.id as "personId", o.id as "partnerId", o.key, payer.name as by, b.label, b.year
      from budget_line b join organisation o on o.id = b.counterpart_id join organisation payer on payer.id = b.organisation_id
      join membership m on m.organisation_id = o.id and m.ended_at is null and m.partnership_id is null
        and role_rank(m.role) >= role_rank('contributor')
      join person p on p.id = m.person_id and p.email is not null
      where b.id = ${lineId} and b.organisation_id = ${organisationId} and b.told_partner order by p.id`.execute(job.db)
    for (const one of rows)
      await queueMail(job, {
        recipient: one.email,
        locale: one.locale,
        kind: 'paymentTold',
        personId: one.personId,
        organisationId: one.partnerId,
        letter: letter(one, (locale) => link(locale, one.key)),
      })
  })
}

/** Tells the body that was paid, or takes that back; what it has answered stays. */
export async function tellPayment(
  ctx: Ctx,
  organisationId: string,
  lineId: string,
  told: boolean,
  link: PaymentLink,
): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  if (!isId(lineId)) throw new AppError('not_found', 'record_not_found')
  await inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ id: string }>`
      update budget_line set told_partner = ${told}, updated_at = ${inner.now}
      where id = ${lineId} and organisation_id = ${organisationId} and told_partner <> ${told} and direction = 'expenditure'
        and valuation = 'money' and counterpart_id <> organisation_id returning id`.execute(inner.db)
    if (!rows[0]) throw new AppError('not_found', 'record_not_found')
    const change = { recordKind: 'budgetLine', recordId: lineId, organisationId, action: told ? 'told' : 'untold' }
    await recordChange(inner, { ...change, before: { toldPartner: !told }, after: { toldPartner: told } })
    if (told) await writeOfPayment(inner, organisationId, lineId, link)
  })
}

/** What is typed of an answer. */
export type AnswerInput = { answer: string; amount: string; currency?: string; receivedOn: string; word: string }

/** The partner says whether what it was told arrived; its words are printed as they are, and never changed. */
export async function answerPayment(
  ctx: Ctx,
  organisationId: string,
  lineId: string,
  typed: AnswerInput,
): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  const person = requirePerson(ctx)
  if (!isId(lineId)) throw new AppError('not_found', 'record_not_found')
  const answer = paymentAnswers.find((one) => one === typed.answer)
  if (!answer) throw new AppError('invalid', 'payment_answer_missing')
  const amount = typed.amount.trim() === '' ? null : readDecimal(typed.amount)
  if (typed.amount.trim() !== '' && amount === null) throw new AppError('invalid', 'payment_amount_wrong')
  if (answer === 'partly' && amount === null) throw new AppError('invalid', 'payment_amount_missing')
  const currency = (typed.currency ?? '').trim().toUpperCase() || 'EUR'
  if (!isCurrency(currency)) throw new AppError('invalid', 'payment_currency_wrong')
  const receivedOn = typed.receivedOn.trim() || null
  if (receivedOn && !isDay(receivedOn)) throw new AppError('invalid', 'payment_day_wrong')
  if (receivedOn && receivedOn > dayOf(ctx.now)) throw new AppError('invalid', 'payment_day_to_come')
  if (typed.word.length > 1000) throw new AppError('invalid', 'payment_word_long')
  await inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ id: string; payer: string; name: string }>`
      select b.id, b.organisation_id as payer, coalesce(p.name, '') as name from budget_line b left join person p on p.id = ${person.personId}
      where b.id = ${lineId} and b.told_partner and b.counterpart_id = ${organisationId}`.execute(inner.db)
    const [line] = rows
    if (!line) throw new AppError('not_found', 'record_not_found')
    await inner.db
      .insertInto('payment_answer')
      .values({
        id: newId(),
        budget_line_id: line.id,
        organisation_id: organisationId,
        person_id: person.personId,
        answered_name: line.name.slice(0, 120),
        answer,
        amount: answer === 'notReceived' ? null : amount,
        currency,
        received_on: answer === 'notReceived' ? null : receivedOn,
        word: typed.word.trim(),
        answered_at: inner.now,
      })
      .execute()
    const change = { recordKind: 'budgetLine', recordId: line.id, action: 'paymentAnswered' }
    await recordChange(inner, { ...change, organisationId, after: { answer, amount, currency, receivedOn } })
  })
}

// As the tools of every language know them: three letters that name a currency.
const isCurrency = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code)
