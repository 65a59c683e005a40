import { amountNamed } from '../../../features/partnerships/proposal-amounts.ts'
import {
  type FieldSet,
  type ProposableField,
  proposableFields,
} from '../../../features/partnerships/proposal-fields.ts'
import type { Placed } from '../../../features/partnerships/proposal-present.server.ts'
import { useDay, useMoney } from '../agreement/words.ts'
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

/** The sides of a tie by their place in it: whose amount, whose promise. */
export type Sides = readonly Placed[]

const sideAt = (sides: Sides, position: number) => sides.find((side) => side.position === position)?.name ?? ''

/** Names a field of a proposal. */
export function useFieldName(): (field: string, sides?: Sides) => string {
  const { t } = useSite()
  return (field, sides = []) => {
    const amount = amountNamed(field)
    if (amount) {
      const { position, year, kind } = amount
      const said = { party: sideAt(sides, position), year, kind: t(`word.answer.amountKind.${kind}`) }
      return t('word.field.amountOf', said)
    }
    const key = `word.field.${field}`
    return t.has(key) ? t(key) : t('word.field.other')
  }
}

/** Says the value of a field of a proposal in words; null where nothing is said. */
export function useValueWords(): (fields: FieldSet, field: string, value: unknown, sides?: Sides) => string | null {
  const { t, list, language, locale } = useSite()
  const choice = useChoiceWords()
  const day = useDay()
  const money = useMoney()
  const amount = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: 2 })
  const one = (field: ProposableField | undefined, value: unknown): string => {
    if (typeof value === 'boolean') return t(value ? 'word.propose.yes' : 'word.propose.no')
    if (field?.kind === 'day') return day(String(value))
    if (field?.kind === 'amount') return amount.format(value as `${number}`)
    if (field?.kind === 'goals') return goalLabel(t, Number(value))
    if (field?.kind === 'languages') return language(String(value))
    return field?.options ? choice(field.name, String(value)) : String(value)
  }
  return (fields, name, value, sides = []) => {
    const planned = amountNamed(name)
    if (planned) return value === null ? t('word.proposals.noAmount') : money(String(value), planned.currency)
    if (value === null || value === undefined || value === '') return null
    if (name === 'party') return sideAt(sides, Number(value))
    const field = proposableFields[fields].find((known) => known.name === name)
    if (!Array.isArray(value)) return one(field, value)
    return value.length > 0 ? list(value.map((item) => one(field, item))) : null
  }
}
