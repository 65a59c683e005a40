import { isBinding, isOpen, isWritable } from '../../../features/partnerships/agreement-rules.ts'
import type { Agreement } from '../../../features/partnerships/agreement-schema.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

type DeedsProps = { agreement: Agreement; organisationKey: string; refusedRenewal: string | null }

/** What one may do with an agreement now, the main thing first. */
export function AgreementDeeds({ agreement, organisationKey: key, refusedRenewal }: DeedsProps) {
  const { t, locale } = useSite()
  const params = { key, tie: agreement.partnershipId, agreement: agreement.id }
  const { state, presently } = agreement
  const mayRenew = refusedRenewal === null && (presently === 'reviewDue' || presently === 'ended' || isBinding(state))
  const renew = (
    <a
      className={presently === 'reviewDue' || presently === 'ended' ? 'button' : 'button quiet'}
      href={workspacePath('newAgreement', locale, params, { renews: agreement.id })}
    >
      {t('agreement.deed.renew')}
    </a>
  )
  return (
    <p className="row-actions mt-4">
      {mayRenew && presently !== 'inForce' ? renew : null}
      {isOpen(state) || isBinding(state) ? (
        <a className="button quiet" href={workspacePath('agreementEdit', locale, params)}>
          {t(isWritable(agreement) ? 'agreement.deed.write' : 'agreement.deed.propose')}
        </a>
      ) : null}
      {isOpen(state) ? (
        <a className="button quiet" href={workspacePath('agreementSteps', locale, params)}>
          {t('agreement.deed.steps')}
        </a>
      ) : null}
      {mayRenew && presently === 'inForce' ? renew : null}
    </p>
  )
}
