import { euros, percent } from '../../workspace/budget-words.ts'
import { useSite } from '../site.ts'

type Written = {
  euros: (amount: string | null) => string
  percent: (value: string | null) => string
  /** An amount of any currency, under its three letters where it is not the euro. */
  money: (amount: string, currency: string) => string
}

/** Writes exact euros and percentages as the language does; a dash for what is not known. */
export function useEuros(): Written {
  const { locale } = useSite()
  return {
    euros: (amount) => (amount === null ? '–' : euros(locale, amount)),
    percent: (value) => (value === null ? '–' : percent(locale, value)),
    money: (amount, currency) =>
      currency === 'EUR'
        ? euros(locale, amount)
        : `${new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB').format(amount as `${number}`)}\u00a0${currency}`,
  }
}
