import '../../styles/budget-lines.css'
import type { LineChoices } from '../../../features/budgets/line-choices.server.ts'
import type { LineAttributes } from '../../../features/budgets/line-input.ts'
import { themes } from '../../../features/partnerships/schema.ts'
import { actionTypes, operatingModes, purposeFrames } from '../../../features/projects/schema.ts'
import { MEANS } from '../../../packages/totem/means.ts'
import { SelectField, TextField } from '../form/fields.tsx'
import { useSite } from '../site.ts'

type AttributeProps = {
  choices: LineChoices
  countries: readonly (readonly [code: string, name: string])[]
  /** What is said already; nothing where the same is said of several lines. */
  value?: Partial<LineAttributes>
  /** What an empty choice means here. */
  empty: string
}

/** The name of a tie among choices: the other parties, and that it has ended where it has. */
export function useTieNames(): (tie: { names: readonly string[]; ended: boolean }) => string {
  const { t, list } = useSite()
  return ({ names, ended }) => (ended ? t('budgetLines.field.endedTie', { names: list(names) }) : list(names))
}

/** What a line is about: with whom, where, on what, why and how. */
export function AttributeFields({ choices, countries, value = {}, empty }: AttributeProps) {
  const { t } = useSite()
  const tieName = useTieNames()
  const { ties, projects } = choices
  return (
    <>
      {ties.length > 0 ? (
        <SelectField
          name="tie"
          label={t('budgetLines.field.tie')}
          empty={empty}
          options={ties.map((tie) => ({ value: tie.id, label: tieName(tie) }))}
          value={value.partnershipId ?? ''}
          optional
        />
      ) : null}
      {projects.length > 0 ? (
        <SelectField
          name="project"
          label={t('budgetLines.field.project')}
          empty={empty}
          options={projects.map(({ id, title }) => ({ value: id, label: title }))}
          value={value.projectId ?? ''}
          optional
        />
      ) : null}
      <SelectField
        name="country"
        label={t('budgetLines.field.country')}
        empty={empty}
        options={countries.map(([code, label]) => ({ value: code, label }))}
        value={value.country ?? ''}
        optional
      />
      <div className="budget-pair">
        <SelectField
          name="actionType"
          label={t('budgetLines.field.type')}
          empty={empty}
          options={actionTypes.map((code) => ({ value: code, label: t(`atlas.type.${code}`) }))}
          value={value.actionType ?? ''}
          optional
        />
        <SelectField
          name="theme"
          label={t('budgetLines.field.theme')}
          empty={empty}
          options={themes.map((code) => ({ value: code, label: t(`atlas.theme.${code}`) }))}
          value={value.theme ?? ''}
          optional
        />
        <SelectField
          name="purposeFrame"
          label={t('budgetLines.field.frame')}
          empty={empty}
          options={purposeFrames.map((code) => ({ value: code, label: t(`project.frame.${code}`) }))}
          value={value.purposeFrame ?? ''}
          optional
        />
        <SelectField
          name="operatingMode"
          label={t('budgetLines.field.mode')}
          empty={empty}
          options={operatingModes.map((code) => ({ value: code, label: t(`project.mode.${code}`) }))}
          value={value.operatingMode ?? ''}
          optional
        />
        <SelectField
          name="means"
          label={t('budgetLines.field.means')}
          help={t('budgetLines.field.meansHelp')}
          empty={empty}
          options={MEANS.map((code) => ({ value: code, label: t(`budgetLines.means.${code}`) }))}
          value={value.means ?? ''}
          optional
        />
      </div>
      <TextField
        name="department"
        label={t('budgetLines.field.department')}
        {...(choices.departments.length > 0
          ? { help: t('budgetLines.field.departmentHelp', { names: choices.departments.slice(0, 8).join(', ') }) }
          : {})}
        value={value.department ?? ''}
        maxLength={120}
        optional
      />
    </>
  )
}
