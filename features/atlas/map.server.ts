import { setImmediate as othersFirst } from 'node:timers/promises'
import { type ByteLru, byteLru } from '../../platform/byte-lru.ts'
import type { Ctx } from '../../platform/context.ts'
import {
  type Theme,
  type TieEvidence,
  type TieState,
  type TieType,
  tieEvidences,
  tieStates,
  tieTypes,
} from '../partnerships/schema.ts'
import { type AtlasFilters, formatFilters, isFiltered, noFilters } from './filters.ts'
import { drawFrance, type FranceDrawing } from './map/france.ts'
import { findNamedKeys } from './map/selection.server.ts'
import { countBy, countRegions, countThemes, type Tally, tallyTies } from './map/tallies.ts'
import { matchTies, type TieMask } from './map/tie-filter.ts'
import { getTieIndex } from './map/tie-index.server.ts'
import { findTie, type TieIndex } from './map/tie-index.ts'
import { getEqualEarth } from './map/world-atlas.server.ts'
import {
  type DotSize,
  drawCloseMap,
  drawEurope,
  drawPartOfWorld,
  drawWorldMap,
  type MapDrawing,
  maskOfPlaces,
  oneTie,
} from './map-drawing.ts'

/** A country and its ties, as the table under the map lists them. */
export type MapCountry = { code: string } & Tally

/** Counts beside the choices of the legend and the form, each with all other filters on but its own. */
export type MapChoices = {
  state: Record<TieState, number>
  evidence: Record<TieEvidence, number>
  type: Record<TieType, number>
  theme: Record<Theme, number>
  region: { key: string; ties: number }[]
  country: { code: string; ties: number }[]
}

/** Everything the map page shows of the ties that answer the filters. */
export type WorldMap = {
  version: number
  drawing: MapDrawing
  /** Ties of which fewer than two ends have a point: counted and listed, not drawn. */
  partial: number
  /** What its dots stand for. */
  sizes: DotSize[]
  /** Europe by itself, where dots crowd on the world map; null when the drawing is of a part of the world already. */
  europe: MapDrawing | null
  france: FranceDrawing
  total: Tally
  countries: MapCountry[]
  choices: MapChoices
}

/** A map beside facts: what is drawn, how many ties it stands for, and how many of them could not be drawn whole. */
export type SmallMap = { drawing: MapDrawing; ties: number; partial: number }

const at110 = (meridian: number) => getEqualEarth('110m', meridian)
const at50 = (meridian: number) => getEqualEarth('50m', meridian)

async function countChoices(
  index: TieIndex,
  filters: AtlasFilters,
  named: ReadonlySet<string> | null,
): Promise<MapChoices> {
  // Each count asks the whole index again: between two, other requests have their turn.
  const without = async (name: 'state' | 'evidence' | 'type' | 'theme' | 'region' | 'country') => {
    await othersFirst()
    return matchTies(index, { ...filters, [name]: [] }, named)
  }
  const { byCountry } = tallyTies(index, await without('country'))
  return {
    state: countBy(tieStates, index.tieState, await without('state')),
    evidence: countBy(tieEvidences, index.tieEvidence, await without('evidence')),
    type: countBy(tieTypes, index.tieType, await without('type')),
    theme: countThemes(index, await without('theme')),
    region: [...countRegions(index, await without('region'))].map(([key, ties]) => ({ key, ties })),
    country: [...byCountry].map(([code, { ties }]) => ({ code, ties })),
  }
}

async function drawWorld(
  version: number,
  index: TieIndex,
  filters: AtlasFilters,
  named: ReadonlySet<string> | null,
): Promise<WorldMap> {
  const mask = matchTies(index, filters, named)
  const { all, byCountry } = tallyTies(index, mask)
  await othersFirst()
  const near = isFiltered(filters) ? drawPartOfWorld(at50, { index, mask }) : null
  const { drawing, partial, sizes } = near ?? drawWorldMap(at110, { index, mask })
  await othersFirst()
  const europe = near ? null : drawEurope(at50, { index, mask }).drawing
  await othersFirst()
  return {
    version,
    drawing,
    partial,
    sizes,
    europe,
    france: drawFrance(at50, index, mask),
    total: all,
    countries: [...byCountry]
      .map(([code, tally]) => ({ code, ...tally }))
      .sort((a, b) => b.ties - a.ties || (a.code < b.code ? -1 : 1)),
    choices: await countChoices(index, filters, named),
  }
}

// A map holds no language: two languages and several pages show the same one.
const drawn = new WeakMap<TieIndex, ByteLru<Promise<WorldMap>>>()
const keptBytes = 16 * 1024 * 1024
const bytesOfMap = 400 * 1024

/** The ties that answer the filters, drawn on the world and on France, counted by country, state and evidence. */
export async function getWorldMap(ctx: Ctx, filters: AtlasFilters): Promise<WorldMap> {
  const { version, index } = await getTieIndex(ctx)
  const kept = drawn.get(index) ?? byteLru<Promise<WorldMap>>(keptBytes)
  drawn.set(index, kept)
  const key = formatFilters(filters).toString()
  const known = kept.get(key)
  if (known) return known
  const named = await findNamedKeys(ctx, filters)
  const work = drawWorld(version, index, filters, named)
  kept.set(key, work, bytesOfMap)
  return work
}

const smallSize: [number, number] = [480, 320]

function drawSmall(index: TieIndex, mask: TieMask, own?: number): SmallMap | null {
  const { drawing, partial } = drawCloseMap(
    at110,
    { index, mask },
    { size: smallSize, leastDegrees: 14, ...(own === undefined ? {} : { own }) },
  )
  return drawing.dots.length === 0 ? null : { drawing, ties: mask.reduce((sum, one) => sum + one, 0), partial }
}

/** An authority and its partners, its own place marked; null when nothing of it can be drawn. */
export async function getOrganisationMap(ctx: Ctx, key: string): Promise<SmallMap | null> {
  const { index } = await getTieIndex(ctx)
  const place = index.placeByKey.get(key)
  return place === undefined ? null : drawSmall(index, maskOfPlaces(index, [place]), place)
}

/** The ties between a country and France; null when none can be drawn. */
export async function getCountryMap(ctx: Ctx, code: string): Promise<SmallMap | null> {
  const { index } = await getTieIndex(ctx)
  return drawSmall(index, matchTies(index, { ...noFilters(), country: [code.toUpperCase()] }, null))
}

/** The ends of one tie; null when they cannot be drawn. */
export async function getTieMap(ctx: Ctx, id: string): Promise<SmallMap | null> {
  const { index } = await getTieIndex(ctx)
  const tie = findTie(index, id)
  return tie === null ? null : drawSmall(index, oneTie(index, tie))
}
