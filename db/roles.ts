import { type Kysely, sql } from 'kysely'
import { advisoryLocks } from '../platform/db/locks.ts'
import type { Database } from '../platform/db/tables.ts'
import { AppError } from '../platform/errors.ts'

/** The role under which requests of the site and the API run: it may read what is public, and nothing else. */
export const appRole = 'navette_app'

// Everything a visitor's request may read. A table that is not here is closed to the site and the API.
const readableTables = [
  'data_version',
  'world_region',
  'country',
  'country_label',
  'country_income_group',
  'disputed_place',
  'source',
  'public_organisation',
  'public_tie',
  'public_tie_end',
  'public_tie_count',
  'public_mention',
  'public_organisation_detail',
  'public_organisation_alias',
  'public_key_redirect',
  'public_tie_detail',
  'public_tie_statement',
] as const satisfies readonly (keyof Database)[]

/** Makes the role of requests and gives it its rights; refuses one that could see past row-level security. */
export function ensureAppRole(db: Kysely<Database>): Promise<void> {
  return db.isTransaction ? giveRights(db) : db.transaction().execute(giveRights)
}

async function giveRights(db: Kysely<Database>): Promise<void> {
  // Two processes that grant at once would collide on the catalogue.
  await sql`select pg_advisory_xact_lock(${advisoryLocks.roles})`.execute(db)
  await createRole(db)
  await refuseBypass(db)
  const tables = sql.join(readableTables.map((table) => sql.table(table)))
  await sql`grant usage on schema public to ${sql.id(appRole)}`.execute(db)
  await sql`grant select on ${tables} to ${sql.id(appRole)}`.execute(db)
}

async function createRole(db: Kysely<Database>): Promise<void> {
  const account = await sql<{ user: string }>`select current_user as user`.execute(db)
  try {
    await sql`do $$ begin
      if not exists (select from pg_roles where rolname = 'navette_app') then
        create role navette_app nologin nosuperuser nobypassrls;
      end if;
      if not pg_has_role(current_user, 'navette_app', 'member') then
        grant navette_app to current_user;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`.execute(db)
  } catch (cause) {
    if ((cause as { code?: string }).code !== '42501') throw cause
    throw new AppError('forbidden', 'database_role_missing', { user: account.rows[0]?.user ?? '' }, { cause })
  }
}

async function refuseBypass(db: Kysely<Database>): Promise<void> {
  const found = await sql<{ name: string }>`
    select rolname as name from pg_roles
    where (rolsuper or rolbypassrls) and pg_has_role('navette_app', oid, 'member')`.execute(db)
  const role = found.rows[0]
  if (role) throw new AppError('conflict', 'database_role_too_strong', { role: role.name })
}
