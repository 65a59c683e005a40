import { type Ctx, inTransaction } from '../../platform/context.ts'
import { isDay } from '../../platform/days.ts'
import { AppError } from '../../platform/errors.ts'
import { keepChange } from './keep.server.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'
import { readProject } from './record.server.ts'
import { findStateProblems, type StateChange } from './rules.ts'

/**
 * Moves a project to another state, with its reason; what is finished says what was learned and what it disturbed there.
 * What was said before stays in the history.
 */
export async function changeState(ctx: Ctx, of: BodyOfProject, change: StateChange): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  if (change.since !== null && !isDay(change.since)) throw new AppError('invalid', 'project_day_wrong')
  await inTransaction(ctx, async (inner) => {
    const before = await readProject(inner, of.projectId)
    const [problem] = findStateProblems(before.state, change)
    if (problem) throw new AppError('invalid', problem.reason)
    const finished = change.to === 'finished'
    const after = {
      projectState: change.to,
      stateSince: change.since ?? inner.now.toISOString().slice(0, 10),
      stateReason: change.reason.trim().slice(0, 2000),
      learned: finished ? change.learned.trim().slice(0, 4000) : before.learned,
      disturbed: finished ? change.disturbed.trim().slice(0, 4000) : before.disturbed,
    }
    await inner.db
      .updateTable('project')
      .set({
        state: after.projectState,
        state_since: after.stateSince,
        state_reason: after.stateReason,
        learned: after.learned,
        disturbed: after.disturbed,
        updated_at: inner.now,
      })
      .where('id', '=', of.projectId)
      .execute()
    const { state: projectState, stateSince, stateReason, learned, disturbed } = before
    await keepChange(inner, of, 'stateChanged', { projectState, stateSince, stateReason, learned, disturbed }, after)
  })
}
