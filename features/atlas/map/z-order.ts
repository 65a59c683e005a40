import { maxZoom } from './limits.ts'

/** A tile of the closest zoom is cut into 64 by 64 cells: places nearer to each other have one code. */
export const finestBits = maxZoom + 6

/** The code of a place without a point: beyond every cell. */
export const withoutCode = 4 ** finestBits

/** A point of the earth in Web Mercator from 0 to 1, the poles cut off. */
export function toMercator(lon: number, lat: number): [x: number, y: number] {
  const sine = Math.min(0.9999, Math.max(-0.9999, Math.sin((lat * Math.PI) / 180)))
  const y = 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI
  return [Math.min(1 - 1e-12, Math.max(0, lon / 360 + 0.5)), Math.min(1 - 1e-12, Math.max(0, y))]
}

/** Puts a zero between the bits of a number of 15 bits. */
function spread(value: number): number {
  let bits = value & 0x7fff
  bits = (bits | (bits << 8)) & 0x00ff00ff
  bits = (bits | (bits << 4)) & 0x0f0f0f0f
  bits = (bits | (bits << 2)) & 0x33333333
  return (bits | (bits << 1)) & 0x55555555
}

/** The position of a cell on the curve that keeps what lies together together; `x` and `y` count cells. */
export function zOrder(x: number, y: number): number {
  return (spread(x) | (spread(y) << 1)) >>> 0
}

/** The finest cell a point of the earth lies in, by its position on the curve. */
export function zCodeOf(lon: number, lat: number): number {
  const [x, y] = toMercator(lon, lat)
  return zOrder(Math.floor(x * 2 ** finestBits), Math.floor(y * 2 ** finestBits))
}
