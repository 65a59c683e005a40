import type { MissionFacts } from '../../../features/missions/rules.ts'
import { Choices, SelectField, TextArea, TextField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

type Props = { facts: Partial<MissionFacts>; countries: readonly (readonly [code: string, name: string])[] }

/** What a mission is: where, when, what for. */
export function MissionBasics({ facts, countries }: Props) {
  const { t } = useSite()
  return (
    <>
      <TextField
        name="title"
        label={t('mission.title')}
        help={t('mission.titleHelp')}
        value={facts.title ?? ''}
        maxLength={200}
      />
      <Choices
        name="direction"
        label={t('mission.direction')}
        value={facts.direction ?? 'outgoing'}
        options={(['outgoing', 'incoming'] as const).map((value) => ({ value, label: t(`mission.way.${value}`) }))}
      />
      <SelectField
        name="country"
        label={t('mission.country')}
        empty={t('field.life.choose')}
        options={countries.map(([value, label]) => ({ value, label }))}
        value={facts.country ?? ''}
      />
      <TextField name="place" label={t('mission.place')} value={facts.place ?? ''} maxLength={200} optional />
      <TextField name="startsOn" type="date" label={t('field.life.startsOn')} value={facts.startsOn ?? ''} />
      <TextField name="endsOn" type="date" label={t('field.life.endsOn')} value={facts.endsOn ?? ''} />
      <TextArea name="purpose" label={t('mission.purpose')} value={facts.purpose ?? ''} maxLength={2000} optional />
    </>
  )
}

/** Mandate, embassy, security, programme; then the report and what followed. */
export function MissionDetails({ facts }: Pick<Props, 'facts'>) {
  const { t } = useSite()
  const line = (name: 'mandateReference' | 'securitySource', most: number) => (
    <TextField name={name} label={t(`mission.${name}`)} value={facts[name] ?? ''} maxLength={most} optional />
  )
  const day = (name: 'mandateVotedOn' | 'embassyAskedOn' | 'securityCheckedOn') => (
    <TextField name={name} type="date" label={t(`mission.${name}`)} value={facts[name] ?? ''} optional />
  )
  const area = (name: 'embassyAnswer' | 'securityAdvice' | 'programme' | 'report' | 'followed', most: number) => (
    <TextArea name={name} label={t(`mission.${name}`)} value={facts[name] ?? ''} maxLength={most} optional />
  )
  return (
    <>
      {day('mandateVotedOn')}
      {line('mandateReference', 200)}
      {day('embassyAskedOn')}
      {area('embassyAnswer', 1000)}
      {area('securityAdvice', 2000)}
      {line('securitySource', 300)}
      {day('securityCheckedOn')}
      {area('programme', 8000)}
      {area('report', 8000)}
      {area('followed', 2000)}
    </>
  )
}
