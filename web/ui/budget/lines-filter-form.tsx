import '../../styles/project.css'
import type { LineChoices } from '../../../features/budgets/line-choices.server.ts'
import {
  filterValues,
  type LineFilterName,
  type LineView,
  lineColumns,
  lineIncomeGroups,
  lineSorts,
  unsaid,
} from '../../../features/budgets/line-filters.ts'
import { counterpartKinds, directions, fundingSources, sections, valuations } from '../../../features/budgets/schema.ts'
import { themes } from '../../../features/partnerships/schema.ts'
import { actionTypes, operatingModes, purposeFrames } from '../../../features/projects/schema.ts'
import { MEANS } from '../../../packages/totem/means.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useTieNames } from './attribute-fields.tsx'

// Asked for by a link, never typed: said above the list, and kept.
const keptFilters = [
  'document',
  'onePercent',
  'fonction',
  'body',
  'figure',
  'doubtful',
] as const satisfies LineFilterName[]

type Pair = readonly [value: string, label: string]

type FilterProps = {
  view: LineView
  organisationKey: string
  years: readonly number[]
  choices: LineChoices
  countries: readonly Pair[]
}

function Select({
  name,
  label,
  options,
  view,
  none,
}: {
  name: LineFilterName
  label: string
  options: readonly Pair[]
  view: LineView
  none?: boolean
}) {
  const { t, list } = useSite()
  // A figure may be made of several years or kinds: the form keeps them together.
  const asked = view.filters[name] ?? ''
  const values = filterValues(name, asked)
  const names = new Map(options)
  return (
    <div className="form-field">
      <label htmlFor={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} name={name} className="field" defaultValue={asked}>
        <option value="">{t('budgetLines.list.any')}</option>
        {none ? <option value={unsaid}>{t('budgetLines.list.unsaid')}</option> : null}
        {values.length > 1 ? (
          <option value={asked}>
            {list(values.map((one) => (one === unsaid ? t('budgetLines.list.unsaid') : (names.get(one) ?? one))))}
          </option>
        ) : null}
        {options.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What is looked for among the lines, in what order, and which columns: kept for the next time. */
export function LinesFilterForm({ view, organisationKey: key, years, choices, countries }: FilterProps) {
  const { t, locale } = useSite()
  const tieName = useTieNames()
  const { filters } = view
  const groupName = (one: (typeof lineIncomeGroups)[number]) =>
    one === 'unknown'
      ? t('arbitration.lens.incomeUnknown')
      : one === 'inFrance'
        ? t('arbitration.lens.inFrance')
        : t(`atlas.income.${one}`)
  const more: readonly LineFilterName[] = [
    'nature',
    'means',
    'incomeGroup',
    'funder',
    'counterpart',
    'project',
    'section',
    'theme',
    'frame',
    'mode',
    'department',
    'valuation',
    'document',
    'onePercent',
  ]
  return (
    <form method="get" action={workspacePath('budgetLines', locale, { key })}>
      {keptFilters.map((name) =>
        filters[name] ? <input key={name} type="hidden" name={name} value={filters[name]} /> : null,
      )}
      {view.with.length > 0 ? <input type="hidden" name="with" value={view.with.join('.')} /> : null}
      <div className="project-filters">
        <div className="form-field">
          <label htmlFor="filter-q">{t('budgetLines.list.q')}</label>
          <input
            id="filter-q"
            name="q"
            type="search"
            className="field"
            defaultValue={filters.q ?? ''}
            maxLength={120}
          />
        </div>
        <Select
          name="year"
          label={t('budgetLines.field.year')}
          options={years.map((year) => [String(year), String(year)])}
          view={view}
        />
        <Select
          name="direction"
          label={t('budgetLines.field.direction')}
          options={directions.map((one) => [one, t(`budgetLines.direction.${one}`)])}
          view={view}
        />
        <Select
          name="tie"
          label={t('budgetLines.field.tie')}
          options={choices.ties.map((tie) => [tie.id, tieName(tie)])}
          view={view}
          none
        />
        <Select name="country" label={t('budgetLines.field.country')} options={countries} view={view} none />
        <Select
          name="type"
          label={t('budgetLines.field.type')}
          options={actionTypes.map((one) => [one, t(`atlas.type.${one}`)])}
          view={view}
          none
        />
      </div>
      <details open={!filters.figure && more.some((name) => filters[name])}>
        <summary className="tap">{t('budgetLines.list.more')}</summary>
        <div className="project-filters">
          <div className="form-field">
            <label htmlFor="filter-nature">{t('budgetLines.list.nature')}</label>
            <input
              id="filter-nature"
              name="nature"
              className="field"
              defaultValue={filters.nature ?? ''}
              inputMode="numeric"
              maxLength={20}
            />
          </div>
          <Select
            name="means"
            label={t('budgetLines.field.means')}
            options={MEANS.map((one) => [one, t(`budgetLines.means.${one}`)])}
            view={view}
            none
          />
          <Select
            name="section"
            label={t('budgetLines.field.section')}
            options={sections.map((one) => [one, t(`budgetLines.section.${one}`)])}
            view={view}
          />
          <Select
            name="incomeGroup"
            label={t('budgetLines.list.incomeGroup')}
            options={lineIncomeGroups.map((one) => [one, groupName(one)])}
            view={view}
            none
          />
          <Select
            name="funder"
            label={t('budgetLines.list.funder')}
            options={fundingSources.map((one) => [one, t(`project.source.${one}`)])}
            view={view}
            none
          />
          <Select
            name="counterpart"
            label={t('budgetLines.list.counterpart')}
            options={counterpartKinds.map((one) => [one, t(`budgetLines.party.kinds.${one}`)])}
            view={view}
            none
          />
          <Select
            name="project"
            label={t('budgetLines.field.project')}
            options={choices.projects.map(({ id, title }) => [id, title])}
            view={view}
            none
          />
          <Select
            name="theme"
            label={t('budgetLines.field.theme')}
            options={themes.map((one) => [one, t(`atlas.theme.${one}`)])}
            view={view}
            none
          />
          <Select
            name="frame"
            label={t('budgetLines.field.frame')}
            options={purposeFrames.map((one) => [one, t(`project.frame.${one}`)])}
            view={view}
            none
          />
          <Select
            name="mode"
            label={t('budgetLines.field.mode')}
            options={operatingModes.map((one) => [one, t(`project.mode.${one}`)])}
            view={view}
            none
          />
          <Select
            name="department"
            label={t('budgetLines.field.department')}
            options={choices.departments.map((one) => [one, one])}
            view={view}
            none
          />
          <Select
            name="valuation"
            label={t('budgetLines.field.valuation')}
            options={valuations.map((one) => [one, t(`budgetLines.valuation.${one}`)])}
            view={view}
          />
          <div className="form-field">
            <label htmlFor="filter-sort">{t('budgetLines.list.sort')}</label>
            <select id="filter-sort" name="sort" className="field" defaultValue={view.sort}>
              {lineSorts.flatMap((sort) =>
                [sort, `-${sort}`].map((one) => (
                  <option key={one} value={one}>
                    {t(one.startsWith('-') ? 'budgetLines.list.down' : 'budgetLines.list.up', {
                      name: t(`budgetLines.sorted.${sort}`),
                    })}
                  </option>
                )),
              )}
            </select>
          </div>
        </div>
        <fieldset className="project-columns">
          <legend className="source">{t('budgetLines.list.columns')}</legend>
          {lineColumns.map((column) => (
            <label key={column} className="form-option">
              <input type="checkbox" name="column" value={column} defaultChecked={view.columns.includes(column)} />
              <span>{t(`budgetLines.column.${column}`)}</span>
            </label>
          ))}
        </fieldset>
      </details>
      <p className="row-actions mt-3">
        <button type="submit" className="button quiet">
          {t('budgetLines.find.show')}
        </button>
      </p>
    </form>
  )
}
