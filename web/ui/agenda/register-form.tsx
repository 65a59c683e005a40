import '../../styles/tie.css'
import {
  countRegisterFilters,
  presentStates,
  type RegisterReading,
  registerColumns,
} from '../../../features/agenda/register.ts'
import { agreementKinds } from '../../../features/partnerships/agreement-schema.ts'
import { Choices, SelectField, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type RegisterFormProps = {
  reading: RegisterReading
  ties: readonly { id: string; partners: readonly string[] }[]
}

/** What narrows the register, and its columns; what is chosen stays until it is chosen otherwise. */
export function RegisterForm({ reading, ties }: RegisterFormProps) {
  const { t, list } = useSite()
  const on = countRegisterFilters(reading)
  return (
    <details className="filters tie-filters no-print" open={on > 0}>
      <summary className="filters-summary">{t('agenda.register.refine', { n: on })}</summary>
      <Form intent="show" className="tie-list-form">
        <div className="tie-filter-columns">
          <Choices
            name="state"
            label={t('agenda.register.filterState')}
            options={presentStates.map((value) => ({ value, label: t(`agreement.state.${value}`) }))}
            value={reading.state}
            many
          />
          <Choices
            name="kind"
            label={t('agenda.register.filterKind')}
            options={agreementKinds.map((value) => ({ value, label: t(`agreement.kind.${value}`) }))}
            value={reading.kind}
            many
          />
          <Choices
            name="columns"
            label={t('agenda.register.columns')}
            options={registerColumns.map((value) => ({ value, label: t(`agenda.register.column.${value}`) }))}
            value={reading.columns}
            many
          />
        </div>
        <TextField
          name="year"
          type="number"
          inputMode="numeric"
          label={t('agenda.register.filterYear')}
          value={reading.year === null ? '' : String(reading.year)}
          optional
        />
        {ties.length > 1 ? (
          <SelectField
            name="tie"
            label={t('agenda.register.filterTie')}
            empty={t('agenda.due.allTies')}
            optional
            options={ties.map(({ id, partners }) => ({ value: id, label: list(partners) }))}
            value={reading.tie}
          />
        ) : null}
        <p className="source mt-2">{t('agenda.register.kept')}</p>
        <Submit>{t('agenda.register.apply')}</Submit>
      </Form>
    </details>
  )
}
