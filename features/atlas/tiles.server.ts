import { type ByteLru, byteLru } from '../../platform/byte-lru.ts'
import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import {
  type TieEvidence,
  type TieState,
  type TieType,
  tieEvidences,
  tieStates,
  tieTypes,
} from '../partnerships/schema.ts'
import { type AtlasFilters, formatFilters } from './filters.ts'
import { cutGroundTile } from './map/ground-tile.ts'
import { groundEdition, groundZoom, heaviestTile, maxZoom } from './map/limits.ts'
import { cellBitsAt, cutPlaceTile } from './map/place-tile.ts'
import { findNamedKeys } from './map/selection.server.ts'
import { matchTies, type TieMask } from './map/tie-filter.ts'
import { getTieIndex } from './map/tie-index.server.ts'
import { isLocated, partiesOf, type TieIndex, tiesOf } from './map/tie-index.ts'
import { bytesOf, placesInCell, type TileAddress, type TileGrid, toTileGrid } from './map/tile-grid.ts'
import { getMercator } from './map/world-atlas.server.ts'

/** What those who ask for tiles have to know. */
export const tileLimits = { maxZoom, groundZoom, groundEdition, heaviestTile }

/** A question to the map at one data version. */
export type TileQuestion = { version: number; filters: AtlasFilters }

/** An answer, or the version to ask instead: data has changed since the page was made. */
export type Versioned<Value> = { current: number } | { value: Value }

/** A place as the interactive map lists it. */
export type TilePlace = { key: string; name: string; country: string; ties: number }

/** One tie of a chosen place: the other parties, with their points where these are known. */
export type TileThread = {
  id: string
  type: TieType
  state: TieState
  evidence: TieEvidence
  others: { key: string; name: string; country: string; at: [lon: number, lat: number] | null }[]
}

/** A chosen place, where it stands, and its ties that answer the filters. */
export type TileThreads = {
  key: string
  name: string
  country: string
  at: [lon: number, lat: number] | null
  ties: TileThread[]
}

type Answer = { mask: TieMask; grid: TileGrid }

const keptBytes = 128 * 1024 * 1024
const answers = new WeakMap<TieIndex, ByteLru<Answer>>()

function keptFor(index: TieIndex): ByteLru<Answer> {
  const known = answers.get(index)
  if (known) return known
  const made = byteLru<Answer>(keptBytes)
  answers.set(index, made)
  return made
}

/** The ties that answer the filters, gathered for tiles: once per question, then every tile of it is cut from that. */
async function answerTo(ctx: Ctx, index: TieIndex, filters: AtlasFilters): Promise<Answer> {
  const kept = keptFor(index)
  const key = formatFilters(filters).toString()
  const known = kept.get(key)
  if (known) return known
  const named = await findNamedKeys(ctx, filters)
  const mask = matchTies(index, filters, named)
  const answer = { mask, grid: toTileGrid(index, mask) }
  kept.set(key, answer, mask.byteLength + bytesOf(answer.grid))
  return answer
}

/** Refuses a tile that does not exist (`tile_not_found`). */
function requireTile({ zoom, x, y }: TileAddress, closest: number): void {
  const side = 2 ** zoom
  const exists =
    [zoom, x, y].every(Number.isInteger) && zoom >= 0 && zoom <= closest && x >= 0 && y >= 0 && x < side && y < side
  if (!exists) throw new AppError('not_found', 'tile_not_found', { zoom: closest })
}

async function openVersion(ctx: Ctx, version: number): Promise<{ current: number } | { index: TieIndex }> {
  const found = await getTieIndex(ctx)
  return found.version === version ? { index: found.index } : { current: found.version }
}

/** The places of a tile as a vector tile; null where there are none. */
export async function getPlaceTile(
  ctx: Ctx,
  question: TileQuestion,
  tile: TileAddress,
): Promise<Versioned<Uint8Array | null>> {
  requireTile(tile, maxZoom)
  const opened = await openVersion(ctx, question.version)
  if ('current' in opened) return opened
  const { grid } = await answerTo(ctx, opened.index, question.filters)
  return { value: cutPlaceTile(opened.index, grid, tile) }
}

const mostListed = 100

/** The places of one cell of a tile, those with most ties first; at most a hundred. */
export async function listCellPlaces(
  ctx: Ctx,
  question: TileQuestion,
  tile: TileAddress,
  cell: number,
): Promise<Versioned<{ places: TilePlace[]; total: number }>> {
  requireTile(tile, maxZoom)
  const opened = await openVersion(ctx, question.version)
  if ('current' in opened) return opened
  const { index } = opened
  const { grid } = await answerTo(ctx, index, question.filters)
  const found = placesInCell(index, grid, tile, cellBitsAt(tile.zoom), cell)
  const places = found
    .slice(0, mostListed)
    .map((place) => ({ ...nameOf(index, place), ties: grid.weights[place] ?? 0 }))
  return { value: { places, total: found.length } }
}

function nameOf(index: TieIndex, place: number): { key: string; name: string; country: string } {
  return {
    key: index.placeKey[place] ?? '',
    name: index.placeName[place] ?? '',
    country: index.countries[index.placeCountry[place] ?? 0] ?? '',
  }
}

function pointOf(index: TieIndex, place: number): [number, number] | null {
  return isLocated(index, place) ? [index.placeLon[place] ?? 0, index.placeLat[place] ?? 0] : null
}

function toThread(index: TieIndex, tie: number, from: number): TileThread {
  return {
    id: index.tieId[tie] ?? '',
    type: tieTypes[index.tieType[tie] ?? 0] ?? 'unknown',
    state: tieStates[index.tieState[tie] ?? 0] ?? 'unknown',
    evidence: tieEvidences[index.tieEvidence[tie] ?? 0] ?? 'thirdParty',
    others: [...partiesOf(index, tie)]
      .filter((place) => place !== from)
      .map((place) => ({ ...nameOf(index, place), at: pointOf(index, place) })),
  }
}

/** The ties of a place that answer the filters, to be drawn as threads; a place without a public tie is not found. */
export async function getThreads(ctx: Ctx, question: TileQuestion, key: string): Promise<Versioned<TileThreads>> {
  const opened = await openVersion(ctx, question.version)
  if ('current' in opened) return opened
  const { index } = opened
  const place = index.placeByKey.get(key)
  if (place === undefined) throw new AppError('not_found', 'organisation_not_found', { key })
  const { mask } = await answerTo(ctx, index, question.filters)
  const ties = [...tiesOf(index, place)].filter((tie) => mask[tie]).map((tie) => toThread(index, tie, place))
  return { value: { ...nameOf(index, place), at: pointOf(index, place), ties } }
}

/** The land and borders of a tile as a vector tile; null over open sea. */
export function getGroundTile(tile: TileAddress): Uint8Array | null {
  requireTile(tile, groundZoom)
  return cutGroundTile(getMercator(tile.zoom < 3 ? '110m' : '50m'), tile)
}
