import { type FreshnessLevel, freshnessLevels } from '../freshness/rules.ts'
import { type Theme, type TieState, type TieType, themes, tieStates, tieTypes } from './schema.ts'

/** A tie as the list of its party shows it. */
export type OwnListTie = {
  id: string
  /** The others, in their order. */
  partners: {
    key: string
    name: string
    country: string
    lookedAfter: boolean
    lon: number | null
    lat: number | null
  }[]
  type: TieType
  state: TieState
  sinceYear: number | null
  themes: Theme[]
  freshness: FreshnessLevel
  /** The end of the agreement in force that ends first. */
  agreementEndsOn: string | null
  agreements: number
  projects: number
  /** Who has to say something next: us, another side, nobody. */
  hands: Hands
  discreet: boolean
  takenUp: boolean
}

/** In whose hands a tie is: an answer of ours is awaited, one of theirs, or none. */
export const handsOf = ['ours', 'theirs', 'nobody'] as const
export type Hands = (typeof handsOf)[number]

/** When the agreement in force ends: within so many months, or it has none. */
export const endings = ['3', '6', '12', 'none'] as const
export type Ending = (typeof endings)[number]

/** The columns one may choose; the partners always stand first. */
export const tieColumns = [
  'type',
  'state',
  'since',
  'themes',
  'freshness',
  'agreementEnd',
  'hands',
  'agreements',
  'projects',
  'visibility',
] as const
export type TieColumn = (typeof tieColumns)[number]

/** The ways to look at the list. */
export const tieViews = ['table', 'board', 'calendar', 'map'] as const
export type TieView = (typeof tieViews)[number]

/** The orders of the list. */
export const tieListSorts = ['name', 'since', 'agreementEnd', 'freshness'] as const
export type TieListSort = (typeof tieListSorts)[number]

/** How a person reads the list: what they look for, in which order and shape, with which columns. */
export type ListReading = {
  q: string
  state: TieState[]
  type: TieType[]
  country: string[]
  theme: Theme[]
  freshness: FreshnessLevel[]
  ending: Ending[]
  hands: Hands[]
  sort: TieListSort
  view: TieView
  columns: TieColumn[]
}

/** The filters among it that choose from a list. */
export const listFilterNames = ['state', 'type', 'country', 'theme', 'freshness', 'ending', 'hands'] as const
export type ListFilterName = (typeof listFilterNames)[number]

const usualColumns: readonly TieColumn[] = ['type', 'state', 'since', 'freshness', 'agreementEnd', 'hands']

const choices: Record<Exclude<ListFilterName, 'country'>, readonly string[]> = {
  state: tieStates,
  type: tieTypes,
  theme: themes,
  freshness: freshnessLevels,
  ending: endings,
  hands: handsOf,
}

/** Reads an address, or what was kept of one; whatever makes no sense is left out. */
export function parseReading(params: URLSearchParams): ListReading {
  const several = <T extends string>(name: string, known: readonly T[]) =>
    known.filter((one) => params.getAll(name).includes(one))
  const one = <T extends string>(name: string, known: readonly T[], usual: T) =>
    known.find((value) => value === params.get(name)) ?? usual
  const columns = several('columns', tieColumns)
  return {
    q: (params.get('q') ?? '').trim().slice(0, 100),
    state: several('state', tieStates),
    type: several('type', tieTypes),
    country: [...new Set(params.getAll('country'))].filter((code) => /^[A-Z]{2}$/.test(code)),
    theme: several('theme', themes),
    freshness: several('freshness', freshnessLevels),
    ending: several('ending', endings),
    hands: several('hands', handsOf),
    sort: one('sort', tieListSorts, 'name'),
    view: one('view', tieViews, 'table'),
    columns: columns.length > 0 ? columns : [...usualColumns],
  }
}

/** The address of a reading; what is usual goes without saying. */
export function formatReading(reading: ListReading): URLSearchParams {
  const params = new URLSearchParams()
  if (reading.q) params.set('q', reading.q)
  for (const name of listFilterNames) for (const value of reading[name]) params.append(name, value)
  if (reading.sort !== 'name') params.set('sort', reading.sort)
  if (reading.view !== 'table') params.set('view', reading.view)
  if (reading.columns.join() !== usualColumns.join()) for (const one of reading.columns) params.append('columns', one)
  return params
}

/** How many filters are on. */
export function countFilters(reading: ListReading): number {
  return listFilterNames.reduce((sum, name) => sum + reading[name].length, reading.q ? 1 : 0)
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

// Months as a diary counts them; a day that is past is within any number of months.
function endsWithin(day: string, months: number, today: string): boolean {
  const limit = new Date(`${today}T00:00:00Z`)
  limit.setUTCMonth(limit.getUTCMonth() + months)
  return day <= limit.toISOString().slice(0, 10)
}

function hasEnding(tie: OwnListTie, ending: Ending, today: string): boolean {
  if (ending === 'none') return tie.agreementEndsOn === null
  return tie.agreementEndsOn !== null && endsWithin(tie.agreementEndsOn, Number(ending), today)
}

function valuesOf(tie: OwnListTie, name: ListFilterName, today: string): readonly string[] {
  switch (name) {
    case 'country':
      return tie.partners.map((partner) => partner.country)
    case 'theme':
      return tie.themes
    case 'ending':
      return endings.filter((ending) => hasEnding(tie, ending, today))
    default:
      return [tie[name]]
  }
}

const answers = (tie: OwnListTie, reading: ListReading, today: string, but: ListFilterName | null) =>
  (!reading.q || tie.partners.some((partner) => plain(partner.name).includes(plain(reading.q)))) &&
  listFilterNames.every(
    (name) =>
      name === but ||
      reading[name].length === 0 ||
      valuesOf(tie, name, today).some((value) => (reading[name] as readonly string[]).includes(value)),
  )

const nameOf = (tie: OwnListTie) => tie.partners.map(({ name }) => name).join(', ')
const last = '9999'

function compare(a: OwnListTie, b: OwnListTie, sort: TieListSort, locale: string): number {
  const byName = nameOf(a).localeCompare(nameOf(b), locale)
  if (sort === 'since') return (a.sinceYear ?? 9999) - (b.sinceYear ?? 9999) || byName
  if (sort === 'agreementEnd') return (a.agreementEndsOn ?? last).localeCompare(b.agreementEndsOn ?? last) || byName
  if (sort === 'freshness') return freshnessLevels.indexOf(b.freshness) - freshnessLevels.indexOf(a.freshness) || byName
  return byName
}

/** The ties that answer a reading, in its order. */
export function selectTies(
  ties: readonly OwnListTie[],
  reading: ListReading,
  today: string,
  locale: string,
): OwnListTie[] {
  return ties
    .filter((tie) => answers(tie, reading, today, null))
    .toSorted((a, b) => compare(a, b, reading.sort, locale))
}

/** A choice of a filter and how many ties have it, all other filters on. */
export type ListChoice = { value: string; count: number }

/** Counts before choices, each with all other filters on but its own; what nobody has is left out unless it is on. */
export function countListChoices(
  ties: readonly OwnListTie[],
  reading: ListReading,
  today: string,
): Record<ListFilterName, ListChoice[]> {
  const counted = listFilterNames.map((name): [ListFilterName, ListChoice[]] => {
    const found = ties.filter((tie) => answers(tie, reading, today, name))
    const counts = new Map<string, number>()
    for (const tie of found)
      for (const value of new Set(valuesOf(tie, name, today))) counts.set(value, (counts.get(value) ?? 0) + 1)
    const known = name === 'country' ? [...counts.keys(), ...reading.country] : choices[name]
    return [
      name,
      [...new Set(known)]
        .map((value) => ({ value, count: counts.get(value) ?? 0 }))
        .filter(({ value, count }) => count > 0 || (reading[name] as readonly string[]).includes(value)),
    ]
  })
  return Object.fromEntries(counted) as Record<ListFilterName, ListChoice[]>
}
