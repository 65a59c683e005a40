import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { keepFile, storeFile } from '../../platform/files/store.server.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { newId } from '../../platform/ids.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { digestOf, newToken } from '../../platform/tokens.ts'
import { takeTurn } from '../../platform/turns.ts'
import { recordChange } from './audit.server.ts'
import { claimNoticeLetter, claimToDecideLetter } from './claim-letters.ts'
import { claimableRoles, largestLetter, letterKinds } from './claims.ts'
import { colleagueLetter } from './member-letters.ts'
import { requirePerson } from './permissions.server.ts'
import { type Role, roleByAddress, roleIn } from './rules.ts'
import { giveSeat, hasOwner } from './seats.server.ts'

/** An organisation as somebody who wants to join it sees it: whether anybody is there, not who. */
export type Opening = {
  organisation: { id: string; key: string; name: string; country: string; tier: string; departementCode: string | null }
  /** Whether it has an owner, who then decides. */
  taken: boolean
  /** The seat whoever asks has already. */
  ownRole: Role | null
  /** The role their address gives by itself, where nobody is there to ask. */
  byAddress: Role | null
  /** Their own claim that waits. */
  waitingSince: Date | null
  /** Whether its general address is known, and is told of a claim. */
  hasGeneralAddress: boolean
}

type Found = Opening['organisation'] & {
  website: string | null
  contactEmail: string | null
  email: string
  ownName: string
}

async function findOrganisation(ctx: Ctx, personId: string, key: string): Promise<Found> {
  // What whoever asks may not see is not found: the key is looked up as themselves.
  const seen = await sql<{ id: string }>`
    select o.id from organisation o where o.merged_into is null and (o.key = ${key}
      or o.id = (select organisation_id from organisation_key_redirect where old_key = ${key}))`.execute(ctx.db)
  const id = seen.rows[0]?.id
  if (!id) throw new AppError('not_found', 'organisation_unknown')
  const { rows } = await asJob(ctx, 'claim', ({ db }) =>
    sql<Found>`
      select o.id, o.key, o.name, o.country, o.tier, o.departement_code as "departementCode", f.website,
        f.contact_email as "contactEmail", coalesce(p.email, '') as email, p.name as "ownName"
      from organisation o left join organisation_profile f on f.organisation_id = o.id
      join person p on p.id = ${personId} where o.id = ${id}`.execute(db),
  )
  const [found] = rows
  if (!found) throw new AppError('not_found', 'organisation_unknown')
  return found
}

/** Looks at an organisation one wants to join. */
export async function getOpening(ctx: Ctx, key: string): Promise<Opening> {
  const { personId } = requirePerson(ctx)
  return inTransaction(ctx, async (inner) => {
    const found = await findOrganisation(inner, personId, key)
    const { website, contactEmail, email, ownName, ...organisation } = found
    const taken = await asJob(inner, 'claim', (job) => hasOwner(job, found.id))
    const seats = await sql<{ organisationId: string; role: Role; partnershipId: string | null }>`
      select organisation_id as "organisationId", role, partnership_id as "partnershipId" from membership
      where person_id = ${personId} and organisation_id = ${found.id} and ended_at is null`.execute(inner.db)
    const waiting = await findWaiting(inner, personId, found.id)
    return {
      organisation,
      taken,
      ownRole: roleIn(seats.rows, found.id),
      byAddress: taken ? null : roleByAddress(email, website),
      waitingSince: waiting?.created_at ?? null,
      hasGeneralAddress: contactEmail !== null,
    }
  })
}

const findWaiting = (ctx: Ctx, personId: string, organisationId: string) =>
  ctx.db
    .selectFrom('claim')
    .select(['id', 'created_at'])
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()

/** Takes the seat one's address gives: contributor, where nobody is there to ask and the domain is the organisation's own. */
export async function joinByAddress(ctx: Ctx, key: string, linkTo: (locale: Locale) => string): Promise<string> {
  const { personId } = requirePerson(ctx)
  return inTransaction(ctx, async (inner) => {
    const found = await findOrganisation(inner, personId, key)
    const role = roleByAddress(found.email, found.website)
    const colleagues = await asJob(inner, 'claim', (job) => listColleagues(job, found.id))
    if (!role || colleagues.some((colleague) => colleague.role === 'owner'))
      throw new AppError('conflict', 'address_gives_no_role')
    const seat = await asJob(inner, 'claim', (job) =>
      giveSeat(job, { organisationId: found.id, personId, role, givenBy: null }),
    )
    await recordChange(inner, {
      recordKind: 'membership',
      recordId: seat.id,
      organisationId: found.id,
      action: 'joinedByAddress',
      before: seat.before ? { role: seat.before } : null,
      after: { role: seat.after, personId },
    })
    for (const { email, locale } of colleagues)
      await queueMail(inner, {
        recipient: email,
        locale,
        kind: 'seatChanged',
        organisationId: found.id,
        letter: (t, language) =>
          colleagueLetter(t, { organisation: found.name, name: found.ownName, url: linkTo(language) }),
      })
    return found.key
  })
}

type Reader = { email: string; locale: Locale; role: string }

async function listColleagues(ctx: Ctx, organisationId: string): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select p.email, p.locale, m.role from membership m join person p on p.id = m.person_id
    where m.organisation_id = ${organisationId} and m.ended_at is null and m.partnership_id is null and p.email is not null
      and m.person_id is distinct from acting_person()
    order by m.created_at limit 50`.execute(ctx.db)
  return rows
}

// Those who decide where nobody is there yet: the administrators, and whoever manages an organisation they trust.
async function listDesk(ctx: Ctx): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select p.email, p.locale, '' as role from person p where p.email is not null and p.id is distinct from acting_person()
      and (p.administrator or exists (select from membership m join organisation o on o.id = m.organisation_id
        where m.person_id = p.id and m.ended_at is null and m.partnership_id is null and o.trusted_since is not null
          and role_rank(m.role) >= role_rank('manager')))
    order by p.created_at limit 50`.execute(ctx.db)
  return rows
}

/** A claim to make, with the addresses of the pages its letters lead to. */
export type NewClaim = {
  key: string
  wantedRole: Role
  functionTitle: string
  word: string
  letter: File | null
  filesFolder: string
  linkTo: {
    owners: (key: string, locale: Locale) => string
    desk: (locale: Locale) => string
    objection: (token: string, locale: Locale) => string
  }
}

/**
 * Says that one acts for an organisation. Where it has owners they are asked, for any role; where it has none, ownership is
 * claimed with a signed letter, those who decide are told, and so is the organisation's general address.
 */
export async function makeClaim(ctx: Ctx, given: NewClaim): Promise<{ id: string; key: string }> {
  const { personId } = requirePerson(ctx)
  return inTransaction(ctx, async (inner) => {
    await takeTurn(inner, `claim ${personId}`, { most: 10, seconds: 86_400 })
    const found = await findOrganisation(inner, personId, given.key)
    if (await findWaiting(inner, personId, found.id)) throw new AppError('conflict', 'claim_waiting')
    const taken = await asJob(inner, 'claim', (job) => hasOwner(job, found.id))
    const wanted = taken ? (claimableRoles.find((role) => role === given.wantedRole) ?? 'contributor') : 'owner'
    if (!taken && !given.letter) throw new AppError('invalid', 'letter_needed')
    const fileId = given.letter && !taken ? await storeLetter(inner, given.filesFolder, given.letter) : null
    const token = newToken()
    const claim = {
      id: newId(),
      organisation_id: found.id,
      person_id: personId,
      wanted_role: wanted,
      function_title: given.functionTitle.trim().slice(0, 120),
      word: given.word.trim().slice(0, 2000),
      file_id: fileId,
      created_at: inner.now,
      objection_digest: !taken && found.contactEmail ? digestOf(token) : null,
    }
    await inner.db.insertInto('claim').values(claim).execute()
    const after = { wantedRole: wanted, personId, letter: fileId !== null }
    await recordChange(inner, {
      recordKind: 'claim',
      recordId: claim.id,
      organisationId: found.id,
      action: 'claimed',
      after,
    })
    await tellDeciders(inner, found, given, taken)
    if (!taken && found.contactEmail) await tellGeneralAddress(inner, found, found.contactEmail, given, token)
    return { id: claim.id, key: found.key }
  })
}

async function storeLetter(ctx: Ctx, filesFolder: string, letter: File): Promise<string> {
  const rules = { organisationId: null, accept: letterKinds, mostBytes: largestLetter }
  const { id } = await storeFile(ctx, filesFolder, letter, rules)
  await keepFile(ctx, id)
  return id
}

async function tellDeciders(ctx: Ctx, found: Found, given: NewClaim, taken: boolean): Promise<void> {
  const readers = await asJob(ctx, 'claim', async (job) =>
    taken ? (await listColleagues(job, found.id)).filter((reader) => reader.role === 'owner') : listDesk(job),
  )
  const facts = { organisation: found.name, name: found.ownName, functionTitle: given.functionTitle, word: given.word }
  const url = (locale: Locale) => (taken ? given.linkTo.owners(found.key, locale) : given.linkTo.desk(locale))
  for (const { email, locale } of readers)
    await queueMail(ctx, {
      recipient: email,
      locale,
      kind: 'claimToDecide',
      organisationId: found.id,
      letter: (t, language) => claimToDecideLetter(t, { ...facts, url: url(language) }),
    })
}

async function tellGeneralAddress(
  ctx: Ctx,
  found: Found,
  recipient: string,
  given: NewClaim,
  token: string,
): Promise<void> {
  const facts = { organisation: found.name, name: found.ownName, functionTitle: given.functionTitle }
  await queueMail(ctx, {
    recipient,
    locale: found.country === 'FR' ? 'fr' : 'both',
    kind: 'claimNotice',
    organisationId: found.id,
    letter: (t, language) => claimNoticeLetter(t, { ...facts, url: given.linkTo.objection(token, language) }),
  })
}

/** Takes one's own claim back. */
export async function withdrawClaim(ctx: Ctx, key: string): Promise<void> {
  const { personId } = requirePerson(ctx)
  await inTransaction(ctx, async (inner) => {
    const { id } = await findOrganisation(inner, personId, key)
    const withdrawn = await inner.db
      .updateTable('claim')
      .set({ state: 'withdrawn', decided_at: inner.now })
      .where('organisation_id', '=', id)
      .where('person_id', '=', personId)
      .where('state', '=', 'waiting')
      .returning('id')
      .executeTakeFirst()
    if (!withdrawn) throw new AppError('not_found', 'claim_unknown')
    await recordChange(inner, { recordKind: 'claim', recordId: withdrawn.id, organisationId: id, action: 'withdrawn' })
  })
}

/** What somebody asked for, with the answer. */
export type OwnClaim = { id: string; key: string; name: string; state: string; createdAt: Date; decisionWord: string }

/** One's own claims, the latest first. */
export async function listOwnClaims(ctx: Ctx): Promise<OwnClaim[]> {
  const { personId } = requirePerson(ctx)
  const { rows } = await sql<OwnClaim>`
    select c.id, o.key, o.name, c.state, c.created_at as "createdAt", c.decision_word as "decisionWord"
    from claim c join organisation o on o.id = c.organisation_id
    where c.person_id = ${personId} order by c.created_at desc, c.id limit 20`.execute(ctx.db)
  return rows
}
