import '../../styles/project.css'
import {
  type LensMeasure,
  type LensReading,
  lensDimensions,
  lensFlows,
  lensMeasures,
} from '../../../features/budgets/lens-rules.ts'
import { useSite } from '../site.ts'

type LensFormProps = {
  path: string
  reading: LensReading | null
  measure: LensMeasure
  known: Readonly<Record<LensMeasure, readonly number[]>>
}

function Select({
  name,
  label,
  options,
  value,
}: {
  name: string
  label: string
  options: readonly (readonly [string, string])[]
  value: string
}) {
  return (
    <div className="form-field">
      <label htmlFor={`lens-${name}`}>{label}</label>
      <select id={`lens-${name}`} name={name} className="field" defaultValue={value}>
        {options.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What is compared: the two periods, the amounts, the way of the money and by what; the address keeps it. */
export function LensForm({ path, reading, measure, known }: LensFormProps) {
  const { t } = useSite()
  const years = [...new Set([...known.executed, ...known.voted])].toSorted((a, b) => a - b)
  const all = years.map((year) => [String(year), String(year)] as const)
  const ends = [['', t('arbitration.lens.form.onlyYear')] as const, ...all]
  const { first, second } = reading ?? {}
  const endOf = (period: LensReading['first'] | undefined) =>
    period && period.to !== period.from ? String(period.to) : ''
  return (
    <form method="get" action={path} aria-label={t('arbitration.lens.form.label')} className="no-print">
      <div className="project-filters">
        <Select
          name="from"
          label={t('arbitration.lens.form.from')}
          options={all}
          value={String(first?.from ?? years[0] ?? '')}
        />
        <Select name="fromEnd" label={t('arbitration.lens.form.fromEnd')} options={ends} value={endOf(first)} />
        <Select
          name="to"
          label={t('arbitration.lens.form.to')}
          options={all}
          value={String(second?.from ?? years.at(-1) ?? '')}
        />
        <Select name="toEnd" label={t('arbitration.lens.form.toEnd')} options={ends} value={endOf(second)} />
        <Select
          name="by"
          label={t('arbitration.lens.form.by')}
          options={lensDimensions.map((one) => [one, t(`arbitration.lens.by.${one}`)] as const)}
          value={reading?.dimension ?? 'type'}
        />
        <Select
          name="measure"
          label={t('arbitration.lens.form.measure')}
          options={lensMeasures.map((one) => [one, t(`arbitration.lens.measure.${one}`)] as const)}
          value={measure}
        />
        <Select
          name="flow"
          label={t('arbitration.lens.form.flow')}
          options={lensFlows.map((one) => [one, t(`arbitration.lens.flow.${one}`)] as const)}
          value={reading?.flow ?? 'expenditure'}
        />
        <button type="submit" className="button quiet">
          {t('arbitration.lens.form.show')}
        </button>
      </div>
    </form>
  )
}
