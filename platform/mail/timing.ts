const minute = 60_000
const week = 7 * 24 * 60 * minute

/** Minutes to wait after each failure to send; past the last one the mail has failed for good. */
export const retryMinutes = [1, 5, 30, 120, 720] as const

/** When what waits for somebody may leave: at once, or a week after the last mail they did not ask for. */
export function whenToSend(now: Date, lastDigestAt: Date | null): Date {
  const earliest = lastDigestAt ? lastDigestAt.getTime() + week : 0
  return new Date(Math.max(now.getTime(), earliest))
}
