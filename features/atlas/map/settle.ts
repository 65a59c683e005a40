/** How a plane is moved and enlarged. */
export type Move = { scale: number; left: number; top: number }

/**
 * Moves points into a drawing, as whole numbers; left out are those less than `leastStep` (dx + dy) from the one before
 * and those on a straight run. The last point always stays.
 */
export function settle(points: ArrayLike<number>, { scale, left, top }: Move, leastStep: number): number[] {
  const kept: number[] = []
  for (let i = 0; i < points.length; i += 2) {
    const x = Math.round(((points[i] ?? 0) - left) * scale)
    const y = Math.round(((points[i + 1] ?? 0) - top) * scale)
    const n = kept.length
    const [bx = Number.NaN, by = Number.NaN] = [kept[n - 2], kept[n - 1]]
    const isLast = i + 2 >= points.length
    if (n > 0 && Math.abs(x - bx) + Math.abs(y - by) < (isLast ? 1 : leastStep)) continue
    const [ax, ay] = [kept[n - 4], kept[n - 3]]
    if (ax !== undefined && ay !== undefined && (bx - ax) * (y - by) === (by - ay) * (x - bx)) kept.length -= 2
    kept.push(x, y)
  }
  return kept
}

/** The area of a ring, positive where it runs clockwise with y growing downwards. */
export function signedArea(points: readonly number[]): number {
  let sum = 0
  let [px, py] = [points.at(-2) ?? 0, points.at(-1) ?? 0]
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0]
    sum += px * y - x * py
    ;[px, py] = [x, y]
  }
  return sum / 2
}
