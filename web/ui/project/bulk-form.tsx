import type { ReactNode } from 'react'
import { themes } from '../../../features/partnerships/schema.ts'
import type { BulkChange } from '../../../features/projects/bulk-changes.ts'
import { actionTypes, operatingModes, projectStates } from '../../../features/projects/schema.ts'
import { useFormState } from '../../workspace/form-state.ts'
import { SelectField, TextArea } from '../form/fields.tsx'
import { useSite } from '../site.ts'

/** What may be done to the ticked projects: each way of changing them has its own button. */
export function BulkFields() {
  const { t } = useSite()
  // What is to be mended stays in sight.
  const mending = useFormState('bulk') !== null
  const options = (values: readonly string[], label: (value: string) => string) =>
    values.map((value) => ({ value, label: label(value) }))
  return (
    <details className="mt-6" open={mending}>
      <summary className="tap">{t('project.bulk.title')}</summary>
      <p className="measure mt-2">{t('project.bulk.lead')}</p>
      <Way title={t('project.bulk.theme')} deeds={['addTheme', 'removeTheme']}>
        <SelectField
          name="theme"
          label={t('project.bulk.theme')}
          options={options(themes, (value) => t(`atlas.theme.${value as 'peace'}`))}
        />
      </Way>
      <Way title={t('project.list.state')} deeds={['state']}>
        <SelectField
          name="state"
          label={t('project.states.to')}
          options={options(
            projectStates.filter((state) => state !== 'finished'),
            (value) => t(`project.state.${value as 'idea'}`),
          )}
        />
        <TextArea
          name="reason"
          label={t('project.states.reasonLabel')}
          help={t('project.states.reasonHelp')}
          rows={2}
          optional
        />
      </Way>
      <Way title={t('project.field.type')} deeds={['type']}>
        <SelectField
          name="type"
          label={t('project.field.type')}
          options={options(actionTypes, (value) => t(`atlas.type.${value as 'twinning'}`))}
        />
      </Way>
      <Way title={t('project.field.operatingMode')} deeds={['mode']}>
        <SelectField
          name="mode"
          label={t('project.field.operatingMode')}
          options={options(operatingModes, (value) => t(`project.mode.${value as 'pooled'}`))}
        />
      </Way>
      <Way title={t('project.bulk.seen')} deeds={['publish', 'unpublish', 'confide', 'share']}>
        <p className="source">{t('project.bulk.seenHelp')}</p>
      </Way>
    </details>
  )
}

function Way({
  title,
  deeds,
  children,
}: {
  title: string
  deeds: readonly BulkChange['change'][]
  children: ReactNode
}) {
  const { t } = useSite()
  return (
    <fieldset className="project-way">
      <legend>{title}</legend>
      {children}
      <p className="row-actions mt-3">
        {deeds.map((change) => (
          <button key={change} type="submit" name="change" value={change} className="button quiet">
            {t(`project.bulk.${change}`)}
          </button>
        ))}
      </p>
    </fieldset>
  )
}
