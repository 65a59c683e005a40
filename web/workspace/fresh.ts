import type { FormProblem, MemberPage } from './request.ts'

const freshHours = 24

/** Whether somebody came in lately enough to change how they come in: a computer left open is not enough. */
export function isFresh({ ctx, workspace }: MemberPage): boolean {
  const since = workspace.signedIn?.since.getTime() ?? 0
  return ctx.now.getTime() - since < freshHours * 3_600_000
}

/** What to tell whoever did not. */
export const notFresh: { problems: FormProblem[] } = { problems: [{ reason: 'session_not_fresh' }] }
