import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import { publishTieContent } from './publish-content.server.ts'
import { takeUpTie } from './take-up.server.ts'
import { readTieStep, readTieText } from './tie-texts.ts'

/** What a side writes of a tie, in one of its languages. */
export type TieText = {
  id: string
  organisationId: string
  organisationName: string
  locale: string
  body: string
  updatedAt: Date
  /** What it said before, the latest first. */
  earlier: { id: string; body: string; supersededAt: Date }[]
}

/** A step of the history, and whose words it is in. */
export type TieStep = {
  id: string
  organisationId: string
  organisationName: string
  year: number
  onDate: string | null
  locale: string
  body: string
  sourceSaid: string
}

type TextRow = Omit<TieText, 'earlier'> & { supersededAt: Date | null }

/** What each side writes of a tie, in the order of the parties, for whoever keeps it. */
export async function listTieTexts(ctx: Ctx, of: PartyOfTie): Promise<TieText[]> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    const { rows } = await sql<TextRow>`
      select x.id, x.organisation_id as "organisationId", o.name as "organisationName", x.locale, x.body,
        x.updated_at as "updatedAt", x.superseded_at as "supersededAt"
      from partnership_text x join organisation o on o.id = x.organisation_id
      left join partnership_party p on p.partnership_id = x.partnership_id and p.organisation_id = x.organisation_id
      where x.partnership_id = ${of.partnershipId}
      order by p.position nulls last, x.locale, x.superseded_at desc nulls first`.execute(inner.db)
    const versions = Map.groupBy(rows, (row) => `${row.organisationId} ${row.locale}`)
    return [...versions.values()].flatMap(([present, ...before]) => {
      if (!present || present.supersededAt) return []
      const { supersededAt: _, ...text } = present
      const earlier = before.flatMap(({ id, body, supersededAt }) => (supersededAt ? [{ id, body, supersededAt }] : []))
      return [{ ...text, earlier }]
    })
  })
}

/** The history of a tie in dated steps, the oldest first. */
export async function listTieSteps(ctx: Ctx, of: PartyOfTie): Promise<TieStep[]> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    const { rows } = await sql<TieStep>`
      select s.id, s.organisation_id as "organisationId", o.name as "organisationName", s.year, s.on_date as "onDate",
        s.locale, s.body, s.source_said as "sourceSaid"
      from partnership_step s join organisation o on o.id = s.organisation_id
      where s.partnership_id = ${of.partnershipId} and s.superseded_at is null
      order by s.year, s.on_date nulls first, s.created_at, s.id`.execute(inner.db)
    return rows
  })
}

async function publish(ctx: Ctx, tieId: string): Promise<void> {
  await asJob(ctx, 'publish', async (job) => {
    await publishTieContent(job, [tieId])
    await raiseDataVersion(job)
  })
}

/** Writes what this side says of the tie in one language, in place of what it said; an empty text takes it away. */
export async function writeTieText(ctx: Ctx, of: PartyOfTie, typed: { locale: string; body: string }): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    const text = accept(readTieText(typed))
    const present = sql`partnership_id = ${of.partnershipId} and organisation_id = ${of.organisationId}
      and locale = ${text.locale} and superseded_at is null`
    const { rows } = await sql<{ body: string }>`select body from partnership_text where ${present}`.execute(inner.db)
    if ((rows[0]?.body ?? '') === text.body) return
    await sql`update partnership_text set superseded_at = ${inner.now} where ${present}`.execute(inner.db)
    if (text.body !== '')
      await inner.db
        .insertInto('partnership_text')
        .values({
          id: newId(),
          partnership_id: of.partnershipId,
          organisation_id: of.organisationId,
          ...text,
          updated_by: personOf(inner),
          updated_at: inner.now,
        })
        .execute()
    await takeUpTie(inner, of)
    await record(inner, of, text.body === '' ? 'textTakenBack' : 'textWritten')
    await publish(inner, of.partnershipId)
  })
}

/** Adds a step to the history, in this side's words. */
export async function addTieStep(ctx: Ctx, of: PartyOfTie, typed: Readonly<Record<string, string>>): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    const step = accept(readTieStep(typed))
    await inner.db
      .insertInto('partnership_step')
      .values({
        id: newId(),
        partnership_id: of.partnershipId,
        organisation_id: of.organisationId,
        year: step.year,
        on_date: step.onDate,
        locale: step.locale,
        body: step.body,
        source_said: step.sourceSaid,
        created_by: personOf(inner),
        created_at: inner.now,
      })
      .execute()
    await takeUpTie(inner, of)
    await record(inner, of, 'stepAdded')
    await publish(inner, of.partnershipId)
  })
}

/** Takes one of this side's own steps back: it leaves the history. */
export async function removeTieStep(ctx: Ctx, of: PartyOfTie, id: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    if (!isId(id)) throw new AppError('not_found', 'record_not_found')
    const taken = await sql`update partnership_step set superseded_at = ${inner.now}
      where id = ${id} and partnership_id = ${of.partnershipId} and organisation_id = ${of.organisationId}
        and superseded_at is null`.execute(inner.db)
    if (taken.numAffectedRows !== 1n) throw new AppError('not_found', 'record_not_found')
    await record(inner, of, 'stepRemoved')
    await publish(inner, of.partnershipId)
  })
}

// The nature of what was said, never its words: the trail is read by the administrator of the instance too.
function record(ctx: Ctx, { partnershipId, organisationId }: PartyOfTie, action: string): Promise<void> {
  return recordChange(ctx, { recordKind: 'partnership', recordId: partnershipId, organisationId, action })
}

const personOf = ({ actor }: Ctx) => (actor.kind === 'person' ? actor.personId : null)

function accept<T>(read: { value: T } | { problems: { reason: string }[] }): T {
  if ('value' in read) return read.value
  throw new AppError('invalid', read.problems[0]?.reason ?? 'tie_text_long')
}
