import { goals, workingLanguages } from '../../../features/organisations/profile.ts'
import { themes } from '../../../features/partnerships/schema.ts'
import type { ProjectFacts } from '../../../features/projects/project-input.ts'
import { actionTypes, operatingModes, policyMarkers, purposeFrames, rights } from '../../../features/projects/schema.ts'
import { SelectField, TextArea, TextField } from '../form/fields.tsx'
import { FoldedChoices } from '../organisation/folded-choices.tsx'
import { goalLabel } from '../organisation/goal-label.ts'
import { useSite } from '../site.ts'

type SheetProps = { facts: ProjectFacts; sectors: readonly { code: string; name: string }[] }

/** What a project is, in the order one knows it by heart. */
export function SheetFields({ facts, sectors }: SheetProps) {
  const { t, language } = useSite()
  const languages = workingLanguages.map((value) => ({ value, label: language(value) }))
  return (
    <>
      <TextField
        name="title"
        label={t('project.field.title')}
        help={t('project.help.title')}
        value={facts.title}
        maxLength={200}
      />
      <TextArea
        name="summary"
        label={t('project.field.summary')}
        help={t('project.help.summary')}
        value={facts.summary}
        maxLength={4000}
        optional
      />
      <SelectField name="locale" label={t('project.field.locale')} options={languages} value={facts.locale} />
      <TextArea
        name="objectives"
        label={t('project.field.objectives')}
        value={facts.objectives}
        maxLength={4000}
        optional
      />
      <TextField name="startsOn" type="date" label={t('project.field.startsOn')} value={facts.startsOn} optional />
      <TextField name="endsOn" type="date" label={t('project.field.endsOn')} value={facts.endsOn} optional />
      <SelectField
        name="type"
        label={t('project.field.type')}
        options={actionTypes.map((value) => ({ value, label: t(`atlas.type.${value}`) }))}
        value={facts.type}
      />
      <SelectField
        name="operatingMode"
        label={t('project.field.operatingMode')}
        empty={t('project.notSaid')}
        options={operatingModes.map((value) => ({ value, label: t(`project.mode.${value}`) }))}
        value={facts.operatingMode}
        optional
      />
      <FoldedChoices
        name="themes"
        label={t('project.field.themes')}
        help={t('project.help.themes')}
        options={themes.map((value) => ({ value, label: t(`atlas.theme.${value}`) }))}
        value={facts.themes}
      />
      <FoldedChoices
        name="sdgs"
        label={t('project.field.sdgs')}
        options={goals.map((goal) => ({ value: String(goal), label: goalLabel(t, goal) }))}
        value={facts.sdgs.map(String)}
      />
      <FoldedChoices
        name="rights"
        label={t('project.field.rights')}
        options={rights.map((value) => ({ value, label: t(`project.right.${value}`) }))}
        value={facts.rights}
      />
      <FoldedChoices
        name="dacSectors"
        label={t('project.field.dacSectors')}
        help={t('project.help.dacSectors')}
        options={sectors.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
        value={facts.dacSectors}
      />
      <Weights facts={facts} />
      <Markers facts={facts} />
      <SecondText facts={facts} languages={languages} />
    </>
  )
}

function Weights({ facts }: Pick<SheetProps, 'facts'>) {
  const { t } = useSite()
  return (
    <details className="form-field choice-columns" open={Object.keys(facts.frames).length > 0}>
      <summary className="tap">{t('project.field.frames')}</summary>
      <p className="source measure">{t('project.help.frames')}</p>
      {purposeFrames.map((frame) => (
        <TextField
          key={frame}
          name={`frame.${frame}`}
          label={t(`project.frame.${frame}`)}
          value={facts.frames[frame] === undefined ? '' : String(facts.frames[frame])}
          inputMode="numeric"
          maxLength={3}
          optional
        />
      ))}
    </details>
  )
}

function Markers({ facts }: Pick<SheetProps, 'facts'>) {
  const { t } = useSite()
  const values = ([0, 1, 2] as const).map((value) => ({
    value: String(value),
    label: t(`project.markerValue.${value}`),
  }))
  return (
    <details className="form-field choice-columns" open={Object.keys(facts.markers).length > 0}>
      <summary className="tap">{t('project.field.markers')}</summary>
      <p className="source measure">{t('project.help.markers')}</p>
      {policyMarkers.map((marker) => (
        <SelectField
          key={marker}
          name={`marker.${marker}`}
          label={t(`project.marker.${marker}`)}
          empty={t('project.notSaid')}
          options={values}
          value={facts.markers[marker] === undefined ? '' : String(facts.markers[marker])}
          optional
        />
      ))}
    </details>
  )
}

function SecondText({
  facts,
  languages,
}: Pick<SheetProps, 'facts'> & { languages: { value: string; label: string }[] }) {
  const { t } = useSite()
  return (
    <details className="form-field choice-columns" open={facts.second !== null}>
      <summary className="tap">{t('project.field.second')}</summary>
      <SelectField
        name="secondLocale"
        label={t('project.field.secondLocale')}
        empty={t('project.notSaid')}
        options={languages}
        value={facts.second?.locale ?? ''}
        optional
      />
      <TextField
        name="secondTitle"
        label={t('project.field.secondTitle')}
        value={facts.second?.title ?? ''}
        maxLength={200}
        optional
      />
      <TextArea
        name="secondSummary"
        label={t('project.field.secondSummary')}
        value={facts.second?.summary ?? ''}
        maxLength={4000}
        optional
      />
    </details>
  )
}
