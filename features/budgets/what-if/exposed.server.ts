import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { fromCents, toCents } from '../exact.ts'
import { measuredLines } from '../lens/measured.server.ts'
import {
  type CofundingState,
  judgeCofunding,
  judgePromise,
  type PromiseState,
  partOf,
  type WhatIfReading,
} from '../what-if-rules.ts'

/** Where one stands: the year one starts from, the one to come, the change and the spending it falls on. */
export type WhatIfAt = { base: number; next: number; delta: bigint; selected: string; chosen: RawBuilder<boolean> }

/** One promise of ours: a commitment, or the forecast amount of an agreement for the year to come. */
export type WhatIfPromise = {
  kind: 'commitment' | 'forecast'
  id: string
  tieId: string
  agreementId: string
  agreementTitle: string
  /** The other parties of the tie. */
  partners: string
  /** The words of the commitment; empty for a forecast. */
  body: string
  amount: string | null
  currency: string
  dueOn: string | null
  state: PromiseState
  /** What is left for the tie after the change, in euros. */
  left: string
}

/** Money of others beside ours: entered in a project, or received in the year one starts from. */
export type WhatIfCofunding = {
  kind: 'project' | 'receipt'
  id: string
  funder: string
  source: string | null
  tieId: string | null
  projectId: string | null
  projectTitle: string | null
  partners: string | null
  year: number
  amount: string
  currency: string
  state: CofundingState
}

type Spent = { id: string; all: string; some: string }

// What was spent in the year one starts from on each tie or project, and the part of it that is selected.
async function spentBy(
  ctx: Ctx,
  organisationId: string,
  { measure }: WhatIfReading,
  at: WhatIfAt,
  key: RawBuilder<unknown>,
): Promise<Map<string, { before: bigint; after: bigint; isSelected: boolean }>> {
  const { rows } = await sql<Spent>`
    select ${key} as id, coalesce(sum(m.amount), 0)::numeric(18, 2)::text as "all",
      coalesce(sum(m.amount) filter (where ${at.chosen}), 0)::numeric(18, 2)::text as some
    from ${measuredLines(organisationId, measure)} m
    where m.amount is not null and m.valuation = 'money' and m.direction = 'expenditure' and m.year = ${at.base}
      and ${key} is not null group by 1`.execute(ctx.db)
  return new Map(
    rows.map(({ id, all, some }) => {
      const before = toCents(all)
      return [id, { before, after: before + partOf(at.delta, some, at.selected), isSelected: toCents(some) !== 0n }]
    }),
  )
}

// A tie without a line may have promised all the same: one that is asked for by name, or by its country alone, is looked at.
async function tiesAsked(ctx: Ctx, organisationId: string, { filters }: WhatIfReading): Promise<string[]> {
  const names = Object.keys(filters)
  const { tie = null, country = null } = filters
  if (names.length !== 1 || (tie === null && country === null)) return []
  const { rows } = await sql<{ id: string }>`
    select p.partnership_id as id from partnership_party p
    where p.organisation_id = ${organisationId} and (p.partnership_id::text = ${tie} or exists (
      select from partnership_party q join organisation o on o.id = q.organisation_id
      where q.partnership_id = p.partnership_id and q.organisation_id <> p.organisation_id and o.country = ${country}))`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => id)
}

const partners = (
  organisationId: string,
  tie: RawBuilder<unknown>,
) => sql`(select string_agg(o.name, ', ' order by p.position)
  from partnership_party p join organisation o on o.id = p.organisation_id
  where p.partnership_id = ${tie} and o.id <> ${organisationId})`

type Promised = Omit<WhatIfPromise, 'state' | 'left'> & { isDueThen: boolean }

/**
 * What we promised on the ties the change falls on, each with whether money is left for it: the larger of the commitments due
 * in the year to come and of the amounts its agreements forecast is set against what is left for the tie.
 */
export async function listPromises(
  ctx: Ctx,
  organisationId: string,
  reading: WhatIfReading,
  at: WhatIfAt,
): Promise<WhatIfPromise[]> {
  const spent = await spentBy(ctx, organisationId, reading, at, sql`m.partnership_id::text`)
  const selected = [...spent].filter(([, { isSelected }]) => isSelected).map(([id]) => id)
  const ties = [...new Set([...selected, ...(await tiesAsked(ctx, organisationId, reading))])]
  const bound = sql`a.state in ('signature', 'transmission', 'inForce', 'suspended', 'noticeGiven')`
  const { rows } = await sql<Promised>`
    select 'commitment' as kind, c.id, a.partnership_id as "tieId", a.id as "agreementId", a.title as "agreementTitle",
      ${partners(organisationId, sql`a.partnership_id`)} as partners, c.body, c.amount::text, c.currency, c.due_on::text as "dueOn",
      coalesce(extract(year from c.due_on) = ${at.next}, true) as "isDueThen"
    from commitment c join agreement a on a.id = c.agreement_id
    where c.organisation_id = ${organisationId} and c.state = 'due' and c.superseded_at is null and ${bound}
      and (c.kind = 'money' or c.amount is not null) and a.partnership_id = any(${ties}::uuid[])
      and (c.due_on is null or extract(year from c.due_on) <= ${at.next})
    union all
    select 'forecast', f.id, a.partnership_id, a.id, a.title, ${partners(organisationId, sql`a.partnership_id`)}, '', f.amount::text,
      f.currency, null, true
    from agreement_amount f join agreement a on a.id = f.agreement_id
    where f.organisation_id = ${organisationId} and f.kind = 'money' and f.year = ${at.next} and ${bound}
      and a.partnership_id = any(${ties}::uuid[])
    order by partners, "agreementTitle", kind, "dueOn" nulls last, id limit 200`.execute(ctx.db)
  const sum = (tie: string, kind: Promised['kind']) =>
    rows
      .filter((row) => row.tieId === tie && row.kind === kind && row.currency === 'EUR' && row.isDueThen)
      .reduce((all, { amount }) => all + toCents(amount ?? '0.00'), 0n)
  return rows.map(({ isDueThen: _, ...row }) => {
    const { before, after } = spent.get(row.tieId) ?? { before: 0n, after: 0n }
    const [promised, forecast] = [sum(row.tieId, 'commitment'), sum(row.tieId, 'forecast')]
    const isCompared = row.amount !== null && row.currency === 'EUR'
    let need = forecast
    if (promised > forecast) need = promised
    return {
      ...row,
      state: isCompared ? judgePromise(before, after, need) : 'notCompared',
      left: fromCents(after),
    }
  })
}

/** Money of others in the projects and ties the change falls on, of the year one starts from and of the one to come. */
export async function listCofundings(
  ctx: Ctx,
  organisationId: string,
  reading: WhatIfReading,
  at: WhatIfAt,
): Promise<WhatIfCofunding[]> {
  const ties = await spentBy(ctx, organisationId, reading, at, sql`m.partnership_id::text`)
  const projects = await spentBy(ctx, organisationId, reading, at, sql`m.project_id::text`)
  const selected = (spent: typeof ties) => [...spent].filter(([, { isSelected }]) => isSelected).map(([id]) => id)
  const [tieIds, projectIds] = [selected(ties), selected(projects)]
  const { rows } = await sql<Omit<WhatIfCofunding, 'state'>>`
    select 'project' as kind, f.id, coalesce(o.name, f.funder_name) as funder, f.source, j.partnership_id as "tieId", j.id as "projectId",
      j.title as "projectTitle", ${partners(organisationId, sql`j.partnership_id`)} as partners, f.year::int,
      coalesce(f.planned, f.spent)::text as amount, f.currency
    from project_money f join project j on j.id = f.project_id left join organisation o on o.id = f.funder_id
    where f.nature = 'money' and f.year in (${at.base}, ${at.next}) and f.funder_id is distinct from ${organisationId}
      and (j.id = any(${projectIds}::uuid[]) or j.partnership_id = any(${tieIds}::uuid[]))
    union all
    select 'receipt', m.id, coalesce(o.name, nullif(m.counterpart_name, ''), m.label), m.funding_source, m.partnership_id, m.project_id, j.title,
      ${partners(organisationId, sql`m.partnership_id`)}, m.year::int, m.amount::numeric(18, 2)::text, 'EUR'
    from ${measuredLines(organisationId, reading.measure)} m left join organisation o on o.id = m.counterpart_id
      left join project j on j.id = m.project_id
    where m.direction = 'receipt' and m.valuation = 'money' and m.amount is not null and m.year = ${at.base}
      and coalesce(m.funding_source, 'other') <> 'ownFunds'
      and (m.project_id = any(${projectIds}::uuid[]) or m.partnership_id = any(${tieIds}::uuid[]))
    order by "projectTitle" nulls last, funder, year, id limit 200`.execute(ctx.db)
  return rows.map((row) => {
    // The project where our money goes to it by name, else its tie.
    const spent = projects.get(row.projectId ?? '') ?? ties.get(row.tieId ?? '') ?? { before: 0n, after: 0n }
    return { ...row, state: judgeCofunding(spent.before, spent.after) }
  })
}
