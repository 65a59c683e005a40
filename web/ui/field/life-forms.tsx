import type { ReactNode } from 'react'
import type { TypedValues } from '../../../features/accounts/kept-forms.server.ts'
import { mobilityDirections, volunteerSchemes } from '../../../features/projects/life.ts'
import { useFormState } from '../../workspace/form-state.ts'
import { Choices, SelectField, TextArea, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type Props = { kept: TypedValues | null }

// Folded until it is wanted; what is to mend stays open.
function Fold({
  intent,
  title,
  lead,
  kept,
  children,
}: Props & { intent: string; title: string; lead: string; children: ReactNode }) {
  const open = useFormState(intent) !== null || kept?.intent === intent
  return (
    <details className="mt-4" open={open}>
      <summary className="tap">{title}</summary>
      <p className="measure source">{lead}</p>
      <Form intent={intent} kept={kept}>
        {children}
      </Form>
    </details>
  )
}

/** Adds an event. */
export function EventForm({ kept }: Props) {
  const { t } = useSite()
  const number = (name: 'participants' | 'women' | 'young') => (
    <TextField name={name} label={t(`field.life.${name}`)} inputMode="numeric" maxLength={9} optional />
  )
  return (
    <Fold intent="addEvent" title={t('field.life.addEvent')} lead={t('field.life.eventLead')} kept={kept}>
      <TextField name="title" label={t('field.life.eventTitle')} maxLength={200} />
      <TextField name="onDate" type="date" label={t('field.life.onDate')} />
      <TextField name="untilDate" type="date" label={t('field.life.untilDate')} optional />
      <TextField name="place" label={t('field.life.place')} maxLength={200} optional />
      {number('participants')}
      {number('women')}
      {number('young')}
      <TextArea name="note" label={t('field.life.note')} rows={2} maxLength={1000} optional />
      <Submit>{t('field.life.submitEvent')}</Submit>
    </Fold>
  )
}

/** Adds somebody who gives their time. */
export function AssignmentForm({ kept }: Props) {
  const { t } = useSite()
  return (
    <Fold
      intent="addAssignment"
      title={t('field.life.addAssignment')}
      lead={t('field.life.assignmentLead')}
      kept={kept}
    >
      <TextField name="name" label={t('field.life.name')} help={t('field.life.nameHelp')} maxLength={120} optional />
      <SelectField
        name="scheme"
        label={t('field.life.scheme')}
        empty={t('field.life.choose')}
        options={volunteerSchemes.map((value) => ({ value, label: t(`field.scheme.${value}`) }))}
      />
      <TextField name="host" label={t('field.life.host')} maxLength={200} optional />
      <TextArea name="task" label={t('field.life.task')} rows={2} maxLength={1000} optional />
      <TextField name="startsOn" type="date" label={t('field.life.startsOn')} />
      <TextField name="endsOn" type="date" label={t('field.life.endsOn')} optional />
      <Submit>{t('field.life.submitAssignment')}</Submit>
    </Fold>
  )
}

/** Adds a journey of young people. */
export function MobilityForm({ kept }: Props) {
  const { t } = useSite()
  return (
    <Fold intent="addMobility" title={t('field.life.addMobility')} lead={t('field.life.mobilityLead')} kept={kept}>
      <Choices
        name="direction"
        label={t('field.life.direction')}
        options={mobilityDirections.map((value) => ({ value, label: t(`field.direction.${value}`) }))}
      />
      <TextField name="youngPeople" label={t('field.life.youngPeople')} inputMode="numeric" maxLength={6} />
      <TextField name="companions" label={t('field.life.companions')} inputMode="numeric" maxLength={6} optional />
      <TextField name="ageFrom" label={t('field.life.ageFrom')} inputMode="numeric" maxLength={2} optional />
      <TextField name="ageTo" label={t('field.life.ageTo')} inputMode="numeric" maxLength={2} optional />
      <TextField name="startsOn" type="date" label={t('field.life.startsOn')} />
      <TextField name="endsOn" type="date" label={t('field.life.endsOn')} optional />
      <TextArea name="activity" label={t('field.life.activity')} rows={2} maxLength={500} optional />
      <Submit>{t('field.life.submitMobility')}</Submit>
    </Fold>
  )
}
