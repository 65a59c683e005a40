import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { ExampleAccounts } from '../accounts/example-sign-in.server.ts'
import { requireAdministrator } from '../accounts/permissions.server.ts'
import type { Role } from '../accounts/rules.ts'
import { fillOrganisations, fillPeople, fillTie } from './fill.server.ts'
import { fillAgenda } from './fill-agenda.server.ts'
import { fillAgreements } from './fill-agreements.ts'
import { fillBudget } from './fill-budget.server.ts'
import { fillField } from './fill-field.ts'
import { fillProjects } from './fill-projects.server.ts'
import { fillRecords } from './fill-records.server.ts'
import { fillWord } from './fill-word.ts'
import { removeAll } from './remove.server.ts'

/** Somebody of the demonstration, as the page one enters by lists them. */
export type ExamplePerson = {
  id: string
  name: string
  email: string
  role: Role
  functionTitle: string
  organisation: string
}

/** Whether this instance shows its demonstration. */
export async function hasDemonstration(ctx: Ctx): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('instance_setting')
    .select('value')
    .where('name', '=', 'demonstration')
    .executeTakeFirst()
  return found?.value === true
}

/**
 * Fills the demonstration: two towns that do not exist, a committee, people of every role. What was there of an earlier
 * one is removed first. Nothing of it is ever public.
 */
export async function fillDemonstration(ctx: Ctx, accounts: ExampleAccounts): Promise<{ people: number }> {
  await requireAdministrator(ctx)
  return inTransaction(ctx, async (inner) => {
    const people = await asJob(inner, 'demonstration', async (job) => {
      const gone = await removeAll(job)
      const organisations = await fillOrganisations(job)
      const made = await fillPeople(job, organisations)
      await fillTie(job, organisations)
      await fillAgreements(job, organisations)
      await fillRecords(job, organisations)
      await fillProjects(job, organisations)
      await fillField(job, organisations)
      await fillAgenda(job, organisations)
      await fillWord(job, organisations)
      await fillBudget(job, organisations)
      return { gone, made }
    })
    await inner.db
      .insertInto('instance_setting')
      .values({ name: 'demonstration', value: 'true', updated_at: ctx.now })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: 'true', updated_at: ctx.now }))
      .execute()
    await accounts.remove(people.gone)
    await accounts.add(people.made)
    return { people: people.made.length }
  })
}

/** Removes the demonstration and everything people tried out in it. */
export async function removeDemonstration(ctx: Ctx, accounts: ExampleAccounts): Promise<{ people: number }> {
  await requireAdministrator(ctx)
  return inTransaction(ctx, async (inner) => {
    const gone = await asJob(inner, 'demonstration', removeAll)
    await inner.db.deleteFrom('instance_setting').where('name', '=', 'demonstration').execute()
    await accounts.remove(gone)
    return { people: gone.length }
  })
}

/** Whom one may enter as; `no_demonstration` where this instance shows none. */
export async function listExamplePeople(ctx: Ctx): Promise<ExamplePerson[]> {
  if (!(await hasDemonstration(ctx))) throw new AppError('not_found', 'no_demonstration')
  return asJob(ctx, 'demonstration', async ({ db }) => {
    const { rows } = await sql<ExamplePerson>`
      select p.id, p.name, p.email, m.role, m.function_title as "functionTitle", o.name as organisation
      from person p join membership m on m.person_id = p.id and m.ended_at is null
      join organisation o on o.id = m.organisation_id and o.example
      where p.example order by o.key, role_rank(m.role) desc`.execute(db)
    return rows
  })
}
