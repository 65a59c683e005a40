import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

/** Where a budget line of an organisation is seen and corrected. */
export function useLineHref(organisationKey: string): (id: string) => string {
  const { locale } = useSite()
  return (id) => workspacePath('budgetLine', locale, { key: organisationKey, line: id })
}
