import { type KyselyPlugin, type QueryResult, RawNode, type UnknownRow } from 'kysely'
import type { Ctx } from '../platform/context.ts'

/**
 * How the database would answer each question `ask` asks, in the very words it asks them with: every query is explained
 * instead of run, and answers no row.
 */
export async function plansOf(ctx: Ctx, ask: (ctx: Ctx) => Promise<unknown>): Promise<string[]> {
  const plans: string[] = []
  const explaining: KyselyPlugin = {
    transformQuery: ({ node }) => RawNode.create(['explain ', ''], [node]) as typeof node,
    transformResult: async ({ result }): Promise<QueryResult<UnknownRow>> => {
      plans.push(result.rows.map((row) => String(row['QUERY PLAN'])).join('\n'))
      return { ...result, rows: [] }
    },
  }
  await ask({ ...ctx, db: ctx.db.withPlugin(explaining) })
  return plans
}
