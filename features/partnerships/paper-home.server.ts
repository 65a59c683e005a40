import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { requirePerson } from '../accounts/permissions.server.ts'

/** What a paper or a photo belongs to: one of these. */
export type PaperHome =
  | { partnershipId: string }
  | { agreementId: string }
  | { projectId: string }
  | { missionId: string }
  | { positionId: string }
  | { fieldUpdateId: string }

/** The same, and the body that acts. */
export type FilingHome = PaperHome & { organisationId: string }

/** The columns a paper or a photo is filed under. */
type HomeColumns = {
  partnership_id: string | null
  agreement_id: string | null
  project_id: string | null
  mission_id: string | null
  position_id: string | null
  field_update_id: string | null
}

const nowhere: HomeColumns = {
  partnership_id: null,
  agreement_id: null,
  project_id: null,
  mission_id: null,
  position_id: null,
  field_update_id: null,
}

const idOf = (home: PaperHome): string => {
  const { organisationId, ...rest } = home as FilingHome
  return Object.values(rest)[0] ?? ''
}

// Who may read there (as a member of any body that may), and whether the acting body may write there. Asked of the
// database's own functions, which look at the stored parents.
function mayIn(
  home: PaperHome,
  organisationId: string | null,
): { reads: RawBuilder<boolean>; writes: RawBuilder<boolean> } {
  if ('partnershipId' in home || 'agreementId' in home) {
    const tie = 'partnershipId' in home ? sql`${home.partnershipId}::uuid` : sql`tie_of_agreement(${home.agreementId})`
    return {
      reads: sql`holds_tie_role(${tie}, 'reader')`,
      writes: sql`acts_as_party(${tie}, ${organisationId}, 'contributor')`,
    }
  }
  if ('projectId' in home)
    return {
      reads: sql`sees_project(${home.projectId})`,
      writes: sql`acts_in_project(${home.projectId}, ${organisationId}, 'contributor')`,
    }
  if ('fieldUpdateId' in home)
    return {
      reads: sql`exists (select from field_update u where u.id = ${home.fieldUpdateId})`,
      writes: sql`exists (select from field_update u where u.id = ${home.fieldUpdateId} and u.organisation_id = ${organisationId}
        and (acts_in_project(u.project_id, u.organisation_id, 'contributor')
          or acts_as_party(u.partnership_id, u.organisation_id, 'contributor')))`,
    }
  const [table, id] = 'missionId' in home ? [sql`mission`, home.missionId] : [sql`assembly_position`, home.positionId]
  return {
    reads: sql`exists (select from ${table} m where m.id = ${id})`,
    writes: sql`exists (select from ${table} m where m.id = ${id} and m.organisation_id = ${organisationId}
      and acts_for(m.organisation_id, 'contributor'))`,
  }
}

/** Lets pass who may read what belongs there; to everybody else it is not there. */
export async function requireHomeReader(ctx: Ctx, home: PaperHome): Promise<void> {
  requirePerson(ctx)
  if (!isId(idOf(home))) throw new AppError('not_found', 'record_not_found')
  const { rows } = await inTransaction(ctx, ({ db }) =>
    sql<{ yes: boolean }>`select coalesce(${mayIn(home, null).reads}, false) as yes`.execute(db),
  )
  if (!rows[0]?.yes) throw new AppError('not_found', 'record_not_found')
}

/** Lets pass who may file something there for the body they act for, and answers the columns it is filed under. */
export async function requireHomeWriter(ctx: Ctx, { organisationId, ...rest }: FilingHome): Promise<HomeColumns> {
  const person = requirePerson(ctx)
  const home = rest as PaperHome
  if (!isId(idOf(home))) throw new AppError('not_found', 'record_not_found')
  const may = mayIn(home, organisationId)
  const { rows } = await inTransaction(ctx, ({ db }) =>
    sql<{ reads: boolean; writes: boolean }>`
      select coalesce(${may.reads}, false) as reads, coalesce(${may.writes}, false) as writes`.execute(db),
  )
  if (!rows[0]?.reads) throw new AppError('not_found', 'record_not_found')
  if (person.organisationId !== organisationId) throw new AppError('forbidden', 'acting_for_another')
  if (!rows[0].writes) throw new AppError('forbidden', 'role_too_low', { role: 'contributor' })
  return columnsOf(ctx, home)
}

async function columnsOf(ctx: Ctx, home: PaperHome): Promise<HomeColumns> {
  if ('partnershipId' in home) return { ...nowhere, partnership_id: home.partnershipId }
  if ('projectId' in home) return { ...nowhere, project_id: home.projectId }
  if ('missionId' in home) return { ...nowhere, mission_id: home.missionId }
  if ('positionId' in home) return { ...nowhere, position_id: home.positionId }
  if ('fieldUpdateId' in home) return { ...nowhere, field_update_id: home.fieldUpdateId }
  const { rows } = await sql<{ tie: string }>`select tie_of_agreement(${home.agreementId}) as tie`.execute(ctx.db)
  return { ...nowhere, partnership_id: rows[0]?.tie ?? null, agreement_id: home.agreementId }
}

/** The rows that belong to it, for a table with the columns of a home under the name `alias`. */
export function belongsTo(home: PaperHome, alias: 'd' | 'p'): RawBuilder<boolean> {
  const column = (name: keyof HomeColumns) => sql.ref(`${alias}.${name}`)
  if ('partnershipId' in home) return sql`${column('partnership_id')} = ${home.partnershipId}`
  if ('agreementId' in home) return sql`${column('agreement_id')} = ${home.agreementId}`
  if ('projectId' in home) return sql`${column('project_id')} = ${home.projectId}`
  if ('missionId' in home) return sql`${column('mission_id')} = ${home.missionId}`
  if ('positionId' in home) return sql`${column('position_id')} = ${home.positionId}`
  return sql`${column('field_update_id')} = ${home.fieldUpdateId}`
}
