import type { Agreement, AgreementVersion, Amendment } from '../../../features/partnerships/agreement-schema.ts'
import { useSite } from '../site.ts'
import { useTerm } from './agreement-facts.tsx'
import { AmountTables } from './amount-table.tsx'
import { CommitmentSides } from './commitment-sides.tsx'
import { LifeLine } from './life-line.tsx'
import { NextSteps } from './next-steps.tsx'
import { useChanges, useDay } from './words.ts'

type AmendmentProps = {
  agreement: Agreement
  amendment: Amendment
  organisationId: string
  organisationKey: string
  mayWrite: boolean
}

/** An amendment: what it changes, from what to what, and how far each side is with it. */
export function AmendmentPart({ agreement, amendment, organisationId, organisationKey, mayWrite }: AmendmentProps) {
  const { t } = useSite()
  const day = useDay()
  const changes = useChanges()
  const { number, state, inForceOn } = amendment
  const steps = agreement.steps.filter((step) => step.amendmentId === amendment.id)
  return (
    <section aria-labelledby={`amendment-${number}`} className="mt-6">
      <h3 id={`amendment-${number}`}>
        {t('agreement.amendment.title', {
          number,
          what: t(`agreement.amendment.state.${state}`, { day: inForceOn === null ? '' : day(inForceOn) }),
        })}
      </h3>
      <ul className="side-list">
        {changes(amendment.changes, agreement).map((change) => (
          <li key={change.name}>
            <span className="font-[650]">{change.name}</span>{' '}
            {t('agreement.amendment.change', { from: change.from, to: change.to })}
          </li>
        ))}
      </ul>
      <LifeLine
        parties={agreement.parties}
        steps={steps}
        holds={state === 'inForce'}
        organisationKey={organisationKey}
      />
      {state === 'inForce' || state === 'abandoned' ? null : (
        <>
          <h4 className="mt-4 font-[650]">{t('agreement.next.title')}</h4>
          <NextSteps {...{ agreement, organisationId, organisationKey, mayWrite }} amendmentId={amendment.id} />
        </>
      )}
    </section>
  )
}

type VersionsProps = { agreement: Agreement; today: string; organisationKey: string }

/** Every text the agreement has had, from which day on; the earlier ones folded, whole and readable. */
export function Versions({ agreement, today, organisationKey }: VersionsProps) {
  const { t } = useSite()
  const day = useDay()
  return (
    <>
      {agreement.versions.toReversed().map((version) => {
        const amendment = agreement.amendments.find(({ id }) => id === version.amendmentId)
        const said = amendment ? String(amendment.number) : 'none'
        return (
          <details key={version.number} className="mt-2">
            <summary className="tap">
              {t('agreement.version.line', { number: version.number, day: day(version.fromOn), amendment: said })}
            </summary>
            <VersionText
              version={version}
              parties={agreement.parties}
              today={today}
              organisationKey={organisationKey}
            />
          </details>
        )
      })}
    </>
  )
}

type TextProps = {
  version: AgreementVersion
  parties: Agreement['parties']
  today: string
  organisationKey: string
}

function VersionText({ version, parties, today, organisationKey }: TextProps) {
  const { t } = useSite()
  const term = useTerm()
  const { content } = version
  return (
    <div className="note mt-2">
      <p className="font-[650]">{content.title}</p>
      {content.object === '' ? null : <p className="measure whitespace-pre-line">{content.object}</p>}
      <p>{term(content)}</p>
      <p className="source">{t(`agreement.renewal.${content.renewal}`)}</p>
      <AmountTables amounts={content.amounts} parties={parties} />
      <CommitmentSides
        agreement={{ parties, commitments: content.commitments }}
        today={today}
        organisationKey={organisationKey}
      />
    </div>
  )
}
