import { locales } from '../../../platform/i18n/locales.ts'
import { translator } from '../../../platform/i18n/translator.ts'
import { nameKey } from '../../organisations/names.ts'
import { type Theme, type TieState, type TieType, themes, tieStates, tieTypes } from '../schema.ts'
import { parseThemes } from '../ties-file/theme-words.ts'
import { type CellReading, saysNothing } from './cell-years.ts'

// Codes and labels of every language, so that what is downloaded is understood again.
function labelled<Code extends string>(area: 'type' | 'state' | 'theme', codes: readonly Code[]): Map<string, Code> {
  return new Map(
    codes.flatMap((code) =>
      [code, ...locales.map((locale) => translator(locale)(`atlas.${area}.${code}` as 'atlas.type.twinning'))].map(
        (word) => [nameKey(word), code] as const,
      ),
    ),
  )
}

const typeLabels = labelled('type', tieTypes)
const stateLabels = labelled('state', tieStates)
const themeLabels = labelled('theme', themes)

type Words<Code> = readonly (readonly [RegExp, Code])[]

const typeWords: Words<TieType> = [
  [/^(?!.*cooperation).*\b(jumel\w*|twin\w*|sister|partnerstadt|stadtepartnerschaft|hermanamiento)\b/, 'twinning'],
  [/\b(europeen\w*|european|interreg|gect|egtc|transfrontali\w*|cross border)\b/, 'europeanCooperation'],
  [/\b(urgence|humanitaire|humanitarian|emergency)\b/, 'humanitarianEmergency'],
  [
    /\b(ecsi|citoyennete (mondiale|internationale)|global citizenship|education au developpement)\b/,
    'globalCitizenshipEducation',
  ],
  [/\b(initiatives? locales?|local initiatives?|soutien aux? associations?)\b/, 'supportToLocalInitiatives'],
  [/\b(economiques?|economic|attractivite|rayonnement)\b/, 'economicPromotion'],
  [/\b(diplomati\w*|diplomacy|mediation)\b/, 'territorialDiplomacy'],
  [/\b(reseaux?|networks?)\b/, 'networkParticipation'],
  [/\b(cooperations?|jumel\w*|solidarite internationale)\b/, 'decentralisedCooperation'],
  [
    /\b(accords?|conventions?|protocoles?|pactes?|chartes?|agreements?|memorandum|mou|amitie|friendship|partenariats?|partnerships?|lettre d intention|letter of intent)\b/,
    'agreement',
  ],
]

const stateWords: Words<TieState> = [
  [
    /\b(veille|suspend\w*|suspensions?|sommeil|dormante?s?|stand by|standby|pause|gelee?|interromp\w*|inacti\w+|on hold)\b/,
    'suspended',
  ],
  [
    /\b(termine\w*|clos|close|closed|cloture\w*|acheve\w*|finie?|fini|rompue?|rupture|denonce\w*|arrete\w*|ended|over|finished|expired?|echue?|caduque?|anciens?|former|non renouvele\w*)\b/,
    'ended',
  ],
  [
    /\b(actifs?|actives?|en cours|en vigueur|vivant\w*|ongoing|current|alive|in force|oui|yes|renouvele\w*)\b/,
    'active',
  ],
]

function readWord<Code extends string>(
  cell: string,
  labels: ReadonlyMap<string, Code>,
  words: Words<Code>,
  rule: string,
): CellReading<Code> {
  const key = nameKey(cell)
  if (saysNothing(cell) || key === '') return null
  const code = labels.get(key) ?? words.find(([pattern]) => pattern.test(key))?.[1]
  // "Unknown" says nothing, and so takes nothing back.
  if (code === 'unknown') return null
  return code === undefined ? { rule } : { value: code }
}

/** The nature of a tie in free words: « jumelage », “sister city”, « convention de coopération décentralisée »… */
export function parseTieType(cell: string): CellReading<TieType> {
  return readWord(cell, typeLabels, typeWords, 'type')
}

/** The state of a tie in free words: « en veille », « suspendu », « terminé », “ongoing”… */
export function parseState(cell: string): CellReading<TieState> {
  return readWord(cell, stateLabels, stateWords, 'state')
}

/** The themes a cell names, and the words in it that name none. */
export function parseThemeCell(cell: string): { value: Theme[]; unknown: string[] } {
  if (saysNothing(cell)) return { value: [], unknown: [] }
  const found = new Set<Theme>()
  const unknown: string[] = []
  // A label may hold a comma of its own: the whole goes before its parts.
  for (const part of cell.split(/[;|\n\r/•]+/)) {
    const whole = readTheme(part)
    const words = whole.length > 0 ? [] : part.split(/,|\s+et\s+|\s+and\s+|\s*&\s*|\s+-\s+/i)
    for (const theme of whole) found.add(theme)
    for (const word of words) {
      const read = readTheme(word)
      for (const theme of read) found.add(theme)
      if (read.length === 0 && nameKey(word) !== '') unknown.push(word.trim())
    }
  }
  return { value: themes.filter((theme) => found.has(theme)), unknown }
}

function readTheme(word: string): Theme[] {
  const label = themeLabels.get(nameKey(word))
  return label ? [label] : parseThemes(word.replace(/[;|]/g, ' '))
}
