import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { type FoundLine, findLines, type SearchedLines } from './find-lines.server.ts'
import { proposer, requireLinks } from './line-choices.server.ts'
import type { LineAttributes } from './line-input.ts'
import { fitTake, readTake, restOf, shareOf, type Take, type Taken } from './lines/parts.ts'
import { lineKey, type Reason, removedKey } from './suggestions.ts'
import { type LinePick, type LineTags, takeLines } from './take-lines.server.ts'

/** A line somebody ticked: which, how much of it as typed, and of a grant the line it is a part of. */
export type Ticked = { id: string; part: string; home: string }

const mostAtOnce = 500

/**
 * Takes ticked lines and grants of a live account into the international budget, all or none, and says the same of each
 * where it is not known better: as chosen last year, from whose name was met, from the tie and the project. Answers the
 * ids of the new lines. Refused: none ticked, a line that is taken, a part larger than what is left (`budget_…`).
 */
export async function takeFound(
  ctx: Ctx,
  organisationId: string,
  documentId: string,
  ticked: readonly Ticked[],
  said: LineAttributes,
): Promise<string[]> {
  await requireRole(ctx, organisationId, 'contributor')
  return inTransaction(ctx, async (inner) => {
    await requireLinks(inner, organisationId, said)
    await lock(inner, organisationId, documentId)
    const found = await findLines(inner, organisationId, documentId)
    const chosen = pick(found, ticked)
    const fitted = fitAll(found, chosen)
    const before = await readChosenBefore(
      inner,
      organisationId,
      fitted.map(({ reasons }) => reasons),
    )
    const propose = proposer(inner, organisationId)
    const picks: LinePick[] = []
    for (const { line, reasons, take, home } of fitted) {
      const first = reasons[0]
      const isGrant = line.kind === 'grant'
      picks.push({
        documentId,
        position: isGrant ? home : line.position,
        grantPosition: isGrant ? line.position : null,
        ...take,
        reason: reasonOf(first),
        ...(isGrant ? { label: line.purpose || line.beneficiary || line.natureLabel || '' } : {}),
        tags: await tagsFor(propose, said, { line, reasons, before }),
      })
    }
    const { ids } = await takeLines(inner, organisationId, picks)
    await forgetRefusals(
      inner,
      organisationId,
      found.account.year,
      fitted.map(({ line }) => line),
    )
    return ids
  })
}

// Whoever takes what was refused or taken out wants it again.
async function forgetRefusals(ctx: Ctx, organisationId: string, year: number, lines: readonly FoundLine[]) {
  const keys = lines.flatMap((line) => [lineKey(line), removedKey(year, line)])
  const { numAffectedRows } = await sql`delete from refused_suggestion where organisation_id = ${organisationId}
    and line_key = any(${keys}::text[])`.execute(ctx.db)
  return Number(numAffectedRows ?? 0)
}

// Two people who take lines of one account take them one after the other.
async function lock(ctx: Ctx, organisationId: string, documentId: string): Promise<void> {
  const { rows } = await sql`select from account_document where id::text = ${documentId}
    and organisation_id = ${organisationId} and state = 'live' for update`.execute(ctx.db)
  if (rows.length === 0) throw new AppError('not_found', 'accounts_not_found')
}

type Chosen = { line: FoundLine; reasons: Reason[]; ticked: Ticked }

function pick({ lines, groups }: SearchedLines, ticked: readonly Ticked[]): Chosen[] {
  if (ticked.length === 0) throw new AppError('invalid', 'budget_none_ticked')
  if (ticked.length > mostAtOnce) throw new AppError('invalid', 'budget_too_many_ticked', { most: mostAtOnce })
  const byId = new Map(lines.map((line) => [line.id, line]))
  const reasons = new Map(groups.flatMap((group) => group.lines.map((one) => [one.line.id, one.reasons] as const)))
  return [...new Map(ticked.map((one) => [one.id, one])).values()].map((one) => {
    const line = byId.get(one.id)
    if (!line) throw new AppError('not_found', 'budget_line_not_in_account')
    return { line, reasons: reasons.get(one.id) ?? [], ticked: one }
  })
}

type Fitted = Chosen & { take: Take; home: number | null }

// The rule against counting twice, over all that is ticked at once: grants first, for a line holds what is left.
function fitAll({ lines }: SearchedLines, chosen: readonly Chosen[]): Fitted[] {
  const ofLine = new Map<number, Taken[]>()
  const takenOf = (position: number): Taken[] => {
    const known = ofLine.get(position)
    if (known) return known
    const taken = [...(lines.find((line) => line.kind === 'line' && line.position === position)?.taken ?? [])]
    ofLine.set(position, taken)
    return taken
  }
  const grantsFirst = chosen.toSorted((a, b) => Number(b.line.kind === 'grant') - Number(a.line.kind === 'grant'))
  return grantsFirst.map((one) => {
    const { line, ticked } = one
    const asked = readTake(ticked.part)
    if (!asked) throw new AppError('invalid', 'budget_part_wrong', { label: nameOf(line) })
    if (line.kind === 'line')
      return { ...one, take: keep(line, line.amount, takenOf(line.position), asked), home: null }
    const before = [...line.taken]
    const inGrant = keep(line, line.amount, line.taken, asked)
    const home = homeOf(line, ticked.home)
    const homeLine = lines.find((other) => other.kind === 'line' && other.position === home)
    if (!homeLine) return { ...one, take: inGrant, home: null }
    // As a part of its line, a grant is an amount of it.
    const part = amountOf(line.amount, inGrant, before)
    return { ...one, take: keep(line, homeLine.amount, takenOf(homeLine.position), { share: null, part }), home }
  })
}

const nameOf = (line: FoundLine) =>
  (line.purpose || line.beneficiary || line.label || line.natureLabel || line.nature).slice(0, 80)

function homeOf(line: FoundLine, typed: string): number | null {
  if (typed === '') return line.home
  const found = line.homes.find(({ position }) => String(position) === typed)
  if (!found) throw new AppError('not_found', 'budget_line_not_in_account')
  return found.position
}

function keep(line: FoundLine, main: string, taken: Taken[], asked: Take): Take {
  const fitted = fitTake(main, taken, asked)
  if ('reason' in fitted) throw new AppError('conflict', fitted.reason, { label: nameOf(line), rest: fitted.rest })
  taken.push({ ...fitted.take, amount: amountOf(main, fitted.take, taken) })
  return fitted.take
}

function amountOf(main: string, { share, part }: Take, taken: readonly Taken[]): string {
  if (part !== null) return part
  if (share === null) return restOf(main, taken)
  return shareOf(main, share)
}

async function readChosenBefore(
  ctx: Ctx,
  organisationId: string,
  reasons: readonly Reason[][],
): Promise<Map<string, LineTags>> {
  const ids = reasons.flat().flatMap((reason) => (reason.rule === 'lastYear' ? [reason.lineId] : []))
  const { rows } = await sql<LineTags & { id: string }>`
    select b.id, b.partnership_id as "partnershipId", b.project_id as "projectId", b.country, b.action_type as "actionType", b.theme,
      b.purpose_frame as "purposeFrame", b.operating_mode as "operatingMode", b.means, b.funding_source as "fundingSource",
      b.counterpart_id as "counterpartId", b.counterpart_name as "counterpartName", b.counterpart_kind as "counterpartKind",
      b.department, b.one_percent as "onePercent", b.oda_kind as "odaKind", b.oda_channel as "odaChannel",
      b.dac_sector as "dacSector", b.is_internal as "isInternal"
    from budget_line b where b.id = any(${ids}::uuid[]) and b.organisation_id = ${organisationId}`.execute(ctx.db)
  return new Map(rows.map(({ id, ...tags }) => [id, tags]))
}

type Known = { line: FoundLine; reasons: readonly Reason[]; before: ReadonlyMap<string, LineTags> }

// Said now, else as last year, else what the name or the place that was met belongs to, else from tie and project.
async function tagsFor(propose: ReturnType<typeof proposer>, said: LineAttributes, known: Known): Promise<LineTags> {
  const { line, reasons, before } = known
  const last = reasons.flatMap((reason) => (reason.rule === 'lastYear' ? [before.get(reason.lineId)] : []))[0] ?? {}
  const named = reasons.find((reason) => reason.rule === 'name')
  const place = reasons.find((reason) => reason.rule === 'place' || reason.rule === 'country')
  const filled = {
    partnershipId: said.partnershipId ?? last.partnershipId ?? named?.partnershipId ?? place?.partnershipId ?? null,
    projectId: said.projectId ?? last.projectId ?? named?.projectId ?? null,
    country: said.country ?? last.country ?? null,
    actionType: said.actionType ?? (last.actionType as LineAttributes['actionType']) ?? null,
    theme: said.theme ?? (last.theme as LineAttributes['theme']) ?? null,
    purposeFrame: said.purposeFrame ?? (last.purposeFrame as LineAttributes['purposeFrame']) ?? null,
    operatingMode: said.operatingMode ?? (last.operatingMode as LineAttributes['operatingMode']) ?? null,
    means: said.means ?? (last.means as LineAttributes['means']) ?? null,
    department: said.department || last.department || line.department || '',
    dacSector: last.dacSector ?? null,
  }
  const proposed = await propose(filled)
  const counterpart = named?.organisationId ?? null
  return {
    ...last,
    ...proposed,
    // The place alone says a country where neither tie nor project does.
    country: proposed.country ?? place?.country ?? null,
    counterpartId: last.counterpartId ?? counterpart,
    counterpartName: last.counterpartName || line.beneficiary || '',
    onePercent: last.onePercent ?? null,
  }
}

function reasonOf(reason: Reason | undefined): string {
  if (!reason) return 'hand'
  if (reason.rule === 'function') return `function${reason.code}`.slice(0, 60)
  return reason.rule === 'nature6562' || reason.rule === 'lastYear' ? reason.rule : `suggestion:${reason.rule}`
}

/** Says of ticked lines that they are no international action: they are not proposed again, this year or later. */
export async function refuseFound(
  ctx: Ctx,
  organisationId: string,
  documentId: string,
  ids: readonly string[],
): Promise<number> {
  await requireRole(ctx, organisationId, 'contributor')
  return inTransaction(ctx, async (inner) => {
    const found = await findLines(inner, organisationId, documentId)
    const chosen = pick(
      found,
      ids.map((id) => ({ id, part: '', home: '' })),
    )
    const keys = [...new Set(chosen.map(({ line }) => lineKey(line)))]
    await sql`insert into refused_suggestion (organisation_id, line_key, refused_by, refused_at)
      select ${organisationId}, key, ${inner.actor.kind === 'person' ? inner.actor.personId : null}, ${inner.now}
      from unnest(${keys}::text[]) key on conflict do nothing`.execute(inner.db)
    await tell(inner, organisationId, documentId, 'suggestionsRefused', chosen.length)
    return chosen.length
  })
}

/** Lets what was refused among the lines of an account be proposed again. */
export async function proposeAgain(ctx: Ctx, organisationId: string, documentId: string): Promise<number> {
  await requireRole(ctx, organisationId, 'contributor')
  return inTransaction(ctx, async (inner) => {
    const { lines, account } = await findLines(inner, organisationId, documentId)
    const count = await forgetRefusals(inner, organisationId, account.year, lines)
    if (count > 0) await tell(inner, organisationId, documentId, 'suggestionsReopened', count)
    return count
  })
}

function tell(ctx: Ctx, organisationId: string, recordId: string, action: string, lineCount: number): Promise<void> {
  return recordChange(ctx, { recordKind: 'account', recordId, organisationId, action, after: { lineCount } })
}
