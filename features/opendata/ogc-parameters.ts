/** A box in degrees whose west is never greater than its east: a box over the antimeridian is read as two. */
export type Box = { west: number; south: number; east: number; north: number }

/** A period of instants, both ends included; null where it is open. */
export type Period = { from: Date | null; to: Date | null }

/** What a parameter means, or why it cannot be read. */
export type Reading<T> = { value: T } | { issue: 'bbox' | 'datetime' | 'limit' }

const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/

function clamp(value: number, bound: number): number {
  return Math.min(bound, Math.max(-bound, value))
}

/**
 * Reads `bbox` (OGC API – Features 1.0 §7.15.3): 4 or 6 numbers, longitude before latitude, CRS84; heights are read and
 * left aside, for our places have none. West greater than east crosses the antimeridian. What reaches beyond the world is cut.
 */
export function parseBbox(text: string): Reading<Box[]> {
  const parts = text.split(',').map((part) => part.trim())
  const values = parts.map(Number)
  if (!parts.every((part) => number.test(part)) || !values.every(Number.isFinite)) return { issue: 'bbox' }
  if (values.length !== 4 && values.length !== 6) return { issue: 'bbox' }
  const upper = values.length / 2
  const [west = 0, south = 0] = values
  const [east = 0, north = 0] = values.slice(upper)
  if (south > north || (values.length === 6 && (values[2] ?? 0) > (values[5] ?? 0))) return { issue: 'bbox' }
  if (south > 90 || north < -90) return { value: [] }
  const lats = { south: clamp(south, 90), north: clamp(north, 90) }
  if (west <= east) {
    if (west > 180 || east < -180) return { value: [] }
    return { value: [{ west: clamp(west, 180), east: clamp(east, 180), ...lats }] }
  }
  if (west > 180 || east < -180) return { issue: 'bbox' }
  return {
    value: [
      { west, east: 180, ...lats },
      { west: -180, east, ...lats },
    ],
  }
}

const instant = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2}))?$/

/** The first and the last millisecond of an RFC 3339 date or instant; null when there is no such day or hour. */
function parseInstant(text: string): { first: Date; last: Date } | null {
  const found = instant.exec(text)
  if (!found) return null
  const [, year, month, day, hour, minute, second, zone] = found
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)) return null
  if (hour === undefined) return { first: date, last: new Date(date.getTime() + 86_399_999) }
  // RFC 3339 knows leap seconds, Date does not: the second before stands for it.
  const clock = `${hour}:${minute}:${second === '60' ? '59' : second}`
  const exact = new Date(`${year}-${month}-${day}T${clock}${zone?.toUpperCase()}`)
  return Number.isNaN(exact.getTime()) ? null : { first: exact, last: exact }
}

/**
 * Reads `datetime` (OGC API – Features 1.0 §7.15.4): an instant, or an interval whose ends may be open (`..` or nothing).
 * A bare date means its whole day in UTC.
 */
export function parseDatetime(text: string): Reading<Period> {
  const parts = text.trim().split('/')
  if (parts.length > 2) return { issue: 'datetime' }
  const [start = '', end] = parts
  if (end === undefined) {
    const found = parseInstant(start)
    return found ? { value: { from: found.first, to: found.last } } : { issue: 'datetime' }
  }
  const isOpen = (part: string) => part === '' || part === '..'
  const from = isOpen(start) ? null : parseInstant(start)?.first
  const to = isOpen(end) ? null : parseInstant(end)?.last
  if (from === undefined || to === undefined) return { issue: 'datetime' }
  if ((from && to && from > to) || (start === '' && end === '')) return { issue: 'datetime' }
  return { value: { from, to } }
}

/** Reads `limit`: a whole number from 1; more than the most is the most, as the standard wants. */
export function parseLimit(text: string, most: number): Reading<number> {
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) return { issue: 'limit' }
  return { value: Math.min(most, Number(text)) }
}
