import { clipLine, clipRing } from './clip.ts'
import type { Stroke } from './plane.ts'
import { settle, signedArea } from './settle.ts'
import { type View, windowOf } from './views.ts'

// Rings smaller than this (in square units of the drawing) are specks nobody would see.
const smallestRing = 3

// Points nearer than this to the one before add weight and nothing to see.
const leastStep = 3

const spaced = (value: number) => (value < 0 ? String(value) : ` ${value}`)

function write(points: readonly number[]): string {
  let [px, py] = [points[0] ?? 0, points[1] ?? 0]
  let text = `M${px}${spaced(py)}l`
  for (let i = 2; i < points.length; i += 2) {
    const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0]
    text += `${i === 2 ? x - px : spaced(x - px)}${spaced(y - py)}`
    ;[px, py] = [x, y]
  }
  return text
}

/** Rings as the data of one SVG path, cut to the view, in relative whole numbers; specks are left out. */
export function ringsToPath(rings: readonly Stroke[], view: View): string {
  const shown = windowOf(view)
  let text = ''
  for (const ring of rings) {
    const points = settle(clipRing(ring, shown), view, leastStep)
    if (points.length > 4 && Math.abs(signedArea(points)) >= smallestRing) text += `${write(points)}z`
  }
  return text
}

/** Lines as the data of one SVG path, cut to the view, in relative whole numbers. */
export function linesToPath(lines: readonly Stroke[], view: View): string {
  const shown = windowOf(view)
  let text = ''
  for (const line of lines) {
    for (const part of clipLine(line, shown)) {
      const points = settle(part, view, leastStep)
      if (points.length > 2) text += write(points)
    }
  }
  return text
}
