import { type Floor, floorMeasures, floorScopes } from '../../../features/budgets/floor-rules.ts'
import { actionTypes } from '../../../features/projects/schema.ts'
import { Choices, SelectField, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type FloorFormProps = {
  /** The floor that is changed; a new one without it. */
  floor: Floor | null
  countries: readonly (readonly [code: string, name: string])[]
  year: number
  kept: Readonly<Record<string, string | string[]>> | null
}

/** Enters a floor the assembly voted, or changes one. */
export function FloorForm({ floor, countries, year, kept }: FloorFormProps) {
  const { t } = useSite()
  const of = (scope: Floor['scope']) => (floor?.scope === scope ? floor.scopeValue : '')
  return (
    <Form intent="save" of={{ id: floor?.id ?? '' }} kept={kept}>
      <TextField
        name="label"
        label={t('arbitration.floor.field.label')}
        help={t('arbitration.floor.field.labelHelp')}
        value={floor?.label ?? ''}
        maxLength={200}
      />
      <Choices
        name="scope"
        label={t('arbitration.floor.field.scope')}
        options={floorScopes.map((value) => ({ value, label: t(`arbitration.floor.scope.${value}`) }))}
        value={floor?.scope ?? 'solidarity'}
      />
      <SelectField
        name="country"
        label={t('arbitration.floor.field.country')}
        empty={t('arbitration.floor.choose')}
        options={countries.map(([value, label]) => ({ value, label }))}
        value={of('country')}
        optional
      />
      <SelectField
        name="type"
        label={t('arbitration.floor.field.type')}
        empty={t('arbitration.floor.choose')}
        options={actionTypes.map((value) => ({ value, label: t(`atlas.type.${value}`) }))}
        value={of('type')}
        optional
      />
      <Choices
        name="measure"
        label={t('arbitration.floor.field.measure')}
        options={floorMeasures.map((value) => ({ value, label: t(`arbitration.floor.measure.${value}`) }))}
        value={floor?.measure ?? 'share'}
      />
      <TextField
        name="value"
        label={t('arbitration.floor.field.value')}
        help={t('arbitration.floor.field.valueHelp')}
        value={floor?.value ?? ''}
        maxLength={20}
      />
      <div className="field-pair">
        <TextField
          name="fromYear"
          label={t('arbitration.floor.field.from')}
          value={String(floor?.fromYear ?? year)}
          inputMode="numeric"
          maxLength={4}
        />
        <TextField
          name="toYear"
          label={t('arbitration.floor.field.to')}
          help={t('arbitration.floor.field.toHelp')}
          value={floor?.toYear ? String(floor.toYear) : ''}
          inputMode="numeric"
          maxLength={4}
          optional
        />
      </div>
      <TextField
        name="votedOn"
        label={t('arbitration.floor.field.votedOn')}
        type="date"
        value={floor?.votedOn ?? ''}
        optional
      />
      <TextField
        name="reference"
        label={t('arbitration.floor.field.reference')}
        value={floor?.reference ?? ''}
        maxLength={200}
        optional
      />
      <Submit>{t('arbitration.floor.save')}</Submit>
    </Form>
  )
}
