import { ground, hatch, ink, seriesColours } from './tidy.ts'

const textSize = 13

/** Words on a chart. */
export const words = { color: ink, fontSize: textSize, textBorderWidth: 0 } as const

/** Words on a coloured piece. */
export const wordsInside = { color: ground, fontSize: textSize, textBorderWidth: 0 } as const

/** No colour at all: where ECharts would choose one by itself. */
export const none = 'rgba(0,0,0,0)'

// A series is told apart by its pattern where it is printed in black.
const patterns = [
  null,
  { dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 },
  { dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 },
  { dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: 0 },
  { dashArrayX: [2, 4], dashArrayY: [2, 4], rotation: 0 },
  { dashArrayX: [1, 0], dashArrayY: [2, 7], rotation: Math.PI / 2 },
] as const

/** The look of the nth series: a colour, and a pattern for paper; at most six are told apart. */
export function seriesStyle(index: number) {
  const at = index % seriesColours.length
  const pattern = patterns[at]
  return {
    color: seriesColours[at] ?? ink,
    decal: { symbol: 'rect', symbolSize: 1, color: pattern ? hatch : none, ...pattern },
  }
}

/** A name cut to what there is room for; the table has it whole. */
export const shorten = (name: string, most: number): string =>
  name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name

/** An exact amount as the length of a drawing: never printed, only drawn. */
export const lengthOf = (amount: string | null | undefined): number => Number(amount ?? 0)
