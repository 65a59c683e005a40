import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { requirePerson } from './permissions.server.ts'
import type { Role } from './rules.ts'

/** Somebody who has signed in, as their own pages show them. */
export type Person = { id: string; name: string; email: string; locale: 'fr' | 'en'; administrator: boolean }

/** A seat with the organisation's own name: one of the places somebody may act for. */
export type NamedSeat = {
  organisationId: string
  key: string
  name: string
  kind: 'localAuthority' | 'organisation'
  country: string
  role: Role
  partnershipId: string | null
  example: boolean
  trusted: boolean
}

/** Makes a person of an account that signs in for the first time, and keeps the address the account has. */
export async function ensurePerson(ctx: Ctx, account: { email: string; name: string }): Promise<Person> {
  const { personId } = requirePerson(ctx)
  await sql`insert into person as p (id, name, email, locale, last_seen_at)
    values (${personId}, ${account.name.slice(0, 120)}, ${account.email}, ${ctx.locale}, ${ctx.now})
    on conflict (id) do update set email = excluded.email, last_seen_at = excluded.last_seen_at
    where p.erased_at is null and (p.email is distinct from excluded.email
      or p.last_seen_at is null or p.last_seen_at < ${ctx.now}::timestamptz - interval '1 day')`.execute(ctx.db)
  const { rows } = await sql<Person>`select id, name, coalesce(email, '') as email, locale, administrator
    from person where id = ${personId}`.execute(ctx.db)
  const [person] = rows
  if (!person) throw new Error('a person who signs in is not there')
  return person
}

/** The organisations somebody has a seat in, by name. */
export async function listNamedSeats(ctx: Ctx): Promise<NamedSeat[]> {
  const { personId } = requirePerson(ctx)
  const { rows } = await sql<NamedSeat>`
    select o.id as "organisationId", o.key, o.name, o.kind, o.country, m.role, m.partnership_id as "partnershipId",
      o.example, o.trusted_since is not null as trusted
    from membership m join organisation o on o.id = m.organisation_id
    where m.person_id = ${personId} and m.ended_at is null
    order by o.name_key, o.key`.execute(ctx.db)
  return rows
}

/** Writes what a person says of themselves: how they are called, in which language they are written to. */
export async function updatePerson(ctx: Ctx, facts: { name: string; locale: 'fr' | 'en' }): Promise<void> {
  const { personId } = requirePerson(ctx)
  await ctx.db.updateTable('person').set(facts).where('id', '=', personId).execute()
}
