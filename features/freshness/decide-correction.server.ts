import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { isId } from '../../platform/ids.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole, requireTrusted } from '../accounts/permissions.server.ts'
import { publishProfiles } from '../organisations/publish-profile.server.ts'
import { applyCorrection } from './apply-correction.server.ts'
import { publishRecords } from './confirm.server.ts'
import { type CorrectableField, type CorrectableKind, parseValue } from './fields.ts'
import { decidedLetter } from './letters.ts'
import type { FreshnessLinks } from './links.ts'

/** A correction as those who decide see it; the author's address stays with the program. */
export type WaitingCorrection = {
  id: string
  kind: CorrectableKind
  recordId: string
  /** Key of an organisation, id of a tie: the last part of its public address. */
  key: string
  name: string
  field: CorrectableField
  valueThen: string
  value: string
  source: string
  word: string
  createdAt: Date
  state: 'waiting' | 'accepted' | 'acceptedEdited' | 'refused'
  valueKept: string | null
  decidedAt: Date | null
  decisionWord: string
}

// A record of nobody yet is decided on by those the administrator trusts.
const ofOwner = (organisationId: string | null) =>
  sql<boolean>`c.organisation_id is not distinct from ${organisationId}`

const columns = sql<WaitingCorrection>`c.id, c.record_kind as kind, c.record_id as "recordId",
  coalesce((select key from organisation where id = c.record_id), c.record_id::text) as key,
  coalesce((select name from organisation where id = c.record_id),
    (select string_agg(o.name, ' – ' order by p.position) from partnership_party p join organisation o on o.id = p.organisation_id
      where p.partnership_id = c.record_id), '') as name,
  c.field, c.value_then as "valueThen", c.value_proposed as value, c.source_said as source, c.word, c.created_at as "createdAt",
  c.state, c.value_kept as "valueKept", c.decided_at as "decidedAt", c.decision_word as "decisionWord"`

async function requireDecider(ctx: Ctx, organisationId: string | null, reading: boolean): Promise<void> {
  if (organisationId) await requireRole(ctx, organisationId, reading ? 'reader' : 'contributor')
  else await requireTrusted(ctx)
}

const mostDecided = 20

/** The corrections that wait for an organisation, or with null for whoever is trusted; and the last decided ones. */
export async function listCorrections(
  ctx: Ctx,
  organisationId: string | null,
): Promise<{ waiting: WaitingCorrection[]; decided: WaitingCorrection[] }> {
  await requireDecider(ctx, organisationId, true)
  const waiting = await sql<WaitingCorrection>`select ${columns} from correction c
    where ${ofOwner(organisationId)} and c.state = 'waiting' order by c.created_at, c.id`.execute(ctx.db)
  const decided = await sql<WaitingCorrection>`select ${columns} from correction c
    where ${ofOwner(organisationId)} and c.state in ('accepted', 'acceptedEdited', 'refused')
    order by c.decided_at desc, c.id limit ${mostDecided}`.execute(ctx.db)
  return { waiting: waiting.rows, decided: decided.rows }
}

/** A decision: `value` and `year` are what the decider made of the proposal, `word` what the author is told. */
export type Decision = { id: string; accept: boolean; value?: string; year?: string; word: string }

type Row = {
  id: string
  kind: CorrectableKind
  recordId: string
  name: string
  key: string
  field: CorrectableField
  value: string
  source: string
  email: string
  personId: string | null
  locale: Locale
}

async function takeWaiting(ctx: Ctx, organisationId: string | null, id: string): Promise<Row> {
  const { rows } = await sql<Row>`
    select ${columns}, c.author_email as email, c.author_person_id as "personId", c.locale from correction c
    where c.id = ${id} and ${ofOwner(organisationId)} and c.state = 'waiting' for update of c`.execute(ctx.db)
  // Somebody else has decided, or it never waited here.
  if (!rows[0]) throw new AppError('conflict', 'correction_not_waiting')
  return rows[0]
}

function keptValue(ctx: Ctx, row: Row, decision: Decision): string {
  if (decision.value === undefined) return row.value
  const typed = { value: decision.value, ...(decision.year === undefined ? {} : { year: decision.year }) }
  const parsed = parseValue(row.field, typed, ctx.now.getFullYear())
  if ('reason' in parsed) throw new AppError('invalid', parsed.reason)
  return parsed.value
}

/**
 * Accepts a correction, as proposed or edited, or refuses it with a word. What is accepted is written with its trace and
 * published; what sources said stays beside it. The author is told by mail.
 */
export async function decideCorrection(
  ctx: Ctx,
  organisationId: string | null,
  decision: Decision,
  links: FreshnessLinks,
): Promise<'accepted' | 'acceptedEdited' | 'refused'> {
  return inTransaction(ctx, async (inner) => {
    await requireDecider(inner, organisationId, false)
    const word = decision.word.trim().slice(0, 2000)
    if (!decision.accept && !word) throw new AppError('invalid', 'correction_word_missing')
    if (!isId(decision.id)) throw new AppError('conflict', 'correction_not_waiting')
    const row = await takeWaiting(inner, organisationId, decision.id)
    const kept = decision.accept ? keptValue(inner, row, decision) : null
    const state = kept === null ? 'refused' : kept === row.value ? 'accepted' : 'acceptedEdited'
    await writeDecision(inner, row.id, { state, kept, word })
    if (kept === null) await recordRefusal(inner, organisationId, row)
    else await writeAccepted(inner, organisationId, row, kept)
    const letter = decidedLetter(
      row,
      { decision: state, kept: kept ?? '', word },
      links.record(row.locale, row.kind, row.key),
    )
    await queueMail(inner, {
      recipient: row.email,
      locale: row.locale,
      kind: 'correctionDecided',
      letter,
      ...(row.personId ? { personId: row.personId } : {}),
    })
    return state
  })
}

type Written = { state: string; kept: string | null; word: string }

async function writeDecision(ctx: Ctx, id: string, { state, kept, word }: Written): Promise<void> {
  const decidedBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  await ctx.db
    .updateTable('correction')
    .set({ state, value_kept: kept, decided_by: decidedBy, decided_at: ctx.now, decision_word: word })
    .where('id', '=', id)
    .execute()
}

async function recordRefusal(ctx: Ctx, organisationId: string | null, row: Row): Promise<void> {
  await recordChange(ctx, {
    recordKind: row.kind,
    recordId: row.recordId,
    organisationId,
    action: 'correctionRefused',
    before: { [row.field]: row.value },
  })
}

async function writeAccepted(ctx: Ctx, organisationId: string | null, row: Row, kept: string): Promise<void> {
  const { id, kind, recordId, field, source } = row
  const change = await asJob(ctx, 'correction', (inner) =>
    applyCorrection(inner, { id, kind, recordId, field, value: kept, source, byParty: organisationId !== null }),
  )
  await recordChange(ctx, {
    recordKind: kind,
    recordId,
    organisationId,
    action: 'correctionAccepted',
    before: change?.before ?? null,
    after: change?.after ?? { [field]: kept },
    note: source,
  })
  if (!change) return
  if (kind === 'partnership') return publishRecords(ctx, null, [recordId])
  await publishRecords(ctx, recordId, field === 'name' ? await listTieIds(ctx, recordId) : [])
  if (field === 'website') await publishProfiles(ctx, [recordId])
}

// A name stands on every tie of its organisation.
async function listTieIds(ctx: Ctx, organisationId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select tie_id as id from public_tie_end where organisation_id = ${organisationId}`.execute(ctx.db)
  return rows.map((row) => row.id)
}
