import { setImmediate as othersFirst } from 'node:timers/promises'
import { type ByteLru, byteLru } from '../../platform/byte-lru.ts'
import type { Ctx } from '../../platform/context.ts'
import { keepPerVersion } from '../../platform/db/per-version.ts'
import { type AtlasFilters, formatFilters, isFiltered, noFilters } from './filters.ts'
import { type AnsweredQuestion, countChoices, type TieChoices } from './map/choices.ts'
import { drawFrance, type FranceDrawing } from './map/france.ts'
import { partOf, tiesIn, tiesOfPlaces } from './map/part-of-index.ts'
import { findNamedKeys } from './map/selection.server.ts'
import { type Tally, tallyTies } from './map/tallies.ts'
import { matchTies } from './map/tie-filter.ts'
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
} from './map-drawing.ts'

/** A country and its ties, as the table under the map lists them. */
export type MapCountry = { code: string } & Tally

/** Counts beside the choices of the legend and the form, each with all other filters on but its own. */
export type MapChoices = Omit<TieChoices, 'region' | 'country'> & {
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

async function toChoices(question: AnsweredQuestion): Promise<MapChoices> {
  const { region, country, ...others } = await countChoices(question)
  return {
    ...others,
    region: [...region].map(([key, ties]) => ({ key, ties })),
    country: [...country].map(([code, ties]) => ({ code, ties })),
  }
}

async function drawWorld(
  version: number,
  index: TieIndex,
  filters: AtlasFilters,
  named: ReadonlySet<string> | null,
): Promise<WorldMap> {
  const mask = matchTies(index, filters, named)
  await othersFirst()
  const shown = isFiltered(filters) ? partOf(index, tiesIn(mask)) : { index, mask }
  const { all, byCountry } = tallyTies(shown.index, shown.mask)
  await othersFirst()
  const near = isFiltered(filters) ? drawPartOfWorld(at50, shown) : null
  const { drawing, partial, sizes } = near ?? drawWorldMap(at110, shown)
  await othersFirst()
  const europe = near ? null : drawEurope(at50, shown).drawing
  await othersFirst()
  return {
    version,
    drawing,
    partial,
    sizes,
    europe,
    france: drawFrance(at50, shown.index, shown.mask),
    total: all,
    countries: [...byCountry]
      .map(([code, tally]) => ({ code, ...tally }))
      .sort((a, b) => b.ties - a.ties || (a.code < b.code ? -1 : 1)),
    choices: await toChoices({ index, filters, named, mask }),
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

function drawSmall(whole: TieIndex, ties: Uint32Array, ownKey = ''): SmallMap | null {
  const part = partOf(whole, ties)
  const own = part.index.placeByKey.get(ownKey)
  const options = { size: smallSize, leastDegrees: 14, ...(own === undefined ? {} : { own }) }
  const { drawing, partial } = drawCloseMap(at110, part, options)
  return drawing.dots.length === 0 ? null : { drawing, ties: ties.length, partial }
}

/** An authority and its partners, its own place marked; null when nothing of it can be drawn. */
export async function getOrganisationMap(ctx: Ctx, key: string): Promise<SmallMap | null> {
  const { index } = await getTieIndex(ctx)
  const place = index.placeByKey.get(key)
  return place === undefined ? null : drawSmall(index, tiesOfPlaces(index, [place]), key)
}

/** Some ties of an authority, its own place marked: of those named, the ones everybody sees; null when none can be drawn. */
export async function getTiesMap(ctx: Ctx, ids: readonly string[], key: string): Promise<SmallMap | null> {
  const { index } = await getTieIndex(ctx)
  const known = ids.map((id) => findTie(index, id)).filter((tie) => tie !== null)
  return drawSmall(index, Uint32Array.from(known).sort(), key)
}

async function drawCountry(ctx: Ctx, code: string): Promise<SmallMap | null> {
  const { index } = await getTieIndex(ctx)
  return drawSmall(index, tiesIn(matchTies(index, { ...noFilters(), country: [code] }, null)))
}

// A country may have more ties than any authority: few are asked for, and often.
const keepCountry = keepPerVersion(drawCountry, (code) => code, 250)

/** The ties between a country and France; null when none can be drawn. */
export const getCountryMap = (ctx: Ctx, code: string): Promise<SmallMap | null> => keepCountry(ctx, code.toUpperCase())

/** The ends of one tie; null when they cannot be drawn. */
export async function getTieMap(ctx: Ctx, id: string): Promise<SmallMap | null> {
  const { index } = await getTieIndex(ctx)
  const tie = findTie(index, id)
  return tie === null ? null : drawSmall(index, Uint32Array.of(tie))
}
