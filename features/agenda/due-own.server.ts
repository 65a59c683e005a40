import type { Ctx } from '../../platform/context.ts'
import { countWaitingCorrections } from '../accounts/waiting.server.ts'
import { findOwnRecords } from '../freshness/records.server.ts'
import type { DueItem } from './due-rules.ts'

/** What waits in the records of the organisation itself: corrections to decide on, records to confirm. */
export async function ownDue(ctx: Ctx, organisationId: string): Promise<DueItem[]> {
  const corrections = await countWaitingCorrections(ctx, organisationId)
  const records = await findOwnRecords(ctx, organisationId)
  const stale = records
    ? [records.organisation, ...records.ties].filter((record) => record.freshness.level !== 'fresh').length
    : 0
  const waits = (kind: 'corrections' | 'confirmation', count: number): DueItem[] =>
    count === 0
      ? []
      : [
          {
            ...{ kind, count, id: organisationId, on: null, precision: 'day', side: 'ours', who: '', partners: [] },
            ...{ title: '', detail: '', tieId: null, agreementId: null, projectId: null, missionId: null, year: null },
          },
        ]
  return [...waits('corrections', corrections), ...waits('confirmation', stale)]
}
