import { listOwnClaims } from '../../../features/accounts/claims.server.ts'
import { noFilters } from '../../../features/atlas/filters.ts'
import { searchOrganisations } from '../../../features/atlas/search.server.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { useKindLabel } from '../../ui/joining/kind-label.ts'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

const most = 20

import '../../styles/forms.css'

/** The organisations that answer what was looked for, and one's own requests. */
export const loader = workspaceLoader('signedIn', async ({ ctx, url }) => {
  const q = (url.searchParams.get('q') ?? '').trim().slice(0, 120)
  const filters = { ...noFilters(), q, scope: 'all' as const }
  return {
    q,
    found: q ? await searchOrganisations(ctx, filters, { limit: most }) : null,
    claims: await listOwnClaims(ctx),
  }
})

/** The way into one's organisation: look for it, or create it. */
export default function Join() {
  const { t, locale, day } = useSite()
  const { q, found, claims } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('joining.join.title')} · ${t('site.name')}`}</title>
      <h1>{t('joining.join.title')}</h1>
      <Done area="joining.done" />
      <p className="measure mt-4">{t('joining.join.lead')}</p>
      <search>
        <form method="get" className="form">
          <div className="form-field">
            <label htmlFor="q">{t('joining.join.q')}</label>
            <input id="q" name="q" type="search" className="field" defaultValue={q} maxLength={120} />
          </div>
          <p className="mt-4">
            <button type="submit" className="button">
              {t('joining.join.search')}
            </button>
          </p>
        </form>
      </search>
      {found ? <Results found={found} /> : null}
      <section aria-labelledby="not-there" className="mt-12">
        <h2 id="not-there">{t('joining.join.notThere')}</h2>
        <p className="measure mt-2">{t('joining.join.notThereLead')}</p>
        <p className="measure source mt-1">{t('joining.join.frenchMissing')}</p>
        <p className="mt-3">
          <a href={workspacePath('newBody', locale, {}, q ? { name: q } : {})}>{t('joining.join.create')}</a>
        </p>
      </section>
      {claims.length > 0 ? (
        <section aria-labelledby="claims" className="mt-12">
          <h2 id="claims">{t('joining.join.claims')}</h2>
          <ul className="mt-2">
            {claims.map((claim) => (
              <li key={claim.id} className="border-b border-line py-2">
                <a href={workspacePath('claim', locale, { organisation: claim.key })}>{claim.name}</a>{' '}
                <span className="source">
                  {t(`joining.state.${claim.state as 'waiting'}`, { day: day(claim.createdAt) })}
                </span>
                {claim.decisionWord ? <span className="block">{claim.decisionWord}</span> : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

function Results({ found }: { found: Awaited<ReturnType<typeof searchOrganisations>> }) {
  const { t, locale } = useSite()
  const labels = useLabels()
  const kindLabel = useKindLabel()
  if (found.total === 0) return <p className="notice">{t('joining.join.none')}</p>
  return (
    <section className="mt-8" aria-live="polite">
      <p className="font-[650]">
        {found.match === 'alike' ? t('joining.join.alike') : t('joining.join.found', { count: found.total })}
      </p>
      <ul className="mt-2">
        {found.rows.map((row) => (
          <li key={row.key} className="border-b border-line py-2">
            <a className="tap" href={workspacePath('claim', locale, { organisation: row.key })}>
              {row.name}
            </a>{' '}
            <span className="source">
              {kindLabel(row.tier)}
              {row.departementCode ? ` (${row.departementCode})` : ''}, {labels.country(row.country)}
            </span>
          </li>
        ))}
      </ul>
      {found.total > found.rows.length ? <p className="source mt-2">{t('joining.join.more')}</p> : null}
    </section>
  )
}
