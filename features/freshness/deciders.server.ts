import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import type { CorrectableKind } from './fields.ts'

type Person = { personId: string; email: string; locale: Locale }

/** Who decides on a correction of a record: the members of the organisation that looks after it, or those trusted. */
export type Deciders = {
  /** Null: nobody looks after the record yet. */
  organisationId: string | null
  organisationKey: string | null
  people: Person[]
}

type Owner = { id: string; key: string }

// The first party of a tie that has somebody who may decide; an organisation decides on its own record.
async function findOwner(ctx: Ctx, kind: CorrectableKind, id: string): Promise<Owner | null> {
  const candidates =
    kind === 'organisation'
      ? sql`select o.id, o.key, 1 as position from organisation o where o.id = ${id}`
      : sql`select o.id, o.key, p.position from partnership_party p join organisation o on o.id = p.organisation_id
          where p.partnership_id = ${id}`
  const { rows } = await sql<Owner>`
    select c.id, c.key from (${candidates}) c
    where exists (select from membership m where m.organisation_id = c.id and m.ended_at is null
      and m.partnership_id is null and role_rank(m.role) >= role_rank('contributor'))
    order by c.position limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

// Those who answer for it are written to; contributors only where there is nobody else.
async function listMembers(ctx: Ctx, organisationId: string): Promise<Person[]> {
  const { rows } = await sql<Person>`
    with able as (
      select p.id, p.email, p.locale, role_rank(m.role) >= role_rank('manager') as answers
      from membership m join person p on p.id = m.person_id
      where m.organisation_id = ${organisationId} and m.ended_at is null and m.partnership_id is null
        and role_rank(m.role) >= role_rank('contributor') and p.email is not null)
    select id as "personId", email, locale from able
    where answers or not exists (select from able where answers) order by id`.execute(ctx.db)
  return rows
}

async function listTrusted(ctx: Ctx): Promise<Person[]> {
  const { rows } = await sql<Person>`
    select p.id as "personId", p.email, p.locale from person p
    where p.email is not null and (p.administrator or exists (
      select from membership m join organisation o on o.id = m.organisation_id
      where m.person_id = p.id and m.ended_at is null and m.partnership_id is null and o.trusted_since is not null
        and role_rank(m.role) >= role_rank('manager')))
    order by p.id`.execute(ctx.db)
  return rows
}

/** Finds who decides on corrections of a record; asked by the program itself, for a visitor may not know members. */
export async function findDeciders(ctx: Ctx, kind: CorrectableKind, id: string): Promise<Deciders> {
  const owner = await findOwner(ctx, kind, id)
  if (!owner) return { organisationId: null, organisationKey: null, people: await listTrusted(ctx) }
  return { organisationId: owner.id, organisationKey: owner.key, people: await listMembers(ctx, owner.id) }
}
