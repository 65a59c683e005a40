import { nameKey } from '../../organisations/names.ts'
import type { Tier } from '../../organisations/schema.ts'
import type { GivenEnd } from '../tie-row.ts'
import { distanceKm } from './choose.ts'
import { type CountryLabels, resolveCountry, sharedLabels } from './country-labels.ts'
import { type EndNames, readEndNames } from './end-names.ts'
import { parseForeignKind, parseFrenchKind } from './kinds.ts'
import { type DisputedPlace, findSetAside } from './set-aside.ts'

/** What ends are read against: country labels, the middles of countries, the reviewed list of disputed places. */
export type MatchReference = {
  labels: CountryLabels
  centres: ReadonlyMap<string, { lat: number; lon: number }>
  disputed: readonly DisputedPlace[]
}

/** Why an end leads to no authority; `reason` is the translation key `import.reason.<reason>`. */
export type EndFailure = {
  outcome: 'ambiguous' | 'unmatched' | 'setAside' | 'invalid'
  reason: string
  detail: Record<string, string | number>
}

/** An end whose country is known and whose names are read. */
export type PreparedEnd = {
  given: GivenEnd
  country: string
  french: boolean
  /** Codes of the départements the country label named ("Réunion, France"). */
  frenchParts: readonly string[]
  names: EndNames
  tier: Tier | null
  /** The tier was read in the name itself ("Maui County"), which so names no town unless a town bears it whole. */
  tierInName: boolean
  codeKeys: string[]
}

// A name may carry its country when the column is empty: "Varna, Bulgaria".
function readCountry(
  given: GivenEnd,
  reference: MatchReference,
): { country: string; frenchPart: string | null; name: string } | null {
  const shared = sharedLabels.get(nameKey(given.country))
  if (shared && given.lat !== null && given.lon !== null) {
    const { lat, lon } = given
    const distance = (code: string) => {
      const centre = reference.centres.get(code)
      return centre ? distanceKm(lat, lon, centre.lat, centre.lon) : Number.POSITIVE_INFINITY
    }
    const [nearest] = shared.toSorted((a, b) => distance(a) - distance(b))
    if (nearest) return { country: nearest, frenchPart: null, name: given.name }
  }
  const meaning = resolveCountry(given.country, reference.labels)
  if (meaning) return { ...meaning, name: given.name }
  const comma = given.name.lastIndexOf(',')
  if (given.country !== '' || comma < 0) return null
  const fromName = resolveCountry(given.name.slice(comma + 1), reference.labels)
  return fromName && { ...fromName, name: given.name.slice(0, comma).trim() }
}

/** The public keys a code of the list may stand for, judged by its shape and by the kind it goes with. */
export function readCodeKeys(code: string | null, tier: Tier | null): string[] {
  const text = (code ?? '').replace(/\s/g, '').toUpperCase()
  if (text === '') return []
  if (/^\d{14}$/.test(text)) return [`e${text.slice(0, 9)}`, `siren:${text.slice(0, 9)}`]
  if (/^\d{9}$/.test(text)) return [`e${text}`, `siren:${text}`]
  if (tier === 'region') return [`r${text.padStart(2, '0')}`]
  if (tier === 'departement' || tier === 'overseasAuthority') return [`d${text.padStart(2, '0')}`]
  return [`c${text.padStart(5, '0')}`]
}

/** A failure with its reason and what is known of it. */
export function toFailure(outcome: EndFailure['outcome'], reason: string, detail: EndFailure['detail']): EndFailure {
  return { outcome, reason, detail }
}

/** Reads an end, or says at once why it cannot become a party: unknown country, disputed or sensitive place. */
export function prepareEnd(given: GivenEnd, reference: MatchReference): PreparedEnd | EndFailure {
  const read = readCountry(given, reference)
  const said = { name: given.name, country: given.country || '–' }
  if (!read) {
    // A label may name a disputed place itself ("Northern Cyprus").
    const aside = findSetAside({ ...given, keys: [nameKey(given.country)], country: null }, reference.disputed)
    if (aside) return toFailure('setAside', aside.reason, { ...said, place: aside.place ?? '' })
    return toFailure('unmatched', given.country === '' ? 'countryMissing' : 'countryUnknown', said)
  }
  const french = read.country === 'FR'
  const names = readEndNames(read.name, french, given.otherNames)
  const aside = findSetAside(
    { keys: names.keys.keys(), country: read.country, lat: given.lat, lon: given.lon },
    reference.disputed,
  )
  if (aside) return toFailure('setAside', aside.reason, { ...said, place: aside.place ?? '' })
  const kind = french ? parseFrenchKind(given.kind) : parseForeignKind(given.kind)
  const kindTier = kind === 'unknown' ? null : kind
  const tier = kindTier ?? names.tier
  return {
    given,
    country: read.country,
    french,
    frenchParts: read.frenchPart?.split('|') ?? [],
    names,
    tier,
    tierInName: kindTier === null && names.tier !== null,
    codeKeys: french ? readCodeKeys(given.code, tier) : [],
  }
}
