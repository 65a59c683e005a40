import { type AtlasFilters, formatFilters, type ListFilter } from '../../../features/atlas/filters.ts'
import type { MapChoices } from '../../../features/atlas/map.server.ts'
import { useValueNames } from '../list/value-names.ts'
import { useSite } from '../site.ts'

type FilterFormProps = { filters: AtlasFilters; choices: MapChoices }
type Chosen = 'country' | 'region' | 'type' | 'theme'
type Option = { value: string; ties: number }

const chosen = ['country', 'region', 'type', 'theme'] as const satisfies ListFilter[]

const anyKeys = {
  country: 'map.filters.anyCountry',
  region: 'map.filters.anyRegion',
  type: 'map.filters.anyType',
  theme: 'map.filters.anyTheme',
} as const

function optionsOf(name: Chosen, choices: MapChoices): Option[] {
  if (name === 'country') return choices.country.map(({ code, ties }) => ({ value: code, ties }))
  if (name === 'region') return choices.region.map(({ key, ties }) => ({ value: key, ties }))
  return Object.entries(choices[name]).map(([value, ties]) => ({ value, ties }))
}

function Select({ name, filters, choices }: FilterFormProps & { name: Chosen }) {
  const { t, list, locale } = useSite()
  const nameOf = useValueNames()
  const on: readonly string[] = filters[name]
  const several = on.length > 1
  const options = optionsOf(name, choices)
    .filter(({ value, ties }) => ties > 0 || on.includes(value))
    .map(({ value, ties }) => ({ value, ties, label: nameOf(name, value) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale))
  return (
    <div>
      <label htmlFor={`map-${name}`} className="small block font-[650]">
        {t(`map.filters.${name}`)}
      </label>
      <select
        id={`map-${name}`}
        name={name}
        className="field mt-1"
        defaultValue={several ? on.join(',') : (on[0] ?? '')}
      >
        <option value="">{t(anyKeys[name])}</option>
        {several ? (
          <option value={on.join(',')}>
            {t('map.filters.several', { n: on.length, names: list(on.map((value) => nameOf(name, value))) })}
          </option>
        ) : null}
        {options.map(({ value, ties, label }) => (
          <option key={value} value={value}>
            {t('map.filters.option', { name: label, n: ties })}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The filters chosen most, as a form that works by itself; those set elsewhere go along unseen. */
export function FilterForm({ filters, choices }: FilterFormProps) {
  const { t, pathTo } = useSite()
  const kept = [...formatFilters(filters)].filter(([name]) => name !== 'scope' && !chosen.some((one) => one === name))
  return (
    <details className="filters map-filters no-print mt-6">
      <summary className="filters-summary">{t('map.filters.title')}</summary>
      <form action={pathTo('map')} method="get" className="map-form" aria-label={t('map.filters.title')}>
        {kept.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        {chosen.map((name) => (
          <Select key={name} name={name} filters={filters} choices={choices} />
        ))}
        <div>
          <label htmlFor="map-scope" className="small block font-[650]">
            {t('map.filters.scope')}
          </label>
          <select
            id="map-scope"
            name="scope"
            className="field mt-1"
            defaultValue={filters.scope === 'all' ? 'all' : ''}
          >
            <option value="">{t('map.filters.scopeFrench')}</option>
            <option value="all">{t('map.filters.scopeAll')}</option>
          </select>
        </div>
        <button type="submit" className="button">
          {t('map.filters.submit')}
        </button>
      </form>
    </details>
  )
}
