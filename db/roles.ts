import { type Kysely, sql } from 'kysely'
import { advisoryLocks } from '../platform/db/locks.ts'
import type { Database } from '../platform/db/tables.ts'
import { AppError } from '../platform/errors.ts'
import { budgetVisitorReads, budgetWrites } from './budget-grants.ts'
import { tieVisitorReads, tieWrites } from './tie-grants.ts'

/** The role under which requests of visitors run: it may read what is public, and nothing else. */
export const appRole = 'navette_app'
/** The role under which people who have signed in act; row-level security decides what they see and change. */
export const memberRole = 'navette_member'
/** The role of sign-in: accounts and sessions, and nothing else. */
export const authRole = 'navette_auth'

type TableName = keyof Database

// Everything a visitor's request may read. A table that is not here is closed to the site and the API.
const visitorReads = [
  'data_version',
  'world_region',
  'country',
  'country_label',
  'country_income_group',
  'disputed_place',
  'source',
  'retention_rule',
  'edition',
  'public_organisation',
  'public_tie',
  'public_tie_end',
  'public_tie_count',
  'public_mention',
  'public_profile',
  'public_organisation_detail',
  'public_organisation_alias',
  'public_key_redirect',
  'public_tie_detail',
  'public_tie_statement',
  'public_setting',
  ...tieVisitorReads,
  ...budgetVisitorReads,
] as const satisfies readonly TableName[]

// What a member's request may read besides, and what it may write: every one under row-level security, or public
// reference that commands fill.
const memberReads = ['place', 'place_alias', 'seed_load', 'schema_migration'] as const
const memberWrites: Readonly<Partial<Record<TableName, string>>> = {
  data_version: 'select, update',
  public_organisation: 'select, insert, update, delete',
  public_tie: 'select, insert, update, delete',
  public_tie_end: 'select, insert, update, delete',
  public_tie_count: 'select, insert, update, delete',
  public_mention: 'select, insert, update, delete',
  public_profile: 'select, insert, update, delete',
  source: 'select, insert, update',
  edition: 'select, insert, update',
  organisation: 'select, insert, update, delete',
  organisation_alias: 'select, insert, update, delete',
  organisation_key_redirect: 'select, insert, update, delete',
  partnership: 'select, insert, update, delete',
  partnership_party: 'select, insert, update, delete',
  partnership_statement: 'select, insert, update, delete',
  mention: 'select, update',
  mention_organisation: 'select, insert, update, delete',
  import_run: 'select, insert, update',
  import_row: 'select, insert, update, delete',
  person: 'select, insert, update, delete',
  administrator_link: 'select, insert, update',
  membership: 'select, insert, update, delete',
  invitation: 'select, insert, update, delete',
  stored_file: 'select, insert, update, delete',
  claim: 'select, insert, update, delete',
  organisation_profile: 'select, insert, update, delete',
  official: 'select, insert, update, delete',
  organisation_network: 'select, insert, update, delete',
  organisation_merge: 'select, insert, update',
  audit_entry: 'select, insert, update (before, after, note), delete',
  confirmation: 'select, insert, update, delete',
  campaign: 'select, insert, update',
  campaign_letter: 'select, insert, update, delete',
  correction: 'select, insert, update, delete',
  mail: 'select, insert, update, delete',
  draft: 'select, insert, update, delete',
  kept_form: 'select, insert, delete',
  spreadsheet_mapping: 'select, insert, update, delete',
  spreadsheet_import: 'select, insert, update, delete',
  spreadsheet_row: 'select, insert, update, delete',
  asked_turn: 'select, insert, update, delete',
  instance_setting: 'select, insert, update, delete',
  job_run: 'select, insert, update, delete',
  instance_export: 'select, insert, update, delete',
  ...tieWrites,
  ...budgetWrites,
}

/** Makes the roles of requests and gives them their rights; refuses one that could see past row-level security. */
export function ensureRoles(db: Kysely<Database>): Promise<void> {
  return db.isTransaction ? giveRights(db) : db.transaction().execute(giveRights)
}

async function giveRights(db: Kysely<Database>): Promise<void> {
  // Two processes that grant at once would collide on the catalogue.
  await sql`select pg_advisory_xact_lock(${advisoryLocks.roles})`.execute(db)
  for (const role of [appRole, memberRole, authRole]) await createRole(db, role)
  await refuseBypass(db)
  const tables = (names: readonly string[]) => sql.join(names.map((table) => sql.table(table)))
  await sql`grant usage on schema public to ${sql.id(appRole)}, ${sql.id(memberRole)}`.execute(db)
  await sql`grant select on ${tables(visitorReads)} to ${sql.id(appRole)}, ${sql.id(memberRole)}`.execute(db)
  await sql`grant select on ${tables(memberReads)} to ${sql.id(memberRole)}`.execute(db)
  for (const [table, rights] of Object.entries(memberWrites))
    await sql`grant ${sql.raw(rights)} on ${sql.table(table)} to ${sql.id(memberRole)}`.execute(db)
  await sql`grant usage on schema auth to ${sql.id(authRole)}`.execute(db)
  await sql`grant select, insert, update, delete on all tables in schema auth to ${sql.id(authRole)}`.execute(db)
}

async function createRole(db: Kysely<Database>, role: string): Promise<void> {
  const account = await sql<{ user: string }>`select current_user as user`.execute(db)
  const name = sql.lit(role)
  try {
    await sql`do $$ begin
      if not exists (select from pg_roles where rolname = ${name}) then
        create role ${sql.id(role)} nologin nosuperuser nobypassrls;
      end if;
      if not pg_has_role(current_user, ${name}, 'member') then
        grant ${sql.id(role)} to current_user;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`.execute(db)
  } catch (cause) {
    if ((cause as { code?: string }).code !== '42501') throw cause
    throw new AppError('forbidden', 'database_role_missing', { role, user: account.rows[0]?.user ?? '' }, { cause })
  }
}

async function refuseBypass(db: Kysely<Database>): Promise<void> {
  const found = await sql<{ name: string }>`
    select r.rolname as name from pg_roles r
    where (r.rolsuper or r.rolbypassrls) and exists (
      select from pg_roles ours where ours.rolname in (${appRole}, ${memberRole}, ${authRole})
        and pg_has_role(ours.oid, r.oid, 'member'))`.execute(db)
  const role = found.rows[0]
  if (role) throw new AppError('conflict', 'database_role_too_strong', { role: role.name })
}
