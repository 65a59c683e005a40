import type { TieStep } from '../../../features/partnerships/tie-texts.server.ts'
import { Deed } from '../form/deed.tsx'
import { useSite } from '../site.ts'

type StepsProps = {
  steps: readonly TieStep[]
  /** Whose steps may be taken back from here. */
  removableOf?: string | null
}

/** The history of a tie step by step, the oldest first, each in the words of the side that tells it. */
export function Steps({ steps, removableOf = null }: StepsProps) {
  const { t, day, language } = useSite()
  if (steps.length === 0) return null
  return (
    <ol className="threads mt-4">
      {steps.map((step) => (
        <li key={step.id}>
          <p>
            <b>{step.onDate ? day(step.onDate) : step.year}</b> –{' '}
            <span lang={step.locale} className="wrap-anywhere">
              {step.body}
            </span>
          </p>
          <p className="source">
            {t('tie.steps.by', { name: step.organisationName, language: language(step.locale) })}
            {step.sourceSaid ? ` · ${t('tie.steps.from', { source: step.sourceSaid })}` : null}
          </p>
          {removableOf === step.organisationId ? (
            <Deed
              intent="remove"
              of={{ step: step.id }}
              label={t('tie.steps.remove')}
              spoken={t('tie.steps.removeOne', { year: String(step.year) })}
            />
          ) : null}
        </li>
      ))}
    </ol>
  )
}
