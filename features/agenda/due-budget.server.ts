import type { Ctx } from '../../platform/context.ts'
import { listReturnsToFile, type ReturnToFile } from '../budgets/budget-due.server.ts'
import { type FloorBelow, floorsBelow } from '../budgets/floors.server.ts'
import { toldAfter } from '../budgets/oda-window.ts'
import { dayOf } from '../freshness/rules.ts'
import { addDays, type DueItem } from './due-rules.ts'

const own: Pick<DueItem, 'precision' | 'side' | 'who' | 'partners' | 'count'> &
  Record<'tieId' | 'agreementId' | 'projectId' | 'missionId', null> = {
  ...{ precision: 'day', side: 'ours', who: '', partners: [], count: 1 },
  ...{ tieId: null, agreementId: null, projectId: null, missionId: null },
}

// Both days of a window until it opens, then the last one, until nobody can think of it any more.
function daysOf({ id, year, opensOn, closesOn }: ReturnToFile, today: string): DueItem[] {
  const item = (detail: 'opens' | 'closes', on: string): DueItem => ({
    ...own,
    ...{ kind: 'odaReturn', id: `${id}-${detail}`, on, title: String(year), detail, year },
  })
  if (addDays(closesOn, toldAfter) < today) return []
  return [...(today < opensOn ? [item('opens', opensOn)] : []), item('closes', closesOn)]
}

// A floor may be met until its year is over; after that it waits for somebody to look at it.
function floorItem({ id, label, latest }: FloorBelow, today: string): DueItem {
  const last = `${latest.year}-12-31`
  const year = latest.year
  const on = today <= last ? last : null
  return { ...own, kind: 'floor', id, on, title: label, detail: String(year), year }
}

/** What the budget of an organisation has due: the yearly returns it has not filed, the voted floors that are not met. */
export async function budgetDue(ctx: Ctx, organisationId: string): Promise<DueItem[]> {
  const today = dayOf(ctx.now)
  const returns = await listReturnsToFile(ctx, organisationId)
  const floors = await floorsBelow(ctx, organisationId)
  return [...returns.flatMap((one) => daysOf(one, today)), ...floors.map((floor) => floorItem(floor, today))]
}
