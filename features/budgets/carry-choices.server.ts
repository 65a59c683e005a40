import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { type Change, recordChanges } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { nameKey } from '../organisations/names.ts'
import { type CarriedField, type CarriedGroup, type CarriedLine, type CarriedTo, carryChoices } from './carry-rules.ts'
import { readMeanings } from './figures/meanings.server.ts'
import { namePartnerships } from './lens.server.ts'
import { refreshPublicBudget } from './publish-budgets.server.ts'

const columns: Record<CarriedField, { column: string; type: string }> = {
  partnershipId: { column: 'partnership_id', type: 'uuid' },
  projectId: { column: 'project_id', type: 'uuid' },
  country: { column: 'country', type: 'text' },
  actionType: { column: 'action_type', type: 'text' },
  theme: { column: 'theme', type: 'text' },
  purposeFrame: { column: 'purpose_frame', type: 'text' },
  operatingMode: { column: 'operating_mode', type: 'text' },
  means: { column: 'means', type: 'text' },
  department: { column: 'department', type: 'text' },
  fundingSource: { column: 'funding_source', type: 'text' },
  counterpartId: { column: 'counterpart_id', type: 'uuid' },
  counterpartKind: { column: 'counterpart_kind', type: 'text' },
  onePercent: { column: 'one_percent', type: 'text' },
  odaKind: { column: 'oda_kind', type: 'text' },
  odaChannel: { column: 'oda_channel', type: 'text' },
  dacSector: { column: 'dac_sector', type: 'text' },
}
const fields = Object.entries(columns) as [CarriedField, { column: string; type: string }][]

const said = sql.join(
  fields.map(([name, { column }]) => sql`nullif(b.${sql.ref(column)}::text, '') as ${sql.ref(name)}`),
)

async function readLines(ctx: Ctx, organisationId: string): Promise<CarriedLine[]> {
  const { table } = await readMeanings(ctx, [organisationId])
  const { rows } = await sql<CarriedLine>`
    select b.id, b.year, b.label, b.direction, coalesce(w.nature, '') as nature, coalesce(w.function_code, '') as "functionCode",
      coalesce(g.beneficiary, l.beneficiary, '') as beneficiary, coalesce(b.executed, b.voted, b.opened)::text as amount, ${said}
    from budget_line b join ${table} w on w.id = b.id
    left join account_line l on l.document_id = b.document_id and l.position = b.account_position
    left join account_grant g on g.document_id = b.document_id and g.position = b.grant_position
    where b.organisation_id = ${organisationId} and b.document_id is not null and b.valuation = 'money'
    order by b.year, b.label, b.id`.execute(ctx.db)
  return rows.map((row) => ({ ...row, beneficiary: nameKey(row.beneficiary) }))
}

/** The years there is something to carry between, and what would be carried from one of them to the others. */
export type CarryPreview = {
  years: number[]
  from: number | null
  to: number[]
  groups: CarriedGroup[]
  /** Names of the partnerships, projects and bodies among the choices. */
  names: Record<string, string>
}

function yearsOf(lines: readonly CarriedLine[], typed: { from: number | null; to: readonly number[] }) {
  const years = [...new Set(lines.map(({ year }) => year))].toSorted((a, b) => a - b)
  // Without a wish, what was chosen last goes to all the other years.
  const from = typed.from !== null && years.includes(typed.from) ? typed.from : (years.at(-1) ?? null)
  const others = years.filter((year) => year !== from)
  const to = typed.to.length > 0 ? others.filter((year) => typed.to.includes(year)) : others
  return { years, from, to }
}

/** What the choices of a year would say of the same nature, function and beneficiary in other years; changes nothing. */
export async function previewCarry(
  ctx: Ctx,
  organisationId: string,
  typed: { from: number | null; to: readonly number[] },
): Promise<CarryPreview> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const lines = await readLines(inner, organisationId)
    const { years, from, to } = yearsOf(lines, typed)
    const groups = from === null ? [] : carryChoices(lines, from, to)
    const chosen = (field: CarriedField) => groups.flatMap(({ choices }) => choices[field] ?? [])
    const named = await sql<{ id: string; name: string }>`
      select id::text, title as name from project where id::text = any(${chosen('projectId')}::text[])
      union all select id::text, name from organisation where id::text = any(${chosen('counterpartId')}::text[])`.execute(
      inner.db,
    )
    return {
      years,
      from,
      to,
      groups,
      names: {
        ...(await namePartnerships(inner, organisationId, chosen('partnershipId'))),
        ...Object.fromEntries(named.rows.map(({ id, name }) => [id, name])),
      },
    }
  })
}

/**
 * Carries the choices of a year to the lines alike of other years, for the groups that were ticked; answers how many lines
 * were told more. What somebody said of a line meanwhile stays. `budget_none_ticked` where no group is named.
 */
export async function applyCarry(
  ctx: Ctx,
  organisationId: string,
  typed: { from: number; to: readonly number[]; keys: readonly string[] },
): Promise<number> {
  await requireRole(ctx, organisationId, 'contributor')
  if (typed.keys.length === 0) throw new AppError('invalid', 'budget_none_ticked')
  return inTransaction(ctx, async (inner) => {
    await sql`select from budget_line where organisation_id = ${organisationId} and document_id is not null
      order by id for update`.execute(inner.db)
    const lines = await readLines(inner, organisationId)
    const groups = carryChoices(lines, typed.from, typed.to).filter(({ key }) => typed.keys.includes(key))
    const told = groups.flatMap((group) => group.to)
    await write(inner, organisationId, told)
    await recordChanges(
      inner,
      told.map((line) => toChange(organisationId, typed.from, line)),
    )
    if (told.length > 0) await refreshPublicBudget(inner, organisationId)
    return told.length
  })
}

async function write(ctx: Ctx, organisationId: string, told: readonly CarriedTo[]): Promise<void> {
  const set = sql.join(
    fields.map(([name, { column, type }]) => {
      const now = sql.ref(`b.${column}`)
      return sql`${sql.ref(column)} = coalesce((w.says ->> ${sql.lit(name)})::${sql.raw(type)}, ${now})`
    }),
  )
  await sql`update budget_line b set ${set}, updated_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as w (id uuid, says jsonb)
    where b.id = w.id and b.organisation_id = ${organisationId}`.execute(ctx.db)
}

// The trail says what was carried, and from which year.
const toChange = (organisationId: string, from: number, { id, says }: CarriedTo): Change => ({
  recordKind: 'budgetLine',
  recordId: id,
  organisationId,
  action: 'choicesCarried',
  after: {
    year: from,
    country: says.country ?? null,
    type: says.actionType ?? null,
    themes: says.theme ? [says.theme] : null,
    purposeFrame: says.purposeFrame ?? null,
    operatingMode: says.operatingMode ?? null,
    means: says.means ?? null,
    department: says.department ?? null,
    dacSector: says.dacSector ?? null,
  },
})
