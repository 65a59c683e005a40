import type { AtlasFilters } from '../../../features/atlas/filters.ts'
import { listHref } from '../../list-query.ts'
import { useSite } from '../site.ts'

/** Gives the address of the list of ties of one part of France, with the other filters kept. */
export function useTiesHref(filters: AtlasFilters): (name: 'region' | 'departement', key: string) => string {
  const { pathTo } = useSite()
  return (name, key) =>
    listHref(pathTo('ties'), { filters: { ...filters, region: [], departement: [], [name]: [key] } })
}
