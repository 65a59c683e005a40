import { type CorrectableField, inputOf, readPopulation } from '../../../features/freshness/fields.ts'
import { valueInWords } from '../../../features/freshness/letters.ts'
import type { Translator } from '../../../platform/i18n/translator.ts'
import { Choices, TextArea, TextField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

/** A value of a correction as readers read it. */
export function valueLabel(t: Translator, field: CorrectableField, value: string): string {
  const counted = field === 'population' ? readPopulation(value) : null
  if (counted) return t('freshness.correct.counted', { inhabitants: counted.inhabitants, year: String(counted.year) })
  return valueInWords(t, field, value)
}

/** What a field is filled in with, as its kind asks; `value` is what stands there to be edited. */
export function ValueFields({ field, value = '' }: { field: CorrectableField; value?: string }) {
  const { t } = useSite()
  const how = inputOf(field)
  const label = t('freshness.correct.value')
  if (how.input === 'nothing') return <p className="mt-4">{t('freshness.correct.nothing')}</p>
  if (how.input === 'words') return <TextArea name="value" label={label} value={value} maxLength={4000} />
  if (how.input === 'choice') {
    const options = how.values.map((one) => ({ value: one, label: valueInWords(t, field, one) }))
    return <Choices name="value" label={label} value={value} options={options} />
  }
  if (how.input === 'population') {
    const counted = readPopulation(value)
    return (
      <>
        <TextField
          name="value"
          label={t('freshness.correct.inhabitants')}
          value={counted ? String(counted.inhabitants) : ''}
          inputMode="numeric"
          maxLength={20}
        />
        <TextField
          name="year"
          label={t('freshness.correct.countedIn')}
          value={counted ? String(counted.year) : ''}
          inputMode="numeric"
          maxLength={4}
        />
      </>
    )
  }
  if (how.input === 'year')
    return <TextField name="value" label={label} value={value} inputMode="numeric" maxLength={4} />
  return <TextField name="value" label={label} value={value} type={how.input === 'url' ? 'url' : 'text'} />
}
