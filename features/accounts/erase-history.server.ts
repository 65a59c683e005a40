import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { erasedWord } from './audit-fields.ts'

const literally = (text: string) => text.replace(/[^\p{L}\p{N}\s]/gu, '\\$&').replace(/\s+/gu, '\\s+')

// Values are searched as JSON writes them.
const inJson = (text: string) => literally(JSON.stringify(text).slice(1, -1))

// A first name alone may be anybody's: it goes only where it stands alone.
const namePattern = (name: string) =>
  /\s/.test(name) ? `(?<!\\w)${inJson(name)}(?!\\w)` : `(?<=^")${inJson(name)}(?="$)`

const emailPattern = (email: string) => `(?<![\\w.+-])${inJson(email)}(?![\\w-])`

/**
 * Takes the name and address of somebody who is about to be erased out of the values and notes of the trail of changes:
 * the address wherever it stands, the name in what they did and in the records of the organisations they acted for.
 */
export async function eraseFromHistory({ db }: Ctx, personId: string): Promise<void> {
  // A shared mailbox may be called as its town is: that name is not a person's.
  const { rows } = await sql<{ name: string; email: string }>`
    select coalesce(p.email, '') as email, case when exists (select from membership m
        join organisation o on o.id = m.organisation_id where m.person_id = p.id and lower(o.name) = lower(trim(p.name)))
      then '' else trim(p.name) end as name
    from person p where p.id = ${personId}`.execute(db)
  const [person] = rows
  const email = person?.email ? emailPattern(person.email) : null
  const name = person?.name ? namePattern(person.name) : null
  if (email) await replaceInHistory(db, email, sql`true`)
  if (name)
    await replaceInHistory(
      db,
      name,
      sql`(person_id = ${personId} or (record_kind = 'person' and record_id = ${personId})
        or organisation_id in (select m.organisation_id from membership m where m.person_id = ${personId}))`,
    )
}

async function replaceInHistory(db: Ctx['db'], pattern: string, where: RawBuilder<unknown>): Promise<void> {
  const values = (column: 'before' | 'after') => {
    const fields = sql.ref(column)
    return sql`(select jsonb_object_agg(f.key, regexp_replace(f.value::text, ${pattern}, ${erasedWord}, 'gi')::jsonb)
      from jsonb_each(${fields}) f)`
  }
  const quotes = (column: 'before' | 'after') =>
    sql`exists (select from jsonb_each(${sql.ref(column)}) f where f.value::text ~* ${pattern})`
  await sql`update audit_entry set before = coalesce(${values('before')}, before),
      after = coalesce(${values('after')}, after), note = regexp_replace(note, ${pattern}, ${erasedWord}, 'gi')
    where ${where} and (${quotes('before')} or ${quotes('after')} or note ~* ${pattern})`.execute(db)
}
