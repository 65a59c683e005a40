import { formatReading, type ListReading } from '../../../features/partnerships/own-list.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

/** The address of an organisation's list of ties read another way, or of the same list as a file. */
export function useListAddress(organisationKey: string) {
  const { locale } = useSite()
  return (reading: ListReading, page: 'partnerships' | 'partnershipsFile' = 'partnerships') => {
    const query = formatReading(reading)
    // Where nothing unusual is asked, the address says so: else what was kept would be shown again.
    if (query.size === 0) query.set('view', 'table')
    return `${workspacePath(page, locale, { key: organisationKey })}?${query}`
  }
}
