import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { isId } from '../../platform/ids.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import { type Changes, type ProposalSubject, staleFields, type Values } from './proposal-fields.ts'
import { listBound, listPlaced, type Placed, readPresent } from './proposal-present.server.ts'
import {
  awaited,
  type ProposalAnswer,
  type ProposalGround,
  type ProposalState,
  whyNotAnswer,
  whyNotWithdraw,
} from './proposal-rules.ts'

/** One party's answer, as it was given. */
export type GivenAnswer = {
  organisationId: string
  organisationName: string
  answer: ProposalAnswer
  word: string
  name: string
  functionTitle: string
  /** Given by a link, without an account. */
  byLink: boolean
  answeredAt: Date
}

/** A proposal with everything that was answered, and what the reader's side may do about it. */
export type Proposal = {
  id: string
  partnershipId: string
  subject: ProposalSubject
  agreementId: string | null
  agreementTitle: string | null
  commitmentId: string | null
  commitmentBody: string | null
  organisationId: string
  organisationName: string
  proposedName: string
  changes: Changes
  word: string
  state: ProposalState
  amendsId: string | null
  /** The proposal that amends this one. */
  amendedBy: string | null
  createdAt: Date
  closedAt: Date | null
  answers: GivenAnswer[]
  parties: string[]
  /** The sides of the tie by their place in it, for what a change says of one of them. */
  placed: Placed[]
  /** The names of the parties whose answer is awaited. */
  awaited: string[]
  /** Fields that no longer say what the proposal took them to say, with what they say now. */
  stale: { name: string; now: unknown }[]
  /** Why the reader's side cannot accept, answer otherwise, or take it back: reasons in words; null where it can. */
  notAccept: string | null
  notAnswer: string | null
  notWithdraw: string | null
}

type Row = Omit<
  Proposal,
  'answers' | 'parties' | 'placed' | 'awaited' | 'stale' | 'notAccept' | 'notAnswer' | 'notWithdraw'
>

async function readRows(
  ctx: Ctx,
  tieId: string,
  only: { id?: string; agreementId?: string | undefined },
): Promise<Row[]> {
  if (![only.id, only.agreementId].every((id) => id === undefined || isId(id))) return []
  const { rows } = await sql<Row>`
    select p.id, p.partnership_id as "partnershipId", p.subject, p.agreement_id as "agreementId", a.title as "agreementTitle",
      p.commitment_id as "commitmentId", c.body as "commitmentBody", p.organisation_id as "organisationId",
      o.name as "organisationName", p.proposed_name as "proposedName", p.changes, p.word, p.state,
      p.amends_id as "amendsId", (select n.id from proposal n where n.amends_id = p.id) as "amendedBy",
      p.created_at as "createdAt", p.closed_at as "closedAt"
    from proposal p join organisation o on o.id = p.organisation_id
    left join agreement a on a.id = p.agreement_id left join commitment c on c.id = p.commitment_id
    where p.partnership_id = ${tieId} and (${only.id ?? null}::uuid is null or p.id = ${only.id ?? null})
      and (${only.agreementId ?? null}::uuid is null or p.agreement_id = ${only.agreementId ?? null})
    order by p.state <> 'open', p.created_at desc, p.id desc limit 200`.execute(ctx.db)
  return rows
}

async function readAnswers(ctx: Ctx, ids: readonly string[]): Promise<Map<string, GivenAnswer[]>> {
  const { rows } = await sql<GivenAnswer & { proposalId: string }>`
    select a.proposal_id as "proposalId", a.organisation_id as "organisationId", o.name as "organisationName", a.answer,
      a.word, a.answered_name as name, a.answered_function as "functionTitle", a.link_id is not null as "byLink",
      a.answered_at as "answeredAt"
    from proposal_answer a join organisation o on o.id = a.organisation_id
    where a.proposal_id = any(${[...ids]}::uuid[]) order by a.answered_at, a.id`.execute(ctx.db)
  return Map.groupBy(rows, (row) => row.proposalId)
}

/** Reads the proposals of a tie as one of its parties sees them; the caller has checked that it may. */
export async function readProposals(
  ctx: Ctx,
  of: PartyOfTie,
  only: { id?: string; agreementId?: string | undefined } = {},
): Promise<Proposal[]> {
  const rows = await readRows(ctx, of.partnershipId, only)
  const answers = await readAnswers(
    ctx,
    rows.map(({ id }) => id),
  )
  const placed = await listPlaced(ctx, of.partnershipId)
  const bound = new Map<string, Promise<string[]>>()
  const present = new Map<string, Promise<Values | null>>()
  const once = <T>(known: Map<string, Promise<T>>, key: string, ask: () => Promise<T>): Promise<T> => {
    const asked = known.get(key) ?? ask()
    known.set(key, asked)
    return asked
  }
  const found: Proposal[] = []
  for (const row of rows) {
    const parties = await once(bound, row.agreementId ?? '', () => listBound(ctx, row))
    const key = [row.subject, row.agreementId, row.commitmentId].join(' ')
    const now = row.state === 'open' ? await once(present, key, () => readPresent(ctx, row)) : null
    found.push(withRules(row, { parties, answers: answers.get(row.id) ?? [], now, placed, reader: of.organisationId }))
  }
  return found
}

type Around = {
  parties: string[]
  answers: GivenAnswer[]
  now: Values | null
  placed: Placed[]
  reader: string
}

function withRules(row: Row, { parties, answers, now, placed, reader }: Around): Proposal {
  const gone = row.state === 'open' && now === null
  const stale = row.state === 'open' ? staleFields(row.changes, now ?? {}) : []
  const ground: ProposalGround = { ...row, parties, answers, stale: gone || stale.length > 0 }
  return {
    ...row,
    parties,
    placed,
    answers,
    awaited: awaited(ground).map((id) => placed.find((side) => side.id === id)?.name ?? ''),
    stale: stale.map((name) => ({ name, now: now?.[name] ?? null })),
    notAccept: whyNotAnswer(ground, reader, 'accept'),
    notAnswer: whyNotAnswer(ground, reader, 'decline'),
    notWithdraw: whyNotWithdraw(ground, reader),
  }
}

/** The proposals of a tie, open ones first, for a party of it; with `agreementId` only those on that agreement. */
export async function listProposals(
  ctx: Ctx,
  of: PartyOfTie,
  only: { agreementId?: string } = {},
): Promise<Proposal[]> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    return readProposals(inner, of, { agreementId: only.agreementId })
  })
}
