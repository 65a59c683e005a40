import { listClaimsAtDesk } from '../../../features/accounts/decide-claims.server.ts'
import { listBodiesToReview } from '../../../features/organisations/review-bodies.server.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { ClaimSummary } from '../../ui/joining/claim-facts.tsx'
import { useKindLabel } from '../../ui/joining/kind-label.ts'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { asTrusted } from '../../workspace/trusted.ts'
import '../../styles/forms.css'

/** What waits for the administrator and trusted organisations. */
export const loader = workspaceLoader('signedIn', (page) =>
  asTrusted(page, async (ctx) => ({ claims: await listClaimsAtDesk(ctx), bodies: await listBodiesToReview(ctx) })),
)

/** The desk: requests to act for organisations nobody owns, and new bodies to look at. */
export default function Claims() {
  const { t, locale, day } = useSite()
  const labels = useLabels()
  const kindLabel = useKindLabel()
  const { claims, bodies } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('joining.decide.title')} · ${t('site.name')}`}</title>
      <h1>{t('joining.decide.title')}</h1>
      <p className="measure mt-4">{t('joining.decide.lead')}</p>
      <Done area="joining.done" />
      <section aria-labelledby="claims" className="mt-8">
        <h2 id="claims">{t('joining.decide.claims')}</h2>
        {claims.length === 0 ? <p className="mt-2">{t('joining.decide.none')}</p> : null}
        <ul className="mt-2">
          {claims.map((claim) => (
            <li key={claim.id} className="border-b border-line py-3">
              <a className="tap" href={workspacePath('decideClaim', locale, { id: claim.id })}>
                {claim.organisation.name}
              </a>{' '}
              ({labels.country(claim.organisation.country)})
              <ClaimSummary claim={claim} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="bodies" className="mt-12">
        <h2 id="bodies">{t('joining.decide.bodies')}</h2>
        {bodies.length === 0 ? <p className="mt-2">{t('joining.decide.noBodies')}</p> : null}
        <ul className="mt-2">
          {bodies.map((body) => (
            <li key={body.id} className="border-b border-line py-3">
              <a className="tap" href={workspacePath('reviewBody', locale, { id: body.id })}>
                {body.name}
              </a>{' '}
              <span className="source block">
                {t('joining.decide.body', { kind: kindLabel(body.tier), country: labels.country(body.country) })},{' '}
                {t('joining.decide.by', { name: body.creator || t('members.noName'), day: day(body.createdAt) })}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
