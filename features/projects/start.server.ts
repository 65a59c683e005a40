import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { requireParty } from '../partnerships/parties.server.ts'
import { addParticipant } from './participants.server.ts'
import { addPlace } from './places.server.ts'
import type { ProjectFacts } from './project-input.ts'
import { createProject } from './sheet.server.ts'

/** The ties of a body that a project may stand under, with the names of the others. */
export async function listOwnTies(ctx: Ctx, organisationId: string): Promise<{ id: string; names: string[] }[]> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ id: string; names: string[] }>`
      select t.id, array_agg(o.name order by p.position) as names
      from partnership_party mine join partnership t on t.id = mine.partnership_id and t.state <> 'ended'
      join partnership_party p on p.partnership_id = t.id and p.organisation_id <> mine.organisation_id
      join organisation o on o.id = p.organisation_id
      where mine.organisation_id = ${organisationId} group by t.id order by min(o.name)`.execute(inner.db)
    return rows
  })
}

/**
 * Opens a project in one short step: under a tie, each party takes part and its territory is a first place, no nearer than
 * the authority itself.
 */
export async function startProject(
  ctx: Ctx,
  of: { organisationId: string; partnershipId: string | null },
  facts: ProjectFacts,
): Promise<string> {
  if (of.partnershipId) await requireParty(ctx, { ...of, partnershipId: of.partnershipId }, 'contributor')
  else await requireRole(ctx, of.organisationId, 'contributor')
  return inTransaction(ctx, async (inner) => {
    const id = await createProject(inner, of, facts)
    const project = { projectId: id, organisationId: of.organisationId }
    const { rows: parties } = await sql<{ key: string; isOwn: boolean; isAuthority: boolean }>`
      select o.key, o.id = ${of.organisationId} as "isOwn", o.kind = 'localAuthority' as "isAuthority" from organisation o
      where o.id = ${of.organisationId} or o.id in (select organisation_id from partnership_party where partnership_id = ${of.partnershipId})
      order by 2 desc, o.name`.execute(inner.db)
    const place = { name: '', lon: '', lat: '', precision: 'authority' }
    for (const { key, isOwn, isAuthority } of parties) {
      if (!isOwn) await addParticipant(inner, project, { key, name: '', role: 'partner', circle: 'elected' })
      if (isAuthority) await addPlace(inner, project, { ...place, territory: key })
    }
    return id
  })
}
