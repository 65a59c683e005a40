import {
  type FieldSet,
  type ProposableField,
  proposableFields,
  type Values,
} from '../../../features/partnerships/proposal-fields.ts'
import type { Placed } from '../../../features/partnerships/proposal-present.server.ts'
import { type Option, SelectField, TextArea, TextField } from '../form/fields.tsx'
import { FoldedChoices } from '../organisation/folded-choices.tsx'
import { goalLabel } from '../organisation/goal-label.ts'
import { useLanguageOptions } from '../organisation/language-options.ts'
import { useSite } from '../site.ts'
import { AmountFields } from './amount-fields.tsx'
import { typedAmount } from './typed-amount.ts'
import { useChoiceWords, useFieldName } from './value-words.ts'

const goals = Array.from({ length: 17 }, (_, index) => String(index + 1))

type WantedProps = { fields: FieldSet; values: Values; parties: readonly Placed[]; only?: readonly string[] }

/** Every field as it stands, to be changed where it should; those left alone change nothing. */
export function WantedFields({ fields, values, parties, only }: WantedProps) {
  const shown = proposableFields[fields].filter(
    (field) => isTyped(field, values) && (!only || only.includes(field.name)),
  )
  return (
    <>
      {shown.map((field) => (
        <WantedField key={field.name} field={field} value={values[field.name]} parties={parties} />
      ))}
      {only ? <AmountFields values={values} parties={parties} only={only} /> : null}
    </>
  )
}

// A state its own side has moved on from is not among those the parties choose together.
const isTyped = (field: ProposableField, values: Values) =>
  field.kind !== 'choice' ||
  (values[field.name] ?? null) === null ||
  field.options?.includes(String(values[field.name])) === true

const asText = (value: unknown) => (value === null || value === undefined ? '' : String(value))

type FieldProps = { field: ProposableField; value: unknown; parties: readonly Placed[] }

function WantedField({ field, value, parties }: FieldProps) {
  const { t, locale } = useSite()
  const nameOf = useFieldName()
  const choice = useChoiceWords()
  const { name, kind, options = [], needed, most } = field
  const frame = { name, label: nameOf(name), optional: !needed }
  if (kind === 'text') return <TextArea {...frame} value={asText(value)} maxLength={most ?? 2000} rows={5} />
  if (kind === 'yes')
    return (
      <SelectField
        {...frame}
        value={value === null || value === undefined ? '' : value === true ? 'yes' : 'no'}
        empty={t('word.propose.notSaid')}
        options={(['yes', 'no'] as const).map((one) => ({ value: one, label: t(`word.propose.${one}`) }))}
      />
    )
  if (kind === 'choice' || kind === 'party')
    return (
      <SelectField
        {...frame}
        value={asText(value)}
        {...(asText(value) === '' ? { empty: t('word.propose.choose') } : {})}
        options={
          kind === 'party'
            ? parties.map((party) => ({ value: String(party.position), label: party.name }))
            : options.map((one) => ({ value: one, label: choice(name, one) }))
        }
      />
    )
  if (kind === 'choices' || kind === 'goals' || kind === 'languages')
    return <WantedList field={field} value={Array.isArray(value) ? value.map(String) : []} />
  return (
    <TextField
      {...frame}
      value={kind === 'amount' ? typedAmount(locale, value) : asText(value)}
      type={kind === 'day' ? 'date' : 'text'}
      maxLength={kind === 'currency' ? 3 : most && kind === 'line' ? most : 300}
      {...(kind === 'year' || kind === 'number' ? { inputMode: 'numeric' as const } : {})}
      {...(kind === 'amount' ? { help: t('word.propose.amountHelp') } : {})}
      {...(kind === 'currency' ? { help: t('agreement.amounts.currencyHelp') } : {})}
    />
  )
}

// A list none of whose boxes is ticked is not sent: the form says that it asked.
function WantedList({ field: { name, kind, options = [] }, value }: { field: ProposableField; value: string[] }) {
  const { t } = useSite()
  const nameOf = useFieldName()
  const choice = useChoiceWords()
  const languages = useLanguageOptions()
  const shown: Record<string, () => Option[]> = {
    goals: () => goals.map((goal) => ({ value: goal, label: goalLabel(t, Number(goal)) })),
    languages: () => languages(value),
  }
  return (
    <>
      <input type="hidden" name={`asked-${name}`} value="1" />
      <FoldedChoices
        name={name}
        label={nameOf(name)}
        value={value}
        options={shown[kind]?.() ?? options.map((one) => ({ value: one, label: choice(name, one) }))}
      />
    </>
  )
}
