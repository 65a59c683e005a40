import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

/** What has a public page of its own here. */
export type PublicPageKind = 'mission' | 'position'

const tables = { mission: 'public_mission', position: 'public_position' } as const

/** A public page of a mission or a position: what its address is made of, and when it last changed. */
export type PublicPageRow = { id: string; title: string; updatedAt: Date }

/** Every public page of a kind, a part at a time, in an order that stays. */
export async function listPublicPages(
  ctx: Ctx,
  kind: PublicPageKind,
  { limit, offset }: { limit: number; offset: number },
): Promise<PublicPageRow[]> {
  const { rows } = await sql<PublicPageRow>`select id, title, updated_at as "updatedAt" from ${sql.table(tables[kind])}
    order by id limit ${limit} offset ${offset}`.execute(ctx.db)
  return rows
}

/** How many there are. */
export async function countPublicPages(ctx: Ctx, kind: PublicPageKind): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(tables[kind])}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}
