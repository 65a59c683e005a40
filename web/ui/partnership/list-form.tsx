import '../../styles/tie.css'
import {
  countFilters,
  type ListChoice,
  type ListFilterName,
  type ListReading,
  listFilterNames,
  tieColumns,
} from '../../../features/partnerships/own-list.ts'
import type { Theme, TieState, TieType } from '../../../features/partnerships/schema.ts'
import { Choices, TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useLabels, useSite } from '../site.ts'
import { useListAddress } from './list-address.ts'

/** What a choice of a filter is called. */
export function useChoiceName(): (name: ListFilterName, value: string) => string {
  const { t } = useSite()
  const labels = useLabels()
  return (name, value) => {
    switch (name) {
      case 'country':
        return labels.country(value)
      case 'state':
        return t(`atlas.state.${value as TieState}`)
      case 'type':
        return t(`atlas.type.${value as TieType}`)
      case 'theme':
        return t(`atlas.theme.${value as Theme}`)
      case 'freshness':
        return t(`freshness.level.${value as 'fresh'}`)
      case 'ending':
        return t(`tie.list.ending.${value as '3'}`)
      case 'hands':
        return t(`tie.list.hands.${value as 'ours'}`)
    }
  }
}

type ActiveProps = { reading: ListReading; organisationKey: string }

/** What narrows the list, each with the way to take it off. */
export function ActiveChoices({ reading, organisationKey }: ActiveProps) {
  const { t } = useSite()
  const nameOf = useChoiceName()
  const address = useListAddress(organisationKey)
  const on = listFilterNames.flatMap((name) =>
    reading[name].map((value) => ({
      key: `${name} ${value}`,
      label: nameOf(name, value),
      without: { ...reading, [name]: (reading[name] as string[]).filter((one) => one !== value) },
    })),
  )
  if (reading.q)
    on.unshift({ key: 'q', label: t('site.list.quoted', { q: reading.q }), without: { ...reading, q: '' } })
  if (on.length === 0) return null
  return (
    <ul className="mt-4 flex flex-wrap gap-2" aria-label={t('site.list.on')}>
      {on.map(({ key, label, without }) => (
        <li key={key}>
          <a href={address(without)} className="removable">
            <span className="sr-only">{t('site.list.takeOff')} </span>
            {label}
            <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

type ListFormProps = { reading: ListReading; choices: Record<ListFilterName, ListChoice[]> }

/** Search, filters and columns in one form; what is chosen stays until it is chosen otherwise. */
export function ListForm({ reading, choices }: ListFormProps) {
  const { t, number } = useSite()
  const nameOf = useChoiceName()
  const on = countFilters(reading)
  return (
    <details className="tie-filters no-print">
      <summary className="tap">{t('tie.list.refine', { n: on })}</summary>
      <Form intent="show" className="tie-list-form">
        <TextField name="q" type="search" label={t('tie.list.search')} value={reading.q} maxLength={100} optional />
        <input type="hidden" name="view" value={reading.view} />
        <input type="hidden" name="sort" value={reading.sort} />
        <div className="tie-filter-columns">
          {listFilterNames.map((name) =>
            choices[name].length === 0 ? null : (
              <Choices
                key={name}
                name={name}
                label={t(`tie.list.filter.${name}`)}
                options={choices[name].map(({ value, count }) => ({
                  value,
                  label: `${nameOf(name, value)} (${number(count)})`,
                }))}
                value={reading[name]}
                many
              />
            ),
          )}
          <Choices
            name="columns"
            label={t('tie.list.columns')}
            options={tieColumns.map((column) => ({ value: column, label: t(`tie.list.column.${column}`) }))}
            value={reading.columns}
            many
          />
        </div>
        <p className="source mt-2">{t('tie.list.kept')}</p>
        <Submit>{t('tie.list.apply')}</Submit>
      </Form>
    </details>
  )
}
