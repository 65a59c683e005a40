import { nameKey } from '../../organisations/names.ts'

/** The columns of a list of ties, in the order of our own documented header (docs/import-ties.md). */
export const tieColumns = [
  'name1',
  'country1',
  'code1',
  'kind1',
  'lat1',
  'lng1',
  'name2',
  'country2',
  'code2',
  'kind2',
  'lat2',
  'lng2',
  'type',
  'since_year',
  'until_year',
  'state',
  'attested_year',
  'themes',
  'evidence',
  'page_title',
  'page_url',
] as const
export type TieColumn = (typeof tieColumns)[number]

// Other names under which the same columns are met: the twin-town lists and the collected starter ties.
const otherNames: Readonly<Record<string, TieColumn>> = {
  city1: 'name1',
  city2: 'name2',
  lon1: 'lng1',
  lon2: 'lng2',
  fr_name: 'name1',
  fr_country: 'country1',
  fr_kind: 'kind1',
  fr_code: 'code1',
  foreign_name: 'name2',
  foreign_country: 'country2',
  foreign_country_iso2: 'country2',
  foreign_kind: 'kind2',
  foreign_lat: 'lat2',
  foreign_lng: 'lng2',
  state_when_seen: 'state',
  source_title: 'page_title',
  source_url: 'page_url',
}

/** Headers a list may have, shown to whoever brings another one. */
export const acceptedHeaders = [
  'city1,country1,lat1,lng1,city2,country2,lat2,lng2',
  tieColumns.join(','),
  'fr_name,fr_kind,fr_code,foreign_name,foreign_country_iso2,foreign_kind,type,since_year,state_when_seen,attested_year,themes,evidence,source_title,source_url',
] as const

/** Where each known column stands, what was not understood, and what holds for every row of such a list. */
export type TiesHeader = {
  columns: ReadonlyMap<TieColumn, number>
  ignored: string[]
  /** A list whose first end is always French says so by its column names. */
  firstIsFrench: boolean
  /** Twin-town lists name towns that are twinned without saying so in a column. */
  twinTowns: boolean
}

function columnOf(cell: string): TieColumn | undefined {
  const name = nameKey(cell).replaceAll(' ', '_')
  return tieColumns.find((column) => column === name) ?? otherNames[name]
}

/** Recognises the header of a list of ties; null when a column without which nothing can be read is missing or doubled. */
export function parseTiesHeader(cells: readonly string[]): TiesHeader | null {
  const columns = new Map<TieColumn, number>()
  const ignored: string[] = []
  for (const [index, cell] of cells.entries()) {
    const column = columnOf(cell)
    if (column === undefined) ignored.push(cell.trim().slice(0, 80))
    else if (columns.has(column)) return null
    else columns.set(column, index)
  }
  const names = new Set(cells.map((cell) => cell.trim().toLowerCase()))
  const firstIsFrench = names.has('fr_name')
  const needed: TieColumn[] = firstIsFrench
    ? ['name1', 'name2', 'country2']
    : ['name1', 'country1', 'name2', 'country2']
  if (!needed.every((column) => columns.has(column))) return null
  return { columns, ignored, firstIsFrench, twinTowns: names.has('city1') && names.has('city2') }
}
