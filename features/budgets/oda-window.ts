/** A campaign of the yearly return: when it is open, and where. */
export type OdaWindow = { opensOn: string; closesOn: string }

/** Where a day stands to the window of a campaign, and how many days that leaves. */
export type WindowState = { state: 'before' | 'open' | 'after'; days: number }

const dayLength = 86_400_000

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / dayLength)

/** Whether the window is still to open, open, or closed: days until it opens, left in it, or since it closed. */
export function windowState({ opensOn, closesOn }: OdaWindow, today: string): WindowState {
  if (today < opensOn) return { state: 'before', days: daysBetween(today, opensOn) }
  if (today <= closesOn) return { state: 'open', days: daysBetween(today, closesOn) }
  return { state: 'after', days: daysBetween(closesOn, today) }
}

/** What an organisation is told of a campaign it has not filed for. */
export type OdaAlert = 'opens' | 'closes' | 'late'

/** How many days before its window opens a return is told of. */
export const toldBefore = 30
/** How many days after its window closed a return nobody filed is still told of. */
export const toldAfter = 90

/** What to tell today of a return that is not filed: it opens within a month, is open, or closed within three months. */
export function alertOf(window: OdaWindow, today: string): { alert: OdaAlert; days: number } | null {
  const { state, days } = windowState(window, today)
  if (state === 'open') return { alert: 'closes', days }
  if (state === 'before') return days <= toldBefore ? { alert: 'opens', days } : null
  return days <= toldAfter ? { alert: 'late', days } : null
}
