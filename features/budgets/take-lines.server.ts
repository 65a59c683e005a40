import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { measuresOf } from './accounts/measures.server.ts'
import { loadAccountPlans } from './nomenclatures.server.ts'
import { refreshPublicBudget } from './publish-budgets.server.ts'

/** What a line of the international budget is for and with whom; what is left out stays unsaid. */
export type LineTags = {
  partnershipId?: string | null
  projectId?: string | null
  commitmentId?: string | null
  country?: string | null
  actionType?: string | null
  theme?: string | null
  purposeFrame?: string | null
  operatingMode?: string | null
  means?: string | null
  fundingSource?: string | null
  counterpartId?: string | null
  counterpartName?: string
  counterpartKind?: string | null
  department?: string
  onePercent?: string | null
  odaKind?: string | null
  odaChannel?: string | null
  dacSector?: string | null
  isInternal?: boolean
}

/** One line of a live account, or one grant of its annex, taken into the international budget. */
export type LinePick = {
  documentId: string
  /** The accounting line by its position; null for a grant of the annex alone. */
  position: number | null
  /** The grant of the annex by its position. */
  grantPosition?: number | null
  /** How much of it: a part in percent (“40”, “33.3333”), or an amount in euros of its main measure; all of it without. */
  share?: string | null
  part?: string | null
  /** Why: function044, function048, nature6562, suggestion:<rule>, lastYear, hand. */
  reason: string
  /** What it is called; without one, what the account, its annex or the account plan calls it. */
  label?: string
  tags?: LineTags
}

/** What became of picks: how many lines were taken (their ids), and how many were left because they are there already. */
export type TakenLines = { ids: string[]; already: number; order: number }

/**
 * Takes lines of live accounts into the international budget, as expenditure or receipts, with the measures the document
 * says (budgets: planned and voted; accounts: opened, executed, carried over). What is wholly taken already is left;
 * order operations never come in (`order`). `not_found` when a line is not in a live account of the organisation,
 * `budget_share_too_much` when more than all of a line would be taken.
 */
export async function takeLines(ctx: Ctx, organisationId: string, picks: readonly LinePick[]): Promise<TakenLines> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    if (picks.length === 0) return { ids: [], already: 0, order: 0 }
    await lockDocuments(inner, organisationId, picks)
    const found = await findSources(inner, picks)
    const { wanted, already } = leaveTaken(found)
    const free = wanted.filter(({ isOrder }) => !isOrder)
    await insertLines(inner, organisationId, free)
    await recordTaken(inner, organisationId, free)
    await refreshPublicBudget(inner, organisationId)
    return { ids: free.map(({ id }) => id), already, order: wanted.length - free.length }
  })
}

// Two people who take the same lines at once take them once.
async function lockDocuments(ctx: Ctx, organisationId: string, picks: readonly LinePick[]): Promise<void> {
  const wanted = [...new Set(picks.map(({ documentId }) => documentId))]
  const { rows } = await sql<{ id: string }>`select id from account_document
    where id = any(${wanted}::uuid[]) and organisation_id = ${organisationId} and state = 'live' order by id for update`.execute(
    ctx.db,
  )
  if (rows.length < wanted.length) throw new AppError('not_found', 'accounts_not_found')
}

/** A pick with what it is taken from, and how much of that is taken already. */
type Source = {
  id: string
  pick: LinePick
  nomenclature: string
  year: number
  nature: string
  functionCode: string | null
  label: string | null
  department: string | null
  beneficiary: string | null
  purpose: string | null
  isOrder: boolean
  /** Whether a line of the international budget holds all of it, whether any holds some, and the percents that are taken. */
  whole: boolean
  some: boolean
  percents: string
}

async function findSources(ctx: Ctx, picks: readonly LinePick[]): Promise<Source[]> {
  const asked = picks.map(({ documentId, position, grantPosition }, at) => ({
    at,
    document: documentId,
    position,
    grant_position: grantPosition ?? null,
  }))
  const { rows } = await sql<Omit<Source, 'id' | 'pick'> & { at: number }>`
    select w.at, d.nomenclature, d.year, coalesce(l.nature, g.nature, '') as nature, l.function_code as "functionCode",
      l.label, l.department, coalesce(l.beneficiary, g.beneficiary) as beneficiary, g.purpose,
      coalesce(l.is_order, false) as "isOrder", coalesce(taken.whole, false) as whole, taken.some, coalesce(taken.percents, 0)::text as percents
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as w (at integer, document uuid, position integer, grant_position integer)
    join account_document d on d.id = w.document
    left join account_line l on l.document_id = d.id and l.position = w.position
    left join account_grant g on g.document_id = d.id and g.position = w.grant_position
    left join lateral (
      select bool_or(b.share is null and b.part is null) as whole, count(*) > 0 as some, sum(b.share) as percents from budget_line b
      where b.document_id = d.id and b.account_position is not distinct from w.position
        and b.grant_position is not distinct from w.grant_position) taken on true
    where (w.position is null or l.position is not null) and (w.grant_position is null or g.position is not null)
      and coalesce(w.position, w.grant_position) is not null
    order by w.at`.execute(ctx.db)
  if (rows.length < picks.length) throw new AppError('not_found', 'budget_line_not_in_account')
  return rows.flatMap(({ at, ...source }) => {
    const pick = picks[at]
    return pick ? [{ ...source, id: newId(), pick }] : []
  })
}

const keyOf = ({ documentId, position, grantPosition }: LinePick) =>
  `${documentId} ${position} ${grantPosition ?? null}`

// Percents with four decimals, in whole numbers.
const tenThousandths = (percents: string): number => Math.round(Number(percents) * 10_000)

function leaveTaken(found: readonly Source[]): { wanted: Source[]; already: number } {
  const percents = new Map<string, number>()
  const whole = new Set<string>()
  const wanted: Source[] = []
  for (const source of found) {
    const key = keyOf(source.pick)
    const before = percents.get(key) ?? tenThousandths(source.percents)
    if (source.whole || whole.has(key) || before >= 1_000_000) continue
    const isWhole = !source.pick.share && !source.pick.part
    // Somebody has shared it out already: what is left of it is theirs to decide.
    if (isWhole && source.some) continue
    const asked = source.pick.share ? tenThousandths(source.pick.share) : isWhole ? 1_000_000 : 0
    if (before + asked > 1_000_000)
      throw new AppError('conflict', 'budget_share_too_much', { left: (1_000_000 - before) / 10_000 })
    percents.set(key, before + asked)
    if (isWhole) whole.add(key)
    wanted.push(source)
  }
  return { wanted, already: found.length - wanted.length }
}

async function insertLines(ctx: Ctx, organisationId: string, sources: readonly Source[]): Promise<void> {
  const plans = await loadAccountPlans()
  const rows = sources.map((source) => ({
    id: source.id,
    document: source.pick.documentId,
    position: source.pick.position,
    grant_position: source.pick.grantPosition ?? null,
    share: source.pick.share || null,
    part: source.pick.part || null,
    reason: source.pick.reason,
    label: labelOf(source, plans.nomenclatureOf(source.nomenclature, source.year)?.nature(source.nature) ?? null),
    ...tagsOf(source),
  }))
  const author = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  // A few hundred at a time: nobody waits for the text of a thousand.
  for (let from = 0; from < rows.length; from += part)
    await sql`
    insert into budget_line (id, organisation_id, year, direction, section, label, document_id, account_position, grant_position,
      share, part, reason, planned, voted, opened, executed, carried_over, department, partnership_id, project_id, commitment_id,
      country, action_type, theme, purpose_frame, operating_mode, means, funding_source, counterpart_id, counterpart_name,
      counterpart_kind, one_percent, oda_kind, oda_channel, dac_sector, is_internal, example, created_by, created_at, updated_at)
    select w.id, ${organisationId}, d.year, l.direction, l.section, w.label, d.id, w.position, w.grant_position, w.share, w.part,
      w.reason, m.planned, m.voted, m.opened, m.executed, m.carried_over, w.department, w.partnership_id, w.project_id,
      w.commitment_id, w.country, w.action_type, w.theme, w.purpose_frame, w.operating_mode, w.means, w.funding_source, w.counterpart_id,
      w.counterpart_name, w.counterpart_kind, w.one_percent, w.oda_kind, w.oda_channel, w.dac_sector, w.is_internal, d.example,
      ${author}, ${ctx.now}, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + part))}::jsonb) as w (id uuid, document uuid, position integer,
      grant_position integer, share numeric, part numeric, reason text, label text, department text, partnership_id uuid,
      project_id uuid, commitment_id uuid, country text, action_type text, theme text, purpose_frame text, operating_mode text, means text,
      funding_source text, counterpart_id uuid, counterpart_name text, counterpart_kind text, one_percent text, oda_kind text,
      oda_channel text, dac_sector text, is_internal boolean)
    join account_document d on d.id = w.document
    join lateral (${accountingLine}) l on true
    cross join lateral (select ${measuresOf(sql`w.share`, sql`w.part`)}) m`.execute(ctx.db)
}

const part = 500

// A grant taken alone stands for an accounting line: what was paid in accounts, what was voted in budgets.
const accountingLine = sql`
  select a.direction, a.section, a.proposed, a.voted, a.opened, a.executed, a.carried_after from account_line a
  where a.document_id = d.id and a.position = w.position
  union all
  select 'expenditure', case when g.nature like '2%' then 'investment' else 'running' end, null, g.amount, null, g.amount, null
  from account_grant g where w.position is null and g.document_id = d.id and g.position = w.grant_position`

function labelOf({ pick, label, purpose, beneficiary, nature }: Source, official: string | null): string {
  const said = pick.label?.trim() || label || purpose || beneficiary || official
  return (said || nature || '—').slice(0, 300)
}

function tagsOf({ pick, department, beneficiary }: Source) {
  const { tags = {} } = pick
  return {
    department: (tags.department ?? department ?? '').slice(0, 120),
    partnership_id: tags.partnershipId ?? null,
    project_id: tags.projectId ?? null,
    commitment_id: tags.commitmentId ?? null,
    country: tags.country ?? null,
    action_type: tags.actionType ?? null,
    theme: tags.theme ?? null,
    purpose_frame: tags.purposeFrame ?? null,
    operating_mode: tags.operatingMode ?? null,
    means: tags.means ?? null,
    funding_source: tags.fundingSource ?? null,
    counterpart_id: tags.counterpartId ?? null,
    counterpart_name: (tags.counterpartName ?? beneficiary ?? '').slice(0, 200),
    counterpart_kind: tags.counterpartKind ?? null,
    one_percent: tags.onePercent ?? null,
    oda_kind: tags.odaKind ?? null,
    oda_channel: tags.odaChannel ?? null,
    dac_sector: tags.dacSector ?? null,
    is_internal: tags.isInternal ?? false,
  }
}

async function recordTaken(ctx: Ctx, organisationId: string, sources: readonly Source[]): Promise<void> {
  const byDocument = Map.groupBy(sources, ({ pick }) => pick.documentId)
  for (const [recordId, taken] of byDocument)
    await recordChange(ctx, {
      recordKind: 'account',
      recordId,
      organisationId,
      action: 'linesTaken',
      after: { lineCount: taken.length, reasons: [...new Set(taken.map(({ pick }) => pick.reason))].join(', ') },
    })
}
