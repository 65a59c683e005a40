import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testContext } from '../../tests/db.ts'
import { movedColumns, tieAttachments } from './merge-moves.ts'

const owner = await testContext()

/** Every column of the database that names a row of a table, as `table.column`. */
async function columnsNaming(table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname || '.' || a.attname as name
    from pg_constraint f join pg_class c on c.oid = f.conrelid
    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any(f.conkey)
    where f.contype = 'f' and f.confrelid = ${`public.${table}`}::regclass order by 1`.execute(owner.db)
  return rows.map(({ name }) => name)
}

const namesOf = (moved: readonly { table: string; column: string }[]) =>
  moved.map(({ table, column }) => `${table}.${column}`)

// The parties of a tie, seats, names and the merge itself have rules of their own; the trail of changes and the mails that
// left stay as they were written.
const ownRules = {
  organisation: [
    ...['partnership_party.organisation_id', 'membership.organisation_id', 'organisation_alias.organisation_id'],
    ...['organisation.merged_into', 'organisation_merge.kept_id', 'organisation_merge.merged_id'],
    ...['audit_entry.organisation_id', 'audit_entry.acting_for', 'mail.organisation_id'],
  ],
  partnership: ['partnership_party.partnership_id', 'partnership_statement.partnership_id'],
}

describe('what names an organisation', () => {
  it('goes over in a merge, or is known to have rules of its own', async () => {
    const known = [...namesOf(movedColumns), ...ownRules.organisation]
    expect((await columnsNaming('organisation')).filter((name) => !known.includes(name))).toEqual([])
  })
})

describe('what hangs on a tie', () => {
  it('goes over where two ties become one, or is known to have rules of its own', async () => {
    const known = [...namesOf(tieAttachments), ...ownRules.partnership]
    expect((await columnsNaming('partnership')).filter((name) => !known.includes(name))).toEqual([])
  })
})
