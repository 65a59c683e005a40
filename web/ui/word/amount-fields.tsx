import { amountKinds } from '../../../features/partnerships/agreement-schema.ts'
import { amountNamed, newAmountField, newAmounts } from '../../../features/partnerships/proposal-amounts.ts'
import type { Values } from '../../../features/partnerships/proposal-fields.ts'
import type { Placed } from '../../../features/partnerships/proposal-present.server.ts'
import { SelectField, TextField } from '../form/fields.tsx'
import { useField } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { typedAmount } from './typed-amount.ts'

type AmountsProps = { values: Values; parties: readonly Placed[]; only?: readonly string[] }

/** The forecast amounts of an agreement, each to be corrected or emptied, in the order of the years. */
export function AmountFields({ values, parties, only }: AmountsProps) {
  const { t, locale } = useSite()
  const names = Object.keys(values)
    .filter((name) => amountNamed(name) && (!only || only.includes(name)))
    .toSorted((a, b) => (amountNamed(a)?.year ?? 0) - (amountNamed(b)?.year ?? 0) || a.localeCompare(b))
  return names.map((name) => {
    const of = amountNamed(name)
    if (!of) return null
    const { year, kind, currency, position } = of
    const party = parties.find((one) => one.position === position)?.name ?? ''
    return (
      <TextField
        key={name}
        name={name}
        label={t('word.propose.amountOf', { party, year, kind: t(`word.answer.amountKind.${kind}`), currency })}
        value={typedAmount(locale, values[name])}
        maxLength={24}
        optional
      />
    )
  })
}

type NewProps = { parties: readonly Placed[]; year: string }

/** A few lines that add forecast amounts: whose, of which year, what kind. */
export function NewAmountFields({ parties, year }: NewProps) {
  const { t } = useSite()
  const isOpen = useField(newAmountField(1, 'amount')).typed
  return (
    <details className="mt-4" open={typeof isOpen === 'string' && isOpen !== ''}>
      <summary className="tap">{t('word.propose.amountsNew')}</summary>
      <p className="source">{t('word.propose.amountsNewLead')}</p>
      {Array.from({ length: newAmounts }, (_, index) => index + 1).map((place) => (
        <fieldset key={place} className="mt-4">
          <legend className="font-[650]">{t('word.propose.amountNew', { n: place })}</legend>
          <div className="field-pair">
            <SelectField
              name={newAmountField(place, 'party')}
              label={t('agreement.amounts.party')}
              options={parties.map(({ position, name }) => ({ value: String(position), label: name }))}
            />
            <TextField
              name={newAmountField(place, 'year')}
              label={t('agreement.amounts.year')}
              value={year}
              inputMode="numeric"
              maxLength={4}
              optional
            />
            <SelectField
              name={newAmountField(place, 'kind')}
              label={t('agreement.amounts.what')}
              options={amountKinds.map((value) => ({ value, label: t(`agreement.amounts.one.${value}`) }))}
            />
            <TextField
              name={newAmountField(place, 'amount')}
              label={t('agreement.amounts.amount')}
              maxLength={24}
              optional
            />
            <TextField
              name={newAmountField(place, 'currency')}
              label={t('agreement.amounts.currency')}
              value="EUR"
              maxLength={3}
              optional
            />
          </div>
        </fieldset>
      ))}
    </details>
  )
}
