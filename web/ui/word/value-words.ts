import {
  type ProposableField,
  type ProposalSubject,
  proposableFields,
} from '../../../features/partnerships/proposal-fields.ts'
import { useDay } from '../agreement/words.ts'
import { goalLabel } from '../organisation/goal-label.ts'
import { useSite } from '../site.ts'

const areas: Readonly<Record<string, string>> = { type: 'atlas.type', themes: 'atlas.theme', rights: 'atlas.right' }

/** Names a choice of a field in words. */
export function useChoiceWords(): (field: string, value: string) => string {
  const { t } = useSite()
  return (field, value) => {
    const key = `${areas[field] ?? `word.choice.${field}`}.${value}`
    return t.has(key) ? t(key) : value
  }
}

/** Names a field of a proposal. */
export function useFieldName(): (field: string) => string {
  const { t } = useSite()
  return (field) => {
    const key = `word.field.${field}`
    return t.has(key) ? t(key) : t('word.field.other')
  }
}

/** Says the value of a field of a proposal in words; null where nothing is said. */
export function useValueWords(): (subject: ProposalSubject, field: string, value: unknown) => string | null {
  const { t, list, language, locale } = useSite()
  const choice = useChoiceWords()
  const day = useDay()
  const amount = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 2 })
  const one = (field: ProposableField | undefined, value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'word.propose.yes' : 'word.propose.no')
    if (field?.kind === 'day') return day(String(value))
    if (field?.kind === 'amount') return amount.format(value as `${number}`)
    if (field?.kind === 'goals') return goalLabel(t, Number(value))
    if (field?.kind === 'languages') return language(String(value))
    return field?.options ? choice(field.name, String(value)) : String(value)
  }
  return (subject, name, value) => {
    if (value === null || value === undefined || value === '') return null
    const field = proposableFields[subject].find((known) => known.name === name)
    if (!Array.isArray(value)) return one(field, value)
    return value.length > 0 ? list(value.map((item) => one(field, item))) : null
  }
}
