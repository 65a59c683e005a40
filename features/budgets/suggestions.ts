import type { FonctionMeaning } from '../../packages/totem/meaning.ts'
import { nameKey } from '../organisations/names.ts'

/** A line or a grant of an account, as far as looking for international action in it goes. */
export type AccountItem = {
  kind: 'line' | 'grant'
  position: number
  nature: string
  functionCode: string | null
  operation: string | null
  direction: 'expenditure' | 'receipt'
  /** What the account says of it beside its codes: label, beneficiary, purpose. */
  texts: readonly string[]
  /** Those of its texts that are its own: the official name of an account says nothing of this line. */
  ownTexts: readonly string[]
}

/** Whose name was met in a line. */
export const namedAs = ['partner', 'network', 'association', 'participant', 'funder'] as const
export type NamedAs = (typeof namedAs)[number]

/** A name worth looking for, with what a line that bears it is then proposed to be about. */
export type NameHint = {
  name: string
  as: NamedAs
  organisationId: string | null
  partnershipId: string | null
  projectId: string | null
}

/** A place worth looking for: of a partner, of a project, or a country. */
export type PlaceHint = { name: string; partnershipId: string | null; country: string | null }

/** Why a line may be international action; each is said to the reader in a sentence. */
export type Reason =
  | { rule: 'function'; code: string; meaning: FonctionMeaning }
  | { rule: 'nature6562' }
  | { rule: 'lastYear'; lineId: string; label: string; year: number }
  | ({ rule: 'name' } & NameHint)
  | { rule: 'onePercent'; word: string }
  | ({ rule: 'place' } & PlaceHint)
  | ({ rule: 'country' } & PlaceHint)
  | { rule: 'word'; word: string }

/** The rules, the surest first: a line stands in the group of the first that speaks of it. */
export const rules = ['function', 'nature6562', 'lastYear', 'name', 'onePercent', 'place', 'country', 'word'] as const
export type Rule = (typeof rules)[number]

/** What the account is read with. */
export type Clues = {
  meaningOf: (code: string) => FonctionMeaning | null
  isCooperationNature: (nature: string) => boolean
  words: readonly { pattern: string; kind: 'international' | 'onePercent' }[]
  /** Folded names that also mean something else, and so say nothing. */
  ambiguous: ReadonlySet<string>
  names: readonly NameHint[]
  places: readonly PlaceHint[]
  /** What was taken in the accounts of the year before or in other documents of this one, by the key of its line. */
  lastYear: ReadonlyMap<string, { lineId: string; label: string; year: number }>
  refused: ReadonlySet<string>
}

/** A line that may be international action, with all that speaks for it, the surest first. */
export type Suggestion<Item extends AccountItem> = { item: Item; reasons: Reason[] }

/** What a line is about in words that next year's account says again; what is refused is remembered by it. */
export function lineKey(item: Omit<AccountItem, 'ownTexts'>): string {
  const codes = [item.kind, item.direction, item.nature, item.functionCode ?? '', item.operation ?? '']
  return [...codes, nameKey(item.texts.join(' '))].join('|').slice(0, 600)
}

/** The same line of one year alone: what was taken out of it stays out when that year's account is replaced. */
export const removedKey = (year: number, item: Omit<AccountItem, 'ownTexts'>): string =>
  `${year}!${lineKey(item)}`.slice(0, 600)

// The longest name looked for, in words; longer ones are met by their beginning.
const longest = 10

type Met = { reason: Reason }

/** Finds what may be international action in the lines and grants of an account. What was refused is left out. */
export function suggest<Item extends AccountItem>(items: readonly Item[], clues: Clues): Suggestion<Item>[] {
  const { exact, prefixes } = indexOf(clues)
  return items.flatMap((item) => {
    if (clues.refused.has(lineKey(item))) return []
    const reasons = [...codeReasons(item, clues), ...textReasons(item, exact, prefixes)].toSorted(
      (a, b) => rules.indexOf(a.rule) - rules.indexOf(b.rule),
    )
    return reasons.length > 0 ? [{ item, reasons }] : []
  })
}

function codeReasons(item: AccountItem, clues: Clues): Reason[] {
  const found: Reason[] = []
  const meaning = item.functionCode ? clues.meaningOf(item.functionCode) : null
  if (meaning && item.functionCode) found.push({ rule: 'function', code: item.functionCode, meaning })
  if (clues.isCooperationNature(item.nature)) found.push({ rule: 'nature6562' })
  const before = clues.lastYear.get(lineKey(item))
  if (before) found.push({ rule: 'lastYear', ...before })
  return found
}

type Index = { exact: Map<string, Met[]>; prefixes: { tokens: string[]; met: Met }[] }

function indexOf({ words, names, places, ambiguous }: Clues): Index {
  const exact = new Map<string, Met[]>()
  const prefixes: Index['prefixes'] = []
  const add = (key: string, reason: Reason) => {
    const met = exact.get(key)
    if (met) met.push({ reason })
    else exact.set(key, [{ reason }])
  }
  for (const { pattern, kind } of words) {
    const reason: Reason = { rule: kind === 'onePercent' ? 'onePercent' : 'word', word: pattern.replaceAll('*', '') }
    if (!pattern.includes('*')) add(nameKey(pattern), reason)
    else prefixes.push({ tokens: pattern.split(/[ -]/).map(prefixKey), met: { reason } })
  }
  for (const name of names) {
    const key = shortened(nameKey(name.name))
    // A partner is looked for even where its name is also a word.
    if (key.length >= 3 && (name.as === 'partner' || !ambiguous.has(key))) add(key, { rule: 'name', ...name })
  }
  for (const place of places) {
    const key = shortened(nameKey(place.name))
    const rule = place.partnershipId ? 'place' : 'country'
    // And so is its place.
    if (key.length >= 3 && (rule === 'place' || !ambiguous.has(key))) add(key, { rule, ...place })
  }
  return { exact, prefixes }
}

const shortened = (key: string) => key.split(' ').slice(0, longest).join(' ')
const prefixKey = (token: string) => (token.endsWith('*') ? `${nameKey(token)}*` : nameKey(token))

function textReasons(item: AccountItem, exact: Index['exact'], prefixes: Index['prefixes']): Reason[] {
  const found = new Map<string, Reason>()
  const keep = ({ reason }: Met) => {
    const named = 'name' in reason ? reason.name : 'word' in reason ? reason.word : ''
    const key = `${reason.rule} ${nameKey(named)}`
    if (!found.has(key)) found.set(key, reason)
  }
  for (const text of item.ownTexts) {
    const tokens = nameKey(text).split(' ')
    for (let from = 0; from < tokens.length; from++) {
      for (let to = from + 1; to <= Math.min(tokens.length, from + longest); to++)
        exact.get(tokens.slice(from, to).join(' '))?.forEach(keep)
      for (const { tokens: wanted, met } of prefixes)
        if (wanted.every((token, index) => fits(tokens[from + index], token))) keep(met)
    }
  }
  return withoutParts([...found.values()])
}

const wordsOf = (reason: Reason): string =>
  nameKey('name' in reason ? reason.name : 'word' in reason ? reason.word : '')

// “jumelage” says nothing more where “comité de jumelage” is met.
function withoutParts(reasons: Reason[]): Reason[] {
  const isPart = (reason: Reason) =>
    reason.rule === 'word' &&
    reasons.some((other) => other !== reason && ` ${wordsOf(other)} `.includes(` ${wordsOf(reason)} `))
  return reasons.filter((reason) => !isPart(reason))
}

const fits = (given: string | undefined, wanted: string) =>
  given !== undefined && (wanted.endsWith('*') ? given.startsWith(wanted.slice(0, -1)) : given === wanted)
