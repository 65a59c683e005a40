import type { Ctx } from '../../platform/context.ts'
import { vagueDay } from '../../platform/i18n/vague-day.ts'
import type { DueItem } from './due-rules.ts'
import { listNearElections } from './near-elections.server.ts'

/** The planned actions to think over again with the partner, for an election or the end of a mandate is near there. */
export async function electionDue(ctx: Ctx, organisationId: string): Promise<DueItem[]> {
  const found = await listNearElections(ctx, organisationId)
  return found.map(({ kind, id, title, startsOn, election, months, tieId, partners }) => ({
    kind: 'nearElection',
    id,
    on: startsOn,
    precision: 'day',
    side: kind === 'mission' ? 'ours' : 'both',
    who: '',
    partners,
    title,
    detail: `${election.name[ctx.locale]} (${vagueDay(election.onDate, election.precision, ctx.locale)})`,
    count: months,
    tieId,
    agreementId: null,
    projectId: kind === 'project' ? id : null,
    missionId: kind === 'mission' ? id : null,
    year: null,
  }))
}
