import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { requireTrusted } from '../accounts/permissions.server.ts'
import { inScope } from './campaigns.server.ts'
import { dayOf, type FreshnessCount, judgeTie, noCount } from './rules.ts'
import type { CampaignScope } from './scope.ts'

/** How letters stand: sent, answered one way or the other, still waiting. */
export type LetterCount = { letters: number; sent: number; allRight: number; toCorrect: number; waiting: number }

/** A campaign in a list. */
export type CampaignRow = LetterCount & {
  id: string
  name: string
  leader: string | null
  startedAt: Date | null
  endsOn: string
  closedAt: Date | null
}

/** A campaign on its own page, with those without an address and what it changed. */
export type CampaignProgress = CampaignRow & {
  scope: CampaignScope
  word: string
  noAddress: number
  reminders: number
  before: FreshnessCount
  now: FreshnessCount
}

const counts = sql<LetterCount>`count(l.id) as letters, count(l.sent_at) as sent,
  count(*) filter (where l.answer = 'allRight') as "allRight", count(*) filter (where l.answer = 'toCorrect') as "toCorrect",
  count(*) filter (where l.sent_at is not null and l.answered_at is null) as waiting`
const facts = sql<CampaignRow>`c.id, c.name, (select name from organisation o where o.id = c.organisation_id) as leader,
  c.started_at as "startedAt", c.ends_on as "endsOn", c.closed_at as "closedAt"`

/** The campaigns whoever acts may follow, the newest first. */
export async function listCampaigns(ctx: Ctx): Promise<CampaignRow[]> {
  return inTransaction(ctx, async (inner) => {
    await requireTrusted(inner)
    const { rows } = await sql<CampaignRow>`select ${facts}, ${counts}
      from campaign c left join campaign_letter l on l.campaign_id = c.id
      group by c.id order by c.created_at desc, c.id limit 100`.execute(inner.db)
    return rows
  })
}

type Found = CampaignRow & { scope: CampaignScope; word: string; reminders: number }

/** Follows one campaign: who was written to, what they answered, and how fresh their ties were and are. */
export async function getCampaign(ctx: Ctx, id: string): Promise<CampaignProgress> {
  return inTransaction(ctx, async (inner) => {
    await requireTrusted(inner)
    const { rows } = isId(id)
      ? await sql<Found>`select ${facts}, ${counts}, c.scope, c.word, coalesce(sum(l.reminders), 0)::bigint as reminders
          from campaign c left join campaign_letter l on l.campaign_id = c.id
          where c.id = ${id} group by c.id`.execute(inner.db)
      : { rows: [] }
    const [campaign] = rows
    if (!campaign) throw new AppError('not_found', 'campaign_not_found')
    // Counted as the program itself: whoever leads a campaign is no member of those it writes to.
    const noAddress = await asJob(inner, 'campaign', (job) => countWithoutLetter(job, campaign))
    const ties = await asJob(inner, 'campaign', (job) => coverageAround(job, campaign))
    return { ...campaign, noAddress, ...ties }
  })
}

async function countWithoutLetter({ db }: Ctx, { id, scope }: Found): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from public_organisation o
    where ${inScope(scope)} and not exists (
      select from campaign_letter l where l.campaign_id = ${id} and l.organisation_id = o.id)`.execute(db)
  return rows[0]?.n ?? 0
}

type Dates = {
  before: Date | null
  last: Date | null
  attestedBefore: number | null
  attested: number | null
  ties: number
}

// Judged twice by the same rule: with what was known the day it started, as of that day; and as of today.
async function coverageAround(ctx: Ctx, { scope, startedAt }: Found) {
  const start = startedAt ?? ctx.now
  const { rows } = await sql<Dates>`
    with chosen as (
      select distinct e.tie_id as id from public_organisation o join public_tie_end e on e.organisation_id = o.id
      where ${inScope(scope)}),
    dated as (
      select (select max(confirmed_at) from confirmation k where k.record_kind = 'partnership' and k.record_id = c.id
          and k.confirmed_at < ${start}) as before,
        (select max(confirmed_at) from confirmation k where k.record_kind = 'partnership' and k.record_id = c.id) as last,
        (select max(attested_year) from partnership_statement m where m.partnership_id = c.id and m.recorded_at < ${start}) as "attestedBefore",
        (select max(attested_year) from partnership_statement m where m.partnership_id = c.id) as attested
      from chosen c)
    select before, last, "attestedBefore", attested, count(*) as ties from dated group by 1, 2, 3, 4`.execute(ctx.db)
  const [before, now] = [noCount(), noCount()]
  const on = (instant: Date | null) => instant && dayOf(instant)
  for (const row of rows) {
    before[judgeTie({ confirmedOn: on(row.before), attestedYear: row.attestedBefore }, dayOf(start)).level] += row.ties
    now[judgeTie({ confirmedOn: on(row.last), attestedYear: row.attested }, dayOf(ctx.now)).level] += row.ties
  }
  return { before, now }
}
