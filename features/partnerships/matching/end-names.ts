import { nameKey } from '../../organisations/names.ts'
import type { Tier } from '../../organisations/schema.ts'

/**
 * How a key was read out of a name: the authority's own name, that name together with the larger place it is said to
 * lie in, or the larger place alone.
 */
export type NamePart = 'own' | 'joined' | 'enclosing'

/** What a written name may be called in the register or the gazetteer. */
export type EndNames = {
  /** The whole name as a key, for the report and for names that hold a word of kind ("State College"). */
  whole: string
  keys: ReadonlyMap<string, NamePart>
  /** The tier a word of the name says ("Maui County", "Arras (communauté)"), if any. */
  tier: Tier | null
  /** The name without its word of kind, under which areas are looked for. */
  bare: string
}

type TierWord = readonly [pattern: RegExp, tier: Tier]

const frenchTierWords: readonly TierWord[] = [
  [
    /^(ca|cc|cu|met|metropole|eurometropole|communaute|grand(e)? agglo)\b|\b(communaute|agglomeration|agglo|metropole|eurometropole|intercommunalite|epci)\b/,
    'epci',
  ],
  [/\b(departement|department|conseil (departemental|general))\b/, 'departement'],
  [/\b(region|conseil regional)\b/, 'region'],
]

const foreignTierWords: readonly TierWord[] = [
  [
    /\b(county|comte|judetul|megye|zupanija|powiat|fylke|condado|kreis|landkreis|ortenaukreis|[a-z]{3,}shire)\b/,
    'county',
  ],
  [/\b(province|provincia|provincie|provinz|wilaya)\b/, 'province'],
  [/\b(prefecture|ken)\b/, 'prefecture'],
  [/\b(oblast|krai|voivodeship|wojewodztwo|region|regione|okrug|autonomous community)\b/, 'region-abroad'],
  [/\b(governorate|gouvernorat)\b/, 'governorate'],
  [/\b(departamento|departement|department)\b/, 'department'],
  [/\b(cercle)\b/, 'cercle'],
  [/\b(state|estado|etat|bundesland)\b/, 'state'],
  [/\b(district|districts|raion|rayon|rajon|bezirk|amt|gmina|distrikt)\b/, 'district'],
]

const articles = /^(?:the|le|la|les|l|du|de|des|d|of|da|do|del|della)\s+/
const townWords =
  /^(?:city|town|village|municipality|commune|ville|borough|municipio|ciudad|urban community|greater) (?:of|de|d|du|des|la)\s+|\s+(?:city|town|municipality|commune|municipio)$/
const kindWords =
  /\b(?:communaute (?:de|d|des) (?:communes|municipalites|agglomeration)(?: (?:de|du|des|d))?|groupement intercommunal|union des municipalites|communaute urbaine(?: (?:de|du|des|d))?|communaute|agglomeration|agglo|metropole(?: (?:de|du|des|d))?|eurometropole(?: (?:de|du|des|d))?|intercommunalite|epci|departement|department|departamento|conseil|departemental|general|regional|regione|region|county|comte|judetul|megye|zupanija|powiat|fylke|condado|landkreis|kreis|province|provincia|provincie|provinz|wilaya|prefecture|oblast|krai|voivodeship|wojewodztwo|okrug|governorate|gouvernorat|cercle|state|estado|etat|bundesland|districts|district|raion|rayon|rajon|bezirk|distrikt|amt|rural gmina|urban gmina|gmina|autonomous|municipality|caza|ca|cc|cu)\b/g

/** A key without its word of kind: "maui county" is "maui". */
export function withoutKind(key: string): string {
  const bare = key.replace(kindWords, ' ').replace(/\s+/g, ' ').trim().replace(articles, '')
  return bare || key
}

type Parts = { own: string[]; enclosing: string[]; joined: string[] }

/** Splits "X (Y)", "Y – X", "X, Y" and "X/Y" into the name itself and the larger place it lies in. */
function splitName(name: string): Parts {
  const bracket = /^(.*?)\s*\(([^)]*)\)\s*(.*)$/.exec(name)
  if (bracket) {
    const [, before = '', inside = '', after = ''] = bracket
    return { own: [`${before} ${after}`], enclosing: [inside], joined: [`${inside} ${before}`] }
  }
  const dash = /^(.+?)\s+[–—-]\s+(.+)$/.exec(name)
  if (dash) return { own: [dash[2] ?? ''], enclosing: [dash[1] ?? ''], joined: [] }
  const comma = /^([^,]+),\s*(.+)$/.exec(name)
  if (comma) return { own: [comma[1] ?? ''], enclosing: [comma[2] ?? ''], joined: [] }
  const slash = name.split('/').map((part) => part.trim())
  return { own: slash.length > 1 ? slash.filter(Boolean) : [], enclosing: [], joined: [] }
}

// In "Unna (district)" the bracket says what it is, in "Bala (Muskoka District)" where it lies.
function saysKindOnly(text: string): boolean {
  return text !== '' && text.replace(kindWords, '').trim() === ''
}

/** Reads every name an end may be known by, other names included; `french` chooses the words of kind. */
export function readEndNames(name: string, french: boolean, otherNames: readonly string[] = []): EndNames {
  const whole = nameKey(name)
  const parts = splitName(name)
  const lies = parts.enclosing.map(nameKey).filter((key) => !saysKindOnly(key))
  const own = parts.own.length > 0 ? parts.own.map(nameKey) : [whole]
  const said = lies.length > 0 ? own.join(' ') : whole
  const tier = (french ? frenchTierWords : foreignTierWords).find(([pattern]) => pattern.test(said))?.[1] ?? null
  const keys = new Map<string, NamePart>()
  const add = (key: string, part: NamePart) => {
    if (key !== '' && !keys.has(key)) keys.set(key, part)
  }
  add(whole, lies.length > 0 ? 'joined' : 'own')
  for (const key of own) {
    add(key, 'own')
    add(key.replace(townWords, '').trim(), 'own')
  }
  for (const other of otherNames) add(nameKey(other), 'own')
  if (lies.length > 0) for (const text of parts.joined) add(nameKey(text), 'joined')
  for (const key of lies) add(key, 'enclosing')
  return { whole, keys, tier, bare: withoutKind(own[0] ?? whole) }
}
