import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { isId, newId } from '../../platform/ids.ts'
import { mailAddress } from '../../platform/mail/address.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { digestOf, newToken } from '../../platform/tokens.ts'
import { takeTurn } from '../../platform/turns.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { findDeciders } from './deciders.server.ts'
import { type CorrectableField, type CorrectableKind, fieldsOf, parseValue } from './fields.ts'
import { type CorrectionInWords, toDecideLetter, verifyLetter } from './letters.ts'
import type { FreshnessLinks } from './links.ts'

/** A public record a reader may correct, with what stands there now. */
export type Correctable = {
  kind: CorrectableKind
  id: string
  key: string
  name: string
  inRegister: boolean
  fields: readonly CorrectableField[]
  values: Partial<Record<CorrectableField, string>>
}

async function findOrganisation(ctx: Ctx, key: string): Promise<Omit<Correctable, 'fields'> | null> {
  const { rows } = await sql<{
    id: string
    name: string
    inRegister: boolean
    population: number | null
    year: number | null
    website: string | null
  }>`select o.id, o.name, o.insee_code is not null or o.siren is not null as "inRegister",
      o.population, o.population_year as year, p.website
    from public_organisation o left join public_profile p on p.organisation_id = o.id where o.key = ${key}`.execute(
    ctx.db,
  )
  const [row] = rows
  if (!row) return null
  const { id, name, inRegister, population, year, website } = row
  const values = {
    name,
    ...(population === null ? {} : { population: `${population} (${year})` }),
    ...(website ? { website } : {}),
  }
  return { kind: 'organisation', id, key, name, inRegister, values }
}

async function findTie(ctx: Ctx, id: string): Promise<Omit<Correctable, 'fields'> | null> {
  const { rows } = await sql<{
    names: string[]
    type: string
    state: string
    since: number | null
    until: number | null
  }>`
    select party_names as names, type, state, since_year as since, until_year as until from public_tie
    where id = ${id}`.execute(ctx.db)
  const [row] = rows
  if (!row) return null
  const { names, type, state, since, until } = row
  const values = {
    type,
    state,
    ...(since === null ? {} : { sinceYear: String(since) }),
    ...(until === null ? {} : { untilYear: String(until) }),
  }
  return { kind: 'partnership', id, key: id, name: names.join(' – '), inRegister: false, values }
}

/** The public record an address of the correction form means, or null. */
export async function findCorrectable(ctx: Ctx, kind: CorrectableKind, key: string): Promise<Correctable | null> {
  const found = kind === 'organisation' ? await findOrganisation(ctx, key) : isId(key) ? await findTie(ctx, key) : null
  return found && { ...found, fields: fieldsOf(kind, found.inRegister) }
}

/** What a reader proposes, as it was typed. */
export type Proposal = {
  kind: CorrectableKind
  key: string
  field: string
  value: string
  year?: string
  source: string
  word: string
  /** Where they are told; asked of whoever has not signed in. */
  email: string
  /** Who is signed in, with the address of their account. */
  signedIn: { personId: string; email: string } | null
  /** Where the request comes from. */
  client: string
}

const hour = 3600
const daysToVerify = 7

function readField(record: Correctable, field: string): CorrectableField {
  const known = record.fields.find((one) => one === field)
  if (!known) throw new AppError('invalid', 'correction_field_unknown')
  return known
}

/**
 * Keeps what a reader proposes. Whoever has signed in is believed; anybody else gets a mail whose link says that the
 * address is theirs, and only then does anybody else hear of it.
 */
export async function proposeCorrection(
  ctx: Ctx,
  proposal: Proposal,
  links: FreshnessLinks,
): Promise<'waiting' | 'unverified'> {
  return inTransaction(ctx, async (inner) => {
    const record = await findCorrectable(inner, proposal.kind, proposal.key)
    if (!record) throw new AppError('not_found', 'record_not_found')
    const field = readField(record, proposal.field)
    const parsed = parseValue(field, proposal, inner.now.getFullYear())
    if ('reason' in parsed) throw new AppError('invalid', parsed.reason)
    if (parsed.value !== '' && parsed.value === record.values[field])
      throw new AppError('invalid', 'correction_same_value')
    const email = proposal.signedIn?.email ?? mailAddress(proposal.email)
    await takeTurn(inner, `correction ${email}`, { most: 10, seconds: 24 * hour })
    await takeTurn(inner, `correction from ${proposal.client}`, { most: 20, seconds: hour })
    const token = proposal.signedIn ? null : newToken()
    const id = await insertCorrection(inner, proposal, record, { field, value: parsed.value, email, token })
    if (token) {
      const inWords = { name: record.name, field, value: parsed.value }
      const letter = verifyLetter(inWords, links.verify(inner.locale, token))
      await asJob(inner, 'correction', (job) =>
        queueMail(job, { recipient: email, locale: inner.locale, kind: 'correctionVerify', letter }),
      )
      return 'unverified'
    }
    await announce(inner, id, links)
    return 'waiting'
  })
}

type Accepted = { field: CorrectableField; value: string; email: string; token: string | null }

async function insertCorrection(ctx: Ctx, proposal: Proposal, record: Correctable, given: Accepted): Promise<string> {
  const id = newId()
  const { field, value, email, token } = given
  const verified = token === null
  await asJob(ctx, 'correction', async (inner) => {
    const { organisationId } = await findDeciders(inner, record.kind, record.id)
    await inner.db
      .insertInto('correction')
      .values({
        id,
        record_kind: record.kind,
        record_id: record.id,
        organisation_id: organisationId,
        field,
        value_then: record.values[field] ?? '',
        value_proposed: value,
        source_said: proposal.source.trim().slice(0, 1000),
        word: proposal.word.trim().slice(0, 2000),
        author_email: email,
        author_person_id: proposal.signedIn?.personId ?? null,
        locale: ctx.locale,
        token_digest: token && digestOf(token),
        created_at: ctx.now,
        verified_at: verified ? ctx.now : null,
        state: verified ? 'waiting' : 'unverified',
      })
      .execute()
  })
  return id
}

type Announced = CorrectionInWords & { kind: CorrectableKind; recordId: string; organisationId: string | null }

// Tells those who decide, and writes down that it was proposed.
async function announce(ctx: Ctx, id: string, links: FreshnessLinks): Promise<void> {
  await asJob(ctx, 'correction', async (inner) => {
    const { rows } = await sql<Announced>`
      select c.record_kind as kind, c.record_id as "recordId", c.field, c.value_proposed as value,
        c.organisation_id as "organisationId",
        case c.record_kind when 'organisation' then (select name from organisation where id = c.record_id)
          else (select array_to_string(party_names, ' – ') from public_tie where id = c.record_id) end as name
      from correction c where c.id = ${id}`.execute(inner.db)
    const [correction] = rows
    if (!correction) return
    const { kind, recordId, organisationId, field, value } = correction
    const deciders = await findDeciders(inner, kind, recordId)
    const letter = toDecideLetter({ ...correction, name: correction.name ?? '' }, (locale: Locale) =>
      links.corrections(locale, deciders.organisationKey),
    )
    for (const { personId, email, locale } of deciders.people)
      await queueMail(inner, { recipient: email, locale, kind: 'correctionToDecide', letter, personId })
    await recordChange(inner, {
      recordKind: kind,
      recordId,
      organisationId,
      action: 'correctionProposed',
      after: { [field]: value },
      door: 'publicForm',
    })
  })
}

/** What a link in a mail is about: the correction it verifies, before the button is pressed. */
export async function findCorrectionToVerify(
  ctx: Ctx,
  token: string,
): Promise<(CorrectionInWords & { kind: CorrectableKind; key: string; done: boolean }) | null> {
  const found = await asJob(ctx, 'correction', async ({ db, now }) => {
    const { rows } = await sql<{
      kind: CorrectableKind
      id: string
      field: CorrectableField
      value: string
      state: string
    }>`
      select record_kind as kind, record_id as id, field, value_proposed as value, state from correction
      where token_digest = ${digestOf(token)}
        and (state <> 'unverified' or created_at > ${now}::timestamptz - ${daysToVerify} * interval '1 day')`.execute(
      db,
    )
    return rows[0] ?? null
  })
  if (!found) return null
  const { rows } = await sql<{ name: string; key: string }>`
    select name, key from public_organisation where id = ${found.id}
    union all select array_to_string(party_names, ' – '), id::text from public_tie where id = ${found.id}`.execute(
    ctx.db,
  )
  const [record] = rows
  return record ? { ...found, ...record, done: found.state !== 'unverified' } : null
}

/** Pressing the button says that the address is the author's: from now on the correction waits for a decision. */
export async function verifyCorrection(ctx: Ctx, token: string, links: FreshnessLinks): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const verified = await asJob(inner, 'correction', async ({ db, now }) => {
      const { rows } = await sql<{ id: string }>`
        update correction set state = 'waiting', verified_at = ${now}
        where token_digest = ${digestOf(token)} and state = 'unverified'
          and created_at > ${now}::timestamptz - ${daysToVerify} * interval '1 day' returning id`.execute(db)
      return rows[0] ?? null
    })
    if (!verified) throw new AppError('invalid', 'link_used')
    await announce(inner, verified.id, links)
  })
}
