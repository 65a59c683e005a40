import { isWaivable, nextSteps } from '../../../features/partnerships/agreement-rules.ts'
import type { Agreement } from '../../../features/partnerships/agreement-schema.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useReason } from './words.ts'

type NextProps = {
  agreement: Agreement
  amendmentId?: string | null
  /** The side that reads, and the key of its addresses. */
  organisationId: string
  organisationKey: string
  mayWrite: boolean
}

/** What each side does next, and what stands in the way, said in words. */
export function NextSteps({ agreement, amendmentId = null, organisationId, organisationKey, mayWrite }: NextProps) {
  const { t, locale } = useSite()
  const reason = useReason()
  const params = { key: organisationKey, tie: agreement.partnershipId, agreement: agreement.id }
  const next = nextSteps(agreement, amendmentId)
  return (
    <div className="sides">
      {agreement.parties.map((party) => {
        const own = next.filter(({ step }) => step.organisationId === party.organisationId)
        return (
          <div key={party.organisationId}>
            <h3 className="side-name">{party.name}</h3>
            {own.length === 0 ? <p className="mt-2">{t('agreement.next.nothing')}</p> : null}
            <ul className="side-list">
              {own.map(({ step, blocks }) => (
                <li key={step.id}>
                  <p>{step.name}</p>
                  {step.required ? null : <p className="source">{t('agreement.step.notRequired')}</p>}
                  {blocks.length > 0 ? (
                    <ul className="blocks">
                      {blocks.map((block) => (
                        <li key={block.reason + (block.values?.name ?? '')}>{reason(block)}</li>
                      ))}
                    </ul>
                  ) : null}
                  {mayWrite && party.organisationId === organisationId && blocks.length === 0 ? (
                    <p className="mt-2">
                      <a
                        className={step.required ? 'button' : 'button quiet'}
                        href={`${workspacePath('agreementSteps', locale, params, { step: step.id })}#step`}
                      >
                        {t(
                          step.required || !isWaivable(step) ? 'agreement.next.record' : 'agreement.next.recordOrWaive',
                        )}
                      </a>
                    </p>
                  ) : null}
                  {party.organisationId !== organisationId && blocks.length === 0 ? (
                    <p className="source">{t('agreement.next.theirs', { name: party.name })}</p>
                  ) : null}
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </div>
  )
}
