import type { Ctx } from '../../platform/context.ts'
import { nameKey } from '../organisations/names.ts'
import { isAreaTier } from './matching/areas.server.ts'
import type { NamePart } from './matching/end-names.ts'
import { describeEnd, type Found } from './matching/found.ts'
import { matchForeignEnds } from './matching/match-foreign.server.ts'
import { matchFrenchEnds } from './matching/match-french.server.ts'
import { dropMatchTables, fillMatchTables } from './matching/match-tables.server.ts'
import { type MatchReference, type PreparedEnd, prepareEnd, toFailure } from './matching/prepare-end.ts'
import type { GivenEnd } from './tie-row.ts'

/** The answer for one end, with the country it was read to lie in; null where that could not be said. */
export type EndMatch = Found & { country: string | null }

/** Country labels, middles of countries and disputed places, as the database holds them. */
export async function loadMatchReference(ctx: Ctx): Promise<MatchReference> {
  const labels = await ctx.db.selectFrom('country_label').selectAll().execute()
  const countries = await ctx.db.selectFrom('country').select(['iso2', 'lat', 'lon']).execute()
  const disputed = await ctx.db.selectFrom('disputed_place').selectAll().orderBy('code').execute()
  return {
    labels: new Map(labels.map((row) => [row.label_key, { country: row.country, frenchPart: row.french_part }])),
    centres: new Map(
      countries.flatMap(({ iso2, lat, lon }) => (lat === null || lon === null ? [] : [[iso2, { lat, lon }] as const])),
    ),
    disputed: disputed.map((row) => ({
      code: row.code,
      country: row.country,
      box:
        row.min_lon === null || row.min_lat === null || row.max_lon === null || row.max_lat === null
          ? null
          : { minLon: row.min_lon, minLat: row.min_lat, maxLon: row.max_lon, maxLat: row.max_lat },
      acceptedCountries: row.accepted_countries,
      placeKeys: row.place_names.map(nameKey),
    })),
  }
}

// A French group or region goes by its name without the word of kind too; a foreign area is looked for elsewhere, and
// under its whole name only among towns ("State College").
function searchedNames(end: PreparedEnd): ReadonlyMap<string, NamePart> {
  if (end.french) return end.tier === null ? end.names.keys : new Map([...end.names.keys, [end.names.bare, 'own']])
  if (end.tierInName) return new Map([[end.names.whole, 'own']])
  return isAreaTier(end.tier) ? new Map() : end.names.keys
}

/**
 * Finds what each given end is: a French end one authority of the register, a foreign one a place or an area of the
 * gazetteer. Set-based; runs in a transaction because it works in temporary tables.
 */
export async function matchEnds(ctx: Ctx, given: readonly GivenEnd[]): Promise<EndMatch[]> {
  const reference = await loadMatchReference(ctx)
  const read = given.map((end) => prepareEnd(end, reference))
  const ends = new Map(read.flatMap((end, no) => ('outcome' in end ? [] : [[no, end] as const])))
  await fillMatchTables(
    ctx,
    [...ends].map(([no, end]) => ({
      no,
      french: end.french,
      country: end.country,
      lat: end.given.lat,
      lon: end.given.lon,
      codeKeys: end.codeKeys,
      names: searchedNames(end),
    })),
  )
  const found = new Map<number, Found>([...(await matchFrenchEnds(ctx, ends)), ...(await matchForeignEnds(ctx, ends))])
  await dropMatchTables(ctx)
  return read.map((end, no) => {
    if ('outcome' in end) return { ...end, country: null }
    return { ...(found.get(no) ?? toFailure('unmatched', 'noSuchPlace', describeEnd(end))), country: end.country }
  })
}
