import '../../styles/agreement.css'
import type { Block } from '../../../features/partnerships/agreement-rules.ts'
import type { Agreement, AgreementChanges } from '../../../features/partnerships/agreement-schema.ts'
import { amountNamed } from '../../../features/partnerships/proposal-amounts.ts'
import { firstOfMonth } from '../../../platform/i18n/first-of-month.ts'
import { useSite } from '../site.ts'

/** Says in words what stands in the way, by the same reason the server refuses with. */
export function useReason(): (block: Block) => string {
  const { t } = useSite()
  return ({ reason, values }) => {
    const key = `errors.${reason}`
    return t.has(key) ? t(key, values) : t('errors.unexpected')
  }
}

/** Writes a day that has no hour, in the language of the page. */
export function useDay(): (day: string) => string {
  const { locale } = useSite()
  const format = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' })
  return (day) => firstOfMonth(format.format(new Date(`${day}T00:00:00Z`)), locale)
}

/** Writes an exact decimal as money; it is never turned into a float. */
export function useMoney(): (amount: string, currency: string) => string {
  const { locale } = useSite()
  return (amount, currency) =>
    new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
      style: 'currency',
      currency,
      minimumFractionDigits: amount.endsWith('.00') ? 0 : 2,
    }).format(amount as `${number}`)
}

type Said = { name: string; from: string; to: string }
type Changed = Pick<Agreement, 'commitments' | 'parties'>

const sideAt = ({ parties }: Changed, position: number) => parties.find((one) => one.position === position)?.name ?? ''

/** Says what an amendment changes, field by field; a commitment is named by what it promises. */
export function useChanges(): (changes: AgreementChanges, agreement: Changed) => Said[] {
  const { t, list, language } = useSite()
  const day = useDay()
  const money = useMoney()
  const said = (name: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('agreement.amendment.nothing')
    if (value === true) return t('agreement.amendment.yes')
    if (value === false) return t('agreement.amendment.no')
    if (Array.isArray(value))
      return list(value.map((item) => (name === 'languages' ? language(String(item)) : said(name, item))))
    if (/On$/.test(name)) return day(String(value))
    const words = [`agreement.${name}.${value}`, `agreement.commitments.${name}.${value}`]
    const key = words.find((word) => t.has(word))
    return key && t.has(key) ? t(key) : String(value)
  }
  const label = (name: string) => {
    const key = `agreement.field.${name}`
    return t.has(key) ? t(key) : name
  }
  // What is promised stands first; what was not said of it is not said.
  const promised = ({ party, body, ...rest }: Record<string, unknown>, agreement: Changed): Said[] => {
    const of = t('agreement.amendment.newCommitment', { party: sideAt(agreement, Number(party)) })
    return [
      { name: of, from: said('body', null), to: said('body', body) },
      ...Object.entries(rest)
        .filter(([field, value]) => field !== 'currency' && value !== null && value !== '')
        .map(([field, value]) => ({
          name: t('agreement.amendment.ofCommitment', { body: String(body), field: label(field) }),
          from: said(field, null),
          to: field === 'amount' ? money(String(value), String(rest.currency ?? 'EUR')) : said(field, value),
        })),
    ]
  }
  return (changes, agreement) =>
    Object.entries(changes).flatMap(([name, { from, to }]) => {
      const amount = amountNamed(name)
      if (amount) {
        const { position, year, kind, currency } = amount
        const write = (value: unknown) => (value === null ? said(name, null) : money(String(value), currency))
        const of = { party: sideAt(agreement, position), year, kind: t(`agreement.amounts.one.${kind}`) }
        return [{ name: t('agreement.amendment.amountOf', of), from: write(from), to: write(to) }]
      }
      if (name === 'newCommitment') return promised(to as Record<string, unknown>, agreement)
      if (!name.startsWith('commitment.')) return [{ name: label(name), from: said(name, from), to: said(name, to) }]
      const body = agreement.commitments.find(({ id }) => `commitment.${id}` === name)?.body ?? ''
      const [before, after] = [from as Record<string, unknown>, to as Record<string, unknown>]
      return Object.keys(after).map((field) => ({
        name: t('agreement.amendment.ofCommitment', { body, field: label(field) }),
        from: said(field, before[field]),
        to: said(field, after[field]),
      }))
    })
}
