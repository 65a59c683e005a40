import { type Rect, type Stroke, touches } from './plane.ts'

type Edge = { axis: 0 | 1; at: number; keepAbove: boolean }

const edgesOf = (rect: Rect): Edge[] => [
  { axis: 0, at: rect.left, keepAbove: true },
  { axis: 0, at: rect.right, keepAbove: false },
  { axis: 1, at: rect.top, keepAbove: true },
  { axis: 1, at: rect.bottom, keepAbove: false },
]

const holds = (outer: Rect, inner: Rect) =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom

function cutRing(points: ArrayLike<number>, { axis, at, keepAbove }: Edge): number[] {
  const kept: number[] = []
  const count = points.length
  let [px, py] = [points[count - 2] ?? 0, points[count - 1] ?? 0]
  const isKept = (x: number, y: number) => (keepAbove ? (axis ? y : x) >= at : (axis ? y : x) <= at)
  let wasKept = isKept(px, py)
  for (let i = 0; i < count; i += 2) {
    const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0]
    const is = isKept(x, y)
    if (is !== wasKept) {
      const part = axis ? (at - py) / (y - py) : (at - px) / (x - px)
      kept.push(axis ? px + part * (x - px) : at, axis ? at : py + part * (y - py))
    }
    if (is) kept.push(x, y)
    ;[px, py, wasKept] = [x, y, is]
  }
  return kept
}

/** The part of a ring inside the rectangle (Sutherland and Hodgman: one edge after the other); empty when none is. */
export function clipRing({ points, around }: Stroke, rect: Rect): ArrayLike<number> {
  if (!touches(around, rect)) return []
  if (holds(rect, around)) return points
  let left: ArrayLike<number> = points
  for (const edge of edgesOf(rect)) {
    left = cutRing(left, edge)
    if (left.length === 0) break
  }
  return left
}

/** The part of a segment inside the rectangle as two shares of its length (Liang and Barsky), null when none is. */
function clipSegment(x: number, y: number, dx: number, dy: number, rect: Rect): [from: number, to: number] | null {
  let [from, to] = [0, 1]
  for (const [step, room] of [
    [-dx, x - rect.left],
    [dx, rect.right - x],
    [-dy, y - rect.top],
    [dy, rect.bottom - y],
  ] as const) {
    if (step === 0 && room < 0) return null
    if (step < 0) from = Math.max(from, room / step)
    if (step > 0) to = Math.min(to, room / step)
  }
  return from <= to ? [from, to] : null
}

/** The parts of a line inside the rectangle. */
export function clipLine({ points, around }: Stroke, rect: Rect): ArrayLike<number>[] {
  if (!touches(around, rect)) return []
  if (holds(rect, around)) return [points]
  const parts: number[][] = []
  let open: number[] | null = null
  for (let i = 2; i < points.length; i += 2) {
    const [x, y] = [points[i - 2] ?? 0, points[i - 1] ?? 0]
    const [dx, dy] = [(points[i] ?? 0) - x, (points[i + 1] ?? 0) - y]
    const inside = clipSegment(x, y, dx, dy, rect)
    if (!inside) {
      open = null
      continue
    }
    if (!open || inside[0] > 0) {
      open = [x + inside[0] * dx, y + inside[0] * dy]
      parts.push(open)
    }
    open.push(x + inside[1] * dx, y + inside[1] * dy)
  }
  return parts
}
