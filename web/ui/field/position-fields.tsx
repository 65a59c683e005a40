import { mostCountries, type PositionFacts, positionKinds } from '../../../features/missions/position-rules.ts'
import { paperLanguages } from '../../../features/partnerships/papers.ts'
import { SelectField, TextArea, TextField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

type Props = { facts: Partial<PositionFacts>; countries: readonly (readonly [code: string, name: string])[] }

// One free place more than are filled, so that another country can always be added without scripts.
const placesFor = (chosen: number) => Math.min(mostCountries, Math.max(2, chosen + 1))

/** What a position says: of which kind, its text, the vote, which countries it is about. */
export function PositionFields({ facts, countries }: Props) {
  const { t, language, locale: reading } = useSite()
  const chosen = facts.countries ?? []
  const votes = (name: 'votesFor' | 'votesAgainst' | 'abstentions') => (
    <TextField
      name={name}
      label={t(`mission.positions.${name}`)}
      value={facts[name]?.toString() ?? ''}
      inputMode="numeric"
      maxLength={6}
      optional
    />
  )
  return (
    <>
      <SelectField
        name="kind"
        label={t('mission.positions.kindLabel')}
        options={positionKinds.map((value) => ({ value, label: t(`mission.positions.kind.${value}`) }))}
        value={facts.kind ?? ''}
        empty={t('mission.positions.choose')}
      />
      <TextField
        name="title"
        label={t('mission.title')}
        help={t('mission.positions.titleHelp')}
        value={facts.title ?? ''}
        maxLength={200}
      />
      <TextArea
        name="body"
        label={t('mission.positions.body')}
        value={facts.body ?? ''}
        rows={8}
        maxLength={8000}
        optional
      />
      <SelectField
        name="locale"
        label={t('mission.positions.locale')}
        options={paperLanguages.map((value) => ({ value, label: language(value) }))}
        value={facts.locale ?? reading}
      />
      <TextField
        name="votedOn"
        type="date"
        label={t('mission.positions.votedOn')}
        help={t('mission.positions.votedOnHelp')}
        value={facts.votedOn ?? ''}
        optional
      />
      {votes('votesFor')}
      {votes('votesAgainst')}
      {votes('abstentions')}
      <TextArea
        name="legalNote"
        label={t('mission.positions.legalNote')}
        help={t('mission.positions.legalNoteHelp')}
        value={facts.legalNote ?? ''}
        maxLength={4000}
        optional
      />
      {Array.from({ length: placesFor(chosen.length) }, (_, index) => (
        <SelectField
          key={index}
          name={`country${index}`}
          label={t(index === 0 ? 'mission.positions.country' : 'mission.positions.otherCountry', { n: index + 1 })}
          empty={t('mission.positions.noCountry')}
          options={countries.map(([value, label]) => ({ value, label }))}
          value={chosen[index] ?? ''}
          optional
        />
      ))}
    </>
  )
}
