import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { isId } from '../../platform/ids.ts'
import type { ActKind } from './act-rules.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'

/** What another party said to an act; never changed, and as many times as it likes. */
export type ActAnswer = {
  id: string
  organisationId: string
  organisationName: string
  body: string
  name: string
  functionTitle: string
  byLink: boolean
  answeredAt: Date
}

/** An act of one side, as it was recorded, with what the others said beside it. */
export type Act = {
  id: string
  kind: ActKind
  organisationId: string
  organisationName: string
  agreementId: string | null
  agreementTitle: string | null
  commitmentId: string | null
  commitmentBody: string | null
  /** Whose commitment it is. */
  commitmentOf: string | null
  decidedOn: string
  effectiveOn: string
  clause: string
  reason: string
  decidedBy: string
  goesOn: string
  reviewOn: string | null
  documentId: string | null
  documentTitle: string | null
  recordedName: string
  recordedAt: Date
  withdrawnAt: Date | null
  answers: ActAnswer[]
}

/** Reads the acts of a tie, the latest first; the caller has checked that it may. */
export async function readActs(
  ctx: Ctx,
  tieId: string,
  only: { id?: string; agreementId?: string | undefined } = {},
): Promise<Act[]> {
  if (![only.id, only.agreementId].every((id) => id === undefined || isId(id))) return []
  const { rows } = await sql<Omit<Act, 'answers'>>`
    select x.id, x.kind, x.organisation_id as "organisationId", o.name as "organisationName",
      x.agreement_id as "agreementId", a.title as "agreementTitle", x.commitment_id as "commitmentId",
      c.body as "commitmentBody", w.name as "commitmentOf", x.decided_on as "decidedOn", x.effective_on as "effectiveOn",
      x.clause, x.reason, x.decided_by as "decidedBy", x.goes_on as "goesOn", x.review_on as "reviewOn",
      d.id as "documentId", d.title as "documentTitle", x.recorded_name as "recordedName",
      x.recorded_at as "recordedAt", x.withdrawn_at as "withdrawnAt"
    from tie_act x join organisation o on o.id = x.organisation_id
    left join agreement a on a.id = x.agreement_id left join commitment c on c.id = x.commitment_id
    left join organisation w on w.id = c.organisation_id
    left join document d on d.id = x.document_id and not d.confidential
    where x.partnership_id = ${tieId} and (${only.id ?? null}::uuid is null or x.id = ${only.id ?? null})
      and (${only.agreementId ?? null}::uuid is null or x.agreement_id = ${only.agreementId ?? null})
    order by x.recorded_at desc, x.id desc limit 200`.execute(ctx.db)
  const answers = await readActAnswers(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({ ...row, answers: answers.get(row.id) ?? [] }))
}

async function readActAnswers(ctx: Ctx, ids: readonly string[]): Promise<Map<string, ActAnswer[]>> {
  const { rows } = await sql<ActAnswer & { actId: string }>`
    select a.act_id as "actId", a.id, a.organisation_id as "organisationId", o.name as "organisationName", a.body,
      a.answered_name as name, a.answered_function as "functionTitle", a.link_id is not null as "byLink",
      a.answered_at as "answeredAt"
    from tie_act_answer a join organisation o on o.id = a.organisation_id
    where a.act_id = any(${[...ids]}::uuid[]) order by a.answered_at, a.id`.execute(ctx.db)
  return Map.groupBy(rows, (row) => row.actId)
}

/** The acts of a tie with their answers, the latest first, for a party of it; with `agreementId` only those on it. */
export async function listActs(ctx: Ctx, of: PartyOfTie, only: { agreementId?: string } = {}): Promise<Act[]> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    return readActs(inner, of.partnershipId, { agreementId: only.agreementId })
  })
}

/** A suspension that lasts: since when, why, decided by whom, what goes on, when to look again. */
export type Suspension = {
  actId: string
  since: string
  reason: string
  decidedBy: string
  goesOn: string
  reviewOn: string | null
  organisationId: string
  organisationName: string
}

/**
 * The suspension of a tie (or of one of its agreements) that lasts, as it was recorded; null where there is none. Row-level
 * security shows it to the parties only; jobs that publish see it too.
 */
export async function suspensionOf(
  ctx: Ctx,
  tieId: string,
  agreementId: string | null = null,
): Promise<Suspension | null> {
  const { rows } = await sql<Suspension>`
    select x.id as "actId", x.effective_on as since, x.reason, x.decided_by as "decidedBy", x.goes_on as "goesOn",
      x.review_on as "reviewOn", x.organisation_id as "organisationId", o.name as "organisationName"
    from tie_act x join organisation o on o.id = x.organisation_id
    where x.partnership_id = ${tieId} and x.agreement_id is not distinct from ${agreementId}::uuid
      and x.kind = 'suspension' and x.withdrawn_at is null
      and not exists (select from tie_act l where l.partnership_id = x.partnership_id
        and l.agreement_id is not distinct from x.agreement_id and l.withdrawn_at is null
        and l.kind in ('resumption', 'ending') and (l.recorded_at, l.id) > (x.recorded_at, x.id))
    order by x.recorded_at desc, x.id desc limit 1`.execute(ctx.db)
  return rows[0] ?? null
}
