import { sql } from 'kysely'
import type { Nomenclature } from '../../packages/totem/nomenclature.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { nameKey } from '../organisations/names.ts'
import { isAccount } from './accounts/measures.server.ts'
import { functionOf, gatherClues, textsOf } from './lines/clues.server.ts'
import { type GrantHome, homeOfGrant, isFull, restOf, type Taken } from './lines/parts.ts'
import { loadAccountPlans } from './nomenclatures.server.ts'
import { type AccountItem, lineKey, type Reason, type Rule, rules, suggest } from './suggestions.ts'

/** A live account whose lines may be looked through. */
export type SearchedAccount = {
  id: string
  label: string
  year: number
  stage: string
  budgetType: string
  nomenclature: string
  /** Whether any line has a function: small budgets have none, and are gone through by hand. */
  hasFunctions: boolean
}

/** What was taken of a line already: where it is now, and whether it is a grant inside it. */
export type TakenLine = Taken & { lineId: string; label: string; isGrant: boolean }

/** A line or a grant as it is shown: what it says, how much of it is left, what stands in the way. */
export type FoundLine = AccountItem & {
  /** As its tick says it: `line-12`, `grant-3`. */
  id: string
  section: 'running' | 'investment'
  label: string | null
  beneficiary: string | null
  purpose: string | null
  department: string | null
  natureLabel: string | null
  functionLabel: string | null
  /** In the main measure of the account. */
  amount: string
  taken: TakenLine[]
  rest: string
  /** free; partly taken; taken; a grant that is inside a line taken as a whole. */
  state: 'free' | 'partly' | 'taken' | 'inside'
  /** Of a grant: the lines it may be a part of, and the one it is taken for a part of unless somebody says another. */
  homes: GrantHome[]
  home: number | null
}

/** The lines that may be international action, by the surest reason of each. */
export type FoundGroup = { rule: Rule; lines: { line: FoundLine; reasons: Reason[] }[] }

/** The live accounts of an organisation, the latest first. */
export async function listSearchedAccounts(ctx: Ctx, organisationId: string): Promise<SearchedAccount[]> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const { rows } = await sql<SearchedAccount>`
      select d.id, d.label, d.year, d.stage, d.budget_type as "budgetType", d.nomenclature,
        exists (select from account_line l where l.document_id = d.id and ${functionOf} is not null) as "hasFunctions"
      from account_document d where d.organisation_id = ${organisationId} and d.state = 'live'
      order by d.year desc, d.budget_type = 'annexed', d.stage in ('administrativeAccount', 'singleAccount') desc, d.label, d.id`.execute(
      inner.db,
    )
    return rows
  })
}

/** All of a live account that may be taken, and what speaks for each. */
export type SearchedLines = { account: SearchedAccount; lines: FoundLine[]; groups: FoundGroup[]; refused: number }

/**
 * Reads the lines of a live account with what is already taken of each and what speaks for it; a private person's grant
 * is not among them, nor what moves no money. `accounts_not_found` where it is not there.
 */
export async function findLines(ctx: Ctx, organisationId: string, documentId: string): Promise<SearchedLines> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const accounts = isId(documentId) ? await listSearchedAccounts(inner, organisationId) : []
    const account = accounts.find(({ id }) => id === documentId)
    if (!account) throw new AppError('not_found', 'accounts_not_found')
    const clues = await gatherClues(inner, { documentId, organisationId, ...account })
    const plans = await loadAccountPlans()
    const plan = plans.nomenclatureOf(account.nomenclature, account.year)
    const lines = await readLines(inner, account, plan, (code) => clues.meaningOf(code) !== null)
    const found = suggest(lines, clues).map(({ item, reasons }) => ({ line: item, reasons }))
    const open = found.filter(({ line }) => line.state !== 'taken')
    const groups = rules
      .map((rule) => ({ rule, lines: open.filter(({ reasons }) => reasons[0]?.rule === rule) }))
      .filter((group) => group.lines.length > 0)
    const refused = lines.filter((line) => clues.refused.has(lineKey(line))).length
    return { account, lines, groups, refused }
  })
}

/** Keeps the lines any of the words typed between commas stands in: a code's beginning, or words anywhere. */
export function filterLines(lines: readonly FoundLine[], typed: string): FoundLine[] {
  const wanted = typed.split(/[,;]/).map(nameKey).filter(Boolean)
  if (wanted.length === 0) return [...lines]
  return lines.filter((line) => {
    const codes = [line.nature, line.functionCode ?? ''].map((code) => code.toLowerCase())
    const said = nameKey(
      [line.label, line.beneficiary, line.purpose, line.department, line.natureLabel, line.functionLabel].join(' '),
    )
    return wanted.some((word) => codes.some((code) => code.startsWith(word)) || said.includes(word))
  })
}

type Row = Omit<
  FoundLine,
  'id' | 'texts' | 'ownTexts' | 'natureLabel' | 'functionLabel' | 'taken' | 'rest' | 'state' | 'homes' | 'home'
>

async function readLines(
  ctx: Ctx,
  account: SearchedAccount,
  plan: Nomenclature | null,
  isInternational: (code: string) => boolean,
): Promise<FoundLine[]> {
  const done = isAccount(account.stage)
  const main = done ? sql`coalesce(l.executed, l.opened, l.voted)` : sql`coalesce(l.voted, l.proposed, l.opened)`
  const { rows } = await sql<Row>`
    select 'line' as kind, l.position, l.nature, ${functionOf} as "functionCode", l.operation, l.direction, l.section, l.label,
      l.beneficiary, null as purpose, l.department, coalesce(${main}, 0)::numeric(16, 2)::text as amount
    from account_line l where l.document_id = ${account.id} and not l.is_order
      and (l.proposed <> 0 or l.voted <> 0 or l.opened <> 0 or l.executed <> 0 or l.carried_after <> 0)
    union all
    select 'grant', g.position, coalesce(g.nature, ''), null, null, 'expenditure',
      case when g.nature like '2%' then 'investment' else 'running' end, null, g.beneficiary, g.purpose, null, g.amount::text
    from account_grant g where g.document_id = ${account.id} and not g.is_private_person and g.amount <> 0
    order by 1 desc, 2`.execute(ctx.db)
  const taken = await listTaken(ctx, account.id, done)
  const ofLine = (position: number) => taken.filter((one) => one.position === position)
  const lines = rows.filter(({ kind }) => kind === 'line').map((row) => toLine(row, ofLine(row.position), plan))
  const grants = rows
    .filter(({ kind }) => kind === 'grant')
    .map((row) =>
      toGrant(row, { lines, plan, isInternational, own: taken.filter((one) => one.grant === row.position) }),
    )
  return [...lines, ...grants]
}

type TakenRow = TakenLine & { position: number | null; grant: number | null }

async function listTaken(ctx: Ctx, documentId: string, done: boolean): Promise<TakenRow[]> {
  const main = done ? sql`coalesce(b.executed, b.opened, b.voted, 0)` : sql`coalesce(b.voted, b.planned, b.opened, 0)`
  const { rows } = await sql<TakenRow>`
    select b.id as "lineId", b.label, b.account_position as position, b.grant_position as grant,
      b.grant_position is not null as "isGrant", b.share::text, b.part::text, ${main}::numeric(16, 2)::text as amount
    from budget_line b where b.document_id = ${documentId} order by b.created_at, b.id`.execute(ctx.db)
  return rows
}

const withoutPlace = ({ position: _, grant: __, ...taken }: TakenRow): TakenLine => taken

// Software writes the name of the account as the label of its lines, whole or shortened.
function isOfficial(label: string | null, official: string | null): boolean {
  const [said, named] = [nameKey(label ?? ''), nameKey(official ?? '')]
  return said !== '' && named !== '' && (named.startsWith(said) || said.startsWith(named))
}

function toLine(row: Row, taken: readonly TakenRow[], plan: Nomenclature | null): FoundLine {
  const official = plan?.nature(row.nature) ?? null
  const state = taken.length === 0 ? 'free' : isFull(row.amount, taken) ? 'taken' : 'partly'
  return {
    ...row,
    id: `line-${row.position}`,
    texts: textsOf(row),
    ownTexts: textsOf({ ...row, label: isOfficial(row.label, official) ? null : row.label }),
    natureLabel: official,
    functionLabel: row.functionCode
      ? (plan?.fonction(row.functionCode) ?? plan?.chapter(row.functionCode) ?? null)
      : null,
    taken: taken.map(withoutPlace),
    rest: restOf(row.amount, taken),
    state,
    homes: [],
    home: null,
  }
}

type Around = {
  lines: readonly FoundLine[]
  plan: Nomenclature | null
  isInternational: (code: string) => boolean
  own: readonly TakenRow[]
}

// Annexes write the account in short (“6574”) or in full (“65748”): either begins the other.
const isOfNature = (line: FoundLine, nature: string) =>
  nature.length >= 3 &&
  line.direction === 'expenditure' &&
  (line.nature.startsWith(nature) || nature.startsWith(line.nature))

function toGrant(row: Row, { lines, plan, isInternational, own }: Around): FoundLine {
  const homes = lines
    .filter((line) => isOfNature(line, row.nature))
    .map((line) => ({
      position: line.position,
      functionCode: line.functionCode,
      isInternational: line.functionCode !== null && isInternational(line.functionCode),
      rest: line.rest,
      isFull: line.state === 'taken',
    }))
  const home = homeOfGrant(row.amount, homes)
  const isTaken = own.length > 0 && isFull(row.amount, own)
  return {
    ...row,
    id: `grant-${row.position}`,
    texts: textsOf(row),
    ownTexts: textsOf(row),
    natureLabel: plan?.nature(row.nature) ?? null,
    functionLabel: null,
    taken: own.map(withoutPlace),
    rest: restOf(row.amount, own),
    state: isTaken ? 'taken' : home?.isFull ? 'inside' : own.length > 0 ? 'partly' : 'free',
    homes,
    home: home?.position ?? null,
  }
}
