import { listClaimsOf } from '../../../features/accounts/decide-claims.server.ts'
import { usePageData } from '../../request.ts'
import { Done } from '../../ui/form/done.tsx'
import { ClaimSummary } from '../../ui/joining/claim-facts.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import '../../styles/forms.css'

/** Who asks the owners to come in. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => ({
  organisation: atWork.organisation,
  claims: await listClaimsOf(ctx, atWork.organisation.organisationId),
}))

/** The requests that wait for the owners of an organisation. */
export default function SeatRequests() {
  const { t, locale } = useSite()
  const { organisation, claims } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('joining.decide.ownersTitle')} · ${organisation.name} · ${t('site.name')}`}</title>
      <h1>{t('joining.decide.ownersTitle')}</h1>
      <p className="measure mt-4">{t('joining.decide.ownersLead')}</p>
      <Done area="joining.done" />
      {claims.length === 0 ? <p className="mt-6">{t('joining.decide.none')}</p> : null}
      <ul className="mt-6">
        {claims.map((claim) => (
          <li key={claim.id} className="border-b border-line py-3">
            <ClaimSummary claim={claim} />
            <p>
              <a className="tap" href={workspacePath('seatRequest', locale, { key: organisation.key, id: claim.id })}>
                {t('joining.decide.answer')}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}
