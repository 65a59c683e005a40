import { euros, percent } from '../../workspace/budget-words.ts'
import { useSite } from '../site.ts'

/** Writes exact euros and percentages as the language does; a dash for what is not known. */
export function useEuros(): { euros: (amount: string | null) => string; percent: (value: string | null) => string } {
  const { locale } = useSite()
  return {
    euros: (amount) => (amount === null ? '–' : euros(locale, amount)),
    percent: (value) => (value === null ? '–' : percent(locale, value)),
  }
}
