import '../../styles/project.css'
import { lensMeasures } from '../../../features/budgets/lens-rules.ts'
import type { WhatIfPage } from '../../../features/budgets/what-if.server.ts'
import {
  type WhatIfFilter,
  type WhatIfReading,
  whatIfFilters,
  whatIfSenses,
  whatIfUnits,
} from '../../../features/budgets/what-if-rules.ts'
import { useSite } from '../site.ts'
import { useValueName } from './lens-words.ts'

type FormProps = { path: string; page: WhatIfPage; typed: Readonly<Record<string, string>> }

type SelectProps = {
  name: string
  label: string
  options: readonly (readonly [string, string])[]
  value: string
  all?: string
}

function Select({ name, label, options, value, all }: SelectProps) {
  return (
    <div className="form-field">
      <label htmlFor={`if-${name}`}>{label}</label>
      <select id={`if-${name}`} name={name} className="field" defaultValue={value}>
        {all === undefined ? null : <option value="">{all}</option>}
        {options.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The question: which spending, and what is taken from it or added. What was typed stays, mistaken or not. */
export function WhatIfForm({ path, page, typed }: FormProps) {
  const { t } = useSite()
  const nameOf = useValueName()
  const offered = whatIfFilters.filter((name) => page.choices[name].length > 0)
  const wrong = page.problem?.field === 'value'
  const word = (name: WhatIfFilter, value: string) =>
    nameOf(name === 'tie' ? 'partnership' : name, value, page.tieNames)
  const usual: Record<keyof Pick<WhatIfReading, 'sense' | 'unit' | 'measure'>, string> = {
    ...{ sense: typed.sense ?? 'cut', unit: typed.unit ?? 'percent', measure: typed.measure ?? 'executed' },
  }
  return (
    <form method="get" action={path} aria-label={t('arbitration.whatIf.form.label')} className="no-print">
      <div className="project-filters">
        <Select
          name="sense"
          label={t('arbitration.whatIf.form.sense')}
          options={whatIfSenses.map((one) => [one, t(`arbitration.whatIf.sense.${one}`)] as const)}
          value={usual.sense}
        />
        <div className={wrong ? 'form-field wrong' : 'form-field'}>
          <label htmlFor="if-value">{t('arbitration.whatIf.form.value')}</label>
          <p id="if-value-help" className="source">
            {t('arbitration.whatIf.form.valueHelp')}
          </p>
          <input
            id="if-value"
            name="value"
            className="field"
            defaultValue={typed.value ?? ''}
            maxLength={20}
            required
            aria-describedby="if-value-help"
            {...(wrong ? { 'aria-invalid': true as const } : {})}
          />
        </div>
        <Select
          name="unit"
          label={t('arbitration.whatIf.form.unit')}
          options={whatIfUnits.map((one) => [one, t(`arbitration.whatIf.unit.${one}`)] as const)}
          value={usual.unit}
        />
        <Select
          name="measure"
          label={t('arbitration.whatIf.form.measure')}
          options={lensMeasures.map((one) => [one, t(`arbitration.lens.measure.${one}`)] as const)}
          value={usual.measure}
        />
      </div>
      <fieldset>
        <legend className="font-[650]">{t('arbitration.whatIf.form.filters')}</legend>
        {offered.length === 0 ? <p className="measure mt-2">{t('arbitration.whatIf.form.allOfThem')}</p> : null}
        <div className="project-filters">
          {offered.map((name) => (
            <Select
              key={name}
              name={name}
              label={t(`arbitration.whatIf.filter.${name}`)}
              all={t('arbitration.whatIf.form.all')}
              options={page.choices[name].map((value) => [value, word(name, value)] as const)}
              value={typed[name] ?? ''}
            />
          ))}
        </div>
      </fieldset>
      <p className="submit">
        <button type="submit" className="button">
          {t('arbitration.whatIf.form.show')}
        </button>
      </p>
    </form>
  )
}
