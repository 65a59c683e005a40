import { describe, expect, it } from 'vitest'
import type { Stroke } from './plane.ts'
import { getMercator } from './world-atlas.server.ts'
import { toMercator } from './z-order.ts'

/** How near the nearest of the lines comes to a point of the earth, in parts of the world's width. */
function distance(lines: readonly Stroke[], lon: number, lat: number): number {
  const [x, y] = toMercator(lon, lat)
  let least = Infinity
  for (const { points } of lines) {
    for (let i = 2; i < points.length; i += 2) {
      const [ax, ay, bx, by] = [points[i - 2] ?? 0, points[i - 1] ?? 0, points[i] ?? 0, points[i + 1] ?? 0]
      const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1e-12
      const t = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
      least = Math.min(least, Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y))
    }
  }
  return least
}

// A third of a degree of longitude.
const near = 1 / 1080

describe.each(['110m', '50m'] as const)('the atlas at %s', (scale) => {
  const { borders, disputed } = getMercator(scale)

  it.each([
    ['Morocco and Western Sahara', -10.7, 27.67],
    ['Serbia and Kosovo', 20.95, 43.1],
    ['Israel and Palestine, north of the West Bank', 35.2, 32.5],
    ['the Golan', 35.85, 33.0],
    ['the north of Cyprus', 33.45, 35.05],
    ['Somalia and Somaliland', 48.93, 10],
    ['Halaib', 35, 22],
    ['Sudan and South Sudan', 32.3, 11.8],
  ])('dashes the border of %s', (_, lon, lat) => {
    expect(distance(disputed, lon, lat)).toBeLessThan(near)
    expect(distance(disputed, lon, lat)).toBeLessThan(distance(borders, lon, lat))
  })

  it('dashes Kashmir and not the rest of the border of India and Pakistan', () => {
    expect(distance(disputed, 75.5, 34.3)).toBeLessThan(5 * near)
    expect(distance(disputed, 70.5, 27.9)).toBeGreaterThan(5 * near)
    expect(distance(borders, 70.5, 27.9)).toBeLessThan(3 * near)
  })

  it.each([
    ['France and Germany', 8.1, 49.0],
    ['Ukraine at the isthmus of Crimea', 33.6, 46.15],
    ['Egypt and Sudan west of Halaib', 29, 22],
  ])('dashes nothing between %s', (_, lon, lat) => {
    expect(distance(disputed, lon, lat)).toBeGreaterThan(near)
  })

  it('draws no border through Crimea’s isthmus', () => {
    expect(distance(borders, 33.7, 46.1)).toBeGreaterThan(near)
  })
})
