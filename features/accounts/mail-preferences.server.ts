import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requirePerson } from './permissions.server.ts'

/** Where a person keeps whether they want to be told of news: kept only when they said no. */
export const newsDigestPreference = 'newsDigest'

/** Whether a person is told, once a week at most, of news that came. */
export async function wantsNewsDigest(ctx: Ctx): Promise<boolean> {
  const { personId } = requirePerson(ctx)
  const { rows } = await inTransaction(ctx, ({ db }) =>
    sql<{ value: unknown }>`select value from person_preference
      where person_id = ${personId} and name = ${newsDigestPreference}`.execute(db),
  )
  return rows[0]?.value !== false
}

/** Says whether one wants to be told. */
export async function setNewsDigest(ctx: Ctx, wanted: boolean): Promise<void> {
  const { personId } = requirePerson(ctx)
  await inTransaction(ctx, ({ db }) =>
    sql`insert into person_preference (person_id, name, value)
      values (${personId}, ${newsDigestPreference}, ${JSON.stringify(wanted)}::jsonb)
      on conflict (person_id, name) do update set value = excluded.value`.execute(db),
  )
}
