import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { getPublicSettings } from '../../platform/settings.server.ts'
import { electionMonthsOf } from '../../platform/settings.ts'
import { requirePerson } from '../accounts/permissions.server.ts'
import { dayOf } from './agreement-read.server.ts'
import { type DueReminder, type ElectionFact, type Reminder, type ReminderSubject, remindersFor } from './reminders.ts'

/** The thing reminders are asked for; days and amounts as far as they are known. */
export type RemindedThing = {
  subject: ReminderSubject
  /** The body that reads: the reminders of its networks are shown too. */
  organisationId: string
  partnershipId?: string | null
  projectId?: string | null
  /** Where a journey goes, beside the countries of the parties. */
  country?: string | null
  from?: string | null
  to?: string | null
  /** The highest amount one body is given in a year. */
  grant?: string | null
  travel?: boolean
  politicalConflict?: boolean
}

const partiesOf = ({
  organisationId,
  partnershipId = null,
  projectId = null,
}: RemindedThing): RawBuilder<unknown> => sql`
  select o.id, o.country, o.tier from organisation o where o.id = ${organisationId}
  union select o.id, o.country, o.tier from partnership_party p join organisation o on o.id = p.organisation_id
    where p.partnership_id = ${partnershipId}::uuid
  union select o.id, o.country, o.tier from project_participant i join organisation o on o.id = i.organisation_id
    where i.project_id = ${projectId}::uuid`

type Facts = {
  frenchParty: boolean
  abroad: boolean
  foreignState: boolean
  association: boolean
  elections: ElectionFact[] | null
}

// A mandate that ends announces an election, as surely as the body itself has said on its public sheet.
async function readFacts(ctx: Ctx, thing: RemindedThing, from: string): Promise<Facts> {
  const name = sql.ref(`e.name_${ctx.locale}`)
  const elsewhere = thing.country && thing.country !== 'FR' ? thing.country : null
  const { rows } = await sql<Facts>`
    with party as (${partiesOf(thing)}),
    near as (
      select distinct e.country = 'FR' as here, ${name} as name, e.on_date, e.date_precision as precision
      from election e join party p on p.country = e.country and (cardinality(e.tiers) = 0 or p.tier = any(e.tiers))
      where e.on_date >= ${from}::date - 366
      union select false, ${name}, e.on_date, e.date_precision from election e
      where e.country = ${elsewhere} and e.on_date >= ${from}::date - 366
      union select false, o.name, f.mandate_end, 'month'
      from party p join organisation o on o.id = p.id join public_profile f on f.organisation_id = p.id
      where p.country <> 'FR' and f.mandate_end is not null and f.mandate_end >= ${from}::date - 31)
    select bool_or(country = 'FR') as "frenchParty", bool_or(country <> 'FR') or ${elsewhere}::text is not null as abroad,
      bool_or(country <> 'FR' and tier in ('state', 'stateService', 'embassy', 'unknown')) as "foreignState",
      bool_or(tier in ('association', 'advisoryCommittee', 'church', 'otherBody')) as association,
      (select jsonb_agg(jsonb_build_object('here', here, 'name', name, 'onDate', on_date, 'precision', precision)
        order by on_date, name) from near) as elections
    from party`.execute(ctx.db)
  const found = rows[0]
  if (!found) throw new Error('an aggregate answers one row')
  return found
}

async function readReminders(ctx: Ctx, organisationId: string): Promise<Reminder[]> {
  const { rows } = await sql<Reminder>`
    select r.id, r.code, n.name as network, r.subjects, r.condition, r.months, ${sql.ref(`r.text_${ctx.locale}`)} as text,
      r.source_name as "sourceName", r.source_url as "sourceUrl", r.source_date as "sourceDate", r.checked_on as "checkedOn"
    from legal_reminder r left join organisation n on n.id = r.organisation_id
    where r.active and (r.organisation_id is null or r.organisation_id = ${organisationId} or exists (
      select from organisation_network m where m.network_id = r.organisation_id and m.organisation_id = ${organisationId}))
    order by r.organisation_id nulls first, r.position, r.code`.execute(ctx.db)
  return rows
}

/**
 * The reminders due beside a tie, an agreement, a project, a mission or a position: those of the instance and of the
 * networks the reading body is in. What the reader may not see of the parties brings none.
 */
export async function listReminders(ctx: Ctx, thing: RemindedThing): Promise<DueReminder[]> {
  requirePerson(ctx)
  return inTransaction(ctx, async (inner) => {
    const today = dayOf(inner.now)
    const from = thing.from && thing.from > today ? thing.from : today
    const { elections, ...known } = await readFacts(inner, thing, from)
    return remindersFor(thing.subject, await readReminders(inner, thing.organisationId), {
      ...known,
      elections: elections ?? [],
      electionMonths: electionMonthsOf(await getPublicSettings(inner)),
      grantAbove23000: Number(thing.grant ?? 0) > 23_000,
      travel: thing.travel ?? thing.subject === 'mission',
      politicalConflict: thing.politicalConflict ?? thing.subject === 'position',
      from,
      to: thing.to && thing.to > from ? thing.to : from,
    })
  })
}
