import { sql } from 'kysely'
import { asJob, type Ctx } from '../../../platform/context.ts'
import { raiseDataVersion } from '../../../platform/db/data-version.ts'
import { type Change, recordChanges } from '../../accounts/audit.server.ts'
import { ensureAuthorities, targetName } from '../import/ensure-authorities.server.ts'
import { type ResolvedRow, writeTies } from '../import/write-ties.server.ts'
import type { EndTarget } from '../matching/found.ts'
import { loadMatchReference } from '../matching.server.ts'
import { publishTies } from '../publish.server.ts'
import type { TieRow } from '../tie-row.ts'
import { ensureDeclarations, writeDeclarations } from './declare.server.ts'
import { compareFacts, declare, type Facts, predict, sameChanges } from './facts.ts'
import { loadOwnTies, type OwnOrganisation } from './known-ties.server.ts'
import type { Plan } from './plan.ts'
import { inSlices } from './slices.ts'
import { type Done, saveDone } from './store.server.ts'

/** A line that is to be written. */
export type ReadyLine = { line: number; plan: Plan }
type Written = { line: number; done: Done; change: Change | null }

/** Facts of a tie as the trail of changes names them. */
export function toTrail(facts: Facts): Record<string, unknown> {
  const { since, until, ...rest } = facts
  return { ...rest, sinceYear: since, untilYear: until }
}

type Note = { own: OwnOrganisation; fileName: string }

const recorded = ({ own, fileName }: Note, recordId: string) => ({
  recordKind: 'partnership',
  recordId,
  organisationId: own.id,
  door: 'import' as const,
  note: fileName,
})

const blank = { code: null, kind: null, otherNames: [], lat: null, lon: null }

function toTieRow({ line, plan }: ReadyLine, own: OwnOrganisation, year: number): TieRow {
  const { type, state, sinceYear, untilYear, attestedYear, themes } = declare(null, plan.told, year)
  return {
    line,
    ends: [
      { ...blank, name: own.name, country: own.country },
      { ...blank, name: plan.partner.name, country: plan.partner.country ?? '' },
    ],
    ...{ type, state, sinceYear, untilYear, attestedYear, themes },
    evidence: 'oneParty',
    themesSaid: null,
    pageTitle: own.name,
    pageUrl: null,
    statementKey: own.id,
    raw: {},
  }
}

// So many at once hold nobody up.
const part = 500

type Pair = { line: ReadyLine; target: EndTarget; partner: { id: string; key: string } }

// The partner's authority is there, or made now from the gazetteer, to be confirmed.
async function findPartners(ctx: Ctx, lines: readonly ReadyLine[]): Promise<{ pairs: Pair[]; fresh: Set<string> }> {
  const { disputed } = await loadMatchReference(ctx)
  const wanted = lines.flatMap((line) => (line.plan.target ? [{ line, target: line.plan.target }] : []))
  const { parties } = await ensureAuthorities(
    ctx,
    wanted.map(({ target }) => target),
    disputed,
  )
  const pairs = wanted.flatMap(({ line, target }) => {
    const partner = parties.get(targetName(target))
    return partner ? [{ line, target, partner }] : []
  })
  const ids = pairs.map(({ partner }) => partner.id)
  const { rows } = await sql<{ id: string }>`select id from organisation
    where id = any(${ids}::uuid[]) and status = 'toBeConfirmed' and created_at = ${ctx.now}`.execute(ctx.db)
  return { pairs, fresh: new Set(rows.map((row) => row.id)) }
}

async function listTiesWith(ctx: Ctx, own: OwnOrganisation, partners: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; partner: string }>`
    select mine.partnership_id as id, theirs.organisation_id as partner
    from partnership_party mine join partnership_party theirs using (partnership_id)
    where mine.organisation_id = ${own.id} and theirs.organisation_id = any(${[...partners]}::uuid[])
      and (select count(*) from partnership_party p where p.partnership_id = mine.partnership_id) = 2`.execute(ctx.db)
  return new Map(rows.map((row) => [row.partner, row.id]))
}

async function addTies(ctx: Ctx, note: Note, lines: readonly ReadyLine[], year: number): Promise<Written[]> {
  if (lines.length === 0) return []
  const { own } = note
  const { pairs, fresh } = await findPartners(ctx, lines)
  const partners = pairs.map(({ partner }) => partner.id)
  const before = await listTiesWith(ctx, own, partners)
  const free = pairs.filter(({ partner }) => !before.has(partner.id))
  const resolved = await inSlices(free, ({ line, partner }): ResolvedRow => {
    const partnerFirst = line.plan.partner.country === 'FR' && own.country !== 'FR'
    return { row: toTieRow(line, own, year), parties: partnerFirst ? [partner, own] : [own, partner] }
  })
  const source = await ensureDeclarations(ctx)
  for (let from = 0; from < resolved.length; from += part)
    await writeTies(ctx, source, resolved.slice(from, from + part))
  const after = await listTiesWith(ctx, own, partners)
  if (own.example)
    await sql`update partnership set example = true where id = any(${[...after.values()]}::uuid[])`.execute(ctx.db)
  const written = await inSlices(pairs, ({ line, partner }): Written[] => {
    const tieId = after.get(partner.id)
    if (!tieId) return []
    const isNew = !before.has(partner.id)
    const organisationAdded = fresh.has(partner.id) ? partner.id : null
    const done: Done = {
      tieId,
      created: isNew,
      organisationAdded,
      before: null,
      ...(isNew ? {} : { kept: 'changedSince' as const }),
    }
    const facts = predict({ own: null, others: [], othersThemes: [] }, declare(null, line.plan.told, year))
    const change = isNew ? { ...recorded(note, tieId), action: 'added', after: toTrail(facts) } : null
    return [{ line: line.line, done, change }]
  })
  return written.flat()
}

// What the preview showed is what is written: a tie that has changed since then waits for the next preview.
async function changeTies(ctx: Ctx, note: Note, lines: readonly ReadyLine[], year: number): Promise<Written[]> {
  if (lines.length === 0) return []
  const ids = lines.flatMap(({ plan }) => (plan.tieId ? [plan.tieId] : []))
  const ties = new Map((await loadOwnTies(ctx, note.own, ids)).map((tie) => [tie.id, tie]))
  const found = await inSlices(lines, ({ line, plan }) => {
    const tie = ties.get(plan.tieId ?? '')
    const declared = declare(tie?.said.own ?? null, plan.told, year)
    const after = tie ? predict(tie.said, declared) : null
    const asShown = tie && after && sameChanges(compareFacts(tie.present, after), plan.changes)
    return { line, tieId: plan.tieId ?? '', tie: asShown ? tie : null, declared, after }
  })
  await writeDeclarations(
    ctx,
    note.own,
    found.flatMap(({ tie, declared }) => (tie ? [{ tieId: tie.id, declared }] : [])),
  )
  return inSlices(found, ({ line, tieId, tie, after }): Written => {
    const base = { tieId, created: false, organisationAdded: null }
    if (!tie || !after) return { line, done: { ...base, before: null, kept: 'changedSince' }, change: null }
    const change = { ...recorded(note, tieId), action: 'changed', before: toTrail(tie.present), after: toTrail(after) }
    return { line, done: { ...base, before: tie.said.own }, change }
  })
}

/** Publishes ties a sheet changed or took back, and tells every process. */
export async function publishSheet(
  ctx: Ctx,
  ids: readonly string[],
  organisationIds: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await asJob(ctx, 'publish', async (inner) => {
    await publishTies(inner, { ids, organisationIds })
    await raiseDataVersion(inner)
  })
}

/** What was written, for its caller to publish: the lines' ties, and places that became authorities. */
export type WrittenLines = { ties: string[]; organisationsAdded: string[] }

/** Writes lines as the preview showed them, with their trail; answers what was written. */
export async function writeLines(
  ctx: Ctx,
  note: Note & { importId: string },
  lines: { added: readonly ReadyLine[]; changed: readonly ReadyLine[] },
): Promise<WrittenLines> {
  const year = ctx.now.getUTCFullYear()
  const written = await asJob(ctx, 'spreadsheet', async (inner) => {
    const all = [
      ...(await addTies(inner, note, lines.added, year)),
      ...(await changeTies(inner, note, lines.changed, year)),
    ]
    const changes = all.flatMap(({ change }) => (change ? [change] : []))
    for (let from = 0; from < changes.length; from += part) await recordChanges(inner, changes.slice(from, from + part))
    return all
  })
  await saveDone(ctx, note.importId, written)
  const kept = written.filter(({ done }) => !done.kept)
  return {
    ties: kept.map(({ done }) => done.tieId),
    organisationsAdded: kept.flatMap(({ done }) => (done.organisationAdded ? [done.organisationAdded] : [])),
  }
}
