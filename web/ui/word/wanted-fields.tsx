import {
  type ProposableField,
  type ProposalSubject,
  proposableFields,
  type Values,
} from '../../../features/partnerships/proposal-fields.ts'
import { Choices, SelectField, TextArea, TextField } from '../form/fields.tsx'
import { goalLabel } from '../organisation/goal-label.ts'
import { useSite } from '../site.ts'
import { useChoiceWords, useFieldName } from './value-words.ts'

const goals = Array.from({ length: 17 }, (_, index) => String(index + 1))

type WantedProps = { subject: ProposalSubject; values: Values; only?: readonly string[] }

/** Every field of the subject as it stands, to be changed where it should; those left alone change nothing. */
export function WantedFields({ subject, values, only }: WantedProps) {
  const shown = proposableFields[subject].filter(
    (field) => isTyped(field, values) && (!only || only.includes(field.name)),
  )
  return shown.map((field) => <WantedField key={field.name} field={field} value={values[field.name]} />)
}

// A state its own side has moved on from is not among those the parties choose together.
const isTyped = (field: ProposableField, values: Values) =>
  field.kind !== 'choice' || field.options?.includes(String(values[field.name])) === true

// An exact decimal as one types it; it is never turned into a float.
const amountIn = (locale: string, value: unknown) => {
  const plain = asText(value).replace(/\.00$/, '')
  return locale === 'fr' ? plain.replace('.', ',') : plain
}

const asText = (value: unknown) => (value === null || value === undefined ? '' : String(value))

function WantedField({ field, value }: { field: ProposableField; value: unknown }) {
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
  if (kind === 'choice')
    return (
      <SelectField
        {...frame}
        value={asText(value)}
        options={options.map((one) => ({ value: one, label: choice(name, one) }))}
      />
    )
  if (kind === 'choices' || kind === 'goals')
    return (
      <details className="choice-columns form-field">
        <summary>{nameOf(name)}</summary>
        <input type="hidden" name={`asked-${name}`} value="1" />
        <Choices
          name={name}
          label={nameOf(name)}
          value={Array.isArray(value) ? value.map(String) : []}
          many
          options={(kind === 'goals' ? goals : options).map((one) => ({
            value: one,
            label: kind === 'goals' ? goalLabel(t, Number(one)) : choice(name, one),
          }))}
        />
      </details>
    )
  if (kind === 'languages')
    return (
      <TextField
        {...frame}
        value={Array.isArray(value) ? value.join(', ') : ''}
        help={t('word.propose.languagesHelp')}
      />
    )
  return (
    <TextField
      {...frame}
      value={kind === 'amount' ? amountIn(locale, value) : asText(value)}
      type={kind === 'day' ? 'date' : 'text'}
      maxLength={most && kind === 'line' ? most : 300}
      {...(kind === 'year' || kind === 'number' ? { inputMode: 'numeric' as const } : {})}
      {...(kind === 'amount' ? { help: t('word.propose.amountHelp') } : {})}
    />
  )
}
