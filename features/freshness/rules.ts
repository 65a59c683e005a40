/** How fresh a public record is, from what needs nothing to what nobody has looked at for long. */
export const freshnessLevels = ['fresh', 'toConfirm', 'stale'] as const
export type FreshnessLevel = (typeof freshnessLevels)[number]

/** What a record is judged by: a confirmation, the year a page attests it, the register's date, a mere name, or nothing. */
type FreshnessReason = 'confirmed' | 'attested' | 'register' | 'foundByName' | 'undated'

/** A judgement with its reason, told by the sentence `freshness.why.<reason>.<level>`; `on` is a day or a year. */
export type Freshness = { level: FreshnessLevel; reason: FreshnessReason; on: string | null }

/** Confirmed less than a year ago, a record is fresh. */
export const freshMonths = 12
/** Up to half a municipal term it is to be confirmed; beyond, it is stale. */
export const staleMonths = 36

// Made once: making it costs more than a thousand days formatted with it.
const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' })

/** The day it is in Paris, as `YYYY-MM-DD`: what dates are counted from. */
export const dayOf = (instant: Date): string => parisDay.format(instant)

/** Whole months from one day to another, both `YYYY-MM-DD`. */
function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number)
  return (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0)
}

function levelOfDay(day: string, today: string): FreshnessLevel {
  const months = monthsBetween(day, today)
  if (months < freshMonths) return 'fresh'
  return months < staleMonths ? 'toConfirm' : 'stale'
}

// A year is known to be less than twelve months away only while it lasts.
function levelOfYear(year: number, today: string): FreshnessLevel {
  const age = Number(today.slice(0, 4)) - year
  if (age <= 0) return 'fresh'
  return age <= staleMonths / 12 ? 'toConfirm' : 'stale'
}

const isBetter = (a: FreshnessLevel, b: FreshnessLevel) => freshnessLevels.indexOf(a) < freshnessLevels.indexOf(b)

/** What the freshness of a tie hangs on: the day a party last confirmed it, the last year a source attests it. */
export type TieDates = { confirmedOn: string | null; attestedYear: number | null }

/** Judges a tie: by its last confirmation, or by the newest statement where that says more. */
export function judgeTie({ confirmedOn, attestedYear }: TieDates, today: string): Freshness {
  const confirmed: Freshness | null = confirmedOn
    ? { level: levelOfDay(confirmedOn, today), reason: 'confirmed', on: confirmedOn }
    : null
  const attested: Freshness | null =
    attestedYear === null
      ? null
      : { level: levelOfYear(attestedYear, today), reason: 'attested', on: String(attestedYear) }
  if (confirmed && attested) return isBetter(attested.level, confirmed.level) ? attested : confirmed
  return confirmed ?? attested ?? { level: 'stale', reason: 'undated', on: null }
}

/** What the freshness of an organisation hangs on: its own confirmation, else the date of the register that lists it. */
export type OrganisationDates = { confirmedOn: string | null; status: string; registerOn: string | null }

/** Judges an organisation: by its own word, else by the register; a place found by its name is never fresh. */
export function judgeOrganisation({ confirmedOn, status, registerOn }: OrganisationDates, today: string): Freshness {
  if (confirmedOn) return { level: levelOfDay(confirmedOn, today), reason: 'confirmed', on: confirmedOn }
  if (status === 'toBeConfirmed') return { level: 'toConfirm', reason: 'foundByName', on: null }
  if (registerOn) return { level: levelOfDay(registerOn, today), reason: 'register', on: registerOn }
  return { level: 'stale', reason: 'undated', on: null }
}

/** How many records stand at each level. */
export type FreshnessCount = Record<FreshnessLevel, number>

/** No record at any level. */
export const noCount = (): FreshnessCount => ({ fresh: 0, toConfirm: 0, stale: 0 })

/**
 * Shares in whole per cent that add up to 100, the largest remainders first; nothing of nothing is zero.
 */
export function sharesOf(count: FreshnessCount): FreshnessCount {
  const total = count.fresh + count.toConfirm + count.stale
  const shares = noCount()
  if (total === 0) return shares
  for (const level of freshnessLevels) shares[level] = Math.floor((count[level] * 100) / total)
  const remainder = (level: FreshnessLevel) => (count[level] * 100) / total - shares[level]
  const missing = 100 - shares.fresh - shares.toConfirm - shares.stale
  const first = freshnessLevels.toSorted((a, b) => remainder(b) - remainder(a)).slice(0, missing)
  for (const level of first) shares[level]++
  return shares
}

/** What confirmations make of a tie's evidence: both parties when each has spoken, one when one has, else nothing new. */
export function evidenceOfConfirmations(
  parties: readonly string[],
  confirmed: readonly string[],
): 'bothParties' | 'oneParty' | null {
  const spoken = parties.filter((party) => confirmed.includes(party))
  if (spoken.length === 0) return null
  return spoken.length === parties.length ? 'bothParties' : 'oneParty'
}
