import { isInCurrency, type LedgerKind } from '../../../features/partnerships/reciprocity.ts'
import { useMoney } from '../agreement/words.ts'
import { useSite } from '../site.ts'

/** Says how much was given, in the unit of its kind: money of a currency, days, hours. */
export function useMeasured(): (kind: LedgerKind, value: string, currency: string | null) => string {
  const { t, locale } = useSite()
  const money = useMoney()
  const format = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 2 })
  return (kind, value, currency) => {
    if (isInCurrency(kind)) return money(value, currency ?? 'EUR')
    const amount = format.format(value as `${number}`)
    return t(kind === 'days' ? 'reciprocity.measure.days' : 'reciprocity.measure.volunteerTime', { amount })
  }
}
