import {
  competences,
  councilStatuses,
  goals,
  type ProfileFacts,
  workingLanguages,
} from '../../../features/organisations/profile.ts'
import { SelectField, TextArea, TextField } from '../form/fields.tsx'
import { useSite } from '../site.ts'
import { FoldedChoices } from './folded-choices.tsx'
import { goalLabel } from './goal-label.ts'

/** The fields of the sheet, in the order one knows them by heart. */
export function ProfileFields({ profile }: { profile: ProfileFacts }) {
  const { t, language } = useSite()
  const statuses = councilStatuses.map((value) => ({ value, label: t(`profile.councilStatus.${value}`) }))
  return (
    <>
      <TextField name="website" type="url" label={t('profile.edit.website')} value={profile.website} optional />
      <TextField
        name="contactEmail"
        type="email"
        label={t('profile.edit.contactEmail')}
        help={t('profile.edit.contactEmailHelp')}
        value={profile.contactEmail}
        maxLength={254}
        optional
      />
      <SelectField
        name="councilStatus"
        label={t('profile.edit.councilStatus')}
        options={statuses}
        empty={t('profile.edit.notSaid')}
        value={profile.councilStatus}
        optional
      />
      <TextField
        name="councilSince"
        type="date"
        label={t('profile.edit.councilSince')}
        value={profile.councilSince}
        optional
      />
      <TextField
        name="councilSource"
        label={t('profile.edit.councilSource')}
        help={t('profile.edit.councilSourceHelp')}
        value={profile.councilSource}
        optional
      />
      <TextField
        name="mandateEnd"
        type="date"
        label={t('profile.edit.mandateEnd')}
        value={profile.mandateEnd}
        optional
      />
      <TextArea
        name="strengths"
        label={t('profile.edit.strengths')}
        help={t('profile.edit.strengthsHelp')}
        value={profile.strengths}
        maxLength={4000}
        optional
      />
      <FoldedChoices
        name="priorities"
        label={t('profile.edit.priorities')}
        help={t('profile.edit.prioritiesHelp')}
        options={goals.map((goal) => ({ value: String(goal), label: goalLabel(t, goal) }))}
        value={profile.priorities.map(String)}
      />
      <FoldedChoices
        name="languages"
        label={t('profile.edit.languages')}
        options={workingLanguages.map((value) => ({ value, label: language(value) }))}
        value={profile.languages}
      />
      <FoldedChoices
        name="competences"
        label={t('profile.edit.competences')}
        options={competences.map((value) => ({ value, label: t(`atlas.theme.${value}`) }))}
        value={profile.competences}
      />
      <TextArea
        name="developmentPlan"
        label={t('profile.edit.developmentPlan')}
        help={t('profile.edit.developmentPlanHelp')}
        value={profile.developmentPlan}
        optional
      />
      <TextField
        name="developmentPlanUrl"
        type="url"
        label={t('profile.edit.developmentPlanUrl')}
        value={profile.developmentPlanUrl}
        optional
      />
    </>
  )
}
