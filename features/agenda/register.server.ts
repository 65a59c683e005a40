import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { dayOf } from '../freshness/rules.ts'
import { isSettled, stateOf } from '../partnerships/agreement-rules.ts'
import type { AgreementState, AgreementStep } from '../partnerships/agreement-schema.ts'
import type { RegisterLine } from './register.ts'

type Step = Pick<
  AgreementStep,
  'amendmentId' | 'kind' | 'required' | 'doneOn' | 'waivedReason' | 'reference' | 'name'
> & {
  party: string
}
type Row = Omit<RegisterLine, 'state' | 'deliberations' | 'transmittedOn' | 'nextStep'> & {
  state: AgreementState
  steps: Step[]
}

async function readRows(ctx: Ctx, organisationId: string): Promise<Row[]> {
  const name = sql.ref(`r.name_${ctx.locale}`)
  const { rows } = await sql<Row>`
    with own as materialized (select partnership_id as id from partnership_party where organisation_id = ${organisationId}),
    party as materialized (
      select y.partnership_id as tie_id, array_agg(o.name order by y.position) as parties,
        array_agg(o.name order by y.position) filter (where o.id <> ${organisationId}) as partners
      from own join partnership_party y on y.partnership_id = own.id join organisation o on o.id = y.organisation_id
      group by y.partnership_id)
    select a.id, a.partnership_id as "tieId", a.title, party.parties, party.partners, a.kind, a.object, a.legal_basis as "legalBasis",
      a.starts_on as "startsOn", a.ends_on as "endsOn", a.open_ended as "openEnded", a.renewal, a.in_force_on as "inForceOn", a.state,
      (select coalesce(jsonb_agg(jsonb_build_object('amendmentId', s.amendment_id, 'kind', s.kind, 'required', s.required,
          'doneOn', s.done_on, 'waivedReason', s.waived_reason, 'reference', s.reference, 'party', o.name,
          'name', case when s.name <> '' then s.name else coalesce(${name}, '') end)
          order by s.amendment_id is not null, s.position,
            array_position(array['approval', 'authorisation', 'signature', 'transmission'], s.kind), o.name), '[]')
        from agreement_step s join organisation o on o.id = s.organisation_id
        left join approval_step_rule r on r.code = s.rule_code where s.agreement_id = a.id) as steps,
      (select coalesce(jsonb_agg(jsonb_build_object('party', o.name, 'year', m.year, 'kind', m.kind, 'amount', m.amount::text,
          'currency', m.currency) order by m.year, o.name, m.kind, m.currency), '[]')
        from agreement_amount m join organisation o on o.id = m.organisation_id where m.agreement_id = a.id) as amounts,
      (select jsonb_build_object('all', count(*), 'done', count(*) filter (where c.state = 'done'),
          'late', count(*) filter (where c.state = 'due' and c.due_on < ${dayOf(ctx.now)}::date))
        from commitment c where c.agreement_id = a.id and c.superseded_at is null) as commitments
    from own join agreement a on a.partnership_id = own.id join party on party.tie_id = own.id
    order by a.state in ('ended', 'renewed', 'abandoned'), a.ends_on nulls last, a.title, a.id`.execute(ctx.db)
  return rows
}

function toLine({ steps, ...row }: Row, today: string): RegisterLine {
  const ofText = steps.filter((step) => step.amendmentId === null)
  const state = stateOf(row, steps, today)
  const next = steps.find((step) => step.required && !isSettled(step))
  const isOver = state === 'ended' || state === 'renewed' || state === 'abandoned'
  return {
    ...row,
    state,
    deliberations: steps
      .filter((step) => step.kind === 'approval')
      .flatMap(({ party, doneOn, reference }) => (doneOn ? [{ party, on: doneOn, reference }] : [])),
    transmittedOn: ofText.findLast((step) => step.kind === 'transmission' && step.doneOn)?.doneOn ?? null,
    nextStep: next && !isOver ? { name: next.name, who: next.party } : null,
  }
}

/** All agreements of an organisation, whatever the tie, those that end first on top. */
export async function listRegister(ctx: Ctx, organisationId: string): Promise<RegisterLine[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const rows = await readRows(inner, organisationId)
    return rows.map((row) => toLine(row, dayOf(inner.now)))
  })
}
