import { sql } from 'kysely'
import { asJob, type Ctx } from './context.ts'
import { AppError } from './errors.ts'

/** Counts one more turn for a key, in a window that begins with the first; `too_many_turns` past the most allowed. */
export async function takeTurn(ctx: Ctx, key: string, limit: { most: number; seconds: number }): Promise<void> {
  const count = await asJob(ctx, 'keptForm', async ({ db, now }) => {
    const begun = new Date(now.getTime() - limit.seconds * 1000)
    const { rows } = await sql<{ count: number }>`
      insert into asked_turn as t (key, count, since) values (${key}, 1, ${now})
      on conflict (key) do update set count = case when t.since < ${begun} then 1 else t.count + 1 end,
        since = case when t.since < ${begun} then excluded.since else t.since end
      returning count`.execute(db)
    return rows[0]?.count ?? 0
  })
  if (count > limit.most) throw new AppError('too_many', 'too_many_turns')
}
