import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { setTieDiscreet } from './discreet.server.ts'
import type { NewTie } from './new-tie.ts'
import { publishTies } from './publish.server.ts'
import { writeDeclarations } from './spreadsheet/declare.server.ts'

/** A body that may be chosen as a party of a new tie. */
export type PartnerChoice = { id: string; key: string; name: string; country: string; tier: string }

type Body = PartnerChoice & { kind: string; example: boolean; position: number }

// What is hidden from whoever asks is not found, as anywhere else.
async function readBodies(ctx: Ctx, keys: readonly string[]): Promise<Body[]> {
  const { rows } = await sql<Body>`
    select o.id, o.key, o.name, o.country, o.tier, o.kind, o.example, k.position::int as position
    from unnest(${[...keys]}::text[]) with ordinality as k (key, position)
    join organisation o on o.key = k.key and o.merged_into is null order by k.position`.execute(ctx.db)
  return rows
}

/** The bodies of these keys that whoever asks may choose, in that order. */
export function listPartnerChoices(ctx: Ctx, keys: readonly string[]): Promise<PartnerChoice[]> {
  return readBodies(ctx, keys)
}

/** The tie these bodies have already with this one, and no others; null where there is none. */
export async function findSameTie(
  ctx: Ctx,
  organisationId: string,
  partnerIds: readonly string[],
): Promise<string | null> {
  const all = [...new Set([organisationId, ...partnerIds])]
  const { rows } = await sql<{ id: string }>`
    select mine.partnership_id as id from partnership_party mine
    join partnership_party p on p.partnership_id = mine.partnership_id
    where mine.organisation_id = ${organisationId}
    group by mine.partnership_id
    having count(*) = ${all.length} and bool_and(p.organisation_id = any(${all}::uuid[]))`.execute(ctx.db)
  return rows[0]?.id ?? null
}

/**
 * Makes a tie between an authority and one or several others, as its own declaration; answers its id, and that it was
 * there already where the same parties have one: no tie is made twice.
 */
export async function createTie(
  ctx: Ctx,
  organisationId: string,
  tie: NewTie,
): Promise<{ id: string; existing: boolean }> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    const parties = await readParties(inner, organisationId, tie.partners)
    const partners = parties.filter(({ id }) => id !== organisationId)
    const known = await findSameTie(
      inner,
      organisationId,
      partners.map(({ id }) => id),
    )
    if (known) return { id: known, existing: true }
    const id = newId()
    await asJob(inner, 'spreadsheet', (job) => insertTie(job, id, parties, tie))
    await asJob(inner, 'spreadsheet', (job) => declareTie(job, id, parties, organisationId, tie))
    await recordChange(inner, {
      recordKind: 'partnership',
      recordId: id,
      organisationId,
      action: 'added',
      after: {
        type: tie.type,
        state: 'active',
        sinceYear: tie.sinceYear,
        openEnded: tie.openEnded,
        termYear: tie.termYear,
      },
    })
    if (tie.discreet) await setTieDiscreet(inner, { organisationId, recordId: id }, true)
    else
      await asJob(inner, 'publish', async (job) => {
        await publishTies(job, { ids: [id] })
        await raiseDataVersion(job)
      })
    return { id, existing: false }
  })
}

async function readParties(ctx: Ctx, organisationId: string, partners: readonly string[]): Promise<Body[]> {
  const { rows } = await sql<{ key: string }>`select key from organisation where id = ${organisationId}`.execute(ctx.db)
  const keys = [...new Set([rows[0]?.key ?? '', ...partners])]
  const bodies = await readBodies(ctx, keys)
  if (bodies.length < keys.length) throw new AppError('invalid', 'tie_partner_unknown')
  if (bodies.length < 2) throw new AppError('invalid', 'tie_partner_needed')
  // A tie is between local authorities (domain); associations act in its projects.
  if (bodies.some(({ kind }) => kind !== 'localAuthority')) throw new AppError('invalid', 'tie_needs_authorities')
  if (new Set(bodies.map(({ example }) => example)).size > 1) throw new AppError('invalid', 'tie_example_apart')
  // As everywhere in the atlas the French side stands first; the rest keeps the order it was chosen in.
  return bodies.toSorted((a, b) => Number(b.country === 'FR') - Number(a.country === 'FR') || a.position - b.position)
}

async function insertTie(ctx: Ctx, id: string, parties: readonly Body[], tie: NewTie): Promise<void> {
  await ctx.db
    .insertInto('partnership')
    .values({
      id,
      type: 'unknown',
      state: 'unknown',
      evidence: 'oneParty',
      parties_key: parties
        .map(({ key }) => key)
        .toSorted()
        .join(' '),
      example: parties.some(({ example }) => example),
      open_ended: tie.openEnded,
      term_year: tie.termYear,
      taken_up_at: ctx.now,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  await ctx.db
    .insertInto('partnership_party')
    .values(parties.map((party, index) => ({ partnership_id: id, organisation_id: party.id, position: index + 1 })))
    .execute()
}

// Type, state and years are said by this party beside what others will say, as in its spreadsheet.
async function declareTie(
  ctx: Ctx,
  id: string,
  parties: readonly Body[],
  organisationId: string,
  tie: NewTie,
): Promise<void> {
  const own = parties.find((party) => party.id === organisationId)
  if (!own) throw new AppError('not_found', 'record_not_found')
  const { type, sinceYear } = tie
  const declared = { type, sinceYear, state: 'active', untilYear: null, themes: [] } as const
  await writeDeclarations(ctx, own, [
    { tieId: id, declared: { ...declared, themes: [], attestedYear: ctx.now.getUTCFullYear() } },
  ])
}
