import type { OnePercent } from '../../../features/budgets/one-percent.server.ts'
import type { MeasuredRoom } from '../../../features/budgets/one-percent-rules.ts'
import { onePercentMechanisms } from '../../../features/budgets/schema.ts'
import { SelectField, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'

type FormProps = {
  /** The row that is changed; a new one without it. */
  room: MeasuredRoom | null
  holders: OnePercent['holders']
  year: number
  kept: Readonly<Record<string, string | string[]>> | null
}

/** Enters the resources of a service and what was taken of its 1 %, or changes them. */
export function OnePercentForm({ room, holders, year, kept }: FormProps) {
  const { t } = useSite()
  const amount = (name: 'resources' | 'pooled' | 'usedByHand', optional: boolean) => (
    <TextField
      name={name}
      label={t(`arbitration.onePercent.field.${name}`)}
      help={t(`arbitration.onePercent.field.${name}Help`)}
      value={room?.[name] ?? ''}
      maxLength={24}
      optional={optional}
    />
  )
  return (
    <Form intent="save" of={{ id: room?.id ?? '' }} kept={kept}>
      <SelectField
        name="mechanism"
        label={t('arbitration.onePercent.field.mechanism')}
        empty={t('arbitration.onePercent.choose')}
        options={onePercentMechanisms.map((value) => ({
          value,
          label: t(`arbitration.onePercent.mechanism.${value}`),
        }))}
        value={room?.mechanism ?? ''}
      />
      <TextField
        name="year"
        label={t('arbitration.onePercent.field.year')}
        value={String(room?.year ?? year)}
        inputMode="numeric"
        maxLength={4}
      />
      <SelectField
        name="holder"
        label={t('arbitration.onePercent.field.holder')}
        help={t('arbitration.onePercent.field.holderHelp')}
        empty={t('arbitration.onePercent.field.otherHolder')}
        options={holders.map(({ key, name }) => ({ value: key, label: name }))}
        value={room ? (room.holderKey ?? '') : (holders[0]?.key ?? '')}
        optional
      />
      <TextField
        name="holderName"
        label={t('arbitration.onePercent.field.holderName')}
        value={room && !room.holderKey ? room.holderName : ''}
        maxLength={200}
        optional
      />
      {amount('resources', false)}
      {amount('pooled', true)}
      {amount('usedByHand', true)}
      <TextField
        name="source"
        label={t('arbitration.onePercent.field.source')}
        help={t('arbitration.onePercent.field.sourceHelp')}
        value={room?.source ?? ''}
        maxLength={300}
        optional
      />
      <TextField
        name="votedOn"
        label={t('arbitration.onePercent.field.votedOn')}
        type="date"
        value={room?.votedOn ?? ''}
        optional
      />
      <Submit>{t('arbitration.onePercent.save')}</Submit>
    </Form>
  )
}
