import { afterAll } from 'vitest'
import { memberRole } from '../db/roles.ts'
import type { Role } from '../features/accounts/rules.ts'
import type { Actor, Ctx } from '../platform/context.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { newId } from '../platform/ids.ts'
import { testDatabaseUrl } from './db.ts'

let members: Promise<ReturnType<typeof openDatabase>> | undefined

async function openMembers() {
  const opened = openDatabase(await testDatabaseUrl(), { role: memberRole, max: 4 })
  afterAll(opened.close)
  return opened
}

async function contextOf(actor: Actor): Promise<Ctx> {
  members ??= openMembers()
  return { db: (await members).db, actor, now: new Date(), locale: 'fr' }
}

/** A context as a signed-in person has it, acting for an organisation or for none: row-level security is on. */
export function memberContext(personId: string, organisationId: string | null = null): Promise<Ctx> {
  return contextOf({ kind: 'person', personId, organisationId })
}

/** A context as a visitor of a form without an account has it. */
export function anonymousContext(): Promise<Ctx> {
  return contextOf({ kind: 'anonymous' })
}

/** A context as a named job has it, under the role of requests. */
export function jobContext(name: Extract<Actor, { kind: 'job' }>['name']): Promise<Ctx> {
  return contextOf({ kind: 'job', name })
}

let made = 0

/** Makes a person, as the owner of the database; `email` is made up where none is given. */
export async function makePerson(
  ctx: Ctx,
  facts: { name?: string; email?: string; administrator?: boolean } = {},
): Promise<{ id: string; name: string; email: string }> {
  const row = {
    id: newId(),
    name: facts.name ?? `Personne ${++made}`,
    email: facts.email ?? `personne-${newId()}@mairie.example`,
  }
  await ctx.db
    .insertInto('person')
    .values({ ...row, administrator: facts.administrator ?? false })
    .execute()
  return row
}

/** Gives a person a seat in an organisation, as the owner of the database. */
export async function makeSeat(
  ctx: Ctx,
  seat: { personId: string; organisationId: string; role: Role; partnershipId?: string },
): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('membership')
    .values({
      id,
      person_id: seat.personId,
      organisation_id: seat.organisationId,
      role: seat.role,
      partnership_id: seat.partnershipId ?? null,
    })
    .execute()
  return id
}
