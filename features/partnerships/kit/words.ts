import { firstOfMonth } from '../../../platform/i18n/first-of-month.ts'
import type { Locale } from '../../../platform/i18n/locales.ts'
import type { MessageKey } from '../../../platform/i18n/messages.ts'
import { type Translator, translator } from '../../../platform/i18n/translator.ts'
import type { AgreementPaper, Gap, GapPlace, PaperParty } from '../kit-paper.ts'

/** How a paper speaks: its language, its dates and amounts, and what it has to leave open. */
export type Words = {
  locale: Locale
  t: Translator
  day: (day: string) => string
  money: (amount: string, currency: string) => string
  list: (items: readonly string[]) => string
  /** The value; where the record says nothing, a mark that says what is missing, noted down. */
  known: (value: string | null | undefined, what: GapKey, where: GapPlace) => string
  gap: (what: GapKey, where: GapPlace) => string
  gaps: Gap[]
}

/** What a paper may have to leave open, by the end of its key `kit.gap.<what>`. */
export type GapKey = MessageKey extends infer Key ? (Key extends `kit.gap.${infer What}` ? What : never) : never

const regions = { fr: 'fr-FR', en: 'en-GB' } as const

function dayIn(locale: Locale): (day: string) => string {
  const format = new Intl.DateTimeFormat(regions[locale], { dateStyle: 'long', timeZone: 'UTC' })
  return (day) => firstOfMonth(format.format(new Date(`${day}T00:00:00Z`)), locale)
}

/** An amount as it was written down, to the cent; a currency without cents keeps none it does not need. */
export function moneyIn(locale: Locale): (amount: string, currency: string) => string {
  return (amount, currency) => {
    const usual = new Intl.NumberFormat(regions[locale], { style: 'currency', currency }).resolvedOptions()
    const hasCents = !/^\d+(\.0*)?$/.test(amount)
    const digits = hasCents ? Math.max(2, usual.maximumFractionDigits ?? 2) : (usual.maximumFractionDigits ?? 2)
    return new Intl.NumberFormat(regions[locale], {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(amount as `${number}`)
  }
}

/** The words of a language, with an empty list of what is missing. */
export function wordsIn(locale: Locale): Words {
  const t = translator(locale)
  const gaps: Gap[] = []
  const lists = new Intl.ListFormat(regions[locale], { type: 'conjunction' })
  const gap = (what: GapKey, where: GapPlace) => {
    if (!gaps.some((one) => one.what === what)) gaps.push({ what, where })
    return t('kit.gapMark', { what: t(`kit.gap.${what}` as MessageKey) })
  }
  return {
    locale,
    t,
    gaps,
    gap,
    day: dayIn(locale),
    money: moneyIn(locale),
    list: (items) => lists.format(items),
    known: (value, what, where) => (value?.trim() ? value.trim() : gap(what, where)),
  }
}

/** The names of the sides, in the order of the agreement. */
export const namesOf = (paper: AgreementPaper): string[] => paper.parties.map(({ name }) => name)

/** The side the papers are made for: that of the reader. */
export function ownSide(paper: AgreementPaper): PaperParty {
  const own = paper.parties.find(({ organisationId }) => organisationId === paper.organisationId) ?? paper.parties[0]
  if (!own) throw new Error('an agreement has parties')
  return own
}
