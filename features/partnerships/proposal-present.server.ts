import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { isId } from '../../platform/ids.ts'
import { type FieldSet, fieldSetOf, type ProposalSubject, proposableFields, type Values } from './proposal-fields.ts'

/** What a proposal is about: the tie, one of its agreements, or one commitment of an agreement (null: a new one). */
export type ProposalTarget = {
  partnershipId: string
  subject: ProposalSubject
  agreementId: string | null
  commitmentId: string | null
}

/** The themes of a tie `t`: what all have agreed goes before what lists say; else what any of them says. */
export const themesOf = sql<string[]>`coalesce(
  (select m.themes from partnership_statement m join source s on s.id = m.source_id and s.code = 'proposal'
    where m.partnership_id = t.id and cardinality(m.themes) > 0 order by m.recorded_at desc limit 1),
  (select array_agg(distinct theme) from partnership_statement m, unnest(m.themes) theme where m.partnership_id = t.id), '{}')`

const tieValues = (of: ProposalTarget): RawBuilder<unknown> => sql`
  select jsonb_build_object('type', t.type, 'sinceYear', t.since_year, 'openEnded', t.open_ended,
    'termYear', t.term_year, 'themes', ${themesOf},
    'sdgs', t.sdgs, 'rights', t.rights, 'languages', t.languages) as values
  from partnership t where t.id = ${of.partnershipId}`

const agreementValues = (of: ProposalTarget): RawBuilder<unknown> => sql`
  select jsonb_build_object('kind', a.kind, 'title', a.title, 'object', a.object, 'legalBasis', a.legal_basis,
    'startsOn', a.starts_on, 'endsOn', a.ends_on, 'openEnded', a.open_ended, 'renewal', a.renewal,
    'noticeMonths', a.notice_months, 'noticeClause', a.notice_clause, 'languages', a.languages,
    'onePercent', a.one_percent)
    || coalesce((select jsonb_object_agg(concat_ws('.', 'amount', y.position, m.year, m.kind, m.currency), m.amount::text)
      from agreement_amount m join partnership_party y on y.partnership_id = a.partnership_id
        and y.organisation_id = m.organisation_id where m.agreement_id = a.id), '{}') as values
  from agreement a where a.id = ${of.agreementId} and a.partnership_id = ${of.partnershipId}
    and a.state not in ('ended', 'renewed', 'abandoned')`

const commitmentValues = (of: ProposalTarget): RawBuilder<unknown> => sql`
  select jsonb_build_object('kind', c.kind, 'body', c.body, 'amount', c.amount::text, 'currency', c.currency,
    'quantity', c.quantity::text, 'unit', c.unit, 'dueOn', c.due_on, 'state', c.state) as values
  from commitment c join agreement a on a.id = c.agreement_id
  where c.id = ${of.commitmentId} and c.superseded_at is null and a.id = ${of.agreementId}
    and a.partnership_id = ${of.partnershipId} and a.state not in ('ended', 'renewed', 'abandoned')`

// Nothing is said yet of a commitment that is not there; its agreement has to be.
const newCommitmentValues = (of: ProposalTarget): RawBuilder<unknown> => sql`
  select '{}'::jsonb as values from agreement a where a.id = ${of.agreementId} and a.partnership_id = ${of.partnershipId}
    and a.state not in ('ended', 'renewed', 'abandoned')`

const valuesOf = {
  tie: tieValues,
  agreement: agreementValues,
  commitment: commitmentValues,
  newCommitment: newCommitmentValues,
}

/** What the subject of a proposal says now; null where there is no such thing of this tie (any more). */
export async function readPresent(ctx: Ctx, of: ProposalTarget): Promise<Values | null> {
  const ids = [of.partnershipId, ...(of.subject === 'tie' ? [] : [of.agreementId ?? ''])]
  const fields = fieldSetOf(of)
  if (fields === 'commitment') ids.push(of.commitmentId ?? '')
  if (!ids.every(isId)) return null
  const { rows } = await sql<{ values: Values }>`${valuesOf[fields](of)}`.execute(ctx.db)
  const values = rows[0]?.values
  return values ? { ...inOrder(fields, values), ...amountsIn(values) } : null
}

const amountsIn = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith('amount.')))

// The order of a set is nobody's change.
function inOrder(subject: FieldSet, values: Values): Values {
  return Object.fromEntries(
    proposableFields[subject].map(({ name, kind, options }) => {
      const value = values[name] ?? null
      if (!Array.isArray(value) || kind === 'languages') return [name, value]
      if (options) return [name, options.filter((option) => value.includes(option))]
      return [name, value.toSorted((a, b) => (a < b ? -1 : 1))]
    }),
  )
}

/** The parties a proposal would bind: those of its agreement, or all those of the tie. */
export async function listBound(
  ctx: Ctx,
  of: Pick<ProposalTarget, 'partnershipId' | 'agreementId'>,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select organisation_id as id from partnership_party
    where partnership_id = ${of.partnershipId} and (${of.agreementId}::uuid is null
      or not exists (select from agreement_party a where a.agreement_id = ${of.agreementId})
      or organisation_id in (select a.organisation_id from agreement_party a where a.agreement_id = ${of.agreementId}))
    order by position`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** A side of a tie by its place in it. */
export type Placed = { position: number; id: string; name: string }

/** The sides of a tie, in their order. */
export async function listPlaced(ctx: Ctx, partnershipId: string): Promise<Placed[]> {
  const { rows } = await sql<Placed>`
    select p.position, o.id, o.name from partnership_party p join organisation o on o.id = p.organisation_id
    where p.partnership_id = ${partnershipId} order by p.position`.execute(ctx.db)
  return rows
}
