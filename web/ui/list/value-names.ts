import type { ListFilter } from '../../../features/atlas/filters.ts'
import { useLabels, useSite } from '../site.ts'

/** Gives the name a reader knows for a value of a filter: a country's name for its code, a sentence for a word of ours. */
export function useValueNames(): (name: ListFilter | 'ties', value: string) => string {
  const { t } = useSite()
  const labels = useLabels()
  return (name, value) => {
    if (name === 'country') return labels.country(value)
    if (name === 'region' || name === 'departement') return labels.territory(value)
    const key = `atlas.${name === 'tier' ? 'tiers' : name}.${value}`
    return t.has(key) ? t(key) : value
  }
}
