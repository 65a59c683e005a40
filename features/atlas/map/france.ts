import { type DotScale, drawWeave, type MapDrawing } from './drawing.ts'
import type { Plane } from './plane.ts'
import type { TieMask } from './tie-filter.ts'
import type { TieIndex } from './tie-index.ts'
import { closeView, type LonLat, pointIn, type View } from './views.ts'
import { weave } from './weave.ts'

/** Where an overseas part of France lies: the keys of its région and département, its middle, how many degrees are shown. */
type Territory = { code: OverseasCode; keys: readonly string[]; middle: LonLat; degrees: number; always: boolean }

const territories = [
  { code: 'guadeloupe', keys: ['r01', 'd971'], middle: [-61.4, 16.2], degrees: 1.5, always: true },
  { code: 'martinique', keys: ['r02', 'd972'], middle: [-61, 14.65], degrees: 1.2, always: true },
  { code: 'guyane', keys: ['r03', 'd973'], middle: [-53.1, 4], degrees: 6.5, always: true },
  { code: 'reunion', keys: ['r04', 'd974'], middle: [55.53, -21.13], degrees: 1.3, always: true },
  { code: 'mayotte', keys: ['r06', 'd976'], middle: [45.15, -12.82], degrees: 0.9, always: true },
  { code: 'saintPierreEtMiquelon', keys: ['d975'], middle: [-56.3, 46.95], degrees: 1.1, always: false },
  { code: 'saintBarthelemy', keys: ['d977'], middle: [-62.83, 17.9], degrees: 0.6, always: false },
  { code: 'saintMartin', keys: ['d978'], middle: [-63.06, 18.08], degrees: 0.6, always: false },
  { code: 'wallisEtFutuna', keys: ['d986'], middle: [-177.2, -13.8], degrees: 4, always: false },
  { code: 'polynesie', keys: ['d987'], middle: [-149.5, -17.6], degrees: 2.4, always: false },
  { code: 'nouvelleCaledonie', keys: ['d988'], middle: [165.6, -21.3], degrees: 7.5, always: false },
] as const

/** The overseas parts of France, from the Caribbean to the Pacific. */
export type OverseasCode = (typeof territories)[number]['code']

/** French ends gathered by département, France in Europe and overseas side by side. */
export type FranceDrawing = {
  mainland: MapDrawing
  /** `filterBy` is the key by which lists are narrowed to the territory. */
  overseas: { code: OverseasCode; filterBy: string; drawing: MapDrawing }[]
}

const dots: DotScale = { smallest: 3, largest: 15, perTie: 1.15 }
const mainlandSize: [number, number] = [420, 400]
const overseasSize: [number, number] = [110, 96]
const mainlandCorners: LonLat[] = [
  [-4.6, 42.1],
  [9.3, 42.1],
  [3, 51.1],
  [3, 41.4],
]

function territoryOf(index: TieIndex, place: number): Territory | null {
  const key = index.placeKey[place] ?? ''
  const region = index.regions[index.placeRegion[place] ?? 0] ?? ''
  const departement = index.departements[index.placeDepartement[place] ?? 0] ?? ''
  // A commune of the Pacific has neither région nor département, but its code begins with its territory's.
  const isPart = (one: string) =>
    [key, region, departement].includes(one) || (one.startsWith('d') && key.startsWith(`c${one.slice(1)}`))
  return territories.find((territory) => territory.keys.some(isPart)) ?? null
}

function draw(
  view: View,
  index: TieIndex,
  mask: TieMask,
  belongs: (place: number) => boolean,
  groupOf: (place: number) => number,
) {
  const woven = weave(index, mask, {
    pointOf: (place) => (belongs(place) ? pointIn(view, index.placeLon[place] ?? 0, index.placeLat[place] ?? 0) : null),
    groupOf,
  })
  // Threads run on the world map; here are only the French ends.
  return drawWeave(view, index, { ...woven, threads: [] }, dots)
}

/** Draws where in France the ties selected have an end; `planeAt` gives the closer atlas around a meridian. */
export function drawFrance(planeAt: (meridian: number) => Plane, index: TieIndex, mask: TieMask): FranceDrawing {
  const france = index.countries.indexOf('FR')
  const territory = Array.from(index.placeKey, (_, place) =>
    index.placeCountry[place] === france ? territoryOf(index, place) : null,
  )
  const isMainland = (place: number) => index.placeCountry[place] === france && !territory[place]
  const byDepartement = (place: number) =>
    index.placeDepartement[place] ? -(index.placeDepartement[place] ?? 0) : place
  const mainlandView = closeView(planeAt(0), mainlandCorners, mainlandSize, 1)
  return {
    mainland: draw(mainlandView, index, mask, isMainland, byDepartement),
    overseas: territories.flatMap((one) => {
      const view = closeView(
        planeAt(Math.round(one.middle[0] / 30) * 30),
        [one.middle],
        overseasSize,
        one.degrees * 1.3,
      )
      const drawing = draw(
        view,
        index,
        mask,
        (place) => territory[place] === one,
        () => 0,
      )
      return one.always || drawing.dots.length > 0 ? [{ code: one.code, filterBy: one.keys[0], drawing }] : []
    }),
  }
}
