import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requirePerson, requireRole } from '../accounts/permissions.server.ts'

/** The lists whose reading stays as a person chose it, organisation by organisation. */
export type KeptList = 'due' | 'agreementRegister'

const nameOf = (list: KeptList, organisationId: string) => `${list} ${organisationId}`

/** How this person last chose to read a list of an organisation: the query of its address. */
export async function findKeptQuery(ctx: Ctx, list: KeptList, organisationId: string): Promise<URLSearchParams> {
  const { personId } = requirePerson(ctx)
  return inTransaction(ctx, async ({ db }) => {
    const { rows } = await sql<{ value: unknown }>`select value from person_preference
      where person_id = ${personId} and name = ${nameOf(list, organisationId)}`.execute(db)
    const kept = rows[0]?.value
    return new URLSearchParams(typeof kept === 'string' ? kept : '')
  })
}

/** Keeps it for the next time. */
export async function keepQuery(
  ctx: Ctx,
  list: KeptList,
  organisationId: string,
  query: URLSearchParams,
): Promise<void> {
  await requireRole(ctx, organisationId, 'reader')
  const { personId } = requirePerson(ctx)
  const value = JSON.stringify(query.toString())
  await inTransaction(ctx, ({ db }) =>
    sql`insert into person_preference (person_id, name, value)
      values (${personId}, ${nameOf(list, organisationId)}, ${value}::jsonb)
      on conflict (person_id, name) do update set value = excluded.value`.execute(db),
  )
}
