import type { OrganisationDetail } from '../../../features/organisations/queries.server.ts'
import { useLabels, useSite } from '../site.ts'

/** Where the authority stands: its country, then the territories above it, the largest first. */
export function Breadcrumb({ organisation }: { organisation: OrganisationDetail }) {
  const { t, pathTo } = useSite()
  const labels = useLabels()
  const { country } = organisation
  const steps = [
    { key: country, name: labels.country(country), href: pathTo('country', { code: country }) },
    ...organisation.parents
      .toReversed()
      .map((parent) => ({ key: parent.key, name: parent.name, href: pathTo('authority', parent) })),
  ]
  return (
    <nav aria-label={t('site.authority.within')} className="source">
      <ol>
        {steps.map((step, index) => (
          <li key={step.key} className="inline">
            {index > 0 ? <span aria-hidden="true"> · </span> : null}
            <a href={step.href} className="tap">
              {step.name}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
