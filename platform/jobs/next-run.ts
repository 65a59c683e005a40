const minute = 60_000
const longest = 3 * 24 * 60 * minute

/**
 * The next instant at which a schedule of five fields falls due after `now`, in a time zone; null for one that says more
 * than a minute and an hour, as none of ours does.
 */
export function nextRun(cron: string, timeZone: string, now: Date): Date | null {
  const [wantedMinute = '', wantedHour = '', ...days] = cron.trim().split(/\s+/)
  if (days.length !== 3 || days.some((field) => field !== '*')) return null
  if (![wantedMinute, wantedHour].every((field) => /^(\*|\d{1,2})$/.test(field))) return null
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  let at = Math.floor(now.getTime() / minute) * minute + minute
  const end = at + longest
  while (at < end) {
    const [hour = 0, past = 0] = clock.format(at).split(':').map(Number)
    const isMinute = wantedMinute === '*' || past === Number(wantedMinute)
    if (isMinute && (wantedHour === '*' || hour === Number(wantedHour))) return new Date(at)
    // Where the minute fits, whole hours are passed over: the clock is looked at some thirty times at most.
    at += isMinute && wantedMinute !== '*' ? 60 * minute : minute
  }
  return null
}
