import type { OwnListTie } from '../../../features/partnerships/own-list.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useLabels, useSite } from '../site.ts'

/** A tie by those it is with, as the way to its page. */
export function TieName({ tie, organisationKey }: { tie: OwnListTie; organisationKey: string }) {
  const { t, locale, list } = useSite()
  const labels = useLabels()
  const names = tie.partners.map(({ name }) => name)
  const countries = [...new Set(tie.partners.map(({ country }) => labels.country(country)))]
  return (
    <>
      <a href={workspacePath('tie', locale, { key: organisationKey, tie: tie.id })}>{list(names)}</a>
      <span className="text-slate">, {list(countries)}</span>
      {tie.discreet ? <span className="source block">{t('tie.list.discreet')}</span> : null}
      {tie.takenUp ? null : <span className="source block">{t('tie.list.notTakenUp')}</span>}
    </>
  )
}
