import { type RawBuilder, sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { digestOf, newToken } from '../../platform/tokens.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireTrusted } from '../accounts/permissions.server.ts'
import { all, organisationConditions } from '../atlas/organisation-conditions.server.ts'
import { dayOf } from './rules.ts'
import { type CampaignScope, filtersOf, isNarrow } from './scope.ts'

/** The most organisations one campaign writes to. */
const mostOrganisations = 5000

/** Organisations of a scope: public ones, in force. */
export function inScope(scope: CampaignScope): RawBuilder<boolean> {
  const conditions = Object.values(organisationConditions(filtersOf(scope)))
  return sql<boolean>`${all(conditions)} and o.status <> 'dissolved'`
}

/** Where an organisation is written to: the address of its sheet, else whoever answers for it, those who may do most first. */
export const addressOf = sql<{ email: string; locale: string; personId: string | null }>`
  select email, locale, person_id from (
    select p.contact_email as email, case when o.country = 'FR' then 'fr' else 'both' end as locale, null::uuid as person_id, 5 as rank
    from organisation_profile p where p.organisation_id = o.id and p.contact_email is not null
    union all
    select x.email, x.locale, x.id, role_rank(m.role) from membership m join person x on x.id = m.person_id
    where m.organisation_id = o.id and m.ended_at is null and m.partnership_id is null and x.email is not null
      and role_rank(m.role) >= role_rank('contributor')) found
  order by rank desc, person_id limit 1`

/** How far a campaign would reach. */
export type CampaignReach = { organisations: number; withAddress: number; ties: number }

/** Tells how many organisations a scope has, and how many have an address to write to. */
export async function previewCampaign(ctx: Ctx, scope: CampaignScope): Promise<CampaignReach> {
  return inTransaction(ctx, async (inner) => {
    await requireTrusted(inner)
    return asJob(inner, 'campaign', async ({ db }) => {
      const { rows } = await sql<CampaignReach>`
        select count(*) as organisations, count(a.email) as "withAddress", coalesce(sum(o.tie_count), 0)::bigint as ties
        from public_organisation o left join lateral (${addressOf}) a on true where ${inScope(scope)}`.execute(db)
      return rows[0] ?? { organisations: 0, withAddress: 0, ties: 0 }
    })
  })
}

/** A campaign as its leader sets it out. */
export type CampaignPlan = { name: string; scope: CampaignScope; word: string; endsOn: string }

const longestDays = 366

function checkPlan(ctx: Ctx, plan: CampaignPlan, reach: CampaignReach): void {
  if (!plan.name || plan.name.length > 120) throw new AppError('invalid', 'campaign_name_missing')
  const last = dayOf(new Date(ctx.now.getTime() + longestDays * 86_400_000))
  if (!/^\d{4}-\d{2}-\d{2}$/.test(plan.endsOn) || plan.endsOn <= dayOf(ctx.now) || plan.endsOn > last)
    throw new AppError('invalid', 'campaign_date_wrong')
  if (reach.withAddress === 0) throw new AppError('invalid', 'campaign_scope_empty')
  if (!isNarrow(plan.scope) || reach.organisations > mostOrganisations)
    throw new AppError('invalid', 'campaign_scope_wide', { n: reach.organisations, most: mostOrganisations })
}

/** Starts a campaign: one letter for each organisation of the scope that has an address; they leave by the job. */
export async function startCampaign(ctx: Ctx, plan: CampaignPlan): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    await requireTrusted(inner)
    checkPlan(inner, plan, await previewCampaign(inner, plan.scope))
    const { actor, now, db } = inner
    const id = newId()
    await db
      .insertInto('campaign')
      .values({
        id,
        name: plan.name,
        organisation_id: actor.kind === 'person' ? actor.organisationId : null,
        scope: JSON.stringify(plan.scope),
        word: plan.word.slice(0, 2000),
        created_by: actor.kind === 'person' ? actor.personId : null,
        created_at: now,
        started_at: now,
        ends_on: plan.endsOn,
      })
      .execute()
    await asJob(inner, 'campaign', (job) => addLetters(job, id, plan))
    await recordChange(inner, {
      recordKind: 'campaign',
      recordId: id,
      organisationId: actor.kind === 'person' ? actor.organisationId : null,
      action: 'campaignStarted',
      after: { name: plan.name, scope: plan.scope, endsOn: plan.endsOn },
    })
    return id
  })
}

async function addLetters(ctx: Ctx, campaignId: string, plan: CampaignPlan): Promise<void> {
  const { rows } = await sql<{ id: string; email: string; locale: string }>`
    select o.id, a.email, a.locale from public_organisation o cross join lateral (${addressOf}) a
    where ${inScope(plan.scope)}`.execute(ctx.db)
  // The link is drawn when the letter leaves; until then nothing answers to this digest.
  const letters = rows.map((row) => ({
    id: newId(),
    campaign_id: campaignId,
    organisation_id: row.id,
    email: row.email,
    locale: row.locale,
    token_digest: digestOf(newToken()),
    expires_at: new Date(`${plan.endsOn}T23:59:59Z`),
  }))
  for (let from = 0; from < letters.length; from += 1000)
    await ctx.db
      .insertInto('campaign_letter')
      .values(letters.slice(from, from + 1000))
      .execute()
}

/** Closes a campaign before its last day: nothing more is sent, links go on answering until they expire. */
export async function closeCampaign(ctx: Ctx, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await requireTrusted(inner)
    const closed = isId(id)
      ? await inner.db
          .updateTable('campaign')
          .set({ closed_at: inner.now })
          .where('id', '=', id)
          .where('closed_at', 'is', null)
          .returning('organisation_id')
          .executeTakeFirst()
      : null
    if (!closed) throw new AppError('conflict', 'campaign_not_open')
    await recordChange(inner, {
      recordKind: 'campaign',
      recordId: id,
      organisationId: closed.organisation_id,
      action: 'campaignClosed',
    })
  })
}
