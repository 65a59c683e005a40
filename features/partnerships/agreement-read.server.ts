import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { isId } from '../../platform/ids.ts'
import { stateOf } from './agreement-rules.ts'
import type {
  Agreement,
  AgreementAmount,
  AgreementParty,
  AgreementStep,
  AgreementVersion,
  Amendment,
  Commitment,
} from './agreement-schema.ts'

/** An agreement of a tie, by both ids. */
export type AgreementOfTie = { partnershipId: string; agreementId: string }

/** The day in Paris, where dates of acts are counted. */
export const dayOf = (now: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' }).format(now)

type Head = Omit<Agreement, 'presently' | 'parties' | 'amounts' | 'commitments' | 'steps' | 'amendments' | 'versions'>

const headColumns =
  sql.raw(`a.id, a.partnership_id as "partnershipId", a.organisation_id as "organisationId", a.kind, a.title,
  a.object, a.legal_basis as "legalBasis", a.starts_on as "startsOn", a.ends_on as "endsOn", a.open_ended as "openEnded",
  a.renewal, a.notice_months as "noticeMonths", a.notice_clause as "noticeClause", a.languages, a.one_percent as "onePercent",
  a.state, a.state_since as "stateSince", a.in_force_on as "inForceOn", a.ended_on as "endedOn", a.renews_id as "renewsId",
  (select r.id from agreement r where r.renews_id = a.id and r.state <> 'abandoned' order by r.created_at limit 1) as "renewedBy",
  a.version`)

/** The parties of an agreement, in their order. */
export async function readParties(ctx: Ctx, agreementId: string): Promise<AgreementParty[]> {
  const { rows } = await sql<AgreementParty>`
    select p.organisation_id as "organisationId", o.key, o.name, o.country, p.position, p.signatory_name as "signatoryName",
      p.signatory_function as "signatoryFunction", p.no_commitment as "noCommitment"
    from agreement_party p join organisation o on o.id = p.organisation_id
    where p.agreement_id = ${agreementId} order by p.position`.execute(ctx.db)
  return rows
}

/** The forecast amounts of an agreement, by year, then party. */
export async function readAmounts(ctx: Ctx, agreementId: string): Promise<AgreementAmount[]> {
  const { rows } = await sql<AgreementAmount>`
    select m.id, m.organisation_id as "organisationId", m.year, m.kind, m.amount::text as amount, m.currency, m.note
    from agreement_amount m join agreement_party p using (agreement_id, organisation_id)
    where m.agreement_id = ${agreementId} order by m.year, p.position, m.kind, m.currency`.execute(ctx.db)
  return rows
}

/** The commitments of an agreement: the present ones by their day, then those that were replaced. */
export async function readCommitments(ctx: Ctx, agreementId: string): Promise<Commitment[]> {
  const { rows } = await sql<Commitment>`
    select c.id, c.organisation_id as "organisationId", c.kind, c.body, c.amount::text as amount, c.currency,
      c.quantity::text as quantity, c.unit, c.due_on as "dueOn", c.state, c.done_on as "doneOn", c.proof_note as "proofNote",
      case when d.id is null then null else jsonb_build_object('id', d.id, 'title', d.title) end as "proofDocument",
      c.replaces_id as "replacesId", c.superseded_at as "supersededAt"
    from commitment c left join document d on d.id = c.proof_document_id
    where c.agreement_id = ${agreementId}
    order by c.superseded_at is not null, c.due_on nulls last, c.created_at, c.id`.execute(ctx.db)
  return rows
}

async function readSteps(
  ctx: Ctx,
  agreementIds: readonly string[],
): Promise<(AgreementStep & { agreementId: string })[]> {
  const own = (column: string) => sql.ref(`r.${column}_${ctx.locale}`)
  const { rows } = await sql<AgreementStep & { agreementId: string; again: boolean }>`
    select s.id, s.agreement_id as "agreementId", s.amendment_id as "amendmentId", s.organisation_id as "organisationId", s.rule_code as "ruleCode", s.kind,
      s.position, case when s.name = '' then coalesce(${own('name')}, '') else s.name end as name,
      coalesce(${own('explains')}, '') as explains, s.required, s.done_on as "doneOn", s.reference,
      case when d.id is null then null else jsonb_build_object('id', d.id, 'title', d.title) end as document,
      s.waived_reason as "waivedReason",
      case when r.code is null then null else jsonb_build_object('name', r.source_name, 'url', r.source_url,
        'checkedOn', r.checked_on) end as source,
      exists (select from agreement_step e where e.agreement_id = s.agreement_id and e.organisation_id = s.organisation_id
        and e.rule_code = s.rule_code and e.amendment_id is not distinct from s.amendment_id and e.position < s.position) as again
    from agreement_step s
    join agreement_party p using (agreement_id, organisation_id)
    left join approval_step_rule r on r.code = s.rule_code
    left join document d on d.id = s.document_id
    where s.agreement_id = any(${[...agreementIds]}::uuid[])
    order by p.position, s.position, array_position(array['approval', 'authorisation', 'signature', 'transmission'], s.kind)`.execute(
    ctx.db,
  )
  const t = translator(ctx.locale)
  return rows.map(({ again, ...step }) =>
    again ? { ...step, name: t('agreement.step.again', { name: step.name }) } : step,
  )
}

async function readAmendments(ctx: Ctx, agreementId: string): Promise<Amendment[]> {
  const { rows } = await sql<Amendment>`
    select id, number, organisation_id as "organisationId", object, changes, state, in_force_on as "inForceOn",
      created_at as "createdAt"
    from amendment where agreement_id = ${agreementId} order by number`.execute(ctx.db)
  return rows
}

async function readVersions(ctx: Ctx, agreementId: string): Promise<AgreementVersion[]> {
  const { rows } = await sql<AgreementVersion>`
    select number, from_on as "fromOn", amendment_id as "amendmentId", content
    from agreement_version where agreement_id = ${agreementId} order by number`.execute(ctx.db)
  return rows
}

/**
 * Reads an agreement of a tie with all that belongs to it; with `held`, nobody else changes it until the transaction ends.
 * Whoever calls has let pass the reader already.
 */
export async function readAgreement(ctx: Ctx, of: AgreementOfTie, held = false): Promise<Agreement> {
  if (!isId(of.agreementId)) throw new AppError('not_found', 'agreement_not_found')
  const { rows } = await sql<Head>`
    select ${headColumns} from agreement a
    where a.id = ${of.agreementId} and a.partnership_id = ${of.partnershipId} ${sql.raw(held ? 'for update' : '')}`.execute(
    ctx.db,
  )
  const head = rows[0]
  if (!head) throw new AppError('not_found', 'agreement_not_found')
  const steps = (await readSteps(ctx, [head.id])).map(({ agreementId: _, ...step }) => step)
  return {
    ...head,
    presently: stateOf(head, steps, dayOf(ctx.now)),
    parties: await readParties(ctx, head.id),
    amounts: await readAmounts(ctx, head.id),
    commitments: await readCommitments(ctx, head.id),
    steps,
    amendments: await readAmendments(ctx, head.id),
    versions: await readVersions(ctx, head.id),
  }
}

/** The heads of the agreements of a tie, those in the making first, then by their beginning, the latest first. */
export async function readAgreementHeads(
  ctx: Ctx,
  partnershipId: string,
): Promise<(Head & { steps: AgreementStep[] })[]> {
  const { rows } = await sql<Head>`
    select ${headColumns} from agreement a where a.partnership_id = ${partnershipId}
    order by a.state not in ('draft', 'approval', 'signature', 'transmission'),
      a.state in ('ended', 'renewed', 'abandoned'), a.starts_on desc nulls first, a.created_at desc, a.id`.execute(
    ctx.db,
  )
  const steps = await readSteps(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((head) => ({ ...head, steps: steps.filter((step) => step.agreementId === head.id) }))
}
