import { z } from 'zod'
import type { GivenEnd } from '../tie-row.ts'

/** An item of Wikidata as one end of a tie. */
export type PlacedItem = { item: string; end: GivenEnd }

/** One row of the answer. */
export type Binding = { a: PlacedItem; b: PlacedItem; start: string | undefined; end: string | undefined }

const cell = z.object({ value: z.string() }).optional()
const item = z.object({ value: z.string().regex(/^http:\/\/www\.wikidata\.org\/entity\/Q\d+$/) })

const binding = z.object({
  a: item,
  b: item,
  a_fr: cell,
  a_en: cell,
  b_fr: cell,
  b_en: cell,
  a_point: cell,
  b_point: cell,
  a_insee: cell,
  b_insee: cell,
  a_siren: cell,
  b_siren: cell,
  a_country: cell,
  b_country: cell,
  start: cell,
  end: cell,
})

const answer = z.object({ results: z.object({ bindings: z.array(z.unknown()) }) })

type Row = z.infer<typeof binding>

function readPoint(wkt: string | undefined): { lat: number; lon: number } | null {
  const found = /^Point\((-?\d+(?:\.\d+)?(?:[eE]-?\d+)?) (-?\d+(?:\.\d+)?(?:[eE]-?\d+)?)\)$/.exec(wkt ?? '')
  if (!found) return null
  const [lon, lat] = [Number(found[1]), Number(found[2])]
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : null
}

// The gazetteer goes by local and English names, the French register by French ones.
function readEnd(row: Row, side: 'a' | 'b'): GivenEnd {
  const french = row[`${side}_fr`]?.value ?? ''
  const english = row[`${side}_en`]?.value ?? ''
  const country = row[`${side}_country`]?.value ?? ''
  const [name, other] = country === 'FR' ? [french || english, english] : [english || french, french]
  return {
    name,
    otherNames: other && other !== name ? [other] : [],
    country,
    code: row[`${side}_insee`]?.value ?? row[`${side}_siren`]?.value ?? null,
    kind: null,
    ...(readPoint(row[`${side}_point`]?.value) ?? { lat: null, lon: null }),
  }
}

/** Reads the rows of an answer; null when it has not the shape of one, rows that name no two items are left out. */
export function parseBindings(body: unknown): Binding[] | null {
  const read = answer.safeParse(body)
  if (!read.success) return null
  return read.data.results.bindings.flatMap((value): Binding[] => {
    const row = binding.safeParse(value)
    if (!row.success) return []
    const { a, b, start, end } = row.data
    return [
      {
        a: { item: a.value, end: readEnd(row.data, 'a') },
        b: { item: b.value, end: readEnd(row.data, 'b') },
        start: start?.value,
        end: end?.value,
      },
    ]
  })
}
