import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { isAccount } from './accounts/measures.server.ts'
import { rememberRemoved } from './accounts/take-functions.server.ts'
import { proposer, requireCodes, requireLinks } from './line-choices.server.ts'
import type { LineFacts } from './line-input.ts'
import { findBody, searchBody } from './lines/counterpart.server.ts'
import { listTwins } from './lines/doubles.server.ts'
import { computeAmount, type Effort, effortColumns } from './lines/effort.server.ts'
import { resizeDrawn } from './lines/resize.server.ts'
import { refreshPublicBudget } from './publish-budgets.server.ts'

/** Where a line was drawn from, down to the accounting line. */
export type LineSource = {
  documentId: string
  document: string
  stage: string
  year: number
  decidedOn: string | null
  fileName: string
  nomenclature: string
  nature: string
  functionCode: string | null
  chapter: string | null
  /** What the account says of it. */
  said: string
  /** All of the accounting line or of the grant, in its main measure, and which measure that is. */
  amount: string
  measure: 'executed' | 'voted'
  /** How much of it is meant, as it is typed: “50 %”, “1200.00”; empty for all of it. */
  take: string
  live: boolean
  grantPosition: number | null
  position: number | null
}

/** A line of the international budget with all that is said of it. */
export type BudgetLine = LineFacts &
  Effort & {
    id: string
    organisationId: string
    reason: string
    source: LineSource | null
    counterpart: { key: string; name: string } | null
    gradeLabel: string | null
    /** Which writing of it this is: whoever writes over another one is told. */
    version: string
    answers: number
    /** Lines of accounts of the same year, way and amount: of a line entered by hand, unless somebody said it stands apart. */
    twins: { id: string; label: string }[]
  }

type Row = Omit<BudgetLine, 'twins' | 'amounts' | 'counterpartKey' | 'counterpartSearch' | 'version'> &
  BudgetLine['amounts'] & { updatedAt: string }

/** The line of an organisation by its id; `record_not_found` where it has none. */
export async function getLine(ctx: Ctx, organisationId: string, id: string): Promise<BudgetLine> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, (inner) => readLine(inner, organisationId, id))
}

async function readLine(ctx: Ctx, organisationId: string, id: string): Promise<BudgetLine> {
  const { rows } = isId(id)
    ? await sql<Row>`
    select b.id, b.organisation_id as "organisationId", b.label, b.year, b.direction, b.section, b.valuation, b.reason,
      b.planned::text, b.voted::text, b.opened::text, b.executed::text, b.carried_over::text as "carriedOver", b.paid::text,
      b.cofunded::text, b.department, b.partnership_id as "partnershipId", b.project_id as "projectId", b.commitment_id as "commitmentId",
      b.country, b.action_type as "actionType", b.theme, b.purpose_frame as "purposeFrame", b.operating_mode as "operatingMode", b.means,
      b.funding_source as "fundingSource", b.counterpart_name as "counterpartName", b.counterpart_kind as "counterpartKind",
      case when c.id is not null then json_build_object('key', c.key, 'name', c.name) end as counterpart,
      b.is_internal as "isInternal", b.one_percent as "onePercent", b.oda_kind as "odaKind", b.oda_channel as "odaChannel",
      b.dac_sector as "dacSector", b.oda_markers as "odaMarkers", b.told_partner as "toldPartner", b.note,
      b.grade_id as "gradeId", s.label as "gradeLabel", b.quantity::text, b.unit, round(extract(epoch from b.updated_at) * 1000)::text as "updatedAt",
      (select count(*)::int from payment_answer a where a.budget_line_id = b.id) as answers,
      case when d.id is not null then json_build_object('documentId', d.id, 'document', d.label, 'stage', d.stage, 'year', d.year,
        'decidedOn', d.decided_on, 'fileName', d.file_name, 'nomenclature', d.nomenclature, 'nature', coalesce(g.nature, l.nature, ''),
        'functionCode', l.function_code, 'chapter', l.chapter, 'said', concat_ws(' · ', l.label, l.beneficiary, g.beneficiary, g.purpose),
        'amount', coalesce(g.amount, case when d.stage in ('administrativeAccount', 'singleAccount')
          then coalesce(l.executed, l.opened, l.voted) else coalesce(l.voted, l.proposed, l.opened) end, 0)::numeric(16, 2)::text,
        'take', case when b.share is not null then trim_scale(b.share)::text || ' %' when b.part is not null then b.part::text else '' end,
        'live', d.state = 'live', 'position', b.account_position, 'grantPosition', b.grant_position) end as source
    from budget_line b left join account_document d on d.id = b.document_id
    left join account_line l on l.document_id = b.document_id and l.position = b.account_position
    left join account_grant g on g.document_id = b.document_id and g.position = b.grant_position
    left join organisation c on c.id = b.counterpart_id left join staff_grade s on s.id = b.grade_id
    where b.id = ${id} and b.organisation_id = ${organisationId}`.execute(ctx.db)
    : { rows: [] }
  const [row] = rows
  if (!row) throw new AppError('not_found', 'record_not_found')
  const { planned, voted, opened, executed, carriedOver, updatedAt, source, ...line } = row
  return {
    ...line,
    amounts: { planned, voted, opened, executed, carriedOver },
    counterpartKey: line.counterpart?.key ?? '',
    counterpartSearch: '',
    version: updatedAt,
    twins: await listTwins(ctx, line.id),
    source: source && { ...source, measure: isAccount(source.stage) ? 'executed' : 'voted' },
  }
}

/** What is written beside the facts of a line: how much of its source, or how much of whose time. */
export type LineExtent = { take: string; effort: Effort; hourValue: string; state: string }

/** Of a line that is neither drawn from an account nor counted in time. */
export const noExtent: LineExtent = {
  take: '',
  effort: { gradeId: null, quantity: null, unit: null },
  hourValue: '',
  state: '',
}

/** Enters a line by hand; answers its id. What is not said is filled from its project and its tie. */
export async function createLine(
  ctx: Ctx,
  organisationId: string,
  facts: LineFacts,
  extent: LineExtent = noExtent,
): Promise<string> {
  await requireRole(ctx, organisationId, 'contributor')
  return inTransaction(ctx, async (inner) => {
    const filled = await proposer(inner, organisationId)(facts)
    const kept = await toColumns(inner, organisationId, filled)
    const id = newId()
    const own = await inner.db
      .selectFrom('organisation')
      .select('example')
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow()
    await inner.db
      .insertInto('budget_line')
      .values({
        id,
        organisation_id: organisationId,
        ...kept,
        ...(await computed(inner, organisationId, facts, extent)),
        example: own.example,
        created_by: inner.actor.kind === 'person' ? inner.actor.personId : null,
        created_at: inner.now,
        updated_at: inner.now,
      })
      .execute()
    await record(inner, organisationId, id, 'created', null, await told(inner, organisationId, id))
    await refreshPublicBudget(inner, organisationId)
    return id
  })
}

/**
 * Writes a line anew. `budget_line_moved` when somebody else wrote it since `version` was read; of a line drawn from an
 * account, amounts follow from how much of it is meant, and the parts of an accounting line never exceed it.
 */
export async function changeLine(
  ctx: Ctx,
  of: { organisationId: string; id: string; version: string },
  facts: LineFacts,
  extent: LineExtent,
): Promise<void> {
  const { organisationId, id } = of
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    if (isId(id))
      await sql`select from budget_line where id = ${id} and organisation_id = ${organisationId} for update`.execute(
        inner.db,
      )
    const line = await readLine(inner, organisationId, id)
    if (line.version !== of.version) throw new AppError('conflict', 'budget_line_moved')
    const before = await told(inner, organisationId, id)
    const linked = facts.partnershipId !== line.partnershipId || facts.projectId !== line.projectId
    const filled = linked ? await proposer(inner, organisationId)(facts) : facts
    const kept = await toColumns(inner, organisationId, filled)
    const {
      year: _,
      direction: __,
      section: ___,
      valuation: ____,
      planned,
      voted,
      opened,
      executed,
      carried_over,
      ...said
    } = kept
    const entered = {
      year: kept.year,
      direction: kept.direction,
      section: kept.section,
      valuation: kept.valuation,
      planned,
      voted,
      opened,
      executed,
      carried_over,
    }
    await inner.db
      .updateTable('budget_line')
      .set({
        ...said,
        ...(line.source ? {} : { ...entered, ...(await computed(inner, organisationId, facts, extent)) }),
        updated_at: inner.now,
      })
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .execute()
    if (line.source && line.source.take !== extent.take.trim())
      await resizeDrawn(inner, organisationId, id, extent.take)
    await record(inner, organisationId, id, 'changed', before, await told(inner, organisationId, id))
    await refreshPublicBudget(inner, organisationId)
  })
}

/** Says that a line entered by hand stands apart from the lines of accounts it looks like: it is no longer doubted. */
export async function setApart(ctx: Ctx, organisationId: string, id: string): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const { source } = await readLine(inner, organisationId, id)
    if (source) throw new AppError('conflict', 'budget_line_drawn')
    await inner.db
      .updateTable('budget_line')
      .set({ stands_apart: true })
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .execute()
    await record(inner, organisationId, id, 'setApart', null, null)
  })
}

/**
 * Takes a line out; what it said stays in the history. The accounting line it was drawn from is free again, and is not taken
 * by itself when the account of that year is replaced.
 */
export async function removeLine(ctx: Ctx, organisationId: string, id: string): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const { answers } = await readLine(inner, organisationId, id)
    // What the partner said of its payment is not taken away with it.
    if (answers > 0) throw new AppError('conflict', 'budget_line_answered')
    const before = await told(inner, organisationId, id)
    await rememberRemoved(inner, organisationId, id)
    await inner.db
      .deleteFrom('budget_line')
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .execute()
    await record(inner, organisationId, id, 'removed', before, null)
    await refreshPublicBudget(inner, organisationId)
  })
}

// Time is worth what it costs: the amount of staff and of volunteers follows from how much of it there is.
async function computed(ctx: Ctx, organisationId: string, { valuation, year }: LineFacts, extent: LineExtent) {
  if (valuation !== 'staff' && valuation !== 'volunteerTime') return effortColumns(null)
  const amount = await computeAmount(ctx, organisationId, { valuation, year, ...extent })
  return {
    ...effortColumns(extent.effort),
    planned: extent.state === 'planned' ? amount : null,
    voted: null,
    opened: null,
    executed: extent.state === 'planned' ? null : amount,
    carried_over: null,
  }
}

async function toColumns(ctx: Ctx, organisationId: string, facts: LineFacts) {
  await requireLinks(ctx, organisationId, facts)
  await requireCodes(facts)
  const counterpart = facts.counterpartSearch
    ? await searchBody(ctx, organisationId, facts.counterpartSearch)
    : facts.counterpartKey
      ? await findBody(ctx, facts.counterpartKey)
      : null
  const paysAuthority = counterpart?.isFrenchAuthority === true && facts.valuation === 'money'
  return {
    label: facts.label,
    year: facts.year,
    direction: facts.direction,
    section: facts.section,
    valuation: facts.valuation,
    planned: facts.amounts.planned,
    voted: facts.amounts.voted,
    opened: facts.amounts.opened,
    executed: facts.amounts.executed,
    carried_over: facts.amounts.carriedOver,
    paid: facts.paid,
    cofunded: facts.cofunded,
    department: facts.department,
    partnership_id: facts.partnershipId,
    project_id: facts.projectId,
    commitment_id: facts.commitmentId,
    country: facts.country ? await knownCountry(ctx, facts.country) : null,
    action_type: facts.actionType,
    theme: facts.theme,
    purpose_frame: facts.purposeFrame,
    operating_mode: facts.operatingMode,
    means: facts.means,
    funding_source: facts.fundingSource ?? (paysAuthority && facts.direction === 'receipt' ? 'otherAuthority' : null),
    counterpart_id: counterpart?.id ?? null,
    counterpart_name: counterpart ? '' : facts.counterpartName,
    // What the register knows of it is said where nobody did.
    counterpart_kind:
      facts.counterpartKind ?? (paysAuthority && facts.direction === 'expenditure' ? 'frenchAuthority' : null),
    is_internal: facts.isInternal,
    one_percent: facts.onePercent,
    oda_kind: facts.odaKind,
    oda_channel: facts.odaChannel,
    dac_sector: facts.dacSector,
    oda_markers: JSON.stringify(facts.odaMarkers),
    told_partner: facts.toldPartner,
    note: facts.note,
  }
}

async function knownCountry(ctx: Ctx, code: string): Promise<string> {
  const { rows } = await sql`select from country where iso2 = ${code}`.execute(ctx.db)
  if (rows.length === 0) throw new AppError('invalid', 'budget_country_unknown')
  return code
}

type Told = Record<string, unknown>

// The history tells names, not ids.
async function told(ctx: Ctx, organisationId: string, id: string): Promise<Told | null> {
  const { rows } = await sql<{ told: Told }>`
    select json_strip_nulls(json_build_object('budgetLabel', b.label, 'year', b.year, 'planned', b.planned::text, 'voted', b.voted::text,
      'executed', b.executed::text, 'paid', b.paid::text, 'cofunded', b.cofunded::text, 'budgetShare', trim_scale(b.share)::text || ' %',
      'budgetPart', b.part::text, 'department', nullif(b.department, ''), 'tieNames', (select string_agg(o.name, ', ' order by p.position)
        from partnership_party p join organisation o on o.id = p.organisation_id
        where p.partnership_id = b.partnership_id and p.organisation_id <> ${organisationId}),
      'projectTitle', (select j.title from project j where j.id = b.project_id), 'country', b.country, 'type', b.action_type,
      'themes', case when b.theme is not null then json_build_array(b.theme) end, 'purposeFrame', b.purpose_frame,
      'operatingMode', b.operating_mode, 'means', b.means, 'counterpart', coalesce((select o.name from organisation o where o.id = b.counterpart_id),
        nullif(b.counterpart_name, '')), 'fundingSource', b.funding_source, 'isInternal', nullif(b.is_internal, false),
      'onePercent', b.one_percent, 'odaKind', b.oda_kind, 'dacSector', b.dac_sector, 'toldPartner', nullif(b.told_partner, false),
      'budgetNote', nullif(b.note, ''))) as told
    from budget_line b where b.id = ${id} and b.organisation_id = ${organisationId}`.execute(ctx.db)
  return rows[0]?.told ?? null
}

const record = (
  ctx: Ctx,
  organisationId: string,
  recordId: string,
  action: string,
  before: Told | null,
  after: Told | null,
) => recordChange(ctx, { recordKind: 'budgetLine', recordId, organisationId, action, before, after })
