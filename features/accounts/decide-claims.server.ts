import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { isId } from '../../platform/ids.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { recordChange } from './audit.server.ts'
import { claimDecidedLetter } from './claim-letters.ts'
import { type Decider, requireDecider } from './claims.ts'
import { isAdministrator, requireRole, requireTrusted } from './permissions.server.ts'
import { domainOf, type Role } from './rules.ts'
import { giveSeat } from './seats.server.ts'

/** A claim as those who decide on it see it; of the address of its author, only the domain. */
export type ClaimToDecide = {
  id: string
  organisation: { key: string; name: string; country: string }
  name: string
  domain: string
  wantedRole: Role
  functionTitle: string
  word: string
  fileId: string | null
  createdAt: Date
  objectedAt: Date | null
  objection: string
  /** Whether the general address of the organisation is known, and was told. */
  wasTold: boolean
  /** Whether the organisation has owners, who then decide. */
  hasOwner: boolean
  /** Whether the domain is that of the organisation's own site. */
  isOwn: boolean
}

type Row = Omit<ClaimToDecide, 'domain' | 'organisation'> & {
  organisationId: string
  personId: string
  key: string
  organisationName: string
  country: string
  email: string
  locale: Locale
}

const rowColumns = sql`c.id, c.organisation_id as "organisationId", c.person_id as "personId", o.key, o.name as "organisationName",
  o.country, coalesce(p.name, '') as name, coalesce(p.email, '') as email, p.locale, c.wanted_role as "wantedRole",
  c.function_title as "functionTitle", c.word, c.file_id as "fileId", c.created_at as "createdAt",
  c.objected_at as "objectedAt", c.objection, c.objection_digest is not null as "wasTold",
  exists (select from membership m where m.organisation_id = c.organisation_id and m.role = 'owner'
    and m.partnership_id is null and m.ended_at is null) as "hasOwner",
  c.person_id is not distinct from acting_person() as "isOwn"`

// Whoever decides has been let pass before; names of strangers and whether somebody owns are read as the job.
async function readWaiting(ctx: Ctx, organisationId: string | null, claimId: string | null): Promise<Row[]> {
  const of = organisationId ? sql`c.organisation_id = ${organisationId}` : sql`true`
  const one = claimId ? sql`c.id = ${claimId}` : sql`true`
  const { rows } = await asJob(ctx, 'claim', ({ db }) =>
    sql<Row>`select ${rowColumns} from claim c join organisation o on o.id = c.organisation_id
      join person p on p.id = c.person_id
      where c.state = 'waiting' and ${of} and ${one} order by c.created_at, c.id limit 200`.execute(db),
  )
  return rows
}

const shown = ({
  organisationId,
  personId,
  key,
  organisationName,
  country,
  email,
  locale,
  ...row
}: Row): ClaimToDecide => ({
  ...row,
  organisation: { key, name: organisationName, country },
  domain: domainOf(email),
})

/** The claims that wait for the owners of one organisation. */
export async function listClaimsOf(ctx: Ctx, organisationId: string): Promise<ClaimToDecide[]> {
  await requireRole(ctx, organisationId, 'owner')
  return (await readWaiting(ctx, organisationId, null)).map(shown)
}

/** The claims that wait at the desk: those of organisations nobody owns yet, and all of them for the administrator. */
export async function listClaimsAtDesk(ctx: Ctx): Promise<ClaimToDecide[]> {
  await requireTrusted(ctx)
  const all = await isAdministrator(ctx)
  return (await readWaiting(ctx, null, null)).filter((row) => all || !row.hasOwner).map(shown)
}

/** One waiting claim, of those of an organisation or of those at the desk (`organisationId` null). */
export async function getClaimToDecide(ctx: Ctx, organisationId: string | null, id: string): Promise<ClaimToDecide> {
  const claims = organisationId ? await listClaimsOf(ctx, organisationId) : await listClaimsAtDesk(ctx)
  const claim = claims.find((row) => row.id === id)
  if (!claim) throw new AppError('not_found', 'claim_unknown')
  return claim
}

/** A decision on a claim: by the owners of an organisation, or at the desk (`organisationId` null). */
export type ClaimDecision = {
  organisationId: string | null
  claimId: string
  accept: boolean
  /** The role an owner gives, where it is another one than was asked for. */
  role: Role | null
  word: string
  linkTo: (key: string, locale: Locale) => string
}

/** Decides on a claim, once, with a word; its author is told, and an accepted one takes the seat at once. */
export async function decideClaim(ctx: Ctx, decision: ClaimDecision): Promise<void> {
  const { organisationId, claimId, accept } = decision
  if (organisationId) await requireRole(ctx, organisationId, 'owner')
  else await requireTrusted(ctx)
  const word = decision.word.trim().slice(0, 2000)
  if (!accept && !word) throw new AppError('invalid', 'refusal_needs_word')
  await inTransaction(ctx, async (inner) => {
    const [claim] = isId(claimId) ? await readWaiting(inner, organisationId, claimId) : []
    if (!claim) throw new AppError('not_found', 'claim_unknown')
    const facts = { hasOwner: claim.hasOwner, objected: claim.objectedAt !== null, isOwn: claim.isOwn }
    requireDecider(await deciderOf(inner, organisationId), facts)
    const role = organisationId ? (decision.role ?? claim.wantedRole) : claim.wantedRole
    await close(inner, claim, accept, word)
    await recordChange(inner, {
      recordKind: 'claim',
      recordId: claim.id,
      organisationId: claim.organisationId,
      action: accept ? 'claimAccepted' : 'claimRefused',
      before: { state: 'waiting' },
      after: { state: accept ? 'accepted' : 'refused', ...(accept ? { role, personId: claim.personId } : {}) },
      note: word,
    })
    if (accept) await giveClaimed(inner, claim, role)
    await tellAuthor(inner, claim, decision, word)
  })
}

async function deciderOf(ctx: Ctx, organisationId: string | null): Promise<Decider> {
  if (await isAdministrator(ctx)) return 'administrator'
  return organisationId ? 'owner' : 'trusted'
}

// Of two who decide at the same moment, one is second.
async function close(ctx: Ctx, claim: Row, accept: boolean, word: string): Promise<void> {
  const closed = await ctx.db
    .updateTable('claim')
    .set({
      state: accept ? 'accepted' : 'refused',
      decided_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
      decided_at: ctx.now,
      decision_word: word,
    })
    .where('id', '=', claim.id)
    .where('organisation_id', '=', claim.organisationId)
    .where('state', '=', 'waiting')
    .returning('id')
    .executeTakeFirst()
  if (!closed) throw new AppError('conflict', 'claim_decided')
}

async function giveClaimed(ctx: Ctx, claim: Row, role: Role): Promise<void> {
  const givenBy = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  const seat = await asJob(ctx, 'claim', (job) =>
    giveSeat(job, {
      organisationId: claim.organisationId,
      personId: claim.personId,
      role,
      functionTitle: claim.functionTitle,
      givenBy,
    }),
  )
  await recordChange(ctx, {
    recordKind: 'membership',
    recordId: seat.id,
    organisationId: claim.organisationId,
    action: 'claimAccepted',
    before: seat.before ? { role: seat.before } : null,
    after: { role: seat.after, personId: claim.personId },
  })
}

async function tellAuthor(ctx: Ctx, claim: Row, decision: ClaimDecision, word: string): Promise<void> {
  if (!claim.email) return
  await queueMail(ctx, {
    recipient: claim.email,
    locale: claim.locale,
    kind: 'claimDecided',
    personId: claim.personId,
    organisationId: claim.organisationId,
    letter: (t, language) =>
      claimDecidedLetter(t, {
        organisation: claim.organisationName,
        accepted: decision.accept,
        word,
        url: decision.linkTo(claim.key, language),
      }),
  })
}
