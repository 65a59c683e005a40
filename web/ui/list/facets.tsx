import type { ReactNode } from 'react'
import { type AtlasFilters, type ListFilter, listFilters, toggleFilter } from '../../../features/atlas/filters.ts'
import { listHref } from '../../list-query.ts'
import { useSite } from '../site.ts'
import { useValueNames } from './value-names.ts'

/** A filter with the choices it offers and how many answers each has. */
export type FacetChoices = { name: ListFilter | 'ties'; choices: { value: string; count: number }[] }

type FacetsProps = { path: string; filters: AtlasFilters; sort: string | null; facets: FacetChoices[] }

// What stands in sight before “more”.
const inSight = 8

function toggled(filters: AtlasFilters, name: FacetChoices['name'], value: string): AtlasFilters {
  if (name !== 'ties') return toggleFilter(filters, name, value)
  return { ...filters, ties: filters.ties === value ? null : (value as 'with' | 'without') }
}

function isOn(filters: AtlasFilters, name: FacetChoices['name'], value: string): boolean {
  return name === 'ties' ? filters.ties === value : (filters[name] as string[]).includes(value)
}

function Choice({
  path,
  filters,
  sort,
  name,
  value,
  count,
}: Omit<FacetsProps, 'facets'> & { name: FacetChoices['name']; value: string; count: number }) {
  const { t, number } = useSite()
  const nameOf = useValueNames()
  const on = isOn(filters, name, value)
  return (
    <li>
      <a
        href={listHref(path, { filters: toggled(filters, name, value), sort })}
        rel="nofollow"
        className={on ? 'choice on' : 'choice'}
      >
        <span className="box" aria-hidden="true" />
        <span className="choice-name first-letter:uppercase">
          {on ? <span className="sr-only">{t('site.list.takeOff')} </span> : null}
          {nameOf(name, value)}
        </span>
        <span className="count">{number(count)}</span>
      </a>
    </li>
  )
}

function Facet({ facet, ...view }: Omit<FacetsProps, 'facets'> & { facet: FacetChoices }) {
  const { t, locale } = useSite()
  const nameOf = useValueNames()
  const { name, choices } = facet
  const on = choices.filter((choice) => isOn(view.filters, name, choice.value))
  const off = choices.filter((choice) => !on.includes(choice))
  const first = [...on, ...off.slice(0, Math.max(inSight - on.length, 3))]
  const rest = off
    .filter((choice) => !first.includes(choice))
    .sort((a, b) => nameOf(name, a.value).localeCompare(nameOf(name, b.value), locale))
  const items = (list: FacetChoices['choices']): ReactNode =>
    list.map((choice) => <Choice key={choice.value} {...view} name={name} {...choice} />)
  return (
    <details className="facet" open={on.length > 0 || name === 'ties' || name === 'state' || name === 'evidence'}>
      <summary>{t(`site.list.facet.${name}`)}</summary>
      <ul className="pb-3">{items(first)}</ul>
      {rest.length > 0 ? (
        <details className="pb-4">
          <summary className="tap small text-woad underline">{t('site.list.more', { n: rest.length })}</summary>
          <ul>{items(rest)}</ul>
        </details>
      ) : null}
    </details>
  )
}

/** Every filter with its choices and their counts, as plain links; a choice nobody answers is not offered. */
export function Facets({ facets, ...view }: FacetsProps) {
  const { t } = useSite()
  const offered = facets
    .map((facet) => ({
      ...facet,
      choices: facet.choices.filter((choice) => choice.count > 0 || isOn(view.filters, facet.name, choice.value)),
    }))
    .filter(
      (facet) =>
        facet.choices.length > 1 || facet.choices.some((choice) => isOn(view.filters, facet.name, choice.value)),
    )
  const on = listFilters.reduce((sum, name) => sum + view.filters[name].length, view.filters.ties ? 1 : 0)
  return (
    <details className="filters no-print">
      <summary className="filters-summary">{t('site.list.refine', { n: on })}</summary>
      <nav aria-label={t('site.list.filters')}>
        {offered.map((facet) => (
          <Facet key={facet.name} facet={facet} {...view} />
        ))}
      </nav>
    </details>
  )
}
