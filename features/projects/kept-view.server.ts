import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requirePerson } from '../accounts/permissions.server.ts'

const nameOf = (organisationId: string) => `projects:${organisationId}`

/** How a person last looked at the projects of a body, as a query; null where they keep none. */
export async function findKeptView(ctx: Ctx, organisationId: string): Promise<string | null> {
  const { personId } = requirePerson(ctx)
  const kept = await inTransaction(ctx, (inner) =>
    inner.db
      .selectFrom('person_preference')
      .select('value')
      .where('person_id', '=', personId)
      .where('name', '=', nameOf(organisationId))
      .executeTakeFirst(),
  )
  return typeof kept?.value === 'string' ? kept.value : null
}

/** Keeps how a person looks at the projects of a body, for the next time. */
export async function keepView(ctx: Ctx, organisationId: string, query: string): Promise<void> {
  const { personId } = requirePerson(ctx)
  const value = JSON.stringify(query.slice(0, 1000))
  await inTransaction(ctx, (inner) =>
    inner.db
      .insertInto('person_preference')
      .values({ person_id: personId, name: nameOf(organisationId), value })
      .onConflict((conflict) => conflict.columns(['person_id', 'name']).doUpdateSet({ value }))
      .execute(),
  )
}
